import { type CommentRow, commentById } from '../../db/comments.ts'
import type { Tx } from '../../db/database.ts'
import { storyById } from '../../db/stories.ts'
import type { Reader } from '../context.ts'
import { guard, releaseGuard } from '../suspensions/guard.ts'

/**
 * What becomes, now, of a guest's comment that no moderator has read, by what holds now of the guest and of the place:
 * `visible`; `approved`, which waits for its place to open, or for slow mode; `pending`, for a moderator to decide, where
 * the guest could not write it today. Call it in a transaction of `writeUnder`.
 */
export async function placeOfUnread(
  tx: Tx,
  comment: CommentRow,
  now: number,
): Promise<'visible' | 'approved' | 'pending'> {
  const story = await storyById(tx, comment.storyId)
  if (!story) return 'pending'
  const parent = comment.parentId ? ((await commentById(tx, comment.parentId)) ?? null) : null
  const leave = await guard(tx, { act: 'post', by: readerOf(comment), story, place: parent, now })
  if (leave.answer === 'allowed') return 'visible'
  if (leave.answer === 'held') return 'pending'
  const { code } = leave.refusal
  if (code === 'slowed') return 'approved'
  const mayPublish = await releaseGuard(tx, story.id, now)
  return code === 'suspended' && !mayPublish(parent) ? 'approved' : 'pending'
}

function readerOf({ personId, authorName }: CommentRow): Reader {
  const rights = { role: 'reader' as const, authorOf: [], scope: 'embed' as const, isMember: false, isGuest: true }
  return { personId: personId ?? '', name: authorName, ...rights, sections: [], memberOf: [] }
}
