import { clockTime } from '../../ui/times.ts'
import { useSlowClock } from '../../ui/when.tsx'
import type { CaseFile } from '../shapes.ts'
import { acts, deciding } from '../strings-judging.ts'
import type { DecisionDraft } from './decision-draft.ts'
import { goesAgainst } from './follows.ts'
import { hearingOf, isForeign } from './standing-of.ts'
import type { CaseMoves } from './use-moves.ts'

interface DecisionSendProps {
  file: CaseFile
  draft: DecisionDraft
  moves: CaseMoves
  isBusy: boolean
}

interface Hindrance {
  why: string
  label?: string
  run?: () => void
}

/** Why the decision cannot be recorded yet, and what to do about it; said before somebody tries. */
function hindranceOf({ file, draft, moves }: DecisionSendProps, now: number): Hindrance | null {
  if (isForeign(file)) {
    const name = file.assignee ?? ''
    return { why: deciding.foreign(name), label: acts.takeOver(name), run: moves.take }
  }
  const { finding, action } = draft
  if (finding === '' || !goesAgainst(finding, action === '' ? 'none' : action)) return null
  const hearing = hearingOf(file, now)
  if (hearing === 'unasked') return { why: deciding.owed(file.commenter), label: acts.ask, run: moves.ask }
  if (hearing !== 'waiting' || !file.replyDueAt) return null
  return { why: deciding.owedWaiting(file.commenter, clockTime(file.replyDueAt, now)) }
}

/** The button that records the decision; or, in its place, why it cannot be recorded yet. */
export function DecisionSend(props: DecisionSendProps) {
  const { file, draft, isBusy } = props
  const hindrance = hindranceOf(props, useSlowClock())
  if (hindrance)
    return (
      <div class="co-hindrance" role="status">
        <p>{hindrance.why}</p>
        {hindrance.run && (
          <button type="button" class="aw-button" onClick={hindrance.run}>
            {hindrance.label}
          </button>
        )}
      </div>
    )
  const { finding, action } = draft
  const later = file.kind === 'misrepresentation' ? deciding.recordHint : deciding.recordHintConduct
  const isAgainst = finding !== '' && action !== '' && goesAgainst(finding, action)
  return (
    <div class="co-actions">
      <button type="submit" class="aw-button aw-button-primary" disabled={isBusy}>
        {deciding.record}
      </button>
      <span class="co-hint co-by-key">
        <kbd>Ctrl</kbd> + <kbd>Enter</kbd>
      </span>
      <span class="co-hint">{file.staff?.staffConcern && isAgainst ? deciding.recordSecond : later}</span>
    </div>
  )
}
