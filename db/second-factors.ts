import { and, eq, inArray, isNotNull } from 'drizzle-orm'
import type { Queries, Tx } from './database.ts'
import type { Tables } from './tables.ts'

export type SecondFactorRow = Tables['secondFactors']['$inferSelect']

/** A person's second factor, confirmed or only begun. */
export async function secondFactorOf(db: Queries, personId: string): Promise<SecondFactorRow | undefined> {
  const { secondFactors } = db.tables
  const [row] = await db.select().from(secondFactors).where(eq(secondFactors.personId, personId))
  return row
}

export async function hasSecondFactor(db: Queries, personId: string): Promise<boolean> {
  const { secondFactors } = db.tables
  const rows = await db
    .select({ personId: secondFactors.personId })
    .from(secondFactors)
    .where(and(eq(secondFactors.personId, personId), isNotNull(secondFactors.confirmedAt)))
  return rows.length > 0
}

/** Which of these people have one. */
export async function withSecondFactor(db: Queries, personIds: string[]): Promise<Set<string>> {
  if (personIds.length === 0) return new Set()
  const { secondFactors } = db.tables
  const rows = await db
    .select({ personId: secondFactors.personId })
    .from(secondFactors)
    .where(and(inArray(secondFactors.personId, personIds), isNotNull(secondFactors.confirmedAt)))
  return new Set(rows.map((row) => row.personId))
}

/** Begins anew; one that was begun and not confirmed is forgotten. */
export async function replaceSecondFactor(tx: Tx, row: SecondFactorRow): Promise<void> {
  await deleteSecondFactor(tx, row.personId)
  await tx.insert(tx.tables.secondFactors).values(row)
}

export async function changeSecondFactor(
  tx: Tx,
  personId: string,
  change: Partial<Omit<SecondFactorRow, 'personId'>>,
): Promise<void> {
  const { secondFactors } = tx.tables
  await tx.update(secondFactors).set(change).where(eq(secondFactors.personId, personId))
}

/** Takes the second factor and its recovery codes away. */
export async function deleteSecondFactor(tx: Tx, personId: string): Promise<void> {
  const { secondFactors, recoveryCodes } = tx.tables
  await tx.delete(secondFactors).where(eq(secondFactors.personId, personId))
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.personId, personId))
}

export async function replaceRecoveryCodes(tx: Tx, personId: string, hashes: string[], now: number): Promise<void> {
  const { recoveryCodes } = tx.tables
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.personId, personId))
  await tx.insert(recoveryCodes).values(hashes.map((codeHash) => ({ personId, codeHash, createdAt: now })))
}

/** Uses a recovery code up: of any number of callers one gets true. */
export async function takeRecoveryCode(tx: Tx, personId: string, codeHash: string): Promise<boolean> {
  const { recoveryCodes } = tx.tables
  const taken = await tx
    .delete(recoveryCodes)
    .where(and(eq(recoveryCodes.personId, personId), eq(recoveryCodes.codeHash, codeHash)))
    .returning({ codeHash: recoveryCodes.codeHash })
  return taken.length > 0
}

export function recoveryCodeCount(db: Queries, personId: string): Promise<number> {
  const { recoveryCodes } = db.tables
  return db.$count(recoveryCodes, eq(recoveryCodes.personId, personId))
}
