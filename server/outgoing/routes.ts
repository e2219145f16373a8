import type { Handlers } from '../http/handlers.ts'
import { requireRecent } from '../people/confirm.ts'
import { alterWebhook, dropWebhook, makeWebhook, rotateSecret } from './make-webhook.ts'
import { presentDelivery, readDeliveries, readWebhook, readWebhooks } from './read-webhooks.ts'
import { replayDead, testWebhook } from './test-webhook.ts'

export const webhookHandlers = {
  'GET /api/v1/webhooks': async (ctx) => ({ webhooks: await readWebhooks(ctx.db.read) }),
  'POST /api/v1/webhooks': async (ctx, { body, caller }) => {
    await requireRecent(ctx, caller.sessionId)
    const row = await makeWebhook(ctx, body)
    return { webhook: await readWebhook(ctx.db.read, row), secret: row.secret }
  },
  'PATCH /api/v1/webhooks/:id': async (ctx, { params, body, caller }) => {
    if (body.url !== undefined) await requireRecent(ctx, caller.sessionId)
    return readWebhook(ctx.db.read, await alterWebhook(ctx, params.id, body))
  },
  'DELETE /api/v1/webhooks/:id': async (ctx, { params }) => {
    await dropWebhook(ctx, params.id)
    return null
  },
  'POST /api/v1/webhooks/:id/secret': async (ctx, { params, caller }) => {
    await requireRecent(ctx, caller.sessionId)
    const row = await rotateSecret(ctx, params.id)
    return { webhook: await readWebhook(ctx.db.read, row), secret: row.secret }
  },
  'POST /api/v1/webhooks/:id/test': async (ctx, { params }) => presentDelivery(await testWebhook(ctx, params.id)),
  'GET /api/v1/webhooks/:id/deliveries': (ctx, { params, query }) => readDeliveries(ctx, params.id, query),
  'POST /api/v1/webhooks/:id/replay': async (ctx, { params, body }) => ({
    replayed: await replayDead(ctx, params.id, body.deliveryId),
  }),
} satisfies Partial<Handlers>
