import { and, eq, exists, isNull, lt, ne, not, or, type SQL } from 'drizzle-orm'
import { dropOldAttempts } from './attempts.ts'
import { dropOldClaims } from './claims.ts'
import type { Tx } from './database.ts'
import { blankCasesOf, blankScreeningsOf } from './erase-rows.ts'
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

/**
 * The words of comments that a moderator did not let through before a time, wherever they are kept; that there was one
 * stays known. While the rejection can be appealed, or is, they are needed.
 */
export async function forgetRejectedWords(tx: Tx, decidedBefore: number): Promise<void> {
  const { comments, commentRevisions, cases } = tx.tables
  const caseWith = (condition: SQL) =>
    exists(
      tx
        .select({ id: cases.id })
        .from(cases)
        .where(and(eq(cases.commentId, comments.id), condition)),
    )
  const forgotten = await tx
    .update(comments)
    .set({ body: '', html: '', rejection: null })
    .where(
      and(
        ...[eq(comments.state, 'rejected'), lt(comments.decidedAt, decidedBefore)],
        or(ne(comments.body, ''), caseWith(ne(cases.subjectText, ''))),
        not(caseWith(isNull(cases.endedAt))),
      ),
    )
    .returning({ id: comments.id })
  for (const { id } of forgotten) {
    await tx.delete(commentRevisions).where(eq(commentRevisions.commentId, id))
    await blankCasesOf(tx, id)
    await blankScreeningsOf(tx, id)
  }
}

/** Notices that were read before a time. */
export async function forgetReadNotices(tx: Tx, readBefore: number): Promise<void> {
  const { notices } = tx.tables
  await tx.delete(notices).where(lt(notices.readAt, readBefore))
}
