const MINUTE = 60_000
const HOUR = 60 * MINUTE
const MOST = 90 * 24 * HOUR // as the contract allows

export type Until = 'm15' | 'm30' | 'h1' | 'h3' | 'morning' | 'at' | 'review'

export const lengths = { m15: 15 * MINUTE, m30: 30 * MINUTE, h1: HOUR, h3: 3 * HOUR } as const

/** What the pause form holds about its end: a preset, or a local date and time as an input field gives it. */
export interface UntilChoice {
  until: Until | ''
  at: string
  reviewAt: string
}

export type Planned = { kind: 'end' | 'review'; ms: number }

/** Tomorrow 08:00 by the calendar of this browser, in epoch ms. */
export function tomorrowMorning(nowMs: number): number {
  const day = new Date(nowMs)
  day.setDate(day.getDate() + 1)
  day.setHours(8, 0, 0, 0)
  return day.getTime()
}

/** When the pause would end or be reviewed if it began at `nowMs`; null until a time is chosen. */
export function plannedEnd(choice: UntilChoice, nowMs: number): Planned | null {
  const { until } = choice
  if (until === '') return null
  if (until === 'morning') return { kind: 'end', ms: tomorrowMorning(nowMs) }
  if (until !== 'at' && until !== 'review') return { kind: 'end', ms: nowMs + lengths[until] }
  // A date-time without zone is read as local time.
  const ms = Date.parse(until === 'at' ? choice.at : choice.reviewAt)
  return Number.isNaN(ms) ? null : { kind: until === 'at' ? 'end' : 'review', ms }
}

/** Why a planned end will not do, or null. */
export function endTrouble(planned: Planned | null, nowMs: number): 'missing' | 'past' | 'far' | null {
  if (!planned) return 'missing'
  if (planned.ms <= nowMs) return 'past'
  return planned.ms > nowMs + MOST ? 'far' : null
}

/** A moment as a `datetime-local` field writes it: local time, whole minutes. */
export function fieldTime(ms: number): string {
  const local = new Date(ms - new Date(ms).getTimezoneOffset() * MINUTE)
  return local.toISOString().slice(0, 16)
}

/** The browser's time zone with its offset at that moment, as `Europe/Berlin (UTC+1)`. */
export function zoneName(ms: number): string {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  const offset = -new Date(ms).getTimezoneOffset()
  if (offset === 0) return timeZone === 'UTC' ? 'UTC' : `${timeZone} (UTC)`
  const minutes = Math.abs(offset) % 60
  const hours = `${offset < 0 ? '−' : '+'}${Math.floor(Math.abs(offset) / 60)}`
  return `${timeZone} (UTC${hours}${minutes ? `:${String(minutes).padStart(2, '0')}` : ''})`
}
