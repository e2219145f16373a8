import { and, asc, eq, inArray, lte, sql } from 'drizzle-orm'
import type { Queries, Tx } from './database.ts'
import { prepared } from './prepared.ts'
import type { DeliveryRow, WebhookRow } from './webhooks.ts'

/** A webhook that is on, whether it fails at present, and when something is to be sent to it next. */
export interface Sendable extends Pick<WebhookRow, 'id' | 'failingSince'> {
  dueAt: number
}

/** The webhooks to which something is to be sent, now or later. */
export async function sendableWebhooks(db: Queries): Promise<Sendable[]> {
  const { webhooks } = db.tables
  const on = await db
    .select({ id: webhooks.id, failingSince: webhooks.failingSince })
    .from(webhooks)
    .where(eq(webhooks.state, 'on'))
  const sendable = await Promise.all(
    on.map(async (webhook) => ({ ...webhook, dueAt: await firstDueAt(db, webhook.id) })),
  )
  return sendable.flatMap(({ dueAt, ...webhook }) => (dueAt === undefined ? [] : [{ ...webhook, dueAt }]))
}

/** One look into the index, however many wait. */
async function firstDueAt(db: Queries, webhookId: string): Promise<number | undefined> {
  const statement = prepared(db, 'first_delivery_due', (q) => {
    const { webhookDeliveries } = q.tables
    return q
      .select({ dueAt: webhookDeliveries.dueAt })
      .from(webhookDeliveries)
      .where(and(eq(webhookDeliveries.state, 'waiting'), eq(webhookDeliveries.webhookId, sql.placeholder('webhookId'))))
      .orderBy(asc(webhookDeliveries.dueAt))
      .limit(1)
      .prepare('first_delivery_due')
  })
  const [row] = await statement.execute({ webhookId })
  return row?.dueAt
}

/**
 * Claims what is to be sent to a webhook until a time, in the order in which it fell due: no other node gets it before.
 * Call under the key `webhooks`.
 */
export async function claimDeliveries(
  tx: Tx,
  webhookId: string,
  { now, until, limit }: { now: number; until: number; limit: number },
): Promise<DeliveryRow[]> {
  const { webhookDeliveries } = tx.tables
  const due = await tx
    .select()
    .from(webhookDeliveries)
    .where(
      and(
        eq(webhookDeliveries.state, 'waiting'),
        eq(webhookDeliveries.webhookId, webhookId),
        lte(webhookDeliveries.dueAt, now),
      ),
    )
    .orderBy(asc(webhookDeliveries.dueAt), asc(webhookDeliveries.id))
    .limit(limit)
  if (due.length === 0) return []
  const ids = due.map(({ id }) => id)
  await tx.update(webhookDeliveries).set({ dueAt: until }).where(inArray(webhookDeliveries.id, ids))
  return due.map((delivery) => ({ ...delivery, dueAt: until }))
}

/** What became of an attempt, unless the claim ran out and another node has it. @returns whether it was noted. */
export async function settleDelivery(
  tx: Tx,
  { id, dueAt }: Pick<DeliveryRow, 'id' | 'dueAt'>,
  change: Partial<Omit<DeliveryRow, 'id'>>,
): Promise<boolean> {
  const { webhookDeliveries } = tx.tables
  const settled = await tx
    .update(webhookDeliveries)
    .set(change)
    .where(
      and(eq(webhookDeliveries.id, id), eq(webhookDeliveries.dueAt, dueAt), eq(webhookDeliveries.state, 'waiting')),
    )
    .returning({ id: webhookDeliveries.id })
  return settled.length > 0
}

/** Takes away a delivery of which nothing is left to tell. */
export async function dropDelivery(tx: Tx, id: string): Promise<void> {
  const { webhookDeliveries } = tx.tables
  await tx.delete(webhookDeliveries).where(eq(webhookDeliveries.id, id))
}
