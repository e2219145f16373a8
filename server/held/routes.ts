import type { Handlers } from '../http/handlers.ts'
import { confinedTo } from '../people/offices.ts'
import { decideHeld } from './decide-held.ts'
import { readOwnHeld, readQueue } from './read-queue.ts'

export const heldHandlers = {
  'GET /api/v1/queue': (ctx, { viewer, query }) => readQueue(ctx, { ...query, ...confinedTo(viewer) }),
  'POST /api/v1/comments/:id/decision': (ctx, { viewer, params, body }) => decideHeld(ctx, viewer, params.id, body),
  'GET /api/v1/stories/:id/held': (ctx, { viewer, params }) => readOwnHeld(ctx, viewer, params.id),
} satisfies Partial<Handlers>
