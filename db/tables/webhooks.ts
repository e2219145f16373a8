import type { Kit } from '../columns.ts'
import type { WebhookEvent } from './kinds.ts'

/** Systems outside that are told what happens here. */
export function webhooksTables({ table, index, text, int, time, json }: Kit) {
  const webhooks = table('webhooks', {
    id: text().primaryKey(),
    url: text().notNull(),
    format: text<'standard' | 'slack'>().notNull(),
    events: json<WebhookEvent[]>().notNull(),
    /** `gone`: its receiver said that it is there no more; `failing`: it failed for days. Nothing is kept for those two. */
    state: text<'on' | 'paused' | 'gone' | 'failing'>().notNull(),
    /** Signing needs it as it is. Told once, never shown again, in no log. */
    secret: text().notNull(),
    /** The one before signs as well until its time is over. */
    oldSecret: text(),
    oldSecretUntil: time(),
    /** Since when nothing has arrived; null while deliveries arrive. */
    failingSince: time(),
    createdAt: time().notNull(),
  })

  /**
   * What is to be told to which webhook, written in the transaction in which it happened. Holds references only: what
   * is told is read when it is sent.
   */
  const webhookDeliveries = table(
    'webhook_deliveries',
    {
      /** Also the `webhook-id`: the same at each attempt. In the order in which things happened. */
      id: text().primaryKey(),
      /** No foreign key: whoever posts a comment must not wait for, or fail with, a webhook that is being deleted. */
      webhookId: text().notNull(),
      type: text<WebhookEvent | 'webhook.test'>().notNull(),
      storyId: text(),
      /** The comment, update, suspension, case or story concerned. */
      subjectId: text(),
      /** When it happened. */
      createdAt: time().notNull(),
      /** `dead`: not tried any more, unless somebody says so. `failed`: a test that has not arrived. */
      state: text<'waiting' | 'delivered' | 'dead' | 'failed'>().notNull().default('waiting'),
      attempts: int().notNull().default(0),
      /** When it is tried next; while a node is at it, until when that one may take. */
      dueAt: time().notNull(),
      lastAt: time(),
      /** HTTP status of the last answer; null where there was none. */
      status: int(),
      /** The beginning of the last answer, or why there was none. */
      answer: text().notNull().default(''),
    },
    (t) => [
      index('webhook_deliveries_due').on(t.state, t.webhookId, t.dueAt),
      index('webhook_deliveries_of').on(t.webhookId, t.id),
      index('webhook_deliveries_created').on(t.createdAt),
    ],
  )

  return { webhooks, webhookDeliveries }
}
