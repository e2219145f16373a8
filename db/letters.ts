import { eq, lt } from 'drizzle-orm'
import type { Queries, Tx } from './database.ts'
import type { Tables } from './tables.ts'

export type LetterRow = Tables['letters']['$inferSelect']

export async function insertLetter(tx: Tx, row: LetterRow): Promise<void> {
  await tx.insert(tx.tables.letters).values(row)
}

/** The letter that holds a token, by the token's hash. */
export async function letterByHash(db: Queries, tokenHash: string): Promise<LetterRow | undefined> {
  const { letters } = db.tables
  const [row] = await db.select().from(letters).where(eq(letters.tokenHash, tokenHash))
  return row
}

/** Keeps how it was before a letter switched it off; null once that is undone. */
export async function keepBefore(tx: Tx, id: string, before: LetterRow['before']): Promise<void> {
  const { letters } = tx.tables
  await tx.update(letters).set({ before }).where(eq(letters.id, id))
}

export async function forgetLetters(tx: Tx, before: number): Promise<void> {
  const { letters } = tx.tables
  await tx.delete(letters).where(lt(letters.createdAt, before))
}
