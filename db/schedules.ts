import { and, eq, isNull, or, sql } from 'drizzle-orm'
import type { Queries, Tx } from './database.ts'
import { prepared } from './prepared.ts'
import type { Tables } from './tables.ts'

export type ScheduleRow = Tables['schedules']['$inferSelect']

export type ScheduleInForce = ScheduleRow & { timeZone: string }

/** The schedules in force, each with the time zone that its hours mean. */
export async function schedulesInForce(db: Queries): Promise<ScheduleInForce[]> {
  const statement = prepared(db, 'schedules_in_force', (q) => {
    const { schedules, sites } = q.tables
    return q
      .select({ schedule: schedules, timeZone: sites.timeZone })
      .from(schedules)
      .innerJoin(sites, sql`true`)
      .where(isNull(schedules.removedAt))
      .prepare('schedules_in_force')
  })
  const rows = await statement.execute()
  return rows.map(({ schedule, timeZone }) => ({ ...schedule, timeZone }))
}

/** As `schedulesInForce`, those that reach a story. Made for the hot path: prepared once. */
export async function schedulesReaching(
  db: Queries,
  story: { id: string; section: string },
): Promise<ScheduleInForce[]> {
  const statement = prepared(db, 'schedules_reaching', (q) => {
    const { schedules, sites } = q.tables
    return q
      .select({ schedule: schedules, timeZone: sites.timeZone })
      .from(schedules)
      .innerJoin(sites, sql`true`)
      .where(
        and(
          isNull(schedules.removedAt),
          or(
            eq(schedules.storyId, sql.placeholder('storyId')),
            and(
              isNull(schedules.storyId),
              or(eq(schedules.section, ''), eq(schedules.section, sql.placeholder('section'))),
            ),
          ),
        ),
      )
      .prepare('schedules_reaching')
  })
  const rows = await statement.execute({ storyId: story.id, section: story.section })
  return rows.map(({ schedule, timeZone }) => ({ ...schedule, timeZone }))
}

export async function scheduleById(db: Queries, id: string): Promise<ScheduleRow | undefined> {
  const { schedules } = db.tables
  const [row] = await db.select().from(schedules).where(eq(schedules.id, id))
  return row
}

export async function insertSchedule(tx: Tx, row: ScheduleRow): Promise<void> {
  await tx.insert(tx.tables.schedules).values(row)
}

/** @returns false if it was removed before. */
export async function removeSchedule(tx: Tx, id: string, removedAt: number): Promise<boolean> {
  const { schedules } = tx.tables
  const rows = await tx
    .update(schedules)
    .set({ removedAt })
    .where(and(eq(schedules.id, id), isNull(schedules.removedAt)))
    .returning({ id: schedules.id })
  return rows.length > 0
}
