import { clockTime } from '../../ui/times.ts'
import { useSlowClock } from '../../ui/when.tsx'
import type { Failure } from '../ask.ts'
import { pause } from '../strings.ts'
import type { PauseDraft } from './pause-draft.ts'
import { plannedEnd } from './pause-times.ts'

interface PauseConfirmProps {
  draft: PauseDraft
  busy: boolean
  failure: Failure | null
  /** Goes back to the fields. */
  onChange: () => void
}

/** The second step: who can still do what, when it ends, what is written down. Its form sends it. */
export function PauseConfirm({ draft, busy, failure, onChange }: PauseConfirmProps) {
  const now = useSlowClock()
  const planned = plannedEnd(draft, now)
  if (!planned) return null
  const time = clockTime(new Date(planned.ms).toISOString(), now)
  const ends = planned.kind === 'end' ? pause.effects.ends(time) : pause.effects.review(time)
  const { can, cannot, drafts, updates, log } = pause.effects
  return (
    <div class="co-confirm">
      <h3 tabIndex={-1}>{pause.confirmTitle}</h3>
      <ul class="co-effects">
        {[can, cannot, drafts, updates, ends, log].map((effect) => (
          <li key={effect}>{effect}</li>
        ))}
      </ul>
      {failure && (
        <p class="co-error" role="alert">
          {failure.detail}
        </p>
      )}
      <div class="co-actions">
        <button type="submit" class="aw-button aw-button-primary" disabled={busy}>
          {planned.kind === 'end' ? pause.confirm(time) : pause.confirmReview}
        </button>
        <button type="button" class="aw-quiet" onClick={onChange}>
          {pause.change}
        </button>
      </div>
    </div>
  )
}
