import { When } from '../../ui/when.tsx'
import { findingNames } from '../../ui/words.ts'
import type { CaseFile } from '../shapes.ts'
import { actions, cases } from '../strings.ts'
import { useDecisionDraft } from './decision-draft.ts'

/** The finding as it was recorded. */
export function Decided({ file }: { file: CaseFile }) {
  if (!file.finding) return null
  return (
    <section class="co-decided" aria-labelledby="decided-title">
      <h3 id="decided-title" tabIndex={-1} class="co-decided-title">
        {cases.decidedTitle(findingNames[file.finding])}
      </h3>
      {file.explanation && <p dir="auto">{file.explanation}</p>}
      <p class="co-hint">
        {file.decidedBy && `${cases.decidedBy(file.decidedBy)}, `}
        {file.decidedAt && <When at={file.decidedAt} />}
        {file.action && ` · ${actions[file.action].name}`}
      </p>
    </section>
  )
}

interface MeanwhileProps {
  file: CaseFile
  onDiscard: () => void
}

/** Tells a moderator who was not the first, and keeps what they had written. */
export function Meanwhile({ file, onDiscard }: MeanwhileProps) {
  const [draft, , clear] = useDecisionDraft(file.id)
  const discard = () => {
    clear()
    onDiscard()
  }
  return (
    <div class="co-kept" id="decided-meanwhile" tabIndex={-1}>
      <p role="alert">
        <strong>{cases.meanwhile(file.decidedBy ?? cases.someone)}</strong>
      </p>
      {(draft.explanation.trim() !== '' || draft.finding !== '') && (
        <>
          <label for="kept-explanation">
            {cases.keptText}
            {draft.finding !== '' && `: ${findingNames[draft.finding]}`}
          </label>
          <textarea id="kept-explanation" class="aw-field co-text" readOnly rows={4} value={draft.explanation} />
          <button type="button" class="aw-quiet" onClick={discard}>
            {cases.discard}
          </button>
        </>
      )}
    </div>
  )
}
