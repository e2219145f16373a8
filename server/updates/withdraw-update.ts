import { addEvent } from '../../db/events.ts'
import { enqueue } from '../../db/jobs.ts'
import { changeUpdate, isNumbered, type UpdateRow } from '../../db/updates.ts'
import type { Context, Publisher, Reader } from '../context.ts'
import { Refusal } from '../errors.ts'
import { newId } from '../ids.ts'
import { appendLog } from '../log/append-log.ts'
import { officeOf } from '../people/offices.ts'
import { showAnswer } from './make-public.ts'
import { ownUpdate } from './require-update.ts'

/**
 * Withdraws a published update. Its number stays in its place, with the reason; whoever was told of it is told. For
 * the same reason again it changes nothing.
 *
 * @throws Refusal `not_found`, `forbidden`; `conflict`: not published yet, or withdrawn for another reason.
 */
export async function withdrawUpdate(
  ctx: Context,
  by: Reader | Publisher,
  id: string,
  reason: string,
): Promise<UpdateRow> {
  const { storyId } = await ownUpdate(ctx.db.read, by, id)
  return ctx.db.transact(`story:${storyId}`, async (tx) => {
    const now = ctx.now()
    const old = await ownUpdate(tx, by, id)
    if (!isNumbered(old))
      throw new Refusal('conflict', 'This update is not published yet. Cancel it instead.', {
        current: { state: old.state },
      })
    if (old.state === 'withdrawn') {
      if (old.withdrawal === reason) return old
      throw new Refusal('conflict', 'This update was withdrawn meanwhile, for another reason.', {
        current: { state: old.state, reason: old.withdrawal },
      })
    }
    const change = { state: 'withdrawn' as const, withdrawnAt: now, withdrawal: reason }
    if (!(await changeUpdate(tx, old, change))) throw new Error(`update ${id} changed under its story’s key`)
    await addEvent(tx, storyId, 'update.changed', id, now)
    await showAnswer(tx, old, now)
    await enqueue(tx, { id: newId(), kind: 'tell-withdrawal', key: id, payload: { updateId: id }, runAt: now })
    await appendLog(tx, {
      at: now,
      verb: 'update.withdrawn',
      role: officeOf(by, storyId),
      personId: by.personId,
      storyId,
      detail: { number: old.number, kind: old.kind, status: old.status },
      words: reason,
    })
    return { ...old, ...change }
  })
}
