import { commentById } from '../../db/comments.ts'
import type { Context, Reader } from '../context.ts'
import type { Result } from '../contract/index.ts'
import { Refusal } from '../errors.ts'
import { presentAct } from './history.ts'
import { recordAct } from './record-act.ts'

/** Leaves a note on a comment for other moderators. @throws Refusal `not_found`. */
export async function noteOnComment(
  ctx: Context,
  by: Reader,
  id: string,
  body: string,
): Promise<Result<'POST /api/v1/comments/:id/notes'>> {
  return ctx.db.transact(`claim:${id}`, async (tx) => {
    const comment = await commentById(tx, id)
    if (!comment || comment.deletedAt !== null) throw new Refusal('not_found', 'There is no such comment.')
    tx.hint('desk')
    return presentAct(tx, await recordAct(tx, comment, { verb: 'note', reason: body, by, now: ctx.now() }))
  })
}
