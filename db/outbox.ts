import { inArray, sql } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import type { Queries, Tx } from './database.ts'
import { prepared } from './prepared.ts'
import type { WebhookEvent } from './tables.ts'

/** Something that happened. */
export interface Happened {
  type: WebhookEvent
  storyId: string | null
  /** The comment, update, suspension, case or story concerned. */
  subjectId: string | null
  createdAt: number
}

/** The webhooks that ask for an event. One that is paused is told later; one that was switched off is not. */
export async function webhooksHearing(db: Queries, type: WebhookEvent): Promise<string[]> {
  const statement = prepared(db, 'webhooks_hearing', (q) => {
    const { webhooks } = q.tables
    return q
      .select({ id: webhooks.id, events: webhooks.events })
      .from(webhooks)
      .where(inArray(webhooks.state, ['on', 'paused']))
      .prepare('webhooks_hearing')
  })
  const found = await statement.execute()
  return found.flatMap(({ id, events }) => (events.includes(type) ? [id] : []))
}

/**
 * Leaves what happened for every webhook that asks for it, in the transaction in which it happened: it is told if that
 * commits, whatever becomes of this process, and not if it does not.
 */
export async function leaveForWebhooks(tx: Tx, happened: Happened): Promise<void> {
  await leaveFor(tx, await webhooksHearing(tx, happened.type), happened)
}

/** As `leaveForWebhooks`, for webhooks that are known to ask for it. */
export async function leaveFor(
  tx: Tx,
  webhookIds: readonly string[],
  { type, storyId, subjectId, createdAt }: Happened,
): Promise<void> {
  if (webhookIds.length === 0) return
  const told = { type, storyId, subjectId, createdAt, dueAt: createdAt }
  await tx
    .insert(tx.tables.webhookDeliveries)
    .values(webhookIds.map((webhookId) => ({ ...told, id: uuidv7(), webhookId })))
  tx.hint('webhooks')
}

/** The update of a story that has this number. */
export async function updateIdOf(db: Queries, storyId: string, number: number): Promise<string | undefined> {
  const { updates } = db.tables
  const [row] = await db
    .select({ id: updates.id })
    .from(updates)
    .where(sql`${updates.storyId} = ${storyId} and ${updates.number} = ${number}`)
  return row?.id
}
