import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Queries, Tx } from './database.ts'
import { prepared } from './prepared.ts'
import type { Tables } from './tables.ts'

export type ErasureRow = Tables['erasures']['$inferSelect']

export async function erasureOf(db: Queries, personId: string): Promise<ErasureRow | undefined> {
  const { erasures } = db.tables
  const [row] = await db.select().from(erasures).where(eq(erasures.personId, personId))
  return row
}

export async function insertErasure(tx: Tx, row: ErasureRow): Promise<void> {
  await tx.insert(tx.tables.erasures).values(row)
}

/** Takes it back, unless it has begun. @returns false if there is none to take back. */
export async function deleteErasure(tx: Tx, personId: string): Promise<boolean> {
  const { erasures } = tx.tables
  const taken = await tx
    .delete(erasures)
    .where(and(eq(erasures.personId, personId), isNull(erasures.begunAt)))
    .returning({ personId: erasures.personId })
  return taken.length > 0
}

/** Whether an erasure has begun. Asked before every write of a comment: prepared once. */
export async function isBeingErased(db: Queries, personId: string): Promise<boolean> {
  const statement = prepared(db, 'is_being_erased', (q) => {
    const { erasures } = q.tables
    return q
      .select({ personId: erasures.personId })
      .from(erasures)
      .where(and(eq(erasures.personId, sql.placeholder('personId')), isNotNull(erasures.begunAt)))
      .prepare('is_being_erased')
  })
  return (await statement.execute({ personId })).length > 0
}

/** @returns the erasure, begun; undefined, and changes nothing, if it was taken back or has begun already. */
export async function beginErasure(tx: Tx, personId: string, begunAt: number): Promise<ErasureRow | undefined> {
  const { erasures } = tx.tables
  const [row] = await tx
    .update(erasures)
    .set({ begunAt })
    .where(and(eq(erasures.personId, personId), isNull(erasures.begunAt)))
    .returning()
  return row
}
