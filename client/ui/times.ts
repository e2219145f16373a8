/** The language of every string on screen; English of a kind that writes the 24-hour clock. */
export const LOCALE = 'en-GB'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const exact = new Intl.DateTimeFormat(LOCALE, {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZoneName: 'short',
})
const clock = new Intl.DateTimeFormat(LOCALE, { hour: '2-digit', minute: '2-digit', timeZoneName: 'short' })
const dayAndClock = new Intl.DateTimeFormat(LOCALE, {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  timeZoneName: 'short',
})
const day = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'long' })
const dayAndYear = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'long', year: 'numeric' })

/** “22 November 2026 at 14:05 GMT”, in the reader's time zone. */
export function exactTime(iso: string): string {
  return exact.format(new Date(iso))
}

/** “18:00 GMT” for a time today by the reader's calendar, “Mon 23 Nov, 18:00 GMT” for another day. */
export function clockTime(iso: string, nowMs: number): string {
  const at = new Date(iso)
  const today = new Date(nowMs).toDateString() === at.toDateString()
  return (today ? clock : dayAndClock).format(at)
}

/** “just now”, “4 min ago”, “3 h ago”, “yesterday”, “5 days ago”, then the date. */
export function relativeTime(iso: string, nowMs: number): string {
  const ageMs = nowMs - Date.parse(iso)
  if (ageMs < MINUTE) return 'just now'
  if (ageMs < HOUR) return `${Math.floor(ageMs / MINUTE)} min ago`
  if (ageMs < DAY) return `${Math.floor(ageMs / HOUR)} h ago`
  const days = Math.floor(ageMs / DAY)
  if (days === 1) return 'yesterday'
  if (days < 7) return `${days} days ago`
  return dayOf(iso, nowMs)
}

/** “3 November”, with the year if it is not this one. */
export function dayOf(iso: string, nowMs: number): string {
  const thisYear = new Date(iso).getFullYear() === new Date(nowMs).getFullYear()
  return (thisYear ? day : dayAndYear).format(new Date(iso))
}

/** “3 h 12 min”, “4 min”, “40 s”: how long `ms` is. Days from two on. */
export function duration(ms: number): string {
  if (ms < MINUTE) return `${Math.max(0, Math.ceil(ms / 1000))} s`
  if (ms >= 2 * DAY) return `${Math.round(ms / DAY)} days`
  const minutes = Math.ceil(ms / MINUTE)
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  if (hours === 0) return `${rest} min`
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`
}
