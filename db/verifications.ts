import { eq, lte } from 'drizzle-orm'
import type { Queries, Tx } from './database.ts'
import type { Tables } from './tables.ts'

export type VerificationRow = Tables['verifications']['$inferSelect']

/** Keeps a one-time thing, in place of any older one of the same name, and clears those whose time is over. */
export async function replaceVerification(tx: Tx, row: VerificationRow): Promise<void> {
  const { verifications } = tx.tables
  await tx.delete(verifications).where(lte(verifications.expiresAt, row.createdAt))
  await tx.delete(verifications).where(eq(verifications.identifier, row.identifier))
  await tx.insert(verifications).values(row)
}

/** Takes a one-time thing away and answers with it: of any number of callers exactly one gets it, ended or not. */
export async function takeVerification(tx: Tx, identifier: string): Promise<VerificationRow | undefined> {
  const { verifications } = tx.tables
  const [taken] = await tx.delete(verifications).where(eq(verifications.identifier, identifier)).returning()
  return taken
}

export async function verificationByName(db: Queries, identifier: string): Promise<VerificationRow | undefined> {
  const { verifications } = db.tables
  const [found] = await db.select().from(verifications).where(eq(verifications.identifier, identifier))
  return found
}
