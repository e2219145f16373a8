import { and, eq, inArray, notExists, sql } from 'drizzle-orm'
import type { Queries, Tx } from './database.ts'
import type { Tables } from './tables.ts'

export type GuestRow = Tables['guests']['$inferSelect']

export async function guestById(db: Queries, personId: string): Promise<GuestRow | undefined> {
  const { guests } = db.tables
  const [row] = await db.select().from(guests).where(eq(guests.personId, personId))
  return row
}

/** The same, held until the transaction ends: nobody else confirms or adds meanwhile. */
export async function lockGuest(tx: Tx, personId: string): Promise<GuestRow | undefined> {
  const { guests } = tx.tables
  const [row] = await tx
    .update(guests)
    .set({ createdAt: sql`${guests.createdAt}` })
    .where(eq(guests.personId, personId))
    .returning()
  return row
}

export async function insertGuest(tx: Tx, row: GuestRow): Promise<void> {
  await tx.insert(tx.tables.guests).values(row)
}

/**
 * Deletes guests who left nothing and cannot come back: no comment, no sanction, and no session any more.
 * @returns how many.
 */
export async function forgetGuests(tx: Tx, limit: number): Promise<number> {
  const { people, sessions, comments, sanctions } = tx.tables
  const noneIn = (table: typeof sessions | typeof comments | typeof sanctions) =>
    notExists(tx.select({ id: table.id }).from(table).where(eq(table.personId, people.id)))
  const found = await tx
    .select({ id: people.id })
    .from(people)
    .where(and(eq(people.isGuest, true), noneIn(sessions), noneIn(comments), noneIn(sanctions)))
    .limit(limit)
  if (found.length === 0) return 0
  await tx.delete(people).where(
    inArray(
      people.id,
      found.map(({ id }) => id),
    ),
  )
  return found.length
}

export async function changeGuest(
  tx: Tx,
  personId: string,
  change: Partial<Pick<GuestRow, 'confirmedAt' | 'waiting'>>,
): Promise<void> {
  await tx.update(tx.tables.guests).set(change).where(eq(tx.tables.guests.personId, personId))
}
