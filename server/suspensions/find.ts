import type { Queries, Tx } from '../../db/database.ts'
import { type ScheduleRow, schedulesInForce } from '../../db/schedules.ts'
import { storyById } from '../../db/stories.ts'
import { insertSuspensionOnce, type SuspensionRow, suspensionById } from '../../db/suspensions.ts'
import { Refusal } from '../errors.ts'
import { unpairedId } from '../ids.ts'
import { reaches } from './reaching.ts'
import { ageRow, occurrenceRow, occurrences } from './schedule-rules.ts'

const DAY_MS = 24 * 60 * 60 * 1000
const WEEK_MS = 7 * DAY_MS

/**
 * A suspension by its id, also one that a schedule makes and that is not in the table yet.
 * @throws Refusal `not_found`.
 */
export async function requireSuspension(db: Queries, id: string, now: number): Promise<SuspensionRow> {
  const found = (await suspensionById(db, id)) ?? (await scheduledWith(db, id, now))
  if (!found) throw new Refusal('not_found', 'There is no such suspension.')
  return found
}

/** As `requireSuspension`; afterwards it is in the table, to be changed or pointed at. */
export async function storedSuspension(tx: Tx, id: string, now: number): Promise<SuspensionRow> {
  const found = await requireSuspension(tx, id, now)
  if (found.madeBy === 'schedule') await insertSuspensionOnce(tx, found)
  return found
}

async function scheduledWith(db: Queries, id: string, now: number): Promise<SuspensionRow | undefined> {
  for (const schedule of await schedulesInForce(db)) {
    const row =
      schedule.kind === 'age'
        ? await agedWith(db, schedule, unpairedId(id, schedule.id))
        : occurrences(schedule, schedule.timeZone, now, now + WEEK_MS + DAY_MS)
            .map((interval) => occurrenceRow(schedule, interval))
            .find((one) => one.id === id)
    if (row) return row
  }
  return undefined
}

async function agedWith(db: Queries, schedule: ScheduleRow, storyId: string): Promise<SuspensionRow | undefined> {
  const story = await storyById(db, storyId)
  return story && reaches(schedule, story) ? ageRow(schedule, story) : undefined
}
