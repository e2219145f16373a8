import { useEffect, useRef, useState } from 'preact/hooks'
import { serverNow } from '../../ui/clock.ts'
import { onceDrawn } from '../../ui/once-drawn.ts'
import { clockTime } from '../../ui/times.ts'
import { ask } from '../ask.ts'
import { useKept } from '../kept.ts'
import { newKey } from '../parts/new-key.ts'
import { Refused } from '../parts/refused.tsx'
import { sendOnCtrlEnter } from '../parts/send-keys.ts'
import { say } from '../session.ts'
import type { CaseSummary, Comment, Update } from '../shapes.ts'
import { composing, crediting } from '../strings-updates.ts'
import { ChoiceField } from './choice-field.tsx'
import { MomentField } from './moment-field.tsx'
import { quotedReply } from './quoted-reply.ts'
import { TurnReply } from './turn-reply.tsx'
import type { Moment, Wording } from './update-draft.ts'
import { blankWording, momentTrouble, sentTime, sentWording, troublesOf } from './update-draft.ts'
import { useSending } from './use-sending.ts'
import { KindFields, WordingFields } from './wording-fields.tsx'

interface Draft extends Wording, Moment {
  answersCaseId: string | null
  /** Of the submission, while what is written stays the same: a retry publishes it once. */
  key: string
}
const blank: Draft = { ...blankWording, answersCaseId: null, when: 'now', at: '', key: '' }

interface UpdateComposerProps {
  storyId: string
  /** The number it would get if it were published now. */
  nextNumber: number
  /** Cases about the story that it can answer. */
  cases: CaseSummary[]
  /** The case somebody came here to answer. */
  answers: string | null
  onPublished: (update: Update) => void
}

function caseName({ reference, wrote }: CaseSummary): string {
  return `${reference} · ${wrote.length > 70 ? `${wrote.slice(0, 70).trimEnd()}…` : wrote}`
}

function focusText(form: HTMLFormElement | null) {
  const text = form?.querySelector<HTMLTextAreaElement>('#update-body')
  text?.focus()
  text?.setSelectionRange(text.value.length, text.value.length)
}

/** Begins the answer to a case in an empty composer; what somebody typed before stays as it is. */
function useAnswer({ cases, answers }: UpdateComposerProps, draft: Draft, change: (part: Partial<Draft>) => void) {
  const bound = useRef<string | null>(null)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    const one = cases.find(({ id }) => id === answers)
    if (!one || bound.current === one.id) return
    bound.current = one.id
    const isEmpty = draft.body.trim() === ''
    change({
      answersCaseId: one.id,
      ...(isEmpty && { kind: 'clarification', body: composing.prefill(one.wrote, one.says) }),
    })
    onceDrawn(() => focusText(form.current))
  })
  return form
}

/** What a reply adds to what is written: its words, quoted, and thanks to its writer. */
function withReply({ body }: Draft, comment: Comment): Partial<Draft> {
  const before = body.trim() === '' ? '' : `${body.trimEnd()}\n\n`
  return { body: before + quotedReply(comment), creditCommentId: comment.id }
}

interface ChoicesProps {
  draft: Draft
  change: (part: Partial<Draft>) => void
  cases: CaseSummary[]
}

function Choices({ draft, change, cases }: ChoicesProps) {
  return (
    <div class="co-choices">
      <KindFields name="update" wording={draft} change={change} />
      {cases.length > 0 && (
        <div class="co-choices-wide">
          <ChoiceField
            id="update-answers"
            label={composing.answers}
            value={draft.answersCaseId ?? ''}
            options={[['', composing.noCase], ...cases.map((one): [string, string] => [one.id, caseName(one)])]}
            onPick={(id) => change({ answersCaseId: id || null })}
          />
        </div>
      )}
    </div>
  )
}

interface TurningProps {
  storyId: string
  onPick: (comment: Comment) => void
}

/** The way from a reply to an update. */
function Turning({ storyId, onPick }: TurningProps) {
  const [isOpen, setOpen] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const leave = () => {
    setOpen(false)
    onceDrawn(() => opener.current?.focus())
  }
  const pick = (comment: Comment) => {
    setOpen(false)
    onPick(comment)
  }
  if (isOpen) return <TurnReply storyId={storyId} onPick={pick} onLeave={leave} />
  return (
    <div class="co-actions">
      <button ref={opener} type="button" class="aw-button" onClick={() => setOpen(true)}>
        {crediting.turn}
      </button>
    </div>
  )
}

/** Where the author or a moderator writes the next numbered update, for now or for later. */
export function UpdateComposer(props: UpdateComposerProps) {
  const { storyId, nextNumber, cases, onPublished } = props
  const [draft, keep, clear] = useKept<Draft>(`update ${storyId}`, blank)
  const change = (part: Partial<Draft>) => keep({ ...part, key: '' })
  const [tried, setTried] = useState(false)
  const { isBusy, failure, send } = useSending()
  const form = useAnswer(props, draft, change)
  const troubles = troublesOf(draft)
  const late = momentTrouble(draft, serverNow())
  const turn = (comment: Comment) => {
    change(withReply(draft, comment))
    say(crediting.turned)
    onceDrawn(() => focusText(form.current))
  }
  const published = (update: Update) => {
    clear()
    setTried(false)
    if (update.number !== null) say(composing.published(update.number))
    else if (update.scheduledFor) say(composing.scheduled(clockTime(update.scheduledFor, serverNow())))
    onPublished(update)
  }
  const publish = (event: SubmitEvent) => {
    event.preventDefault()
    setTried(true)
    if (late || Object.keys(troubles).length > 0) {
      onceDrawn(() => form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus())
      return
    }
    const key = draft.key || newKey()
    keep({ key })
    send(
      () =>
        ask('POST /api/v1/stories/:id/updates', {
          params: { id: storyId },
          headers: { 'idempotency-key': key },
          body: { ...sentWording(draft), answersCaseId: draft.answersCaseId, publishAt: sentTime(draft) },
        }),
      published,
      ({ code }) => (code === 'gone' || code === 'key_reused') && keep({ key: '' }),
    )
  }
  return (
    <form
      ref={form}
      id="new-update"
      class="co-form"
      noValidate
      aria-labelledby="new-update-title"
      onSubmit={publish}
      onKeyDown={sendOnCtrlEnter}
    >
      <div class="co-compose-head">
        <h3 id="new-update-title">{composing.title}</h3>
        {draft.when === 'now' && <p class="co-hint">{composing.willBe(nextNumber)}</p>}
      </div>
      <Turning storyId={storyId} onPick={turn} />
      <Choices draft={draft} change={change} cases={cases} />
      <WordingFields name="update" storyId={storyId} wording={draft} troubles={tried ? troubles : {}} change={change} />
      <MomentField moment={draft} error={tried ? late : null} onChange={change} />
      <Refused failure={failure} />
      <div class="co-actions">
        <button type="submit" class="aw-button aw-button-primary" disabled={isBusy}>
          {draft.when === 'now' ? composing.publish(nextNumber) : composing.schedule}
        </button>
        <span class="co-hint co-by-key">
          <kbd>Ctrl</kbd> + <kbd>Enter</kbd>
        </span>
      </div>
    </form>
  )
}
