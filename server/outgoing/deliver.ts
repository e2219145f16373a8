import type { Tx } from '../../db/database.ts'
import { dropDelivery, settleDelivery } from '../../db/deliveries.ts'
import {
  buryWaiting,
  changeWebhook,
  type DeliveryRow,
  noteArrival,
  type WebhookRow,
  webhookById,
} from '../../db/webhooks.ts'
import type { Context } from '../context.ts'
import { payloadOf } from './payload.ts'
import { judge, signingSecrets, type Verdict } from './rules.ts'
import type { PostAnswer, Poster } from './signed-post.ts'
import { slackOf } from './slack.ts'

/** Makes one attempt at a delivery that was claimed, and notes what came of it. */
export async function deliver(ctx: Context, poster: Poster, delivery: DeliveryRow): Promise<void> {
  const { id, webhookId } = delivery
  const webhook = await webhookById(ctx.db.read, webhookId)
  const body = webhook && (await bodyOf(ctx, delivery, webhook))
  if (!body) return ctx.db.transact(keyOf(webhookId), (tx) => dropDelivery(tx, id))
  const answer = body === 'broken' ? BROKEN : await send(ctx, poster, webhook, { id, body })
  await ctx.db.transact(keyOf(webhookId), (tx) => settle(ctx, tx, delivery, answer))
}

const BROKEN: PostAnswer = { status: null, answer: 'This server could not put it together.', retryAfterMs: null }

/** Undefined when nothing is left to tell. What is broken counts as an attempt, so that it is not tried for ever. */
async function bodyOf(
  ctx: Context,
  delivery: DeliveryRow,
  { format }: WebhookRow,
): Promise<object | 'broken' | undefined> {
  try {
    const payload = await payloadOf(ctx, delivery)
    return payload && (format === 'slack' ? slackOf(payload) : payload)
  } catch (error) {
    ctx.log.error({ err: error, type: delivery.type }, 'an event for a webhook could not be put together')
    return 'broken'
  }
}

/** Posts something to a webhook under its secrets. */
export function send(
  ctx: Context,
  poster: Poster,
  webhook: WebhookRow,
  { id, body }: { id: string; body: object },
): Promise<PostAnswer> {
  const at = ctx.now()
  return poster.post({ url: webhook.url, id, at, body: JSON.stringify(body), secrets: signingSecrets(webhook, at) })
}

/** The key under which a webhook and what is sent to it change. */
export function keyOf(webhookId: string): string {
  return `webhook:${webhookId}`
}

async function settle(ctx: Context, tx: Tx, delivery: DeliveryRow, answer: PostAnswer): Promise<void> {
  const webhook = await webhookById(tx, delivery.webhookId)
  if (!webhook) return
  const now = ctx.now()
  const attempts = delivery.attempts + 1
  const { failingSince } = webhook
  const verdict = judge({ ...answer, attempts, failingSince, now, random: Math.random() })
  const change = { attempts, lastAt: now, status: answer.status, answer: answer.answer, ...after(verdict) }
  if (!(await settleDelivery(tx, delivery, change))) return
  if (verdict.become === 'delivered') return noteArrival(tx, webhook.id)
  if (failingSince === null) await changeWebhook(tx, webhook.id, { failingSince: now })
  if (verdict.become === 'dead' && verdict.switchOff) {
    await changeWebhook(tx, webhook.id, { state: verdict.switchOff })
    await buryWaiting(tx, webhook.id)
    ctx.log.warn({ webhookId: webhook.id, why: verdict.switchOff }, 'a webhook was switched off')
  }
}

function after(verdict: Verdict): Pick<DeliveryRow, 'state'> & Partial<Pick<DeliveryRow, 'dueAt'>> {
  return verdict.become === 'waiting' ? { state: 'waiting', dueAt: verdict.dueAt } : { state: verdict.become }
}
