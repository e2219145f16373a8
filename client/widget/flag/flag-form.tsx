import { renderNow } from '../still.ts'
import { useThread } from '../thread.ts'
import { Explanation } from './explanation.tsx'
import type { FlagModel } from './flag-model.ts'
import { Illegal } from './illegal.tsx'
import { Misrepresentation } from './misrepresentation.tsx'
import { replyInstead } from './reply-instead.ts'
import { lacking, needsWhy, SHORTEST_WHY, send } from './send-flag.ts'
import { SendForm } from './send-form.tsx'
import { openingOf } from './standing.ts'
import { kindTitles, strings, whyLabels } from './strings.ts'

/** What a flag of the chosen kind needs; for disagreement, what to do instead. */
export function FlagForm({ model }: { model: FlagModel }) {
  const thread = useThread()
  const kind = model.kind.value
  const onReply = replyInstead(thread, model.comment.id)
  if (!kind) return null
  if (kind === 'disagree')
    return (
      <>
        <Chosen model={model} title={strings.disagree} line={strings.disagreeWords} />
        {onReply && (
          <div class="buttons">
            <button type="button" class="aw-button aw-button-primary" onClick={onReply}>
              {strings.replyInstead}
            </button>
          </div>
        )}
      </>
    )
  return (
    <>
      <Chosen model={model} title={kindTitles[kind]} line={openingOf(thread.session).rules.value[kind]} />
      <SendForm
        form={model}
        label={kind === 'illegal' ? strings.sendNotice : strings.sendFlag}
        lacking={() => lacking(model)}
        send={() => send(thread, model)}
        isLimited={kind !== 'illegal'}
        onReply={onReply}
      >
        {kind === 'misrepresentation' && <Misrepresentation model={model} />}
        <Explanation text={model.explanation} label={whyLabels[kind]} least={needsWhy(kind) ? SHORTEST_WHY : 0} />
        {kind === 'illegal' && <Illegal model={model} />}
      </SendForm>
    </>
  )
}

interface ChosenProps {
  model: FlagModel
  title: string
  line: string | undefined
}

/** What was chosen, and the way back. */
function Chosen({ model, title, line }: ChosenProps) {
  const thread = useThread()
  const back = () => {
    const before = model.kind.value
    model.kind.value = null
    renderNow()
    thread.root.getElementById(`flag-as-${before}`)?.focus()
  }
  return (
    <div class="flag-chosen">
      <h3 id="flag-kind" tabIndex={-1}>
        {title}
      </h3>
      <button type="button" class="aw-link" onClick={back}>
        {strings.chooseAgain}
      </button>
      {line && <p dir="auto">{line}</p>}
    </div>
  )
}
