import { PauseCard } from '../../ui/pause-card.tsx'
import { useSlowClock } from '../../ui/when.tsx'
import type { Suspension } from '../shapes.ts'
import { pause } from '../strings-pauses.ts'
import type { PauseDraft } from './pause-draft.ts'
import { planOf } from './pause-draft.ts'

const NONE = '00000000-0000-7000-8000-000000000000'

/** What follows it, as readers are told beforehand. */
function followingOf(draft: PauseDraft, first: Suspension, now: number): Suspension[] {
  const { thenEndsMs } = planOf(draft, now)
  if (draft.next === '' || thenEndsMs === null || first.endsAt === null) return []
  const slowSeconds = draft.next === 'slow' ? draft.thenSlowSeconds : null
  const endsAt = new Date(thenEndsMs).toISOString()
  return [{ ...first, mode: draft.next, slowSeconds, startsAt: first.endsAt, endsAt, allowsEdits: false }]
}

/** The draft as the suspension that it would become. */
function suspensionOf(draft: PauseDraft, now: number): Suspension {
  const { startsMs, end } = planOf(draft, now)
  const at = end && new Date(end.ms).toISOString()
  return {
    id: NONE,
    scope: draft.scope || 'story',
    section: draft.scope === 'section' ? draft.section : null,
    storyId: draft.storyId || null,
    commentId: draft.scope === 'branch' ? draft.commentId : null,
    mode: draft.mode,
    slowSeconds: draft.mode === 'slow' ? draft.slowSeconds : null,
    allowsEdits: draft.mode === 'paused' && draft.allowsEdits,
    reasonCode: draft.reasonCode || 'other',
    reason: draft.reason.trim() || '…',
    madeBy: 'person',
    startsAt: new Date(startsMs).toISOString(),
    endsAt: end?.kind === 'end' ? at : null,
    reviewAt: end?.kind === 'review' ? at : null,
    endedAt: null,
    extendedAt: null,
    version: 1,
  }
}

/** The notice as readers will see it where they would write. */
export function PausePreview({ draft }: { draft: PauseDraft }) {
  const now = useSlowClock()
  const { isLater, startsMs } = planOf(draft, now)
  const suspension = suspensionOf(draft, now)
  return (
    <div class="co-preview">
      <p class="co-preview-title">{pause.preview}</p>
      <div class="co-readers co-readers-pause">
        {/* What is planned is shown as it will be when it has begun. */}
        <PauseCard
          suspension={suspension}
          others={followingOf(draft, suspension, now)}
          now={isLater ? startsMs : now}
          logHref={draft.storyId ? `/log?story=${draft.storyId}` : '/log'}
        />
      </div>
    </div>
  )
}
