import { type CommentRow, commentById } from '../../db/comments.ts'
import type { Tx } from '../../db/database.ts'
import { addEvent } from '../../db/events.ts'
import { type ActRow, actById, changeAct } from '../../db/moderator-acts.ts'
import { recordRejection } from '../cases/record-rejection.ts'
import type { Context } from '../context.ts'
import { newId } from '../ids.ts'
import { queueTelling } from '../notices/tell-of-comments.ts'
import { tellWriter } from './tell-writer.ts'

/**
 * Tells the writer of a held comment what was decided, once it cannot be undone any more, which it makes sure of: of a rejection that is a case,
 * which they can appeal. Run again, it does nothing; nor does it for a comment that its writer has changed or withdrawn.
 */
export async function tellDecision(ctx: Context, actId: string): Promise<undefined> {
  const ahead = await actById(ctx.db.read, actId)
  if (!ahead) return
  await ctx.db.transact(`story:${ahead.storyId}`, async (tx) => {
    const act = await actById(tx, actId)
    const comment = act && (await commentById(tx, act.commentId))
    if (!act || act.undoneAt !== null || act.toldAt !== null) return
    const now = ctx.now()
    await changeAct(tx, actId, { toldAt: now })
    if (act.verb === 'approve') await queueTelling(tx, act.storyId, now)
    if (!comment || comment.deletedAt !== null || comment.revision !== act.revision) return
    if (act.verb === 'reject') await makeCase(tx, act, comment, now)
    else if (isOutcome(act, comment)) await tellOutcome(tx, act, comment, now)
  })
}

async function tellOutcome(tx: Tx, { rule }: ActRow, comment: CommentRow, now: number): Promise<void> {
  const { id, storyId, state } = comment
  // Their open pages look again.
  if (state !== 'visible') await addEvent(tx, storyId, 'comment.held', id, now)
  await tellWriter(tx, comment, { state, rule: rule ?? undefined, now })
}

async function makeCase(tx: Tx, act: ActRow, comment: CommentRow, now: number): Promise<void> {
  if (comment.state !== 'rejected' || act.rule === null || act.caseId !== null) return
  const caseId = newId()
  await changeAct(tx, act.id, { caseId })
  await addEvent(tx, comment.storyId, 'comment.held', comment.id, now)
  const { personId: decidedBy, createdAt: decidedAt, rule, reason } = act
  await recordRejection(tx, comment, { caseId, decidedBy, decidedAt, rule, reason: reason ?? '', now })
}

/** Whether the comment still is what the act made of it. */
function isOutcome({ verb, personId, createdAt }: ActRow, comment: CommentRow): boolean {
  if (comment.decidedBy !== personId || comment.decidedAt !== createdAt) return false
  if (verb === 'send_back') return comment.state === 'returned'
  return verb === 'approve' && (comment.state === 'visible' || comment.state === 'approved')
}
