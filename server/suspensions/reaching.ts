import type { Queries } from '../../db/database.ts'
import { type ScheduleInForce, schedulesInForce, schedulesReaching } from '../../db/schedules.ts'
import type { StoryRow } from '../../db/stories.ts'
import { type SuspensionRow, suspensionsReaching, suspensionsReachingAny } from '../../db/suspensions.ts'
import { TOLD_AHEAD_MS } from './rules.ts'
import { ageRow, occurrenceRow, occurrences } from './schedule-rules.ts'

/** Schedules are looked at so far ahead that what is told of them stays right for a day. */
const AHEAD_MS = 2 * TOLD_AHEAD_MS

export type Placed = Pick<StoryRow, 'id' | 'section' | 'publishedAt'>

/**
 * The suspensions that reach a story at `now` or within two days, those of schedules included whether or not they are in
 * the table yet, so that no timer is needed for them to hold. Read it in the transaction of the write it guards.
 */
export async function reaching(db: Queries, story: Placed, now: number): Promise<SuspensionRow[]> {
  const schedules = await schedulesReaching(db, story)
  return merged(story, await suspensionsReaching(db, story, { now, horizon: now + AHEAD_MS }), schedules, now)
}

/** As `reaching`, for several stories at once. */
export async function reachingEach(
  db: Queries,
  stories: readonly Placed[],
  now: number,
): Promise<Map<string, SuspensionRow[]>> {
  if (stories.length === 0) return new Map()
  const ids = stories.map((story) => story.id)
  const [schedules, rows] = await Promise.all([schedulesInForce(db), suspensionsReachingAny(db, ids, now)])
  return new Map(stories.map((story) => [story.id, merged(story, rows, schedules, now)]))
}

function merged(
  story: Placed,
  rows: readonly SuspensionRow[],
  schedules: readonly ScheduleInForce[],
  now: number,
): SuspensionRow[] {
  const kept = rows.filter((row) => reaches(row, story))
  const known = new Set(kept.map((row) => row.id))
  const made = schedules
    .filter((schedule) => reaches(schedule, story))
    .flatMap((schedule) => madeBy(schedule, story, now))
    .filter((row) => !known.has(row.id))
  return [...kept, ...made].filter((row) => row.endedAt === null)
}

function madeBy(schedule: ScheduleInForce, story: Placed, now: number): SuspensionRow[] {
  if (schedule.kind === 'age') return [ageRow(schedule, story)].filter((row) => row.startsAt <= now + AHEAD_MS)
  return occurrences(schedule, schedule.timeZone, now, now + AHEAD_MS).map((interval) =>
    occurrenceRow(schedule, interval),
  )
}

export function reaches(
  { scope, section, storyId }: Pick<SuspensionRow, 'scope' | 'section' | 'storyId'>,
  story: Placed,
): boolean {
  if (scope === 'site') return true
  return scope === 'section' ? section === story.section : storyId === story.id
}
