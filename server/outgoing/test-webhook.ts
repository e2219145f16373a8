import { type DeliveryRow, insertDelivery, noteArrival, reviveDeliveries, webhookById } from '../../db/webhooks.ts'
import type { Context } from '../context.ts'
import { Refusal } from '../errors.ts'
import { newId } from '../ids.ts'
import { iso } from '../iso.ts'
import { keyOf, send } from './deliver.ts'
import { noSuchWebhook } from './make-webhook.ts'
import { posterOf } from './run-deliveries.ts'

const WORDS = 'A test from Afterword. Nothing has happened.'

/**
 * Sends a test at once, also to a webhook that is paused or was switched off, and notes what came of it. It is tried
 * once.
 *
 * @throws Refusal `not_found`.
 */
export async function testWebhook(ctx: Context, webhookId: string): Promise<DeliveryRow> {
  const webhook = await webhookById(ctx.db.read, webhookId)
  if (!webhook) throw noSuchWebhook()
  const id = newId()
  const now = ctx.now()
  const standard = { type: 'webhook.test', timestamp: iso(now), data: { message: WORDS } }
  const body = webhook.format === 'slack' ? { text: WORDS } : standard
  const poster = posterOf(ctx)
  const { status, answer } = await send(ctx, poster, webhook, { id, body }).finally(() => poster.close())
  const hasArrived = status !== null && status >= 200 && status < 300
  const row: DeliveryRow = {
    ...{ id, webhookId, type: 'webhook.test', storyId: null, subjectId: null, createdAt: now, dueAt: now },
    ...{ state: hasArrived ? 'delivered' : 'failed', attempts: 1, lastAt: ctx.now(), status, answer },
  }
  await ctx.db.transact(keyOf(webhookId), async (tx) => {
    await insertDelivery(tx, row)
    if (hasArrived) await noteArrival(tx, webhookId)
  })
  return row
}

/**
 * Lets dead letters be sent once more, one or all of a webhook.
 * @throws Refusal `not_found`: no such webhook, or no such dead letter; `conflict`: the webhook is switched off.
 */
export async function replayDead(ctx: Context, webhookId: string, id: string | undefined): Promise<number> {
  return ctx.db.transact(keyOf(webhookId), async (tx) => {
    const webhook = await webhookById(tx, webhookId)
    if (!webhook) throw noSuchWebhook()
    if (webhook.state !== 'on') throw new Refusal('conflict', 'Switch the webhook on first.')
    const replayed = await reviveDeliveries(tx, { webhookId, id, now: ctx.now() })
    if (id !== undefined && replayed === 0) throw new Refusal('not_found', 'There is no such dead letter.')
    return replayed
  })
}
