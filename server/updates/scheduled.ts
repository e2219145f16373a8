import type { Tx } from '../../db/database.ts'
import { enqueue } from '../../db/jobs.ts'
import { dropScheduled, type UpdateRow, updateById } from '../../db/updates.ts'
import type { Context, Publisher, Reader } from '../context.ts'
import { Refusal } from '../errors.ts'
import { newId } from '../ids.ts'
import { makePublic } from './make-public.ts'
import { ownUpdate } from './require-update.ts'

/** Queues the publication of a scheduled update, or moves it to its new time. */
export async function queuePublication(tx: Tx, { id, scheduledFor }: UpdateRow): Promise<void> {
  if (scheduledFor === null) throw new Error('an update was queued without a time')
  const job = { kind: 'publish-update', key: id, payload: { updateId: id }, runAt: scheduledFor }
  await enqueue(tx, { id: newId(), ...job })
}

/**
 * Publishes a scheduled update whose time has come: once, whichever node comes first, and as soon as a server runs
 * again that was down then. It is published at the moment readers can see it.
 *
 * @returns when it is due (epoch ms) if that is later; undefined when nothing is left to do.
 */
export async function publishDue(ctx: Context, id: string): Promise<number | undefined> {
  const known = await updateById(ctx.db.read, id)
  if (!known) return undefined
  return ctx.db.transact(`story:${known.storyId}`, async (tx) => {
    const now = ctx.now()
    const row = await updateById(tx, id)
    if (row?.state !== 'scheduled' || row.scheduledFor === null) return undefined
    if (row.scheduledFor > now) return row.scheduledFor
    await makePublic(tx, row, { role: 'automatic', personId: null }, now)
    return undefined
  })
}

/**
 * Cancels a scheduled update: nobody has seen it, and no number is lost.
 * @throws Refusal `not_found`, `forbidden`; `conflict`: it is published.
 */
export async function cancelUpdate(ctx: Context, by: Reader | Publisher, id: string): Promise<void> {
  const { storyId } = await ownUpdate(ctx.db.read, by, id)
  await ctx.db.transact(`story:${storyId}`, async (tx) => {
    await ownUpdate(tx, by, id)
    if (!(await dropScheduled(tx, id)))
      throw new Refusal('conflict', 'This update is published. It can only be withdrawn, with a reason.')
  })
}
