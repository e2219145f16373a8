import { setImmediate as turn } from 'node:timers/promises'
import { eq } from 'drizzle-orm'
import type { Database, Queries, Tx } from '../../db/database.ts'

// The smallest table, for tests of the seam itself.

export async function insert(tx: Tx, key: string, value: number): Promise<void> {
  await tx.insert(tx.tables.counters).values({ key, value })
}

/** Inserts in a transaction of its own. */
export function add(db: Database, key: string, value: number): Promise<void> {
  return db.transact(key, (tx) => insert(tx, key, value))
}

export async function counterOf(db: Queries, key: string): Promise<number | undefined> {
  const { counters } = db.tables
  const [row] = await db.select().from(counters).where(eq(counters.key, key))
  return row?.value
}

/** Reads, lets others have their turn, then writes what it read and one. @param sharing a wider key that it shares. */
export function addOne(db: Database, key: string, sharing?: string): Promise<void> {
  const { counters } = db.read.tables
  const work = async (tx: Tx) => {
    const value = (await counterOf(tx, key)) ?? 0
    await turn()
    await tx
      .update(counters)
      .set({ value: value + 1 })
      .where(eq(counters.key, key))
  }
  return db.transact(key, work, sharing === undefined ? {} : { sharing })
}
