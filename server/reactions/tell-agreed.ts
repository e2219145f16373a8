import { commentById } from '../../db/comments.ts'
import { addEvent } from '../../db/events.ts'
import type { Context } from '../context.ts'

/**
 * Leaves one event for all who began or ceased to agree with a comment in the last moments: pages and caches follow
 * the story's number, and a comment that thousands agree with must not move it thousands of times.
 */
export async function tellAgreed(ctx: Context, commentId: string): Promise<undefined> {
  const comment = await commentById(ctx.db.read, commentId)
  if (!comment) return
  const { storyId } = comment
  await ctx.db.transact(`story:${storyId}`, (tx) => addEvent(tx, storyId, 'comment.reacted', commentId, ctx.now()))
}
