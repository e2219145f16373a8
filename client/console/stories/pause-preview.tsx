import { PauseCard } from '../../ui/pause-card.tsx'
import { useSlowClock } from '../../ui/when.tsx'
import { pause } from '../strings.ts'
import type { PauseDraft } from './pause-draft.ts'
import { plannedEnd } from './pause-times.ts'

/** The notice as readers will see it where they would write. */
export function PausePreview({ draft, storyId }: { draft: PauseDraft; storyId: string }) {
  const now = useSlowClock()
  const planned = plannedEnd(draft, now)
  const at = planned ? new Date(planned.ms).toISOString() : null
  const suspension = {
    reason: draft.reason.trim() || '…',
    startsAt: new Date(now).toISOString(),
    endsAt: planned?.kind === 'end' ? at : null,
    reviewAt: planned?.kind === 'review' ? at : null,
  }
  return (
    <div class="co-preview">
      <p class="co-preview-title">{pause.preview}</p>
      <div class="co-readers co-readers-pause">
        <PauseCard suspension={suspension} now={now} logHref={`/log?story=${storyId}`} />
      </div>
    </div>
  )
}
