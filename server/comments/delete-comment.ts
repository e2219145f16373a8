import { buryComment, type CommentRow, withdrawHeldComment } from '../../db/comments.ts'
import type { Tx } from '../../db/database.ts'
import { commentsWithNotesQuoting } from '../../db/decisions.ts'
import { blankScreeningsOf } from '../../db/erase-rows.ts'
import { addEvent } from '../../db/events.ts'
import { updatesCrediting } from '../../db/updates.ts'
import { followDeletion } from '../cases/follow-comment.ts'
import { NOTED } from '../cases/present-note.ts'
import type { Context, Reader } from '../context.ts'
import { ownComment } from './edit-comment.ts'

/**
 * Deletes one's own comment, also while commenting is paused: its words are gone, from notes that quote it too; a
 * tombstone keeps the thread's shape. One that was never public goes without a trace. Deleting again changes nothing.
 *
 * @throws Refusal `not_found`, `forbidden`: not one's own.
 */
export async function deleteComment(ctx: Context, by: Reader, id: string): Promise<CommentRow> {
  const { storyId } = await ownComment(ctx.db.read, by, id)
  return ctx.db.transact(`story:${storyId}`, async (tx) => {
    const comment = await ownComment(tx, by, id)
    return deleteIn(tx, comment, ctx.now())
  })
}

/** As `deleteComment`, in a transaction of the story. */
export async function deleteIn(tx: Tx, comment: CommentRow, deletedAt: number): Promise<CommentRow> {
  const { id, storyId } = comment
  if (comment.state === 'deleted') return comment
  await blankScreeningsOf(tx, id)
  const gone: CommentRow = { ...comment, state: 'deleted', body: '', html: '', deletedAt }
  if (comment.state !== 'visible' && comment.state !== 'removed') {
    await withdrawHeldComment(tx, comment, deletedAt)
    tx.hint('desk')
    return gone
  }
  await buryComment(tx, id, deletedAt)
  await addEvent(tx, storyId, 'comment.deleted', id, deletedAt)
  for (const noted of await commentsWithNotesQuoting(tx, id, NOTED))
    await addEvent(tx, storyId, 'comment.noted', noted, deletedAt)
  for (const updateId of await updatesCrediting(tx, id))
    await addEvent(tx, storyId, 'update.changed', updateId, deletedAt)
  await followDeletion(tx, comment, deletedAt)
  return gone
}
