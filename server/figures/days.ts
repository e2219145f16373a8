import { Temporal } from 'temporal-polyfill'

export const MOST_DAYS = 400

/** Days in a row that are equally long: one run, but for those on which clocks are changed. */
export interface Run {
  startsAt: number
  endsAt: number
  dayMs: number
  /** Of its first day: how many days of the period are before it. */
  first: number
}

/** Whole days by the calendar of a time zone. */
export interface Days {
  /** Of each day, as `2026-11-22`. */
  dates: string[]
  startsAt: number
  endsAt: number
  runs: Run[]
}

export type Range = '7' | '30' | '90' | 'month' | 'last_month'
export interface Span {
  from: Temporal.PlainDate
  to: Temporal.PlainDate
}

export function todayIn(timeZone: string, now: number): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone).toPlainDate()
}

/** The days that a range means today. */
export function spanOf(range: Range, today: Temporal.PlainDate): Span {
  if (range === 'month') return { from: today.with({ day: 1 }), to: today }
  if (range !== 'last_month') return { from: today.subtract({ days: Number(range) - 1 }), to: today }
  const from = today.with({ day: 1 }).subtract({ months: 1 })
  return { from, to: from.with({ day: from.daysInMonth }) }
}

/** What a span is held against: as many days just before it; before a whole month, the whole month before. */
export function spanBefore({ from, to }: Span): Span {
  const last = from.subtract({ days: 1 })
  const isMonth = from.day === 1 && to.equals(from.with({ day: from.daysInMonth }))
  return { from: isMonth ? last.with({ day: 1 }) : last.subtract({ days: lengthOf({ from, to }) - 1 }), to: last }
}

/** In days, both ends counted. */
export function lengthOf({ from, to }: Span): number {
  return from.until(to, { largestUnit: 'days' }).days + 1
}

/**
 * When each day of a span begins and ends in a time zone. A day on which clocks are changed has 23 or 25 hours, and
 * where a calendar skipped a day, that one has none.
 */
export function daysOf(span: Span, timeZone: string): Days {
  const dates: string[] = []
  const runs: Run[] = []
  const begins = (date: Temporal.PlainDate) => date.toZonedDateTime({ timeZone }).epochMilliseconds
  const startsAt = begins(span.from)
  let at = startsAt
  for (let date = span.from; Temporal.PlainDate.compare(date, span.to) <= 0; date = date.add({ days: 1 })) {
    const endsAt = begins(date.add({ days: 1 }))
    const dayMs = endsAt - at
    const run = runs.at(-1)
    const isNext = run?.dayMs === dayMs && run.first + (run.endsAt - run.startsAt) / dayMs === dates.length
    if (isNext) run.endsAt = endsAt
    else if (dayMs > 0) runs.push({ startsAt: at, endsAt, dayMs, first: dates.length })
    dates.push(date.toString())
    at = endsAt
  }
  return { dates, startsAt, endsAt: at, runs }
}
