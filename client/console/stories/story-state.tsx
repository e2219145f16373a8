import { clockTime, exactTime } from '../../ui/times.ts'
import { useSlowClock } from '../../ui/when.tsx'
import type { Commenting } from '../shapes.ts'
import { stories } from '../strings.ts'

type Stand = { kind: 'open' | 'closed' | 'paused' | 'overdue'; words: string; at: string | null }

/** How commenting stands, in a word and until when. A pause that has reached its end counts as over. */
export function standOf({ mode, suspension }: Commenting, nowMs: number): Stand {
  const { endsAt = null, reviewAt = null } = suspension ?? {}
  if (mode === 'closed') return { kind: 'closed', words: stories.closed, at: null }
  if (mode === 'open' || (endsAt && Date.parse(endsAt) <= nowMs)) return { kind: 'open', words: stories.open, at: null }
  if (endsAt) return { kind: 'paused', words: stories.pausedUntil(clockTime(endsAt, nowMs)), at: endsAt }
  if (!reviewAt || Date.parse(reviewAt) <= nowMs) return { kind: 'overdue', words: stories.overdue, at: reviewAt }
  return { kind: 'paused', words: stories.pausedReview(clockTime(reviewAt, nowMs)), at: reviewAt }
}

/** How commenting stands, with word and mark. */
export function StoryState({ commenting }: { commenting: Commenting }) {
  const { kind, words, at } = standOf(commenting, useSlowClock())
  return (
    <span class={`co-state co-state-${kind}`} title={at ? exactTime(at) : undefined}>
      {words}
    </span>
  )
}
