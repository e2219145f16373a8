import { eq } from 'drizzle-orm'
import type { Queries, Tx } from './database.ts'
import type { Tables } from './tables.ts'

export type SignInSecretRow = Tables['signInSecrets']['$inferSelect']

export async function signInSecret(db: Queries, name: string): Promise<SignInSecretRow | undefined> {
  const { signInSecrets } = db.tables
  const [row] = await db.select().from(signInSecrets).where(eq(signInSecrets.name, name))
  return row
}

/** What secrets there are, without them. */
export function signInSecretNames(db: Queries): Promise<{ name: string; createdAt: number }[]> {
  const { signInSecrets } = db.tables
  return db.select({ name: signInSecrets.name, createdAt: signInSecrets.createdAt }).from(signInSecrets)
}

export async function deleteSignInSecret(tx: Tx, name: string): Promise<void> {
  const { signInSecrets } = tx.tables
  await tx.delete(signInSecrets).where(eq(signInSecrets.name, name))
}

/** Keeps a secret in place of the one of its name. */
export async function putSignInSecret(tx: Tx, row: SignInSecretRow): Promise<void> {
  const { signInSecrets } = tx.tables
  await tx.delete(signInSecrets).where(eq(signInSecrets.name, row.name))
  await tx.insert(signInSecrets).values(row)
}
