/** WordPress began in 2003, but newspapers carry their archives along. */
const EARLIEST = Date.UTC(1970, 0, 2)

/**
 * `2012-01-03 17:11:37`, taken as UTC, in epoch ms.
 * @returns undefined for what is not a date (`0000-00-00 00:00:00`, 31 February), and for times before 1970 or after `now`.
 */
export function timeOf(text: string, now: number): number | undefined {
  const parts = /^(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d):(\d\d)$/.exec(text)?.slice(1).map(Number)
  if (!parts) return undefined
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
  const time = Date.UTC(year, month - 1, day, hour, minute, second)
  const same = new Date(time).toISOString().slice(0, 19) === text.replace(' ', 'T')
  return same && possible(time, now) ? time : undefined
}

/** `Tue, 03 Jan 2012 17:11:37 +0000` in epoch ms, under the same conditions. */
export function feedTimeOf(text: string, now: number): number | undefined {
  const time = Date.parse(text)
  return possible(time, now) ? time : undefined
}

function possible(time: number, now: number): boolean {
  return time >= EARLIEST && time <= now
}
