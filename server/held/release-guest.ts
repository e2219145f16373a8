import { type CommentRow, commentById } from '../../db/comments.ts'
import type { Tx } from '../../db/database.ts'
import { addEvent } from '../../db/events.ts'
import { changeGuest, guestById, lockGuest } from '../../db/guests.ts'
import { settleHeld } from '../../db/held.ts'
import type { Context } from '../context.ts'
import { queueTelling } from '../notices/tell-of-comments.ts'
import { writeUnder } from '../suspensions/guard.ts'
import { queueRelease } from './release-held.ts'
import { placeOfUnread } from './unread.ts'

/**
 * Publishes what waited for a guest to confirm their address. Where comments are read first by now, or the guest may not
 * write any more, it goes on waiting for a moderator; where nobody can write, for that to end. May be run again.
 */
export async function releaseGuest(ctx: Context, personId: string): Promise<undefined> {
  const guest = await guestById(ctx.db.read, personId)
  for (const id of guest?.waiting ?? []) {
    const comment = await commentById(ctx.db.read, id)
    if (comment) await writeUnder(ctx, comment.storyId, (tx) => releaseOne(tx, comment, ctx.now()))
  }
  await ctx.db.transact(`person:${personId}`, (tx) => changeGuest(tx, personId, { waiting: [] }))
}

async function releaseOne(tx: Tx, { id, storyId }: CommentRow, now: number): Promise<void> {
  const comment = await commentById(tx, id)
  if (comment?.state !== 'pending' || comment.deletedAt !== null) return
  // It may have come to wait for something else since the list was read.
  if (!comment.personId || !(await lockGuest(tx, comment.personId))?.waiting.includes(id)) return
  const state = await placeOfUnread(tx, comment, now)
  if (state === 'pending') return
  const settled = await settleHeld(tx, { id, revision: comment.revision, from: ['pending'] }, { state })
  if (!settled) return
  await addEvent(tx, storyId, state === 'visible' ? 'comment.posted' : 'comment.held', id, now)
  if (state === 'approved') await queueRelease(tx, storyId, now)
  else await queueTelling(tx, storyId, now)
  tx.hint('desk')
}
