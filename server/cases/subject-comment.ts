import type { CaseRow } from '../../db/cases.ts'
import { commentById, removeComment, restoreComment } from '../../db/comments.ts'
import type { Tx } from '../../db/database.ts'
import { addEvent } from '../../db/events.ts'
import { isRemovedByOther } from '../../db/removals.ts'
import type { RuleCode } from '../../db/tables.ts'
import { approveRejected } from '../held/release-held.ts'
import type { Judgement } from './rules.ts'

// What a case does to the comment it is about.

/**
 * Takes a comment from readers at once where it breaks a rule of conduct or the law; one that misrepresents goes only
 * when the finding is published.
 */
export async function takeFromReaders(tx: Tx, row: CaseRow, judgement: Judgement, now: number): Promise<void> {
  if (row.kind !== 'misrepresentation') await removeSubject(tx, row, judgement, now)
}

/** Removes the comment if that is the action; its words stay for the appeal. */
export async function removeSubject(
  tx: Tx,
  { commentId, storyId, kind }: Pick<CaseRow, 'commentId' | 'storyId' | 'kind'>,
  { action, rule }: Judgement,
  now: number,
): Promise<void> {
  if (action !== 'remove' || !commentId) return
  const fallback: RuleCode = kind === 'misrepresentation' ? 'misrepresentation' : 'other'
  if (await removeComment(tx, commentId, rule ?? fallback))
    await addEvent(tx, storyId, 'comment.deleted', commentId, now)
}

/**
 * Gives a comment that this case removed back to readers, unless another case keeps it from them; one that was rejected
 * is let through.
 */
export async function restoreSubject(
  tx: Tx,
  { id, commentId, storyId }: Pick<CaseRow, 'id' | 'commentId' | 'storyId'>,
  now: number,
): Promise<void> {
  if (!commentId || (await isRemovedByOther(tx, commentId, id))) return
  const comment = await commentById(tx, commentId)
  if (comment?.state === 'rejected' && comment.deletedAt === null) return approveRejected(tx, comment, now)
  if (comment?.state !== 'removed') return
  await restoreComment(tx, commentId)
  await addEvent(tx, storyId, 'comment.restored', commentId, now)
}
