import { and, asc, desc, eq, inArray } from 'drizzle-orm'
import type { Queries, Tx } from './database.ts'
import type { Tables } from './tables.ts'

export type UpdateRow = Tables['updates']['$inferSelect']
export type UpdateRevisionRow = Tables['updateRevisions']['$inferSelect']
export type CreditRow = Tables['updateCredits']['$inferSelect']
export type UpdateKeyRow = Tables['updateKeys']['$inferSelect']

/** An update that has its number: published, perhaps withdrawn since. */
export type NumberedUpdate = UpdateRow & { state: 'published' | 'withdrawn'; number: number; publishedAt: number }

export function isNumbered(row: UpdateRow): row is NumberedUpdate {
  return row.state !== 'scheduled' && row.number !== null && row.publishedAt !== null
}

export async function insertUpdate(tx: Tx, row: UpdateRow): Promise<void> {
  await tx.insert(tx.tables.updates).values(row)
}

/**
 * Changes an update as it was read. With `keeping`, the wording that stood is kept as a revision.
 * @returns false, and changes nothing, if it was edited, published, withdrawn or cancelled since `old` was read.
 */
export async function changeUpdate(
  tx: Tx,
  old: UpdateRow,
  change: Partial<Omit<UpdateRow, 'id' | 'storyId'>>,
  { keeping }: { keeping?: UpdateRevisionRow } = {},
): Promise<boolean> {
  const { updates, updateRevisions } = tx.tables
  const changed = await tx
    .update(updates)
    .set(change)
    .where(and(eq(updates.id, old.id), eq(updates.revision, old.revision), eq(updates.state, old.state)))
    .returning({ id: updates.id })
  if (changed.length === 0) return false
  if (keeping) await tx.insert(updateRevisions).values(keeping)
  return true
}

/** Removes an update that nobody has seen. @returns false, and removes nothing, if it is not scheduled any more. */
export async function dropScheduled(tx: Tx, id: string): Promise<boolean> {
  const { updates } = tx.tables
  const dropped = await tx
    .delete(updates)
    .where(and(eq(updates.id, id), eq(updates.state, 'scheduled')))
    .returning({ id: updates.id })
  return dropped.length > 0
}

export async function updateById(db: Queries, id: string): Promise<UpdateRow | undefined> {
  const { updates } = db.tables
  const [row] = await db.select().from(updates).where(eq(updates.id, id))
  return row
}

/** A story's updates that were published, newest first; those withdrawn since are among them. */
export async function updatesOf(db: Queries, storyId: string): Promise<NumberedUpdate[]> {
  const { updates } = db.tables
  const rows = await db
    .select()
    .from(updates)
    .where(and(eq(updates.storyId, storyId), inArray(updates.state, ['published', 'withdrawn'])))
    .orderBy(desc(updates.number))
  return rows.filter(isNumbered)
}

/** A story's updates that wait for their time, the next one last. */
export function scheduledUpdatesOf(db: Queries, storyId: string): Promise<UpdateRow[]> {
  const { updates } = db.tables
  return db
    .select()
    .from(updates)
    .where(and(eq(updates.storyId, storyId), eq(updates.state, 'scheduled')))
    .orderBy(desc(updates.scheduledFor), desc(updates.id))
}

export async function updatesByIds(db: Queries, ids: string[]): Promise<UpdateRow[]> {
  if (ids.length === 0) return []
  const { updates } = db.tables
  return db.select().from(updates).where(inArray(updates.id, ids))
}

/** The numbers of updates by the keys an import gave them. Ask for at most a few thousand at once. */
export async function numbersByImportKeys(db: Queries, keys: readonly string[]): Promise<Map<string, number | null>> {
  if (keys.length === 0) return new Map()
  const { updates } = db.tables
  const rows = await db
    .select({ importKey: updates.importKey, number: updates.number })
    .from(updates)
    .where(inArray(updates.importKey, [...keys]))
  return new Map(rows.map(({ importKey, number }) => [importKey ?? '', number]))
}

/** The older wordings of an update, newest first. */
export function updateRevisionsOf(db: Queries, updateId: string): Promise<UpdateRevisionRow[]> {
  const { updateRevisions } = db.tables
  return db
    .select()
    .from(updateRevisions)
    .where(eq(updateRevisions.updateId, updateId))
    .orderBy(desc(updateRevisions.revision))
}

/** The latest update that answers each case and stands. */
export async function answersTo(db: Queries, caseIds: string[]): Promise<Map<string, number>> {
  if (caseIds.length === 0) return new Map()
  const { updates } = db.tables
  const rows = await db
    .select({ caseId: updates.answersCaseId, number: updates.number })
    .from(updates)
    .where(and(inArray(updates.answersCaseId, caseIds), eq(updates.state, 'published')))
    .orderBy(asc(updates.number))
  return new Map(rows.flatMap(({ caseId, number }) => (caseId && number !== null ? [[caseId, number]] : [])))
}

/** Takes the reason out of a withdrawal. @returns the update's id; undefined if there is no such withdrawal. */
export async function eraseWithdrawal(tx: Tx, storyId: string, number: number): Promise<string | undefined> {
  const { updates } = tx.tables
  const [row] = await tx
    .update(updates)
    .set({ withdrawal: '' })
    .where(and(eq(updates.storyId, storyId), eq(updates.number, number), eq(updates.state, 'withdrawn')))
    .returning({ id: updates.id })
  return row?.id
}

/** Whom an update thanks; null for nobody. */
export async function setCredit(tx: Tx, updateId: string, credit: Omit<CreditRow, 'updateId'> | null): Promise<void> {
  const { updateCredits } = tx.tables
  await tx.delete(updateCredits).where(eq(updateCredits.updateId, updateId))
  if (credit) await tx.insert(updateCredits).values({ ...credit, updateId })
}

/** The credits of updates, by update; one whose reader has erased their account is missing from the map. */
export async function creditsOf(db: Queries, updateIds: string[]): Promise<Map<string, CreditRow>> {
  if (updateIds.length === 0) return new Map()
  const { updateCredits } = db.tables
  const rows = await db.select().from(updateCredits).where(inArray(updateCredits.updateId, updateIds))
  return new Map(rows.map((row) => [row.updateId, row]))
}

/** Updates that readers see and that thank the writer of a comment. */
export async function updatesCrediting(db: Queries, commentId: string): Promise<string[]> {
  const { updates, updateCredits } = db.tables
  const rows = await db
    .select({ id: updates.id })
    .from(updateCredits)
    .innerJoin(updates, and(eq(updates.id, updateCredits.updateId), eq(updates.state, 'published')))
    .where(eq(updateCredits.commentId, commentId))
  return rows.map(({ id }) => id)
}

export async function updateKeyRow(db: Queries, sender: string, key: string): Promise<UpdateKeyRow | undefined> {
  const { updateKeys } = db.tables
  const [row] = await db
    .select()
    .from(updateKeys)
    .where(and(eq(updateKeys.sender, sender), eq(updateKeys.key, key)))
  return row
}

export async function insertUpdateKey(tx: Tx, row: UpdateKeyRow): Promise<void> {
  await tx.insert(tx.tables.updateKeys).values(row)
}
