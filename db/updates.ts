import { desc, eq, inArray } from 'drizzle-orm'
import type { Queries, Tx } from './database.ts'
import type { Tables } from './tables.ts'

export type UpdateRow = Tables['updates']['$inferSelect']

export async function insertUpdate(tx: Tx, row: UpdateRow): Promise<void> {
  await tx.insert(tx.tables.updates).values(row)
}

export async function updateById(db: Queries, id: string): Promise<UpdateRow | undefined> {
  const { updates } = db.tables
  const [row] = await db.select().from(updates).where(eq(updates.id, id))
  return row
}

/** A story's updates, newest first. */
export function updatesOf(db: Queries, storyId: string): Promise<UpdateRow[]> {
  const { updates } = db.tables
  return db.select().from(updates).where(eq(updates.storyId, storyId)).orderBy(desc(updates.number))
}

export async function updatesByIds(db: Queries, ids: string[]): Promise<UpdateRow[]> {
  if (ids.length === 0) return []
  const { updates } = db.tables
  return db.select().from(updates).where(inArray(updates.id, ids))
}

/** The latest update that answers each case. */
export async function answersTo(db: Queries, caseIds: string[]): Promise<Map<string, number>> {
  if (caseIds.length === 0) return new Map()
  const { updates } = db.tables
  const rows = await db
    .select({ caseId: updates.answersCaseId, number: updates.number })
    .from(updates)
    .where(inArray(updates.answersCaseId, caseIds))
    .orderBy(updates.number)
  return new Map(rows.map((row) => [row.caseId ?? '', row.number]))
}
