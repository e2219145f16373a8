const HOUR_MS = 60 * 60 * 1000
const DAY_MS = 24 * HOUR_MS

/** A flag of somebody's whose case was judged. `upheld`: undefined where the finding neither upheld nor denied it. */
export interface JudgedFlag {
  reference: string
  upheld: boolean | undefined
  /** When the finding was published. */
  at: number
}

/** Flags are judged by what became of those of so many days. */
export const MEMORY_MS = 180 * DAY_MS

/**
 * What a person's flag counts for in the order of the queue, 0.25 to 1.5: 1 for somebody unknown, more for whom
 * findings proved right, less for whom they did not, half of it in an account's first day. It orders, and decides
 * nothing: one flag is enough for a case.
 */
export function weightOf(judged: readonly JudgedFlag[], accountAgeMs: number): number {
  const upheld = judged.filter((flag) => flag.upheld === true).length
  const denied = judged.filter((flag) => flag.upheld === false).length
  // Laplace's rule of succession, so that one finding does not make or break somebody.
  const share = (upheld + 1) / (upheld + denied + 2)
  const weight = Math.min(1.5, Math.max(0.25, 2 * share))
  return Math.round((accountAgeMs < DAY_MS ? weight / 2 : weight) * 100) / 100
}

const COOL_DOWN_MS = 7 * DAY_MS
const WINDOW_MS = 30 * DAY_MS
const RUN = 3

/** Why somebody may not flag now. */
export interface CoolDown {
  until: number
  /** References of the cases that it comes from. */
  because: string[]
}

/** Three unfounded flags in thirty days with none upheld after the first of them: no more for a week after the last. */
export function coolDownOf(judged: readonly JudgedFlag[], now: number): CoolDown | null {
  const recent = judged
    .filter((flag) => flag.upheld !== undefined && flag.at > now - WINDOW_MS - COOL_DOWN_MS)
    .sort((a, b) => b.at - a.at)
  const run = recent.slice(0, RUN)
  const [last] = run
  if (!last || run.length < RUN || run.some((flag) => flag.upheld)) return null
  const first = run[RUN - 1]
  const until = last.at + COOL_DOWN_MS
  if (!first || last.at - first.at > WINDOW_MS || until <= now) return null
  return { until, because: run.map((flag) => flag.reference) }
}

/** How many flags a person has left today, and when the next is free if none is. */
export function allowanceOf(
  sentAt: readonly number[],
  perDay: number,
  now: number,
): { left: number; nextAt: number | null } {
  const today = sentAt.filter((at) => at > now - DAY_MS).sort((a, b) => a - b)
  const left = Math.max(0, perDay - today.length)
  const freeing = today[today.length - perDay]
  return { left, nextAt: left > 0 || freeing === undefined ? null : freeing + DAY_MS }
}
