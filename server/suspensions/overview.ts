import type * as z from 'zod'
import type { Queries } from '../../db/database.ts'
import { peopleNames } from '../../db/people-names.ts'
import { type ScheduleRow, schedulesInForce } from '../../db/schedules.ts'
import { timeZoneOf } from '../../db/sites.ts'
import { storiesByIds, storyById } from '../../db/stories.ts'
import {
  reopeningRequestCounts,
  type SuspensionRow,
  suspensionsEndedSince,
  suspensionsReachingAny,
} from '../../db/suspensions.ts'
import type { Context } from '../context.ts'
import type { Result } from '../contract/index.ts'
import type { Schedule, StaffSuspension } from '../contract/suspensions.ts'
import { Refusal } from '../errors.ts'
import { iso } from '../iso.ts'
import type { Confined } from '../people/offices.ts'
import { presentSuspension } from './present.ts'
import { reaches } from './reaching.ts'
import { holdsAt } from './rules.ts'
import { occurrenceRow, occurrences } from './schedule-rules.ts'

const DAY_MS = 24 * 60 * 60 * 1000
const WEEK_MS = 7 * DAY_MS
const MOST_ENDED = 200

/**
 * All that runs, is planned, or ended within the last week, with the schedules: of everything, or of what reaches one
 * story.
 *
 * @throws Refusal `not_found`: no such story.
 */
export async function suspensionOverview(
  ctx: Context,
  { storyId, sections }: { storyId?: string | undefined } & Confined,
): Promise<Result<'GET /api/v1/suspensions'>> {
  const { read } = ctx.db
  const now = ctx.now()
  const story = storyId === undefined ? undefined : await storyById(read, storyId)
  if (storyId !== undefined && !story) throw new Refusal('not_found', 'There is no such story.')
  const isWanted = (one: Covering) => !story || reaches(one, story)

  const schedules = await confined(read, (await schedulesInForce(read)).filter(isWanted), sections)
  const relevant = await suspensionsReachingAny(read, storyId === undefined ? 'all' : [storyId], now)
  const ended = await suspensionsEndedSince(read, { since: now - WEEK_MS, storyId, limit: MOST_ENDED })
  const stored = await confined(read, unique([...relevant, ...ended]).filter(isWanted), sections)
  const coming = schedules.flatMap((schedule) => presentOccurrences(schedule, now)).filter((row) => !has(stored, row))
  const rows = [...stored, ...coming].sort((a, b) => a.startsAt - b.startsAt)
  const timeZone = await timeZoneOf(read)
  return {
    suspensions: await presentForStaff(ctx, rows, now),
    schedules: await presentSchedules(ctx, schedules, now),
    timeZone,
    now: iso(now),
  }
}

type Covering = Pick<SuspensionRow, 'scope' | 'section' | 'storyId'>

/** Of these, what concerns the sections: what holds for the whole site too. */
async function confined<T extends Covering>(db: Queries, rows: T[], sections: Confined['sections']): Promise<T[]> {
  if (!sections) return rows
  const stories = await storiesByIds(db, [...new Set(rows.flatMap((row) => row.storyId ?? []))])
  const sectionOf = new Map(stories.map((story) => [story.id, story.section]))
  return rows.filter(({ scope, section, storyId }) => {
    if (scope === 'site') return true
    return sections.includes(storyId === null ? section : (sectionOf.get(storyId) ?? ''))
  })
}

function unique(rows: SuspensionRow[]): SuspensionRow[] {
  return [...new Map(rows.map((row) => [row.id, row])).values()]
}

function has(rows: SuspensionRow[], { id }: SuspensionRow): boolean {
  return rows.some((row) => row.id === id)
}

/** The occurrence that holds now, also before a timer has put it into the table. */
function presentOccurrences(schedule: ScheduleRow & { timeZone: string }, now: number): SuspensionRow[] {
  if (schedule.kind !== 'weekly') return []
  return occurrences(schedule, schedule.timeZone, now, now + 1).map((interval) => occurrenceRow(schedule, interval))
}

async function presentForStaff(
  ctx: Context,
  rows: SuspensionRow[],
  now: number,
): Promise<z.output<typeof StaffSuspension>[]> {
  const { read } = ctx.db
  const [titles, names, requests] = await Promise.all([
    titlesOf(ctx, rows),
    peopleNames(read, [...new Set(rows.flatMap((row) => row.createdBy ?? []))]),
    reopeningRequestCounts(
      read,
      rows.map((row) => row.id),
    ),
  ])
  return rows.map((row) => ({
    ...presentSuspension(row),
    state: stateOf(row, now),
    storyTitle: titles.get(row.storyId ?? '') ?? null,
    note: row.note,
    createdBy: names.get(row.createdBy ?? '') ?? null,
    reopeningRequests: requests.get(row.id) ?? 0,
    followsId: row.followsId,
  }))
}

function stateOf(row: SuspensionRow, now: number): z.output<typeof StaffSuspension>['state'] {
  if (holdsAt(row, now)) return row.reviewAt !== null && row.reviewAt <= now ? 'overdue' : 'running'
  return row.endedAt === null && row.startsAt > now ? 'planned' : 'ended'
}

async function titlesOf(ctx: Context, rows: { storyId: string | null }[]): Promise<Map<string, string>> {
  const ids = [...new Set(rows.flatMap((row) => row.storyId ?? []))]
  return new Map((await storiesByIds(ctx.db.read, ids)).map((story) => [story.id, story.title]))
}

/** Schedules with the times they hold in the coming week. */
export async function presentSchedules(
  ctx: Context,
  rows: (ScheduleRow & { timeZone: string })[],
  now: number,
): Promise<z.output<typeof Schedule>[]> {
  const titles = await titlesOf(ctx, rows)
  return rows.map((row) => {
    const next = row.kind === 'weekly' ? occurrences(row, row.timeZone, now, now + WEEK_MS) : []
    return {
      id: row.id,
      kind: row.kind,
      scope: row.scope,
      section: row.section || null,
      storyId: row.storyId,
      storyTitle: titles.get(row.storyId ?? '') ?? null,
      mode: row.mode,
      slowSeconds: row.slowSeconds,
      reasonCode: row.reasonCode,
      reason: row.reason,
      days: row.days,
      from: row.fromTime,
      until: row.untilTime,
      afterDays: row.afterDays,
      next: next.map(({ startsAt, endsAt }) => ({ startsAt: iso(startsAt), endsAt: iso(endsAt) })),
    }
  })
}
