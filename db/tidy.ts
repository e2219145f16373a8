import { lt } from 'drizzle-orm'
import type { Tx } from './database.ts'

/** Removes what is over: expired sessions and one-time codes, and idempotency keys and drafts older than the times given. */
export async function removeExpired(
  tx: Tx,
  { now, keysBefore, draftsBefore }: { now: number; keysBefore: number; draftsBefore: number },
): Promise<void> {
  const { sessions, verifications, idempotencyKeys, drafts } = tx.tables
  await tx.delete(sessions).where(lt(sessions.expiresAt, now))
  await tx.delete(verifications).where(lt(verifications.expiresAt, now))
  await tx.delete(drafts).where(lt(drafts.updatedAt, draftsBefore))
  await tx.delete(idempotencyKeys).where(lt(idempotencyKeys.createdAt, keysBefore))
}
