import { lt } from 'drizzle-orm'
import type { Tx } from './database.ts'

/** Removes what is over: expired sessions and one-time codes, and idempotency keys older than `keysBefore`. */
export async function removeExpired(tx: Tx, now: number, keysBefore: number): Promise<void> {
  const { sessions, verifications, idempotencyKeys } = tx.tables
  await tx.delete(sessions).where(lt(sessions.expiresAt, now))
  await tx.delete(verifications).where(lt(verifications.expiresAt, now))
  await tx.delete(idempotencyKeys).where(lt(idempotencyKeys.createdAt, keysBefore))
}
