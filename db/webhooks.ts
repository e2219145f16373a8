import { and, asc, count, desc, eq, inArray, isNotNull, lt } from 'drizzle-orm'
import type { Queries, Tx } from './database.ts'
import type { Tables } from './tables.ts'

export type WebhookRow = Tables['webhooks']['$inferSelect']
export type DeliveryRow = Tables['webhookDeliveries']['$inferSelect']

/** Oldest first. */
export function allWebhooks(db: Queries): Promise<WebhookRow[]> {
  const { webhooks } = db.tables
  return db.select().from(webhooks).orderBy(asc(webhooks.createdAt), asc(webhooks.id))
}

export async function webhookById(db: Queries, id: string): Promise<WebhookRow | undefined> {
  const { webhooks } = db.tables
  const [row] = await db.select().from(webhooks).where(eq(webhooks.id, id))
  return row
}

export async function insertWebhook(tx: Tx, row: WebhookRow): Promise<void> {
  await tx.insert(tx.tables.webhooks).values(row)
}

/** @returns the webhook as it stands now; undefined if there is none. */
export async function changeWebhook(
  tx: Tx,
  id: string,
  change: Partial<Omit<WebhookRow, 'id'>>,
): Promise<WebhookRow | undefined> {
  const { webhooks } = tx.tables
  const [row] = await tx.update(webhooks).set(change).where(eq(webhooks.id, id)).returning()
  return row
}

/** With everything that was told or was to be told. @returns whether there was such a webhook. */
export async function deleteWebhook(tx: Tx, id: string): Promise<boolean> {
  const { webhooks, webhookDeliveries } = tx.tables
  const gone = await tx.delete(webhooks).where(eq(webhooks.id, id)).returning({ id: webhooks.id })
  await tx.delete(webhookDeliveries).where(eq(webhookDeliveries.webhookId, id))
  return gone.length > 0
}

/** How many deliveries of each webhook wait, and how many are dead letters. */
export async function deliveryCounts(db: Queries): Promise<Map<string, { waiting: number; dead: number }>> {
  const { webhookDeliveries } = db.tables
  const rows = await db
    .select({ webhookId: webhookDeliveries.webhookId, state: webhookDeliveries.state, n: count() })
    .from(webhookDeliveries)
    .where(inArray(webhookDeliveries.state, ['waiting', 'dead']))
    .groupBy(webhookDeliveries.webhookId, webhookDeliveries.state)
  const found = new Map<string, { waiting: number; dead: number }>()
  for (const { webhookId, state, n } of rows)
    found.set(webhookId, { ...(found.get(webhookId) ?? { waiting: 0, dead: 0 }), [state]: Number(n) })
  return found
}

export interface DeliveryQuery {
  webhookId: string
  state?: DeliveryRow['state'] | undefined
  /** Older than the delivery with this id. */
  before?: string | undefined
  limit: number
}

/** Newest first. */
export function deliveryPage(db: Queries, { webhookId, state, before, limit }: DeliveryQuery): Promise<DeliveryRow[]> {
  const { webhookDeliveries } = db.tables
  return db
    .select()
    .from(webhookDeliveries)
    .where(
      and(
        eq(webhookDeliveries.webhookId, webhookId),
        state && eq(webhookDeliveries.state, state),
        before === undefined ? undefined : lt(webhookDeliveries.id, before),
      ),
    )
    .orderBy(desc(webhookDeliveries.id))
    .limit(limit)
}

export async function insertDelivery(tx: Tx, row: DeliveryRow): Promise<void> {
  await tx.insert(tx.tables.webhookDeliveries).values(row)
  tx.hint('webhooks')
}

/** Lets dead letters wait again, all of a webhook or one. @returns how many. */
export async function reviveDeliveries(
  tx: Tx,
  { webhookId, id, now }: { webhookId: string; id: string | undefined; now: number },
): Promise<number> {
  const { webhookDeliveries } = tx.tables
  const revived = await tx
    .update(webhookDeliveries)
    .set({ state: 'waiting', attempts: 0, dueAt: now })
    .where(
      and(
        eq(webhookDeliveries.webhookId, webhookId),
        eq(webhookDeliveries.state, 'dead'),
        id === undefined ? undefined : eq(webhookDeliveries.id, id),
      ),
    )
    .returning({ id: webhookDeliveries.id })
  tx.hint('webhooks')
  return revived.length
}

/** Makes dead letters of everything that waits for a webhook. */
export async function buryWaiting(tx: Tx, webhookId: string): Promise<void> {
  const { webhookDeliveries } = tx.tables
  await tx
    .update(webhookDeliveries)
    .set({ state: 'dead' })
    .where(and(eq(webhookDeliveries.webhookId, webhookId), eq(webhookDeliveries.state, 'waiting')))
}

/** Something arrived: the webhook is well. Writes nothing where it was. */
export async function noteArrival(tx: Tx, id: string): Promise<void> {
  const { webhooks } = tx.tables
  await tx
    .update(webhooks)
    .set({ failingSince: null })
    .where(and(eq(webhooks.id, id), isNotNull(webhooks.failingSince)))
}

/** Takes away what happened before a time, told or not, and old secrets whose time is over. */
export async function forgetDeliveries(tx: Tx, { before, now }: { before: number; now: number }): Promise<void> {
  const { webhooks, webhookDeliveries } = tx.tables
  await tx.delete(webhookDeliveries).where(lt(webhookDeliveries.createdAt, before))
  await tx.update(webhooks).set({ oldSecret: null, oldSecretUntil: null }).where(lt(webhooks.oldSecretUntil, now))
}
