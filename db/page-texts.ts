import { and, count, desc, eq, lt, ne, notInArray } from 'drizzle-orm'
import type { Queries, Tx } from './database.ts'
import type { Tables } from './tables.ts'

export type PageTextRow = Tables['pageTexts']['$inferSelect']

/** How many other networks sent this text for the story. */
export async function otherSenders(
  db: Queries,
  { storyId, sender, digest }: Pick<PageTextRow, 'storyId' | 'sender' | 'digest'>,
): Promise<number> {
  const { pageTexts } = db.tables
  const [row] = await db
    .select({ others: count() })
    .from(pageTexts)
    .where(and(eq(pageTexts.storyId, storyId), eq(pageTexts.digest, digest), ne(pageTexts.sender, sender)))
  return row?.others ?? 0
}

/** Notes what a network sent, in place of what it sent before; of one story no more than `most`, the newest. */
export async function notePageText(tx: Tx, row: PageTextRow, most: number): Promise<void> {
  const { pageTexts } = tx.tables
  const { storyId, sender, digest, createdAt } = row
  await tx
    .insert(pageTexts)
    .values(row)
    .onConflictDoUpdate({ target: [pageTexts.storyId, pageTexts.sender], set: { digest, createdAt } })
  const kept = await tx
    .select({ sender: pageTexts.sender })
    .from(pageTexts)
    .where(and(eq(pageTexts.storyId, storyId), ne(pageTexts.sender, sender)))
    .orderBy(desc(pageTexts.createdAt))
    .limit(most - 1)
  const senders = [sender, ...kept.map((one) => one.sender)]
  await tx.delete(pageTexts).where(and(eq(pageTexts.storyId, storyId), notInArray(pageTexts.sender, senders)))
}

/** Forgets who sent what; before a time, or all. */
export async function forgetPageTexts(tx: Tx, before?: number): Promise<void> {
  const { pageTexts } = tx.tables
  await tx.delete(pageTexts).where(before === undefined ? undefined : lt(pageTexts.createdAt, before))
}
