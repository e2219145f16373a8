import { clockTime } from '../../ui/times.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR
const MOST = 90 * DAY // as the contract allows

export type Until = 'm15' | 'm30' | 'h1' | 'h3' | 'morning' | 'at' | 'review'

const lengths = { m15: 15 * MINUTE, m30: 30 * MINUTE, h1: HOUR, h3: 3 * HOUR } as const
/** How long what follows a suspension can last. */
export const thenLengths = { m30: 30 * MINUTE, h1: HOUR, h3: 3 * HOUR, day: DAY } as const
export type ThenLength = keyof typeof thenLengths

/** What a form holds about an end: a preset, or a local date and time as an input field gives it. */
export interface UntilChoice {
  until: Until | ''
  at: string
  reviewAt: string
}

export type Planned = { kind: 'end' | 'review'; ms: number }

/** 08:00 on the next day by the calendar of this browser, in epoch ms. */
export function nextMorning(fromMs: number): number {
  const day = new Date(fromMs)
  day.setDate(day.getDate() + 1)
  day.setHours(8, 0, 0, 0)
  return day.getTime()
}

/** A local date and time of an input field in epoch ms; null while it is not one. */
export function momentOf(field: string): number | null {
  // A date-time without zone is read as local time.
  const ms = Date.parse(field)
  return Number.isNaN(ms) ? null : ms
}

/** When it would end or be reviewed if it began at `startMs`; null until a time is chosen. */
export function plannedEnd(choice: UntilChoice, startMs: number): Planned | null {
  const { until } = choice
  if (until === '') return null
  if (until === 'morning') return { kind: 'end', ms: nextMorning(startMs) }
  if (until !== 'at' && until !== 'review') return { kind: 'end', ms: startMs + lengths[until] }
  const ms = momentOf(until === 'at' ? choice.at : choice.reviewAt)
  return ms === null ? null : { kind: until === 'at' ? 'end' : 'review', ms }
}

/** Why a planned end will not do, or null. */
export function endTrouble(planned: Planned | null, startMs: number, nowMs: number) {
  if (!planned) return 'missing'
  if (planned.ms <= nowMs) return 'past'
  if (planned.ms <= startMs) return 'beforeStart'
  return planned.ms > Math.max(startMs, nowMs) + MOST ? 'far' : null
}

/** Whether something can begin at that time. */
export function isFar(startMs: number, nowMs: number): boolean {
  return startMs > nowMs + MOST
}

/** A moment as a `datetime-local` field writes it: local time, whole minutes. */
export function fieldTime(ms: number): string {
  const local = new Date(ms - new Date(ms).getTimezoneOffset() * MINUTE)
  return local.toISOString().slice(0, 16)
}

/** `clockTime` of a moment in epoch ms. */
export function clockAt(ms: number, nowMs: number): string {
  return clockTime(new Date(ms).toISOString(), nowMs)
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
