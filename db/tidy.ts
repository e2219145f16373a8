import { lt } from 'drizzle-orm'
import { dropOldClaims } from './claims.ts'
import type { Tx } from './database.ts'
import { forgetPageTexts } from './page-texts.ts'

/** Removes what is over: expired sessions and one-time codes, and what is older than the times given. */
export async function removeExpired(
  tx: Tx,
  { now, ...before }: { now: number; keysBefore: number; draftsBefore: number; pageTextsBefore: number },
): Promise<void> {
  const { sessions, verifications, idempotencyKeys, updateKeys, drafts } = tx.tables
  await tx.delete(sessions).where(lt(sessions.expiresAt, now))
  await tx.delete(verifications).where(lt(verifications.expiresAt, now))
  await tx.delete(drafts).where(lt(drafts.updatedAt, before.draftsBefore))
  await tx.delete(idempotencyKeys).where(lt(idempotencyKeys.createdAt, before.keysBefore))
  await tx.delete(updateKeys).where(lt(updateKeys.createdAt, before.keysBefore))
  await dropOldClaims(tx, now)
  await forgetPageTexts(tx, before.pageTextsBefore)
}
