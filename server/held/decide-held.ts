import { type CommentRow, commentById } from '../../db/comments.ts'
import type { Tx } from '../../db/database.ts'
import { addEvent } from '../../db/events.ts'
import { settleHeld } from '../../db/held.ts'
import type { RuleCode } from '../../db/tables.ts'
import { recordRejection } from '../cases/record-rejection.ts'
import type { Context, Reader } from '../context.ts'
import type { Parsed, Result } from '../contract/index.ts'
import { Refusal } from '../errors.ts'
import { queueTelling } from '../notices/tell-of-comments.ts'
import { releaseGuard, writeUnder } from '../suspensions/guard.ts'
import { queueRelease } from './release-held.ts'
import { tellWriter } from './tell-writer.ts'

type Decision = Parsed<'POST /api/v1/comments/:id/decision'>['body']

/**
 * Lets a held comment through, sends it back to be revised, or rejects it, with the rule and the reason its writer is
 * told; a rejection is a case that can be appealed. Where commenting is paused or closed,
 * the moderator says whether it is published now or at reopening.
 *
 * @throws Refusal `not_found`: no such comment; `forbidden`: it is the moderator's own; `conflict`: it was decided,
 * edited or deleted meanwhile; `invalid`: commenting is not open there and `release` is missing.
 */
export async function decideHeld(
  ctx: Context,
  by: Reader,
  id: string,
  decision: Decision,
): Promise<Result<'POST /api/v1/comments/:id/decision'>> {
  const { storyId } = await requireHeld(ctx.db.read, id)
  return writeUnder(ctx, storyId, async (tx) => {
    const now = ctx.now()
    const comment = await requireHeld(tx, id)
    refuseOwn(comment, by)
    refuseChanged(comment, decision)
    const refusal = decision.decision === 'approve' ? undefined : decision
    const state = await stateAfter(tx, comment, decision, now)
    const settled = await settleHeld(
      tx,
      { id, revision: decision.revision, from: ['pending', 'approved'] },
      { state, decidedBy: by.personId, decidedAt: now, ...wordsOf(refusal) },
    )
    if (!settled) throw changedMeanwhile(comment)
    // Readers do not see the latter; to its writer it says that something was decided.
    await addEvent(tx, storyId, state === 'visible' ? 'comment.posted' : 'comment.held', id, now)
    if (state === 'visible') await queueTelling(tx, storyId, now)
    if (state === 'approved') await queueRelease(tx, storyId, now)
    tx.hint('desk')
    if (refusal && state === 'rejected') await recordRejection(tx, comment, { by, now, ...refusal })
    else await tellWriter(tx, comment, { state, rule: refusal?.rule, now })
    return { id, state }
  })
}

function refuseChanged(comment: CommentRow, { revision }: Decision): void {
  const isWaiting = comment.state === 'pending' || comment.state === 'approved'
  if (!isWaiting || comment.revision !== revision) throw changedMeanwhile(comment)
}

function wordsOf(refusal: { reason: string; rule: RuleCode } | undefined) {
  return { rejection: refusal?.reason ?? null, removedFor: refusal?.rule ?? null }
}

function refuseOwn({ personId }: CommentRow, by: Reader): void {
  if (personId === by.personId)
    throw new Refusal('forbidden', 'This is your own comment, so another moderator has to decide it.')
}

async function requireHeld(db: Tx | Context['db']['read'], id: string): Promise<CommentRow> {
  const comment = await commentById(db, id)
  if (!comment || comment.deletedAt !== null) throw new Refusal('not_found', 'There is no such comment.')
  return comment
}

function changedMeanwhile({ state, revision }: CommentRow): Refusal {
  return new Refusal('conflict', 'This comment was decided or changed meanwhile.', { current: { state, revision } })
}

/** Where commenting is open there is nothing to wait for. */
async function stateAfter(
  tx: Tx,
  comment: CommentRow,
  decision: Decision,
  now: number,
): Promise<'visible' | 'approved' | 'returned' | 'rejected'> {
  if (decision.decision !== 'approve') return decision.decision === 'reject' ? 'rejected' : 'returned'
  const { release } = decision
  const mayPublish = await releaseGuard(tx, comment.storyId, now)
  if (mayPublish(comment)) return 'visible'
  if (release === undefined)
    throw new Refusal('invalid', 'Commenting is not open there. Say whether to publish it now or at reopening.', {
      issues: [{ path: 'body.release', message: 'Choose `now` or `at_reopening`.' }],
    })
  return release === 'now' ? 'visible' : 'approved'
}
