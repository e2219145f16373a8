import { and, eq } from 'drizzle-orm'
import type { Queries, Tx } from './database.ts'
import type { Tables } from './tables.ts'

export type AccountRow = Tables['accounts']['$inferSelect']

/** A way in that another system vouches for: `accountId` is the person's id there. */
export async function accountOf(db: Queries, providerId: string, accountId: string): Promise<AccountRow | undefined> {
  const { accounts } = db.tables
  const [row] = await db
    .select()
    .from(accounts)
    .where(and(eq(accounts.providerId, providerId), eq(accounts.accountId, accountId)))
  return row
}

/** @throws where the other system's person has an account already. */
export async function insertAccount(tx: Tx, row: Tables['accounts']['$inferInsert']): Promise<void> {
  await tx.insert(tx.tables.accounts).values(row)
}

/** Notes which roles a way in gave. */
export async function noteGiven(tx: Tx, id: string, scope: string, now: number): Promise<void> {
  const { accounts } = tx.tables
  await tx.update(accounts).set({ scope, updatedAt: now }).where(eq(accounts.id, id))
}

/** Gives a person a password, in place of the one they had. */
export async function setPassword(
  tx: Tx,
  { id, personId, password, now }: { id: string; personId: string; password: string; now: number },
): Promise<void> {
  const { accounts } = tx.tables
  const row = { id, personId, providerId: 'credential', accountId: personId, password, createdAt: now, updatedAt: now }
  await tx
    .insert(accounts)
    .values(row)
    .onConflictDoUpdate({
      target: [accounts.providerId, accounts.accountId],
      set: { password, updatedAt: now },
      setWhere: eq(accounts.personId, personId),
    })
}
