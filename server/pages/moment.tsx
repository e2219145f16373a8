const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', ...options })
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

interface Props {
  /** Epoch ms. */
  at: number
  /** `clock` leaves the date out: for times on a day that is named beside it. */
  form?: 'full' | 'clock'
}

/** A time in UTC, which the page's script turns into the reader's own zone. */
export function Moment({ at, form = 'full' }: Props) {
  const time = `${clock.format(at)} UTC`
  return (
    <time dateTime={new Date(at).toISOString()} data-moment={form}>
      {form === 'clock' ? time : `${dayOf(at)}, ${time}`}
    </time>
  )
}
