import type { Handlers } from '../http/handlers.ts'
import { decideHeld } from './decide-held.ts'
import { readOwnHeld } from './read-own.ts'

export const heldHandlers = {
  'POST /api/v1/comments/:id/decision': (ctx, { viewer, params, body }) => decideHeld(ctx, viewer, params.id, body),
  'GET /api/v1/stories/:id/held': (ctx, { viewer, params }) => readOwnHeld(ctx, viewer, params.id),
} satisfies Partial<Handlers>
