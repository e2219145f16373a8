import { type CommentRow, commentById, holdAgain, replaceCommentText } from '../../db/comments.ts'
import type { Queries } from '../../db/database.ts'
import { addEvent } from '../../db/events.ts'
import { leaveForWebhooks } from '../../db/outbox.ts'
import { storyById } from '../../db/stories.ts'
import { followEdit } from '../cases/follow-comment.ts'
import type { Context, Reader } from '../context.ts'
import { Refusal } from '../errors.ts'
import { queueTelling } from '../notices/tell-of-comments.ts'
import { guard, writeUnder } from '../suspensions/guard.ts'
import { mayMention } from '../text/mentions.ts'
import { renderProse } from '../text/render.ts'
import { withMentions } from './with-mentions.ts'

/**
 * Puts new words in place of one's own comment; the words before are kept as a revision. Serialised with the
 * suspensions that reach the story. A comment that was let through and waits is looked at again. Of two edits of one revision the second is refused.
 *
 * @throws Refusal `not_found`, `forbidden`: not one's own; `gone`: deleted; `conflict`: edited meanwhile; `sanctioned`; `suspended`.
 */
export async function editComment(
  ctx: Context,
  by: Reader,
  id: string,
  { body, revision }: { body: string; revision: number },
): Promise<CommentRow> {
  const { storyId, parentId, path, rootSeq, seq } = await ownComment(ctx.db.read, by, id)
  const place = { storyId, parentId, own: { path, rootSeq, seq } }
  const html = await withMentions(ctx.db.read, renderProse(body), place)
  return writeUnder(ctx, storyId, async (tx) => {
    const now = ctx.now()
    const old = await ownComment(tx, by, id)
    const story = await storyById(tx, storyId)
    if (!story) throw new Refusal('not_found', 'There is no such story.')
    refuseGone(old)
    const isPublic = old.state === 'visible'
    const leave = await guard(tx, { act: isPublic ? 'edit' : 'revise', by, story, place: old, now })
    if (leave.answer === 'refused') throw leave.refusal
    if (old.revision !== revision || !(await replaceCommentText(tx, old, { body, html, editedAt: now })))
      throw new Refusal('conflict', 'You edited this comment elsewhere meanwhile.', {
        current: { body: old.body, revision: old.revision },
      })
    const edited = { ...old, body, html, revision: revision + 1, editedAt: now }
    if (isPublic) {
      await addEvent(tx, storyId, 'comment.edited', id, now)
      await followEdit(tx, old, edited, now)
      if (mayMention(html)) await queueTelling(tx, storyId, now)
      return edited
    }
    // What was let through were other words.
    await holdAgain(tx, id)
    await leaveForWebhooks(tx, { type: 'comment.held', storyId, subjectId: id, createdAt: now })
    tx.hint('desk')
    return { ...edited, state: 'pending', decidedBy: null, decidedAt: null }
  })
}

const gone: Partial<Record<CommentRow['state'], string>> = {
  deleted: 'This comment was deleted.',
  removed: 'A moderator has removed this comment.',
  rejected: 'This comment was not published.',
}

function refuseGone({ state }: CommentRow): void {
  const words = gone[state]
  if (words) throw new Refusal('gone', words)
}

/** @throws Refusal `not_found`: no such comment, or one that is not public; `forbidden`: somebody else's. */
export async function ownComment(db: Queries, by: Reader, id: string): Promise<CommentRow> {
  const comment = await commentById(db, id)
  if (!comment || (comment.personId !== by.personId && comment.state !== 'visible'))
    throw new Refusal('not_found', 'There is no such comment.')
  if (comment.personId !== by.personId) throw new Refusal('forbidden', 'Only the person who wrote it can do this.')
  return comment
}
