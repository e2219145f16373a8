import { and, eq } from 'drizzle-orm'
import type { Queries, Tx } from './database.ts'

/** The hash of a person's password; undefined if they sign in otherwise only. */
export async function credentialOf(db: Queries, personId: string): Promise<{ password: string } | undefined> {
  const { accounts } = db.tables
  const [row] = await db
    .select({ password: accounts.password })
    .from(accounts)
    .where(and(eq(accounts.personId, personId), eq(accounts.providerId, 'credential')))
  return row?.password ? { password: row.password } : undefined
}

/** When a person was given their password, or changed it (epoch ms); undefined if they have none. */
export async function passwordSince(db: Queries, personId: string): Promise<number | undefined> {
  const { accounts } = db.tables
  const [row] = await db
    .select({ at: accounts.updatedAt })
    .from(accounts)
    .where(and(eq(accounts.personId, personId), eq(accounts.providerId, 'credential')))
  return row?.at
}

/** Puts one hash in place of another. @returns false if that was replaced meanwhile. */
export async function replacePassword(
  tx: Tx,
  personId: string,
  { before, after, now }: { before: string; after: string; now: number },
): Promise<boolean> {
  const { accounts } = tx.tables
  const changed = await tx
    .update(accounts)
    .set({ password: after, updatedAt: now })
    .where(and(eq(accounts.personId, personId), eq(accounts.providerId, 'credential'), eq(accounts.password, before)))
    .returning({ id: accounts.id })
  return changed.length > 0
}
