import { When } from '../../ui/when.tsx'
import { findingNames, ruleNames } from '../../ui/words.ts'
import { beginning, plainText } from '../parts/plain-text.ts'
import { href } from '../router.ts'
import type { DeskDecision } from '../shapes.ts'
import { history as words } from '../strings-desk.ts'

function What({ decision }: { decision: DeskDecision }) {
  const { verb, finding, action, rule, reference, caseId } = decision
  return (
    <span class="co-decision-what">
      <b>{words.verbs[verb]}</b> {finding && <span>{findingNames[finding]} </span>}
      {action && action !== 'none' && <span>{words.actions[action]} </span>}
      {rule && <span>{ruleNames[rule]} </span>}
      {reference && caseId && (
        <a class="aw-link" href={href.case(caseId, { queue: 'decided', kind: null })}>
          {reference}
        </a>
      )}
      {decision.undoneAt && <span class="co-hint">({words.undone})</span>}
    </span>
  )
}

interface DecisionListProps {
  decisions: readonly DeskDecision[]
  /** Whether each says which comment it was about. */
  hasComments: boolean
}

/** Who decided what, when and why. */
export function DecisionList({ decisions, hasComments }: DecisionListProps) {
  return (
    <ol class="co-decisions">
      {decisions.map((decision) => (
        <li key={decision.id} class={decision.undoneAt ? 'co-undone' : undefined}>
          <p class="co-decision-head">
            <span>
              <bdi>{decision.by?.name ?? words.gone}</bdi> <What decision={decision} />
            </span>
            <When at={decision.at} />
          </p>
          {hasComments && decision.comment && (
            <p class="co-decision-comment">
              <a class="aw-link" href={href.desk({ queue: 'all' }, decision.comment.id)}>
                <bdi>{decision.comment.author}</bdi>
              </a>
              , {decision.comment.storyTitle} – <q dir="auto">{beginning(plainText(decision.comment.html))}</q>
            </p>
          )}
          {decision.reason && (
            <p class="co-decision-reason" dir="auto">
              {decision.reason}
            </p>
          )}
        </li>
      ))}
    </ol>
  )
}
