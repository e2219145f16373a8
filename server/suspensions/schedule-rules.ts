import { LRUCache } from 'lru-cache'
import { Temporal } from 'temporal-polyfill'
import type { ScheduleRow } from '../../db/schedules.ts'
import type { SuspensionRow } from '../../db/suspensions.ts'
import { namedId, pairedId } from '../ids.ts'
import { newSuspensionRow } from './new-row.ts'

const DAY_MS = 24 * 60 * 60 * 1000

export interface Interval {
  /** The day on which it begins, by the calendar of the zone: `2026-11-22`. */
  date: string
  startsAt: number
  endsAt: number
}

type Weekly = Pick<ScheduleRow, 'days' | 'fromTime' | 'untilTime'>

/**
 * The times at which a weekly schedule holds that touch `[from, until)` (epoch ms), in order.
 *
 * Hours are those on the wall in `timeZone`: a night from 00:00 to 06:00 has five hours in spring and seven in autumn.
 * An hour that the clock skips begins or ends where it jumps; of one that comes twice, a start means the first and an
 * end the second.
 */
export function occurrences(schedule: Weekly, timeZone: string, from: number, until: number): Interval[] {
  const found = new Map<number, Interval>()
  for (let day = Math.floor(from / DAY_MS); day * DAY_MS < until; day += 1)
    for (const interval of onDay(schedule, timeZone, day))
      if (interval.startsAt < until && interval.endsAt > from) found.set(interval.startsAt, interval)
  return [...found.values()].sort((a, b) => a.startsAt - b.startsAt)
}

/** Reckoning with calendars costs 0.1 ms a day, which every comment under a schedule would pay. */
const known = new LRUCache<string, Interval[]>({ max: 5000 })

/** The times that touch a day of UTC (days since 1970). */
function onDay(schedule: Weekly, timeZone: string, day: number): Interval[] {
  const key = [schedule.days, schedule.fromTime, schedule.untilTime, timeZone, day].join(' ')
  const kept = known.get(key)
  if (kept) return kept
  const intervals = reckoned(schedule, timeZone, day)
  known.set(key, intervals)
  return intervals
}

function reckoned(schedule: Weekly, timeZone: string, day: number): Interval[] {
  const from = day * DAY_MS
  const last = dateAt(from + DAY_MS, timeZone)
  const found: Interval[] = []
  // What began the day before, in whatever zone, may still hold.
  let date = dateAt(from, timeZone).subtract({ days: 1 })
  for (; Temporal.PlainDate.compare(date, last) <= 0; date = date.add({ days: 1 })) {
    if (!schedule.days.includes(date.dayOfWeek)) continue
    const endDate = schedule.untilTime > schedule.fromTime ? date : date.add({ days: 1 })
    const interval = {
      date: date.toString(),
      startsAt: instantOf(date, schedule.fromTime, timeZone, 'earlier'),
      endsAt: instantOf(endDate, schedule.untilTime, timeZone, 'later'),
    }
    if (interval.startsAt < interval.endsAt && interval.startsAt < from + DAY_MS && interval.endsAt > from)
      found.push(interval)
  }
  return found
}

/** Whether schedules can be reckoned by the clock of a zone. */
export function canReckonIn(timeZone: string): boolean {
  try {
    dateAt(0, timeZone)
    return true
  } catch {
    return false
  }
}

function dateAt(time: number, timeZone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(time).toZonedDateTimeISO(timeZone).toPlainDate()
}

function instantOf(date: Temporal.PlainDate, time: string, timeZone: string, twice: 'earlier' | 'later'): number {
  const wanted = date.toPlainDateTime(Temporal.PlainTime.from(time))
  const found = wanted.toZonedDateTime(timeZone, { disambiguation: twice })
  if (found.toPlainDateTime().equals(wanted)) return found.epochMilliseconds
  // Skipped: `later` lies after the jump, whatever its length, or at it; the change before a change is an older one.
  const after = wanted.toZonedDateTime(timeZone, { disambiguation: 'later' }).add({ milliseconds: 1 })
  return (after.getTimeZoneTransition('previous') ?? after).epochMilliseconds
}

/**
 * The suspension that a weekly schedule makes of one of its intervals. Its id is made of the date: the same on every
 * node and at every time, also when the site moves to another time zone.
 */
export function occurrenceRow(schedule: ScheduleRow, { date, startsAt, endsAt }: Interval): SuspensionRow {
  const { scope, section, storyId } = schedule
  const id = namedId(`${schedule.id} ${date}`)
  return newSuspensionRow({ ...NO_BRANCH, scope, section, storyId }, { ...common(schedule), id, startsAt, endsAt })
}

/** The age at which a schedule of that kind shuts a story, ms. */
export function ageOf({ afterDays }: Pick<ScheduleRow, 'afterDays'>): number {
  return (afterDays ?? 0) * DAY_MS
}

/** The suspension of one story that a schedule makes of the story's age; its id tells which story (`unpairedId`). */
export function ageRow(schedule: ScheduleRow, story: { id: string; publishedAt: number }): SuspensionRow {
  const target = { ...NO_BRANCH, scope: 'story' as const, section: '', storyId: story.id }
  const startsAt = story.publishedAt + ageOf(schedule)
  return newSuspensionRow(target, { ...common(schedule), id: pairedId(story.id, schedule.id), startsAt, endsAt: null })
}

const NO_BRANCH = { commentId: null, branchRootSeq: null, branchPath: null }

function common(schedule: ScheduleRow) {
  const { mode, slowSeconds, reasonCode, reason, createdBy, createdAt } = schedule
  const madeBy = 'schedule' as const
  return { mode, slowSeconds, reasonCode, reason, createdBy, createdAt, madeBy, scheduleId: schedule.id }
}
