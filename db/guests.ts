import { eq, sql } from 'drizzle-orm'
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

export async function changeGuest(
  tx: Tx,
  personId: string,
  change: Partial<Pick<GuestRow, 'confirmedAt' | 'waiting'>>,
): Promise<void> {
  await tx.update(tx.tables.guests).set(change).where(eq(tx.tables.guests.personId, personId))
}
