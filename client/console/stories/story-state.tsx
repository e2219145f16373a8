import { clockTime, exactTime } from '../../ui/times.ts'
import { useSlowClock } from '../../ui/when.tsx'
import { stateAt } from '../pauses/suspension-state.ts'
import type { Commenting, Mode, Suspension } from '../shapes.ts'
import { modes, states } from '../strings-pauses.ts'

interface Stand {
  kind: 'open' | 'milder' | 'paused' | 'overdue' | 'closed'
  words: string
  at: string | null
}

const kinds: Record<Mode, Stand['kind']> = {
  open: 'open',
  slow: 'milder',
  premoderated: 'milder',
  members: 'milder',
  paused: 'paused',
  closed: 'closed',
}

function wordsOf(suspension: Suspension, isOverdue: boolean, nowMs: number): string {
  const { mode, scope, endsAt, reviewAt } = suspension
  const wide = scope === 'site' || scope === 'section' ? states.wide[scope] : ''
  const times = endsAt
    ? states.until(clockTime(endsAt, nowMs))
    : isOverdue
      ? states.overdue
      : reviewAt
        ? states.review(clockTime(reviewAt, nowMs))
        : ''
  return `${modes[mode].name}${times}${wide}`
}

/** How commenting stands, in a few words. What has reached its end by the clock counts as over. */
export function standOf({ mode, suspension, others }: Commenting, nowMs: number): Stand {
  const begun = (one: Suspension) => !['planned', 'ended'].includes(stateAt(one, nowMs))
  // What is behind the mode holds, by the server's word, until its end.
  const first = suspension && stateAt(suspension, nowMs) !== 'ended' ? suspension : null
  const holds = first ?? others.find((one) => one.scope !== 'branch' && begun(one))
  if (mode === 'closed' && !suspension) return { kind: 'closed', words: modes.closed.name, at: null }
  if (!holds) return { kind: 'open', words: states.open, at: null }
  const isOverdue = stateAt(holds, nowMs) === 'overdue'
  return {
    kind: isOverdue ? 'overdue' : kinds[holds.mode],
    words: wordsOf(holds, isOverdue, nowMs),
    at: holds.endsAt ?? holds.reviewAt,
  }
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
