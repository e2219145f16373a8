import type { Handlers } from '../http/handlers.ts'
import { confinedTo } from '../people/offices.ts'
import { claimComment, releaseClaim } from './claims.ts'
import { decideSeveral } from './decide-several.ts'
import { readDecisions } from './history.ts'
import { takeMeasure } from './measure.ts'
import { noteOnComment } from './note.ts'
import { pinComment } from './pin.ts'
import { readQueued } from './read-comment.ts'
import { readDesk, readQueue } from './read-queue.ts'
import { readHoldingRules } from './read-rules.ts'
import { undoActs } from './undo.ts'

export const deskHandlers = {
  'GET /api/v1/desk': (ctx, { viewer }) => readDesk(ctx, viewer),
  'GET /api/v1/desk/rules': (ctx, { viewer }) => readHoldingRules(ctx, viewer),
  'GET /api/v1/queue': (ctx, { viewer, query }) => readQueue(ctx, viewer, query),
  'GET /api/v1/queue/:id': (ctx, { viewer, params }) => readQueued(ctx, viewer, params.id),
  'PUT /api/v1/queue/:id/claim': (ctx, { viewer, params, body }) => claimComment(ctx, viewer, params.id, body.takeOver),
  'DELETE /api/v1/queue/:id/claim': async (ctx, { viewer, params }) => {
    await releaseClaim(ctx, viewer, params.id)
    return null
  },
  'POST /api/v1/queue/decisions': (ctx, { viewer, body }) => decideSeveral(ctx, viewer, body),
  'POST /api/v1/decisions/undo': (ctx, { viewer, body }) => undoActs(ctx, viewer, body.ids),
  'GET /api/v1/decisions': (ctx, { viewer, query }) => readDecisions(ctx, { ...query, ...confinedTo(viewer) }),
  'POST /api/v1/comments/:id/measure': (ctx, { viewer, params, body }) => takeMeasure(ctx, viewer, params.id, body),
  'POST /api/v1/comments/:id/notes': (ctx, { viewer, params, body }) =>
    noteOnComment(ctx, viewer, params.id, body.body),
  'PUT /api/v1/comments/:id/pin': (ctx, { viewer, params, body }) => pinComment(ctx, viewer, params.id, body.isPinned),
} satisfies Partial<Handlers>
