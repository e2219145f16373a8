import { and, asc, count, eq, gt, inArray, isNull, lt, or, sql } from 'drizzle-orm'
import type { Queries, Tx } from './database.ts'
import { fitsSlots, inSlots, prepared, slotted } from './prepared.ts'
import type { Tables } from './tables.ts'

export type SuspensionRow = Tables['suspensions']['$inferSelect']

/** `relevantUntil` of a suspension that has not ended: the latest time JavaScript knows. */
export const FOR_GOOD = 8_640_000_000_000_000

export async function suspensionById(db: Queries, id: string): Promise<SuspensionRow | undefined> {
  const { suspensions } = db.tables
  const [row] = await db.select().from(suspensions).where(eq(suspensions.id, id))
  return row
}

/**
 * The suspensions that reach a story and have not ended, as far as they begin before `horizon`; with them those that a
 * schedule made and somebody ended early. Which of them hold at a time is for the rules to say.
 */
export async function suspensionsReaching(
  db: Queries,
  story: { id: string; section: string },
  { now, horizon }: { now: number; horizon: number },
): Promise<SuspensionRow[]> {
  const statement = prepared(db, 'suspensions_reaching', (q) => {
    const { suspensions } = q.tables
    return q
      .select()
      .from(suspensions)
      .where(
        and(
          gt(suspensions.relevantUntil, sql.placeholder('now')),
          lt(suspensions.startsAt, sql.placeholder('horizon')),
          or(
            eq(suspensions.storyId, sql.placeholder('storyId')),
            and(
              isNull(suspensions.storyId),
              or(eq(suspensions.section, ''), eq(suspensions.section, sql.placeholder('section'))),
            ),
          ),
        ),
      )
      .prepare('suspensions_reaching')
  })
  return statement.execute({ storyId: story.id, section: story.section, now, horizon })
}

/** As `suspensionsReaching`, for several stories at once; those of all stories unless any are named. */
export async function suspensionsReachingAny(
  db: Queries,
  storyIds: readonly string[] | 'all',
  now: number,
): Promise<SuspensionRow[]> {
  const { suspensions } = db.tables
  if (storyIds !== 'all' && fitsSlots(storyIds)) return suspensionsReachingFew(db, storyIds, now)
  const reach =
    storyIds === 'all'
      ? undefined
      : or(isNull(suspensions.storyId), storyIds.length > 0 ? inArray(suspensions.storyId, [...storyIds]) : undefined)
  return db
    .select()
    .from(suspensions)
    .where(and(gt(suspensions.relevantUntil, now), reach))
}

function suspensionsReachingFew(db: Queries, storyIds: readonly string[], now: number): Promise<SuspensionRow[]> {
  const statement = prepared(db, 'suspensions_reaching_few', (q) => {
    const { suspensions } = q.tables
    return q
      .select()
      .from(suspensions)
      .where(
        and(
          gt(suspensions.relevantUntil, sql.placeholder('now')),
          or(isNull(suspensions.storyId), inSlots(suspensions.storyId)),
        ),
      )
      .prepare('suspensions_reaching_few')
  })
  return statement.execute({ ...slotted(storyIds), now })
}

/** Those that ended after `since`, newest first; of one story and wider ones, or of all. */
export async function suspensionsEndedSince(
  db: Queries,
  { since, storyId, limit }: { since: number; storyId: string | undefined; limit: number },
): Promise<SuspensionRow[]> {
  const { suspensions } = db.tables
  return db
    .select()
    .from(suspensions)
    .where(
      and(
        gt(suspensions.endedAt, since),
        storyId === undefined ? undefined : or(eq(suspensions.storyId, storyId), isNull(suspensions.storyId)),
      ),
    )
    .orderBy(sql`${suspensions.endedAt} desc`)
    .limit(limit)
}

