import { type CommentRow, commentById } from '../../db/comments.ts'
import type { Queries } from '../../db/database.ts'
import { enqueueQuietly } from '../../db/jobs.ts'
import { addReaction, agreedCounts, removeReaction } from '../../db/reactions.ts'
import { storyById } from '../../db/stories.ts'
import type { Context, Reader } from '../context.ts'
import { Refusal } from '../errors.ts'
import { newId } from '../ids.ts'
import { guard, writeUnder } from '../suspensions/guard.ts'

/** Open pages and kept ones learn of it after so long, and of all that came meanwhile with it. */
const GATHER_MS = 2_000

/**
 * Agrees with somebody else's comment, or no longer. Serialised with the suspensions that reach the story; any number
 * of equal requests count once.
 *
 * @returns how many people agree with it now.
 * @throws Refusal `not_found`, `gone`; `forbidden`: one's own comment; `sanctioned`; `suspended`.
 */
export async function react(ctx: Context, by: Reader, commentId: string, agrees: boolean): Promise<number> {
  const { storyId } = await commentOfOthers(ctx.db.read, by, commentId)
  return writeUnder(ctx, storyId, async (tx) => {
    const now = ctx.now()
    const comment = await commentOfOthers(tx, by, commentId)
    const story = await storyById(tx, storyId)
    if (!story) throw new Refusal('not_found', 'There is no such story.')
    const leave = await guard(tx, { act: 'react', by, story, place: comment, now })
    if (leave.answer === 'refused') throw leave.refusal
    const { personId } = by
    const changed = agrees
      ? await addReaction(tx, { commentId, personId, createdAt: now })
      : await removeReaction(tx, commentId, personId)
    if (changed)
      await enqueueQuietly(tx, {
        ...{ id: newId(), kind: 'agreed', key: commentId, payload: { commentId } },
        runAt: now + GATHER_MS,
      })
    return (await agreedCounts(tx, [commentId])).get(commentId) ?? 0
  })
}

async function commentOfOthers(db: Queries, by: Reader, commentId: string): Promise<CommentRow> {
  const comment = await commentById(db, commentId)
  if (comment?.state === 'deleted') throw new Refusal('gone', 'This comment was deleted.')
  if (comment?.state !== 'visible') throw new Refusal('not_found', 'There is no such comment.')
  if (comment.personId === by.personId) throw new Refusal('forbidden', 'This is your own comment.')
  return comment
}
