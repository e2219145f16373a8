import { LOCALE } from '../../ui/times.ts'

const of = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(LOCALE, { timeZone: 'UTC', ...options })
const short = of({ day: 'numeric', month: 'short' })
const long = of({ weekday: 'long', day: 'numeric', month: 'long' })
const full = of({ day: 'numeric', month: 'long', year: 'numeric' })

/** “22 Nov” of `2026-11-22`; days of the site have no place in the browser's time zone. */
export function shortDay(date: string): string {
  return short.format(Date.parse(date))
}

export function longDay(date: string): string {
  return long.format(Date.parse(date))
}

/** “24 October – 22 November 2026”. */
export function daySpan({ from, to }: { from: string; to: string }): string {
  return full.formatRange(Date.parse(from), Date.parse(to))
}