/** The suspension that waits for the end of this one, if it still waits. */
export async function followerOf(db: Queries, id: string): Promise<SuspensionRow | undefined> {
  const { suspensions } = db.tables
  const [row] = await db
    .select()
    .from(suspensions)
    .where(and(eq(suspensions.followsId, id), isNull(suspensions.begunAt), isNull(suspensions.endedAt)))
    .orderBy(asc(suspensions.id))
  return row
}

/** What a schedule has begun and is not ended. */
export async function unendedOfSchedule(db: Queries, scheduleId: string): Promise<SuspensionRow[]> {
  const { suspensions } = db.tables
  return db
    .select()
    .from(suspensions)
    .where(and(eq(suspensions.scheduleId, scheduleId), isNull(suspensions.endedAt)))
}

/** When a story was last paused by itself; undefined if never. */
export async function lastHeatPauseAt(db: Queries, storyId: string): Promise<number | undefined> {
  const { suspensions } = db.tables
  const [row] = await db
    .select({ at: sql<string | number | null>`max(${suspensions.startsAt})` })
    .from(suspensions)
    .where(and(eq(suspensions.storyId, storyId), eq(suspensions.madeBy, 'heat')))
  return row?.at === null || row?.at === undefined ? undefined : Number(row.at)
}

export async function insertSuspension(tx: Tx, row: SuspensionRow): Promise<void> {
  await tx.insert(tx.tables.suspensions).values(row)
}

/** As `insertSuspension`; does nothing if it is there, as one made by a schedule may be. */
export async function insertSuspensionOnce(tx: Tx, row: SuspensionRow): Promise<void> {
  await tx.insert(tx.tables.suspensions).values(row).onConflictDoNothing()
}

type Changes = Partial<
  Pick<
    SuspensionRow,
    | 'startsAt'
    | 'endsAt'
    | 'reviewAt'
    | 'mayExtend'
    | 'begunAt'
    | 'endedAt'
    | 'endedBy'
    | 'extendedAt'
    | 'relevantUntil'
  >
>

/**
 * Changes a suspension that has not ended, as its version says it was read.
 * @returns the suspension as it is now, or undefined if it ended or changed meanwhile.
 */
export async function changeSuspension(
  tx: Tx,
  { id, version }: Pick<SuspensionRow, 'id' | 'version'>,
  changes: Changes,
): Promise<SuspensionRow | undefined> {
  const { suspensions } = tx.tables
  const [row] = await tx
    .update(suspensions)
    .set({ ...changes, version: version + 1 })
    .where(and(eq(suspensions.id, id), eq(suspensions.version, version), isNull(suspensions.endedAt)))
    .returning()
  return row
}

/** Notes that a suspension has been looked at before its end and is not extended. No change that anybody could miss. */
export async function forgoExtension(tx: Tx, id: string): Promise<void> {
  const { suspensions } = tx.tables
  await tx.update(suspensions).set({ mayExtend: false }).where(eq(suspensions.id, id))
}

/** Counts a person among those who asked for reopening, once. @returns whether it was new, and how many have asked. */
export async function addReopeningRequest(
  tx: Tx,
  request: Tables['reopeningRequests']['$inferSelect'],
): Promise<{ isNew: boolean; people: number }> {
  const { reopeningRequests } = tx.tables
  const added = await tx.insert(reopeningRequests).values(request).onConflictDoNothing().returning()
  const counts = await reopeningRequestCounts(tx, [request.suspensionId])
  return { isNew: added.length > 0, people: counts.get(request.suspensionId) ?? 0 }
}

/** People who asked, per suspension; one that nobody asked about is missing from the map. */
export async function reopeningRequestCounts(
  db: Queries,
  suspensionIds: readonly string[],
): Promise<Map<string, number>> {
  if (suspensionIds.length === 0) return new Map()
  const { reopeningRequests } = db.tables
  const rows = await db
    .select({ id: reopeningRequests.suspensionId, people: count() })
    .from(reopeningRequests)
    .where(inArray(reopeningRequests.suspensionId, [...suspensionIds]))
    .groupBy(reopeningRequests.suspensionId)
  return new Map(rows.map((row) => [row.id, Number(row.people)]))
}
