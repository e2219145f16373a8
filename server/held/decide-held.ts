import { dropClaim } from '../../db/claims.ts'
import { type CommentRow, commentById } from '../../db/comments.ts'
import type { Tx } from '../../db/database.ts'
import { addEvent } from '../../db/events.ts'
import { settleHeld } from '../../db/held.ts'
import { enqueue } from '../../db/jobs.ts'
import type { ActRow } from '../../db/moderator-acts.ts'
import type { Context, Reader } from '../context.ts'
import type { Parsed, Result } from '../contract/index.ts'
import { refuseClaimed } from '../desk/claims.ts'
import { recordAct } from '../desk/record-act.ts'
import { UNDO_MS } from '../desk/rules.ts'
import { Refusal } from '../errors.ts'
import { newId } from '../ids.ts'
import { iso } from '../iso.ts'
import { queueTelling } from '../notices/tell-of-comments.ts'
import { releaseGuard, writeUnder } from '../suspensions/guard.ts'
import { publicationEvent, queueRelease } from './release-held.ts'

type Decision = Parsed<'POST /api/v1/comments/:id/decision'>['body']

/**
 * Lets a held comment through, sends it back to be revised, or rejects it, with the rule and the reason its writer is
 * told. It holds at once and can be undone for ten seconds; only then a rejection becomes a case, of which its writer
 * has a notice and which they can appeal. Where commenting is paused or closed, the moderator says whether it is
 * published now or at reopening.
 *
 * @throws Refusal `not_found`: no such comment; `forbidden`: it is the moderator's own; `conflict`: it was decided,
 * edited or deleted meanwhile, or another moderator has it in hand; `invalid`: commenting is not open there and
 * `release` is missing.
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
    await refuseClaimed(tx, id, by, now)
    const state = await stateAfter(tx, comment, decision, now)
    const { rule = null, reason = null } = decision.decision === 'approve' ? {} : decision
    const settled = await settleHeld(
      tx,
      { id, revision: decision.revision, from: ['pending', 'approved'] },
      { state, decidedBy: by.personId, decidedAt: now, rejection: reason, removedFor: rule },
    )
    if (!settled) throw changedMeanwhile(comment)
    const type = state === 'visible' ? await publicationEvent(tx, id) : 'comment.held'
    // Readers do not see the latter; to its writer it says that something was decided.
    await addEvent(tx, storyId, type, id, now)
    if (state === 'visible') await queueTelling(tx, storyId, now + UNDO_MS)
    if (state === 'approved') await queueRelease(tx, storyId, now)
    await dropClaim(tx, id, by.personId)
    tx.hint('desk')
    const act = await recordAct(tx, comment, { ...acting(comment, decision), rule, reason, by, now })
    await planTelling(tx, act)
    return { id, state, actId: act.id, undoUntil: iso(now + UNDO_MS) }
  })
}

function acting({ state, decidedBy, decidedAt }: CommentRow, { decision }: Decision) {
  return { verb: decision, before: { state, decidedBy, decidedAt } }
}

/** Its writer is told, and can appeal a rejection, once it cannot be undone any more. */
function planTelling(tx: Tx, { id, createdAt }: ActRow): Promise<void> {
  const runAt = createdAt + UNDO_MS
  return enqueue(tx, { id: newId(), kind: 'tell-decision', key: id, payload: { actId: id }, runAt })
}

function refuseChanged(comment: CommentRow, { revision }: Decision): void {
  const isWaiting = comment.state === 'pending' || comment.state === 'approved'
  if (!isWaiting || comment.revision !== revision) throw changedMeanwhile(comment)
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

const became: Record<CommentRow['state'], string> = {
  visible: 'It is published',
  pending: 'Its writer has changed it',
  approved: 'It was let through, for reopening',
  returned: 'It was sent back to its writer',
  rejected: 'It was rejected',
  deleted: 'Its writer has deleted it',
  removed: 'It was removed',
}

function changedMeanwhile({ state, revision }: CommentRow): Refusal {
  return new Refusal('conflict', `This comment was decided or changed meanwhile. ${became[state]}.`, {
    current: { state, revision },
  })
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
