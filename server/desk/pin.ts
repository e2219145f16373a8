import { commentById } from '../../db/comments.ts'
import { addEvent } from '../../db/events.ts'
import { setPinned } from '../../db/moderator-acts.ts'
import { storyById } from '../../db/stories.ts'
import type { Context, Reader } from '../context.ts'
import type { Result } from '../contract/index.ts'
import { Refusal } from '../errors.ts'
import { iso } from '../iso.ts'
import { recordAct } from './record-act.ts'
import { UNDO_MS } from './rules.ts'

/**
 * Makes a comment the one that stands first under its story, in place of another, or no longer.
 * @throws Refusal `not_found`; `conflict`: it is not public.
 */
export async function pinComment(
  ctx: Context,
  by: Reader,
  id: string,
  isPinned: boolean,
): Promise<Result<'PUT /api/v1/comments/:id/pin'>> {
  const { storyId } = (await commentById(ctx.db.read, id)) ?? {}
  if (storyId === undefined) throw new Refusal('not_found', 'There is no such comment.')
  return ctx.db.transact(`story:${storyId}`, async (tx) => {
    const now = ctx.now()
    const undoUntil = iso(now + UNDO_MS)
    const [comment, story] = [await commentById(tx, id), await storyById(tx, storyId)]
    if (!comment || !story) throw new Refusal('not_found', 'There is no such comment.')
    if (isPinned && comment.state !== 'visible')
      throw new Refusal('conflict', 'Only a comment that readers see can be pinned.')
    if (isPinned === (story.pinnedId === id)) return { actId: null, undoUntil }
    await setPinned(tx, storyId, isPinned ? id : null)
    await addEvent(tx, storyId, 'story.pinned', null, now)
    tx.hint('desk')
    const before = { pinnedId: story.pinnedId }
    const act = await recordAct(tx, comment, { verb: isPinned ? 'pin' : 'unpin', before, by, now })
    return { actId: act.id, undoUntil }
  })
}
