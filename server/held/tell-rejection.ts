import { commentById } from '../../db/comments.ts'
import { addEvent } from '../../db/events.ts'
import { actById, changeAct } from '../../db/moderator-acts.ts'
import { recordRejection } from '../cases/record-rejection.ts'
import type { Context } from '../context.ts'
import { newId } from '../ids.ts'

/**
 * Makes a case of a rejection that was not undone: from then on its writer has a notice, and can appeal. Run again, it
 * does nothing; nor does it for a comment that its writer has withdrawn.
 */
export async function tellRejection(ctx: Context, actId: string): Promise<undefined> {
  const ahead = await actById(ctx.db.read, actId)
  if (!ahead) return
  await ctx.db.transact(`story:${ahead.storyId}`, async (tx) => {
    const act = await actById(tx, actId)
    const comment = act && (await commentById(tx, act.commentId))
    if (!act?.rule || act.undoneAt !== null || act.caseId !== null) return
    if (comment?.state !== 'rejected' || comment.deletedAt !== null || comment.revision !== act.revision) return
    const caseId = newId()
    await changeAct(tx, actId, { caseId })
    await addEvent(tx, comment.storyId, 'comment.held', comment.id, ctx.now())
    const { personId: decidedBy, createdAt: decidedAt, rule, reason } = act
    await recordRejection(tx, comment, { caseId, decidedBy, decidedAt, rule, reason: reason ?? '', now: ctx.now() })
  })
}
