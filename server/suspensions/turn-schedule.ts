import { type ScheduleInForce, schedulesInForce } from '../../db/schedules.ts'
import { nextPublishedAfter } from '../../db/stories.ts'
import { insertSuspensionOnce } from '../../db/suspensions.ts'
import type { Context } from '../context.ts'
import { announce, keyOf } from './record.ts'
import { ageOf, occurrenceRow, occurrences } from './schedule-rules.ts'
import { turnSuspension } from './turn-suspension.ts'

const DAY_MS = 24 * 60 * 60 * 1000

/**
 * Makes known what a schedule does: a weekly one's present occurrence goes into the table and takes its first step, so
 * that the log has it; of one by age, open pages are told when a story reaches it. It holds without that.
 *
 * @returns when there is something to do next (epoch ms); undefined if the schedule is not in force.
 */
export async function turnSchedule(ctx: Context, id: string): Promise<number | undefined> {
  const schedule = (await schedulesInForce(ctx.db.read)).find((one) => one.id === id)
  if (!schedule) return undefined
  return schedule.kind === 'weekly' ? turnWeekly(ctx, schedule) : turnAge(ctx, schedule)
}

async function turnWeekly(ctx: Context, schedule: ScheduleInForce): Promise<number> {
  const now = ctx.now()
  // Nine days hold each weekday of the site's week, whatever the hour.
  const times = occurrences(schedule, schedule.timeZone, now, now + 9 * DAY_MS)
  for (const interval of times.filter(({ startsAt }) => startsAt <= now)) {
    const row = occurrenceRow(schedule, interval)
    await ctx.db.transact(keyOf(row), (tx) => insertSuspensionOnce(tx, row))
    await turnSuspension(ctx, row.id)
  }
  return times.find(({ startsAt }) => startsAt > now)?.startsAt ?? now + DAY_MS
}

async function turnAge(ctx: Context, schedule: ScheduleInForce): Promise<number> {
  const now = ctx.now()
  await ctx.db.transact(keyOf(schedule), (tx) => announce(tx, schedule, now))
  const next = await nextPublishedAfter(ctx.db.read, schedule, now - ageOf(schedule))
  return next === undefined ? now + DAY_MS : Math.min(next + ageOf(schedule), now + DAY_MS)
}
