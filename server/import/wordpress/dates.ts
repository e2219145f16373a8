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

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const DAY_FIRST = /^(\d{1,2})(?:st|nd|rd|th)? ([a-z]{3,9})\.?,? (\d{4})(?:,? (\d\d:\d\d))?$/i
const MONTH_FIRST = /^([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})(?:,? (\d\d:\d\d))?$/i

/** A date with a year as people write it, with or without a time: `2012-02-09 14:00`, `9 Feb 2012`, `February 9, 2012`. */
export function writtenTimeOf(words: string, now: number): number | undefined {
  const text = words.replace(/ (?:UTC|GMT)$/, '')
  const iso = /^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d))?$/.exec(text)
  if (iso) return timeOf(`${iso[1]} ${iso[2] ?? '00:00'}:00`, now)
  const dayFirst = DAY_FIRST.exec(text)
  const monthFirst = MONTH_FIRST.exec(text)
  if (dayFirst) return dated(dayFirst[2], dayFirst[1], dayFirst[3], dayFirst[4])
  return monthFirst ? dated(monthFirst[1], monthFirst[2], monthFirst[3], monthFirst[4]) : undefined

  function dated(name = '', date = '', inYear = '', at = '00:00') {
    const number = MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1
    return timeOf(`${inYear}-${String(number).padStart(2, '0')}-${date.padStart(2, '0')} ${at}:00`, now)
  }
}

function possible(time: number, now: number): boolean {
  return time >= EARLIEST && time <= now
}
