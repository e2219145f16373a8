import type { When } from './script.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/**
 * Epoch ms of a moment before `start`. What is told by the clock lies on an earlier day (UTC) before 21:00, and what
 * is told in minutes within the last three hours: so their order is the same whenever the server is first started.
 */
export function momentOf(when: When, start: number): number {
  if ('minutesAgo' in when) return start - when.minutesAgo * MINUTE
  const midnight = Math.floor(start / DAY) * DAY
  const [hours = 0, minutes = 0] = when.at.split(':').map(Number)
  return midnight - when.daysAgo * DAY + (hours * 60 + minutes) * MINUTE
}
