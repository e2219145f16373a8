import { Temporal } from 'temporal-polyfill'

const AT = Temporal.PlainTime.from('07:00')

/**
 * The digest that is due at a time, or was last, and the one after it (epoch ms): 07:00 by the clock of a zone on each
 * day. On a day that skips that hour it is as much later as the clock jumps; of an hour that comes twice, the first.
 */
export function digestTimes(now: number, timeZone: string): { last: number; next: number } {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone).toPlainDate()
  const on = (days: number) => today.add({ days }).toZonedDateTime({ timeZone, plainTime: AT }).epochMilliseconds
  return on(0) <= now ? { last: on(0), next: on(1) } : { last: on(-1), next: on(0) }
}
