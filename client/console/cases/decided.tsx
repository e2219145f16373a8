import { When } from '../../ui/when.tsx'
import { findingNames, ruleNames } from '../../ui/words.ts'
import type { CaseFile, CaseKind, Decision } from '../shapes.ts'
import { actions, decided } from '../strings-judging.ts'
import { isBegun, useDecisionDraft } from './decision-draft.ts'
import { decisionOf } from './standing-of.ts'

/** Under a decision: who made it and when, who confirmed it, what is done. */
function Foot({ decision, kind }: { decision: Decision; kind: CaseKind }) {
  const { decidedBy, decidedAt, secondedBy, action, rule, asksAuthor, publishedAt } = decision
  return (
    <p class="co-hint">
      {decidedBy && `${decided.by(decidedBy)}, `}
      <When at={decidedAt} />
      {secondedBy && `, ${decided.second(secondedBy)}`}
      {` · ${actions[action].name}`}
      {rule && ` · ${decided.rule(ruleNames[rule])}`}
      {publishedAt && (
        <>
          {` · ${kind === 'misrepresentation' ? decided.publicAt : decided.toldAt} `}
          <When at={publishedAt} />
        </>
      )}
      {asksAuthor && ` · ${decided.asksAuthor}`}
    </p>
  )
}

/** A finding as it was recorded. `id` names its heading. */
export function Finding({ decision, id, kind }: { decision: Decision; id: string; kind: CaseKind }) {
  return (
    <section class="co-decided" aria-labelledby={id}>
      <h3 id={id} tabIndex={-1} class="co-decided-title">
        {decided.title(findingNames[decision.finding])}
      </h3>
      <p dir="auto">{decision.explanation}</p>
      <Foot decision={decision} kind={kind} />
    </section>
  )
}

/** Tells a moderator who was not the first, and keeps what they had written. */
export function Meanwhile({ file, onDiscard }: { file: CaseFile; onDiscard: () => void }) {
  const [draft, , clear] = useDecisionDraft(file)
  const discard = () => {
    clear()
    onDiscard()
  }
  return (
    <div class="co-kept" id="decided-meanwhile" tabIndex={-1}>
      <p role="alert">
        <strong>{decided.meanwhile(decisionOf(file)?.decidedBy ?? decided.someone)}</strong>
      </p>
      {isBegun(draft) && (
        <>
          <label for="kept-explanation">
            {decided.keptText}
            {draft.finding !== '' && `: ${findingNames[draft.finding]}`}
          </label>
          <textarea id="kept-explanation" class="aw-field co-text" readOnly rows={4} value={draft.explanation} />
          <button type="button" class="aw-quiet" onClick={discard}>
            {decided.discard}
          </button>
        </>
      )}
    </div>
  )
}
