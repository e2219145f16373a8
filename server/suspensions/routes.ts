import type { Handlers } from '../http/handlers.ts'
import { endSuspension } from './end-suspension.ts'
import { presentSuspension } from './present.ts'
import { suspendStory } from './suspend-story.ts'

export const suspensionHandlers = {
  'POST /api/v1/stories/:id/suspensions': async (ctx, { viewer, params, body }) =>
    presentSuspension(await suspendStory(ctx, viewer, params.id, body)),
  'POST /api/v1/suspensions/:id/end': async (ctx, { viewer, params }) =>
    presentSuspension(await endSuspension(ctx, viewer, params.id)),
} satisfies Partial<Handlers>
