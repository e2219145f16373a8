import { and, eq, lt, ne } from 'drizzle-orm'
import { dropOldAttempts } from './attempts.ts'
import { dropOldClaims } from './claims.ts'
import type { Tx } from './database.ts'
import { forgetLetters } from './letters.ts'
import { forgetPageTexts } from './page-texts.ts'
import { forgetPrints } from './screening.ts'

/** Removes what is over: expired sessions and one-time codes, and what is older than the times given. */
export async function removeExpired(
  tx: Tx,
  {
    now,
    ...before
  }: Record<'now' | 'keysBefore' | 'draftsBefore' | 'pageTextsBefore' | 'lettersBefore' | 'printsBefore', number>,
): Promise<void> {
  const { sessions, verifications, idempotencyKeys, updateKeys, drafts } = tx.tables
  await tx.delete(sessions).where(lt(sessions.expiresAt, now))
  await tx.delete(verifications).where(lt(verifications.expiresAt, now))
  await tx.delete(drafts).where(lt(drafts.updatedAt, before.draftsBefore))
  await tx.delete(idempotencyKeys).where(lt(idempotencyKeys.createdAt, before.keysBefore))
  await tx.delete(updateKeys).where(lt(updateKeys.createdAt, before.keysBefore))
  await dropOldClaims(tx, now)
  await dropOldAttempts(tx, now)
  await forgetPageTexts(tx, before.pageTextsBefore)
  await forgetLetters(tx, before.lettersBefore)
  await forgetPrints(tx, before.printsBefore)
}

/** The words of comments that a moderator did not let through before a time; that there was one stays known. */
export async function forgetRejectedWords(tx: Tx, decidedBefore: number): Promise<void> {
  const { comments, commentRevisions } = tx.tables
  const forgotten = await tx
    .update(comments)
    .set({ body: '', html: '', rejection: null })
    .where(and(eq(comments.state, 'rejected'), lt(comments.decidedAt, decidedBefore), ne(comments.body, '')))
    .returning({ id: comments.id })
  for (const { id } of forgotten) await tx.delete(commentRevisions).where(eq(commentRevisions.commentId, id))
}

/** Notices that were read before a time. */
export async function forgetReadNotices(tx: Tx, readBefore: number): Promise<void> {
  const { notices } = tx.tables
  await tx.delete(notices).where(lt(notices.readAt, readBefore))
}
