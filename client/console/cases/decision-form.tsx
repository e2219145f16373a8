import { useRef, useState } from 'preact/hooks'
import { findingNames } from '../../ui/words.ts'
import type { Failure } from '../ask.ts'
import { ask, failureOf } from '../ask.ts'
import { sendOnCtrlEnter } from '../parts/send-keys.ts'
import { TextField } from '../parts/text-field.tsx'
import { say } from '../session.ts'
import type { Action, CaseFile, Finding } from '../shapes.ts'
import { actions, cases, findingMeanings } from '../strings.ts'
import type { DecisionDraft } from './decision-draft.ts'
import { EXPLANATION, troublesOf, useDecisionDraft } from './decision-draft.ts'
import { NotePreview } from './note-preview.tsx'

interface FieldProps {
  draft: DecisionDraft
  change: (part: Partial<DecisionDraft>) => void
}

function FindingField({ draft, change, error }: FieldProps & { error: string | null }) {
  return (
    <fieldset class="co-fieldset co-findings" aria-describedby="finding-under">
      <legend>{cases.finding}</legend>
      {(Object.keys(findingNames) as Finding[]).map((finding) => (
        <label key={finding} class="co-choice">
          <input
            type="radio"
            name="finding"
            value={finding}
            checked={draft.finding === finding}
            aria-invalid={error ? true : undefined}
            onChange={() => change({ finding })}
          />
          <span>
            <b>{findingNames[finding]}</b> <small>{findingMeanings[finding]}</small>
          </span>
        </label>
      ))}
      <div id="finding-under" class="co-under">
        {error && <p class="co-error">{error}</p>}
      </div>
    </fieldset>
  )
}

function ActionField({ draft, change }: FieldProps) {
  return (
    <fieldset class="co-fieldset">
      <legend>{cases.action}</legend>
      {(Object.keys(actions) as Action[]).map((action) => (
        <label key={action} class="co-choice">
          <input
            type="radio"
            name="action"
            value={action}
            checked={draft.action === action}
            onChange={() => change({ action })}
          />
          <span>
            <b>{actions[action].name}</b> <small>{actions[action].meaning}</small>
          </span>
        </label>
      ))}
    </fieldset>
  )
}

interface DecisionFormProps {
  file: CaseFile
  onDecided: (file: CaseFile) => void
  /** The case is not what was read; holds what the server said stands now. */
  onConflict: (current: Partial<CaseFile>) => void
}

function currentOf(failure: Failure): Partial<CaseFile> {
  const { current } = failure.extra
  return current && typeof current === 'object' ? current : {}
}

/** Finding, explanation and action; with the note as readers will see it. */
export function DecisionForm({ file, onDecided, onConflict }: DecisionFormProps) {
  const [draft, change, clear] = useDecisionDraft(file.id)
  const [tried, setTried] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [busy, setBusy] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const troubles = troublesOf(draft)
  const record = (event: SubmitEvent) => {
    event.preventDefault()
    if (busy) return
    setTried(true)
    const { finding, action } = draft
    if (finding === '' || troubles.explanation) {
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus())
      return
    }
    setBusy(true)
    setFailure(null)
    const body = { version: file.version, finding, action, explanation: draft.explanation.trim() }
    ask('POST /api/v1/cases/:id/decision', { params: { id: file.id }, body })
      .then((decided) => {
        clear()
        say(cases.recorded(file.reference, findingNames[finding]))
        onDecided(decided)
      })
      .catch((error: unknown) => {
        setBusy(false)
        const reason = failureOf(error)
        if (reason.code === 'conflict') onConflict(currentOf(reason))
        else setFailure(reason)
      })
  }
  const shown = (trouble: string | null) => (tried ? trouble : null)
  return (
    <form
      ref={form}
      class="co-form co-decision"
      noValidate
      aria-labelledby="decision-title"
      onSubmit={record}
      onKeyDown={sendOnCtrlEnter}
    >
      <h3 id="decision-title" class="co-part-title">
        {cases.decide}
      </h3>
      <div class="co-decision-columns">
        <FindingField draft={draft} change={change} error={shown(troubles.finding)} />
        <div>
          <TextField
            id="decision-explanation"
            label={cases.explanation}
            value={draft.explanation}
            {...EXPLANATION}
            rows={5}
            hint={draft.action === 'note' ? cases.explanationHint : cases.explanationHintNone}
            error={shown(troubles.explanation)}
            onText={(explanation) => change({ explanation })}
          />
          <ActionField draft={draft} change={change} />
        </div>
      </div>
      {draft.action === 'note' && draft.finding !== '' && (
        <NotePreview file={file} finding={draft.finding} explanation={draft.explanation} />
      )}
      {failure && (
        <p class="co-error" role="alert">
          {failure.detail}
        </p>
      )}
      <div class="co-actions">
        <button type="submit" class="aw-button aw-button-primary" disabled={busy}>
          {cases.record}
        </button>
        <span class="co-hint co-by-key">
          <kbd>Ctrl</kbd> + <kbd>Enter</kbd>
        </span>
      </div>
    </form>
  )
}
