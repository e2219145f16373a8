import type * as z from 'zod'
import type { Queries } from '../../db/database.ts'
import {
  allWebhooks,
  type DeliveryRow,
  deliveryCounts,
  deliveryPage,
  type WebhookRow,
  webhookById,
} from '../../db/webhooks.ts'
import type { Context } from '../context.ts'
import { Id } from '../contract/shapes.ts'
import type { Delivery, Webhook } from '../contract/webhooks.ts'
import { Refusal } from '../errors.ts'
import { iso, isoOrNull } from '../iso.ts'
import { noSuchWebhook } from './make-webhook.ts'

type Shown = z.output<typeof Webhook>

const PAGE = 30

/** Webhooks as owners see them: without their secrets. */
export async function readWebhooks(db: Queries): Promise<Shown[]> {
  const [rows, counts] = await Promise.all([allWebhooks(db), deliveryCounts(db)])
  return rows.map((row) => presentWebhook(row, counts.get(row.id)))
}

/** One as it stands after a change. */
export async function readWebhook(db: Queries, row: WebhookRow): Promise<Shown> {
  return presentWebhook(row, (await deliveryCounts(db)).get(row.id))
}

function presentWebhook(row: WebhookRow, counts = { waiting: 0, dead: 0 }): Shown {
  const { id, url, format, events, state, failingSince, oldSecretUntil, createdAt } = row
  return {
    ...{ id, url, format, events, state, ...counts },
    failingSince: isoOrNull(failingSince),
    oldSecretUntil: isoOrNull(oldSecretUntil),
    createdAt: iso(createdAt),
  }
}

interface Asked {
  state?: DeliveryRow['state'] | undefined
  /** The last delivery of the page before. */
  after?: string | undefined
}

/** @throws Refusal `not_found`; `invalid`: the cursor is none of ours. */
export async function readDeliveries(
  ctx: Context,
  webhookId: string,
  { state, after: before }: Asked,
): Promise<{ deliveries: z.output<typeof Delivery>[]; next: string | null }> {
  if (before !== undefined && !Id.safeParse(before).success)
    throw new Refusal('invalid', 'This is no place in the list.')
  if (!(await webhookById(ctx.db.read, webhookId))) throw noSuchWebhook()
  const rows = await deliveryPage(ctx.db.read, { webhookId, state, before, limit: PAGE + 1 })
  const page = rows.slice(0, PAGE)
  return { deliveries: page.map(presentDelivery), next: rows.length > PAGE ? (page.at(-1)?.id ?? null) : null }
}

export function presentDelivery(row: DeliveryRow): z.output<typeof Delivery> {
  const { id, type, createdAt, state, attempts, lastAt, dueAt, status, answer } = row
  return {
    ...{ id, type, state, attempts, status, answer },
    at: iso(createdAt),
    lastAt: isoOrNull(lastAt),
    nextAt: state === 'waiting' ? iso(dueAt) : null,
  }
}
