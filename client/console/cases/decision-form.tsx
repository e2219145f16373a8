import { useRef, useState } from 'preact/hooks'
import { onceDrawn } from '../../ui/once-drawn.ts'
import { findingNames } from '../../ui/words.ts'
import type { Failure } from '../ask.ts'
import { ask, failureOf } from '../ask.ts'
import { sendOnCtrlEnter } from '../parts/send-keys.ts'
import { TextField } from '../parts/text-field.tsx'
import { say } from '../session.ts'
import type { CaseFile } from '../shapes.ts'
import { deciding } from '../strings-judging.ts'
import { LastStep } from './case-standing.tsx'
import type { DecisionDraft, Troubles } from './decision-draft.ts'
import { EXPLANATION, troublesOf, useDecisionDraft } from './decision-draft.ts'
import { ActionField, FindingField, RuleField } from './decision-fields.tsx'
import { DecisionSend } from './decision-send.tsx'
import { isSeen, subjectOf } from './follows.ts'
import { Previews } from './previews.tsx'
import type { CaseMoves } from './use-moves.ts'

interface PartProps {
  file: CaseFile
  draft: DecisionDraft
  change: (part: Partial<DecisionDraft>) => void
  /** Only once somebody has tried to record it. */
  troubles: Partial<Troubles>
}

function AsksAuthor({ file, draft, change }: PartProps) {
  if (subjectOf(file).kind !== 'misrepresentation') return null
  return (
    <label class="co-check">
      <input
        type="checkbox"
        checked={draft.asksAuthor}
        onChange={(event) => change({ asksAuthor: event.currentTarget.checked })}
      />
      <span>
        {deciding.asksAuthor}
        <small>{deciding.asksAuthorHint}</small>
      </span>
    </label>
  )
}

function explanationHint({ action }: DecisionDraft): string {
  if (action === '') return deciding.explanationOpen
  return isSeen(action) ? deciding.explanationPublic : deciding.explanationTold
}

function Fields({ file, draft, change, troubles }: PartProps) {
  const field = { file, draft, change }
  return (
    <div class="co-decision-columns">
      <FindingField {...field} error={troubles.finding ?? null} />
      <div>
        <TextField
          id="decision-explanation"
          label={deciding.explanation}
          value={draft.explanation}
          {...EXPLANATION}
          rows={5}
          counts
          hint={explanationHint(draft)}
          error={troubles.explanation}
          onText={(explanation) => change({ explanation })}
        />
        <ActionField {...field} error={troubles.action ?? null} />
        <RuleField {...field} error={troubles.rule ?? null} />
        <AsksAuthor {...field} troubles={troubles} />
      </div>
    </div>
  )
}

interface DecisionFormProps {
  file: CaseFile
  moves: CaseMoves
  onDecided: (file: CaseFile) => void
  /** The case is not what was read. */
  onConflict: () => void
}

/** Sends the decision as it is filled in. */
function useRecord({ file, onDecided, onConflict }: DecisionFormProps, draft: DecisionDraft, clear: () => void) {
  const [failure, setFailure] = useState<Failure | null>(null)
  const [isBusy, setBusy] = useState(false)
  const record = () => {
    const { finding, action, rule, asksAuthor } = draft
    if (isBusy || finding === '' || action === '') return
    setBusy(true)
    setFailure(null)
    const body = {
      ...{ version: file.version, finding, action, asksAuthor },
      rule: rule === '' ? null : rule,
      explanation: draft.explanation.trim(),
    }
    ask('POST /api/v1/cases/:id/decision', { params: { id: file.id }, body })
      .then((decided) => {
        clear()
        say(deciding.recorded(file.reference, findingNames[finding]))
        onDecided(decided)
      })
      .catch((error: unknown) => {
        setBusy(false)
        const reason = failureOf(error)
        setFailure(reason)
        if (reason.code === 'conflict') onConflict()
      })
  }
  return { failure, isBusy, record }
}

/** Finding, explanation and action, with what readers and the person concerned will get. */
export function DecisionForm(props: DecisionFormProps) {
  const { file, moves } = props
  const [draft, change, clear] = useDecisionDraft(file)
  const [tried, setTried] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const { failure, isBusy, record } = useRecord(props, draft, clear)
  const troubles = troublesOf(file, draft)
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setTried(true)
    if (!Object.values(troubles).some(Boolean)) return record()
    onceDrawn(() => form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus())
  }
  return (
    <form
      ref={form}
      class="co-form co-decision"
      noValidate
      aria-labelledby="decision-title"
      onSubmit={submit}
      onKeyDown={sendOnCtrlEnter}
    >
      <h3 id="decision-title" class="co-part-title">
        {deciding.title}
      </h3>
      <Fields file={file} draft={draft} change={change} troubles={tried ? troubles : {}} />
      <Previews file={file} draft={draft} />
      {failure && (
        <p class="co-error" role="alert">
          {failure.detail} {failure.code === 'conflict' && <LastStep file={file} />}
        </p>
      )}
      <DecisionSend file={file} draft={draft} moves={moves} isBusy={isBusy} />
    </form>
  )
}
