import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Queries, Tx } from './database.ts'
import { prepared } from './prepared.ts'
import type { Tables } from './tables.ts'

export type SuspensionRow = Tables['suspensions']['$inferSelect']

export async function suspensionById(db: Queries, id: string): Promise<SuspensionRow | undefined> {
  const { suspensions } = db.tables
  const [row] = await db.select().from(suspensions).where(eq(suspensions.id, id))
  return row
}

/** Suspensions of one story not yet marked as ended, past their end or not: the rules decide which holds at a time. */
export async function unendedSuspensionsOf(db: Queries, storyId: string): Promise<SuspensionRow[]> {
  const statement = prepared(db, 'unended_suspensions_of', (q) => {
    const { suspensions } = q.tables
    return q
      .select()
      .from(suspensions)
      .where(and(eq(suspensions.storyId, sql.placeholder('storyId')), isNull(suspensions.endedAt)))
      .prepare('unended_suspensions_of')
  })
  return statement.execute({ storyId })
}

/** As `unendedSuspensionsOf`, for several stories at once. */
export async function unendedSuspensions(db: Queries, storyIds: string[]): Promise<SuspensionRow[]> {
  if (storyIds.length === 0) return []
  const { suspensions } = db.tables
  return db
    .select()
    .from(suspensions)
    .where(and(inArray(suspensions.storyId, storyIds), isNull(suspensions.endedAt)))
}

export async function insertSuspension(tx: Tx, row: SuspensionRow): Promise<void> {
  await tx.insert(tx.tables.suspensions).values(row)
}

/** @returns the ended suspension, or undefined if it had ended before. */
export async function markSuspensionEnded(
  tx: Tx,
  id: string,
  endedAt: number,
  endedBy: string | null,
): Promise<SuspensionRow | undefined> {
  const { suspensions } = tx.tables
  const [row] = await tx
    .update(suspensions)
    .set({ endedAt, endedBy })
    .where(and(eq(suspensions.id, id), isNull(suspensions.endedAt)))
    .returning()
  return row
}
