/** What the rules need to know of a suspension; times in epoch ms. */
export interface SuspensionTimes {
  createdAt: number
  startsAt: number
  endsAt: number | null
  endedAt: number | null
}

const DAY = 24 * 60 * 60 * 1000
export const LONGEST_SUSPENSION_MS = 90 * DAY

/** One that began when it was made holds on every node from its acknowledgement, also where the clock is behind. */
function standsAt(suspension: SuspensionTimes, now: number): boolean {
  const { createdAt, startsAt, endsAt, endedAt } = suspension
  return startsAt <= Math.max(now, createdAt) && endedAt === null && (endsAt === null || now < endsAt)
}

/** The commenting mode of a story at a time, from its rows alone: a stopped timer can neither keep it shut nor open it. */
export function commentingAt<S extends SuspensionTimes>(
  baseMode: 'open' | 'closed',
  suspensions: readonly S[],
  now: number,
): { mode: 'open' | 'paused' | 'closed'; suspension: S | null } {
  if (baseMode === 'closed') return { mode: 'closed', suspension: null }
  const suspension = suspensions.find((s) => standsAt(s, now)) ?? null
  return { mode: suspension ? 'paused' : 'open', suspension }
}

/** The next time at which `commentingAt` may answer differently though no row changes; undefined if none. */
export function nextChange(suspensions: readonly SuspensionTimes[], now: number): number | undefined {
  const times = suspensions.flatMap((s) => [s.startsAt, s.endsAt ?? now]).filter((time) => time > now)
  return times.length > 0 ? Math.min(...times) : undefined
}

/** Why an end or review date cannot stand, in words; undefined if it can. */
export function dateProblem(at: number, now: number): string | undefined {
  if (at <= now) return 'Choose a time that is still to come.'
  if (at > now + LONGEST_SUSPENSION_MS) return 'Choose a time within the next 90 days.'
  return undefined
}
