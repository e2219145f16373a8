const format = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', ...options })
const clock = format({ hour: '2-digit', minute: '2-digit' })
const day = format({ day: 'numeric', month: 'long', year: 'numeric' })
const weekday = format({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })

/** `21 November 2026`, UTC. */
export function dayOf(at: number): string {
  return day.format(at)
}

/** `Saturday 21 November 2026`, UTC. */
export function longDay(at: number): string {
  return weekday.format(at).replace(',', '')
}

/** `21 November 2026, 18:00 UTC`. */
export function momentWords(at: number): string {
  return `${dayOf(at)}, ${clock.format(at)} UTC`
}

/** `21 November 2026, 19:00 Europe/Berlin`: by the clock of a zone, for words that leave the site. */
export function zonedWords(at: number, timeZone: string): string {
  const options = { day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' } as const
  const parts = new Intl.DateTimeFormat('en-GB', { ...options, timeZone, hourCycle: 'h23' }).formatToParts(at)
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.find((part) => part.type === type)?.value ?? ''
  return `${of('day')} ${of('month')} ${of('year')}, ${of('hour')}:${of('minute')} ${timeZone}`
}

/** A time in UTC, with its day; the page's script turns it into the reader's own zone. @param at epoch ms. */
export function Moment({ at }: { at: number }) {
  return (
    <time dateTime={new Date(at).toISOString()} data-moment="full">
      {momentWords(at)}
    </time>
  )
}

/** As `Moment`, without the day when that is today's. @param now epoch ms. */
export function NearMoment({ at, now }: { at: number; now: number }) {
  return (
    <time dateTime={new Date(at).toISOString()} data-moment="near">
      {dayOf(at) !== dayOf(now) && `${dayOf(at)}, `}
      {clock.format(at)} UTC
    </time>
  )
}

/** A time in UTC for a page that is cited: it stays as it is. @param under the day stands above it already. */
export function FixedMoment({ at, under = false }: { at: number; under?: boolean }) {
  return (
    <time dateTime={new Date(at).toISOString()}>
      {!under && `${dayOf(at)}, `}
      {clock.format(at)} UTC
    </time>
  )
}
