import { type WebhookType, webhookEvents, webhookPayload } from '../contract/webhook-events.ts'
import { type Json, schemaOf } from './schemas.ts'

const header = (name: string, description: string) => ({
  name,
  in: 'header',
  required: true,
  description,
  schema: { type: 'string' },
})

const headers = [
  header('webhook-id', 'The same at each attempt: what was taken before can be left.'),
  header('webhook-timestamp', 'Of this attempt, in seconds. Refuse what is older than five minutes.'),
  header(
    'webhook-signature',
    'As Standard Webhooks say; two of them, parted by a blank, in the day after the secret was changed.',
  ),
]

const responses = {
  '2XX': { description: 'Taken.' },
  '410': { description: 'There is no such receiver any more: the webhook is switched off.' },
  default: { description: 'Tried again, eight times within some 28 hours; `Retry-After` is heeded up to a day.' },
}

/** The part of the OpenAPI document that tells what webhooks are sent. */
export function webhooksPart(): Json {
  return Object.fromEntries(
    (Object.entries(webhookEvents) as [WebhookType, (typeof webhookEvents)[WebhookType]][]).map(
      ([type, { summary, data }]) => [
        type,
        {
          post: {
            operationId: `webhook${type.replace(/(?:^|\.)(\w)/g, (_, letter: string) => letter.toUpperCase())}`,
            tags: ['Webhooks'],
            summary,
            parameters: headers,
            requestBody: {
              required: true,
              content: { 'application/json': { schema: schemaOf(webhookPayload(type, data), 'output') } },
            },
            responses,
          },
        },
      ],
    ),
  )
}
