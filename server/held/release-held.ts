import type { CommentRow } from '../../db/comments.ts'
import type { Tx } from '../../db/database.ts'
import { addEvent } from '../../db/events.ts'
import { approvedPage, settleHeld } from '../../db/held.ts'
import { enqueue } from '../../db/jobs.ts'
import { shownBefore } from '../../db/moderator-acts.ts'
import type { Context } from '../context.ts'
import { newId } from '../ids.ts'
import { queueTelling } from '../notices/tell-of-comments.ts'
import { settingsOf } from '../sites/settings.ts'
import { releaseGuard, writeUnder } from '../suspensions/guard.ts'
import { placeOfUnread } from './unread.ts'

/** Read at a time. */
const PAGE = 200
/** What waits is looked at so often, whatever opens commenting again: a clock, a moderator, or the story’s move. */
const LOOK_AGAIN_MS = 10_000

/** Queues the release of what waits under a story, in the transaction that lets it through. */
export async function queueRelease(tx: Tx, storyId: string, now: number): Promise<void> {
  const job = { kind: 'release-held', key: storyId, payload: { storyId }, runAt: now + LOOK_AGAIN_MS }
  await enqueue(tx, { id: newId(), ...job })
}

/** What open pages hear of a comment that readers get: one whose approval was undone has its place there. */
export async function publicationEvent(tx: Tx, commentId: string): Promise<'comment.posted' | 'comment.restored'> {
  return (await shownBefore(tx, [commentId])).has(commentId) ? 'comment.restored' : 'comment.posted'
}

/**
 * Lets a rejected comment through after an appeal: it is published where commenting is open, as others that were let
 * through are.
 */
export async function approveRejected(tx: Tx, { id, revision, storyId }: CommentRow, now: number): Promise<void> {
  const to = { state: 'approved' as const, rejection: null, removedFor: null }
  if (!(await settleHeld(tx, { id, revision, from: ['rejected'] }, to))) return
  await addEvent(tx, storyId, 'comment.held', id, now)
  await queueRelease(tx, storyId, now)
}

/**
 * Publishes a few of the comments that were let through while nobody could write, oldest first, where commenting is
 * open again. One queued job per story does this as long as any wait, so that they are spread whatever happens.
 *
 * @returns when to look again (epoch ms); undefined if none are left.
 */
export async function releaseHeld(ctx: Context, storyId: string): Promise<number | undefined> {
  return writeUnder(ctx, storyId, async (tx) => {
    const now = ctx.now()
    const { release } = await settingsOf(tx)
    const { free, isAnyLeft } = await lookAtHeld(tx, storyId, release.count, now)
    for (const comment of free) await releaseOne(tx, comment, now)
    if (free.length > 0) {
      await queueTelling(tx, storyId, now)
      tx.hint('desk')
    }
    if (!isAnyLeft) return undefined
    return now + (free.length > 0 ? release.everySeconds * 1000 : LOOK_AGAIN_MS)
  })
}

/** Publishes one; what no moderator has read goes to one if it could not be written now. */
async function releaseOne(tx: Tx, comment: CommentRow, now: number): Promise<void> {
  const { id, storyId, revision, decidedAt } = comment
  const isRefused = decidedAt === null && (await placeOfUnread(tx, comment, now)) === 'pending'
  const to = { state: isRefused ? ('pending' as const) : ('visible' as const) }
  if (!(await settleHeld(tx, { id, revision, from: ['approved'] }, to))) return
  await addEvent(tx, storyId, isRefused ? 'comment.held' : await publicationEvent(tx, id), id, now)
}

/** The first `count` that may be published, and whether any others wait. */
async function lookAtHeld(
  tx: Tx,
  storyId: string,
  count: number,
  now: number,
): Promise<{ free: CommentRow[]; isAnyLeft: boolean }> {
  const mayPublish = await releaseGuard(tx, storyId, now)
  const isOpen = mayPublish(null)
  const free: CommentRow[] = []
  let isAnyLeft = false
  let after: string | undefined
  do {
    const page = await approvedPage(tx, storyId, { after, limit: isOpen ? PAGE : 1 })
    for (const comment of page) {
      if (!mayPublish(comment)) isAnyLeft = true
      else if (free.push(comment) > count) return { free: free.slice(0, count), isAnyLeft: true }
    }
    after = isOpen && page.length === PAGE ? page.at(-1)?.id : undefined
  } while (after)
  return { free, isAnyLeft }
}
