import { and, eq, isNull } from 'drizzle-orm'
import type { Queries, Tx } from './database.ts'
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

export async function beginErasure(tx: Tx, personId: string, begunAt: number): Promise<void> {
  const { erasures } = tx.tables
  await tx.update(erasures).set({ begunAt }).where(eq(erasures.personId, personId))
}
