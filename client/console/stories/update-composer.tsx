import { useEffect, useRef, useState } from 'preact/hooks'
import { claimStatusNames, updateKindNames } from '../../ui/words.ts'
import type { Failure } from '../ask.ts'
import { ask, failureOf } from '../ask.ts'
import { useKept } from '../kept.ts'
import { sendOnCtrlEnter } from '../parts/send-keys.ts'
import { TextField, textTrouble } from '../parts/text-field.tsx'
import { say } from '../session.ts'
import type { CaseSummary, Update, UpdateInput } from '../shapes.ts'
import { updates } from '../strings.ts'

const BODY = { min: 1, max: 20_000 }
const blank: UpdateInput = { kind: 'update', status: null, body: '', answersCaseId: null }

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

interface ChoicesProps {
  draft: UpdateInput
  change: (part: Partial<UpdateInput>) => void
  cases: CaseSummary[]
}

function Choices({ draft, change, cases }: ChoicesProps) {
  return (
    <div class="co-choices">
      <div class="co-field">
        <label for="update-kind">{updates.kind}</label>
        <select
          id="update-kind"
          class="aw-field"
          value={draft.kind}
          onChange={(event) => change({ kind: event.currentTarget.value as UpdateInput['kind'] })}
        >
          {Object.entries(updateKindNames).map(([kind, name]) => (
            <option key={kind} value={kind}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <div class="co-field">
        <label for="update-status">{updates.status}</label>
        <select
          id="update-status"
          class="aw-field"
          value={draft.status ?? ''}
          onChange={(event) => change({ status: (event.currentTarget.value || null) as UpdateInput['status'] })}
        >
          <option value="">{updates.noStatus}</option>
          {Object.entries(claimStatusNames).map(([status, name]) => (
            <option key={status} value={status}>
              {name}
            </option>
          ))}
        </select>
      </div>
      {cases.length > 0 && (
        <div class="co-field co-choices-wide">
          <label for="update-answers">{updates.answers}</label>
          <select
            id="update-answers"
            class="aw-field"
            value={draft.answersCaseId ?? ''}
            onChange={(event) => change({ answersCaseId: event.currentTarget.value || null })}
          >
            <option value="">{updates.noCase}</option>
            {cases.map((one) => (
              <option key={one.id} value={one.id}>
                {one.reference} · {one.wrote.length > 70 ? `${one.wrote.slice(0, 70).trimEnd()}…` : one.wrote}
              </option>
            ))}
          </select>
        </div>
      )}
    </div>
  )
}

/** Begins the answer to a case in an empty composer; what somebody typed before stays as it is. */
function useAnswer({ cases, answers }: UpdateComposerProps, draft: UpdateInput, change: ChoicesProps['change']) {
  const bound = useRef<string | null>(null)
  const field = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const one = cases.find(({ id }) => id === answers)
    if (!one || bound.current === one.id) return
    bound.current = one.id
    const isEmpty = draft.body.trim() === ''
    change({
      answersCaseId: one.id,
      ...(isEmpty && { kind: 'clarification', body: updates.prefill(one.wrote, one.says) }),
    })
    const text = field.current?.querySelector('textarea')
    requestAnimationFrame(() => {
      text?.focus()
      text?.setSelectionRange(text.value.length, text.value.length)
    })
  })
  return field
}

/** Where the author or a moderator writes the next numbered update. */
export function UpdateComposer(props: UpdateComposerProps) {
  const { storyId, nextNumber, cases, onPublished } = props
  const [draft, change, clear] = useKept<UpdateInput>(`update ${storyId}`, blank)
  const [tried, setTried] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [busy, setBusy] = useState(false)
  const field = useAnswer(props, draft, change)
  const trouble = draft.body.trim() === '' ? updates.empty : textTrouble(draft.body, BODY.min, BODY.max)
  const publish = (event: SubmitEvent) => {
    event.preventDefault()
    if (busy) return
    setTried(true)
    if (trouble) return field.current?.querySelector('textarea')?.focus()
    setBusy(true)
    setFailure(null)
    ask('POST /api/v1/stories/:id/updates', { params: { id: storyId }, body: { ...draft, body: draft.body.trim() } })
      .then((update) => {
        clear()
        setTried(false)
        const { state, number, publishedAt } = update
        if (state === 'scheduled' || number === null || publishedAt === null) return
        say(updates.published(number))
        onPublished({ ...update, state, number, publishedAt })
      })
      .catch((error: unknown) => setFailure(failureOf(error)))
      .finally(() => setBusy(false))
  }
  return (
    <form
      id="new-update"
      class="co-form"
      noValidate
      aria-labelledby="new-update-title"
      onSubmit={publish}
      onKeyDown={sendOnCtrlEnter}
    >
      <div class="co-compose-head">
        <h3 id="new-update-title">{updates.compose}</h3>
        <p class="co-hint">{updates.willBe(nextNumber)}</p>
      </div>
      <Choices draft={draft} change={change} cases={cases} />
      <div ref={field}>
        <TextField
          id="update-body"
          label={updates.body}
          value={draft.body}
          {...BODY}
          rows={7}
          hint={updates.format}
          error={tried ? trouble : null}
          onText={(body) => change({ body })}
        />
      </div>
      {failure && (
        <p class="co-error" role="alert">
          {failure.detail}
        </p>
      )}
      <div class="co-actions">
        <button type="submit" class="aw-button aw-button-primary" disabled={busy}>
          {updates.publish(nextNumber)}
        </button>
        <span class="co-hint co-by-key">
          <kbd>Ctrl</kbd> + <kbd>Enter</kbd>
        </span>
      </div>
    </form>
  )
}
