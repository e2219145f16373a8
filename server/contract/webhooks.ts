import * as z from 'zod'
import { endpoint } from './endpoint.ts'
import { Cursor, Id, Time } from './shapes.ts'
import { WebhookType } from './webhook-events.ts'

const Url = z
  .url({ protocol: /^https?$/ })
  .max(2000)
  .describe('Where it is sent. A public https address, unless the server’s setting PRIVATE_NETWORK is on.')
const Format = z
  .enum(['standard', 'slack'])
  .describe('`slack`: one sentence with a link, as Slack’s incoming webhooks take it.')
const Events = z
  .array(WebhookType)
  .min(1)
  .max(50)
  .transform((events) => [...new Set(events)])
const Secret = z.string().describe('Signs what is sent. Told this once.')

export const Webhook = z
  .object({
    id: Id,
    url: z.string(),
    format: Format,
    events: z.array(WebhookType),
    state: z
      .enum(['on', 'paused', 'gone', 'failing'])
      .describe(
        '`paused`: what happens is kept and sent later. Switched off, and nothing kept: `gone`, since its receiver answered 410; `failing`, since nothing arrived for five days.',
      ),
    failingSince: Time.nullable().describe('Since when nothing has arrived; null while deliveries arrive.'),
    oldSecretUntil: Time.nullable().describe('Until when the secret before signs as well.'),
    waiting: z.int().nonnegative(),
    dead: z.int().nonnegative().describe('Dead letters of the last 30 days.'),
    createdAt: Time,
  })
  .meta({ id: 'Webhook' })

export const Delivery = z
  .object({
    id: Id.describe('The `webhook-id`.'),
    type: z.union([WebhookType, z.literal('webhook.test')]),
    at: Time.describe('When it happened.'),
    state: z
      .enum(['waiting', 'delivered', 'dead', 'failed'])
      .describe('`dead`: not tried any more, unless it is replayed; `failed`: a test that has not arrived.'),
    attempts: z.int().nonnegative(),
    lastAt: Time.nullable(),
    nextAt: Time.nullable().describe('When it is tried next.'),
    status: z.int().nullable().describe('HTTP status of the last answer; null where there was none.'),
    answer: z.string().describe('The beginning of the last answer, or why there was none.'),
  })
  .meta({ id: 'Delivery' })

const one = { params: z.object({ id: Id }), tag: 'Webhooks', role: 'owner' } as const

export const webhookEndpoints = {
  'GET /api/v1/webhooks': endpoint({
    summary: 'Systems outside that are told what happens here, oldest first',
    tag: 'Webhooks',
    role: 'owner',
    result: z.object({ webhooks: z.array(Webhook) }),
    errors: [],
  }),
  'POST /api/v1/webhooks': endpoint({
    guard: 'none',
    summary: 'Make a webhook; the answer has its secret, once',
    tag: 'Webhooks',
    role: 'owner',
    status: 201,
    body: z.object({ url: Url, format: Format.default('standard'), events: Events }),
    result: z.object({ webhook: Webhook, secret: Secret }),
    errors: ['conflict', 'confirm_first'],
  }),
  'PATCH /api/v1/webhooks/:id': endpoint({
    ...one,
    guard: 'none',
    summary: 'Change a webhook, pause it, or switch it on again; what is left out stays',
    body: z.object({
      url: Url.optional(),
      format: Format.optional(),
      events: Events.optional(),
      state: z.enum(['on', 'paused']).optional(),
    }),
    result: Webhook,
    errors: ['not_found', 'confirm_first'],
  }),
  'DELETE /api/v1/webhooks/:id': endpoint({
    ...one,
    guard: 'none',
    summary: 'Delete a webhook with everything that was to be sent to it',
    status: 204,
    result: z.null(),
    errors: ['not_found'],
  }),
  'POST /api/v1/webhooks/:id/secret': endpoint({
    ...one,
    guard: 'none',
    summary: 'Give a webhook a new secret; for a day the old one signs as well',
    result: z.object({ webhook: Webhook, secret: Secret }),
    errors: ['not_found', 'confirm_first'],
  }),
  'POST /api/v1/webhooks/:id/test': endpoint({
    ...one,
    guard: 'none',
    summary: 'Send a `webhook.test` at once, whatever the webhook’s state, and tell what came of it',
    result: Delivery,
    errors: ['not_found'],
  }),
  'GET /api/v1/webhooks/:id/deliveries': endpoint({
    ...one,
    summary: 'What was told to a webhook in the last 30 days, newest first',
    query: z.object({ state: z.enum(['waiting', 'delivered', 'dead']).optional(), after: Cursor.optional() }),
    result: z.object({ deliveries: z.array(Delivery), next: Cursor.nullable() }),
    errors: ['not_found'],
  }),
  'POST /api/v1/webhooks/:id/replay': endpoint({
    ...one,
    guard: 'none',
    summary: 'Send dead letters once more, one or all: under the same ids, as what they tell of stands now',
    body: z.object({ deliveryId: Id.optional().describe('All unless given.') }),
    result: z.object({ replayed: z.int().nonnegative() }),
    errors: ['not_found', 'conflict'],
  }),
} as const
