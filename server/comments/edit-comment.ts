import { type CommentRow, commentById, holdAgain, replaceCommentText } from '../../db/comments.ts'
import type { Queries, Tx } from '../../db/database.ts'
import { addEvent } from '../../db/events.ts'
import { leaveForWebhooks } from '../../db/outbox.ts'
import { storyById } from '../../db/stories.ts'
import { followEdit } from '../cases/follow-comment.ts'
import type { Context, Reader } from '../context.ts'
import { Refusal } from '../errors.ts'
import { queueTelling } from '../notices/tell-of-comments.ts'
import { beginScreening, recordScreening, screen, screenedRefusal } from '../screening/screen.ts'
import { guard, writeUnder } from '../suspensions/guard.ts'
import { mayMention } from '../text/mentions.ts'
import { renderProse } from '../text/render.ts'
import { stopWaiting } from './guest-leave.ts'
import { withMentions } from './with-mentions.ts'

/**
 * Puts new words in place of one's own comment; the words before are kept as a revision. Serialised with the
 * suspensions that reach the story. A comment that was let through and waits is looked at again; so is a public one
 * whose new words a rule holds, and readers do not see it until then. Of two edits of one revision the second is refused.
 *
 * @throws Refusal `not_found`, `forbidden`: not one's own; `gone`: deleted; `conflict`: edited meanwhile; `sanctioned`;
 * `suspended`; `screened`: a rule does not allow the new words.
 */
export async function editComment(
  ctx: Context,
  by: Reader,
  id: string,
  { body, revision }: { body: string; revision: number },
): Promise<CommentRow> {
  const { storyId, parentId, path, rootSeq, seq } = await ownComment(ctx.db.read, by, id)
  const html = await withMentions(ctx.db.read, renderProse(body), { storyId, parentId, own: { path, rootSeq, seq } })
  const about = { commentId: id, revision: revision + 1, storyId }
  const begun = await beginScreening(ctx, { act: 'change', by, html, parentId, ...about })
  const outcome = await writeUnder(ctx, storyId, async (tx) => {
    const now = ctx.now()
    const old = await ownComment(tx, by, id)
    const isPublic = await requireChangeable(tx, by, old, now)
    if (old.revision !== revision) throw changedElsewhere(old)
    const screened = await screen(tx, begun, { act: isPublic ? 'edit' : 'revise', by, now, commentId: id })
    const isRefused = screened.outcome === 'refuse'
    // Words that are refused never are the comment's: what was found in them is not said of it.
    const of = { ...about, commentId: isRefused ? null : id, personId: by.personId, now }
    await recordScreening(tx, begun, screened, of)
    if (begun && isRefused) return screenedRefusal(tx, begun, screened, { draft: null, now })
    if (!(await replaceCommentText(tx, old, { body, html, editedAt: now }))) throw changedElsewhere(old)
    if (screened.outcome === 'hold') await stopWaiting(tx, by, id)
    const edited = { ...old, body, html, revision: revision + 1, editedAt: now }
    return place(tx, old, edited, { isHeld: !isPublic || screened.outcome === 'hold', now })
  })
  if (outcome instanceof Refusal) throw outcome
  return outcome
}

/** Puts other words where readers see them, or before a moderator. */
async function place(
  tx: Tx,
  old: CommentRow,
  edited: CommentRow,
  { isHeld, now }: { isHeld: boolean; now: number },
): Promise<CommentRow> {
  if (isHeld) {
    // What was let through were other words.
    await holdAgain(tx, old.id)
    await leaveForWebhooks(tx, { type: 'comment.held', storyId: old.storyId, subjectId: old.id, createdAt: now })
    tx.hint('desk')
  }
  if (old.state === 'visible') {
    await addEvent(tx, old.storyId, isHeld ? 'comment.deleted' : 'comment.edited', old.id, now)
    await followEdit(tx, old, edited, now)
    if (!isHeld && mayMention(edited.html)) await queueTelling(tx, old.storyId, now)
  }
  return isHeld ? { ...edited, state: 'pending', decidedBy: null, decidedAt: null } : edited
}

/**
 * Whether a comment that may be changed is public.
 * @throws Refusal `gone`, `suspended`.
 */
async function requireChangeable(tx: Tx, by: Reader, old: CommentRow, now: number): Promise<boolean> {
  const story = await storyById(tx, old.storyId)
  if (!story) throw new Refusal('not_found', 'There is no such story.')
  refuseGone(old)
  const isPublic = old.state === 'visible'
  const leave = await guard(tx, { act: isPublic ? 'edit' : 'revise', by, story, place: old, now })
  if (leave.answer === 'refused') throw leave.refusal
  return isPublic
}

function changedElsewhere({ body, revision }: CommentRow): Refusal {
  return new Refusal('conflict', 'You edited this comment elsewhere meanwhile.', { current: { body, revision } })
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
