import { eq, lte } from 'drizzle-orm'
import type { Tx } from './database.ts'

/**
 * Counts an attempt under a name, unless as many as are allowed were counted since the first.
 * @returns null if it was counted; else the time from which they are counted anew.
 */
export async function countAttempt(
  tx: Tx,
  name: string,
  { most, lasts, now }: { most: number; lasts: number; now: number },
): Promise<number | null> {
  const { attempts } = tx.tables
  const [known] = await tx.select().from(attempts).where(eq(attempts.name, name))
  if (!known || known.endsAt <= now) {
    await tx.delete(attempts).where(eq(attempts.name, name))
    await tx.insert(attempts).values({ name, count: 1, endsAt: now + lasts })
    return null
  }
  if (known.count >= most) return known.endsAt
  await tx
    .update(attempts)
    .set({ count: known.count + 1 })
    .where(eq(attempts.name, name))
  return null
}

/** Drops those that are counted anew anyway. */
export async function dropOldAttempts(tx: Tx, now: number): Promise<void> {
  await tx.delete(tx.tables.attempts).where(lte(tx.tables.attempts.endsAt, now))
}
