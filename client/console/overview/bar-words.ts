import { clockTime } from '../../ui/times.ts'
import { clockAt } from '../pauses/pause-times.ts'
import { whereOf } from '../pauses/suspension-state.ts'
import { overview, timeline } from '../strings-overview.ts'
import { modes } from '../strings-pauses.ts'
import type { Bar } from './timeline-rules.ts'

function timesOf({ kind, from, to, fades, reviewAt }: Bar, now: number): string {
  const begins = clockAt(from, now)
  if (kind === 'overdue') return timeline.fromOverdue(begins, clockAt(reviewAt ?? to, now))
  if (kind === 'running' && !fades) return timeline.untilSince(clockAt(to, now), begins)
  if (!fades) return timeline.fromUntil(begins, clockAt(to, now))
  return reviewAt === null ? timeline.fromOn(begins) : timeline.fromReview(begins, clockAt(reviewAt, now))
}

function extrasOf({ suspension, schedule, joins }: Bar): string[] {
  return [
    ...(schedule ? [timeline.every] : []),
    ...(suspension?.madeBy === 'schedule' ? [overview.byScheduleSaid] : []),
    ...(suspension?.madeBy === 'heat' ? [overview.byHeatSaid] : []),
    ...(joins ? [timeline.follows] : []),
  ]
}

/** A bar in words: where, what, when; and what else is to be known of it. */
export function wordsOf(bar: Bar, now: number): { head: string; reason: string; extras: string[] } {
  const at = bar.suspension ?? bar.schedule
  return {
    head: timeline.bar(at ? whereOf(at) : '', modes[bar.mode].name, timesOf(bar, now)),
    reason: at?.reason ?? '',
    extras: extrasOf(bar),
  }
}

/** What stands in the bar, from the longest that may fit to the shortest. */
export function labelsOf(bar: Bar, now: number): string[] {
  if (bar.kind === 'overdue') return [timeline.overdueWord]
  const { name } = modes[bar.mode]
  const { endsAt = null, endedAt = null } = bar.suspension ?? {}
  const until = endsAt && !endedAt && bar.kind === 'running' ? [`${name} until ${clockTime(endsAt, now)}`] : []
  return [...until, name]
}
