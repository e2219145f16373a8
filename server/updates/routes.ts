import type { Handlers } from '../http/handlers.ts'
import { presentUpdates } from './present.ts'
import { publishUpdate } from './publish-update.ts'

export const updateHandlers = {
  'POST /api/v1/stories/:id/updates': async (ctx, { viewer, params, body }) => {
    const [update] = await presentUpdates(ctx.db.read, [await publishUpdate(ctx, viewer, params.id, body)])
    if (!update) throw new Error('an update was presented as nothing')
    return update
  },
} satisfies Partial<Handlers>
