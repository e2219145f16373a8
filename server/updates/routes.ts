import type { UpdateRow } from '../../db/updates.ts'
import type { Context } from '../context.ts'
import type { Handlers } from '../http/handlers.ts'
import { editUpdate } from './edit-update.ts'
import { presentInFull } from './present.ts'
import { publishUpdate } from './publish-update.ts'
import { readRevisions, readUpdates } from './read-updates.ts'
import { cancelUpdate } from './scheduled.ts'
import { withdrawUpdate } from './withdraw-update.ts'

/** Only for whoever has just written it. */
async function written(ctx: Context, row: UpdateRow) {
  const [update] = await presentInFull(ctx.db.read, [row], { withSource: true })
  if (!update) throw new Error('an update was presented as nothing')
  return update
}

export const updateHandlers = {
  'POST /api/v1/stories/:id/updates': async (ctx, { viewer, params, headers, body }) =>
    written(ctx, await publishUpdate(ctx, viewer, params.id, body, headers['idempotency-key'])),

  'GET /api/v1/stories/:id/updates': async (ctx, { viewer, params }) => ({
    updates: await readUpdates(ctx, viewer, params.id),
  }),

  'PATCH /api/v1/updates/:id': async (ctx, { viewer, params, body }) =>
    written(ctx, await editUpdate(ctx, viewer, params.id, body)),

  'POST /api/v1/updates/:id/withdraw': async (ctx, { viewer, params, body }) =>
    written(ctx, await withdrawUpdate(ctx, viewer, params.id, body.reason)),

  'DELETE /api/v1/updates/:id': async (ctx, { viewer, params }) => {
    await cancelUpdate(ctx, viewer, params.id)
    return null
  },

  'GET /api/v1/updates/:id/revisions': async (ctx, { viewer, params }) => ({
    revisions: await readRevisions(ctx, viewer, params.id),
  }),
} satisfies Partial<Handlers>
