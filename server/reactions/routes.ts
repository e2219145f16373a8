import type { Handlers } from '../http/handlers.ts'
import { react } from './react.ts'
import { mineOf, subscribe } from './subscribe.ts'

export const reactionHandlers = {
  'PUT /api/v1/comments/:id/reaction': async (ctx, { viewer, params }) => ({
    agreed: await react(ctx, viewer, params.id, true),
  }),
  'DELETE /api/v1/comments/:id/reaction': async (ctx, { viewer, params }) => ({
    agreed: await react(ctx, viewer, params.id, false),
  }),
  'PUT /api/v1/stories/:id/subscription': async (ctx, { viewer, params }) => {
    await subscribe(ctx, viewer, params.id, true)
    return { isSubscribed: true }
  },
  'DELETE /api/v1/stories/:id/subscription': async (ctx, { viewer, params }) => {
    await subscribe(ctx, viewer, params.id, false)
    return { isSubscribed: false }
  },
  'GET /api/v1/stories/:id/mine': (ctx, { viewer, params }) => mineOf(ctx, viewer, params.id),
} satisfies Partial<Handlers>
