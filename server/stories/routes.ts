import { storyById, storyRevision } from '../../db/stories.ts'
import { readThread } from '../comments/read-thread.ts'
import type { Context } from '../context.ts'
import { Refusal } from '../errors.ts'
import type { Handlers } from '../http/handlers.ts'
import { replay } from '../realtime/replay.ts'
import { findOrBeginStory } from './begin-story.ts'
import { changeStory } from './change-story.ts'
import { listStories } from './list-stories.ts'
import { presentStory } from './present.ts'
import { sendStoryText } from './set-text.ts'
import { takePageText, wantsPageText } from './take-page-text.ts'

async function known(ctx: Context, id: string) {
  const story = await storyById(ctx.db.read, id)
  if (!story) throw new Refusal('not_found', 'There is no such story.')
  return story
}

export const storyHandlers = {
  'GET /api/v1/stories': (ctx, { query }) => listStories(ctx, query),

  'POST /api/v1/stories': async (ctx, { body, headers: { origin }, caller: { countRare } }) =>
    presentStory(ctx.db.read, await findOrBeginStory(ctx, body, { origin, countRare }), ctx.now()),

  'GET /api/v1/stories/:id': async (ctx, { params }) =>
    presentStory(ctx.db.read, await known(ctx, params.id), ctx.now()),

  'PATCH /api/v1/stories/:id': async (ctx, { viewer, params, body }) =>
    presentStory(ctx.db.read, await changeStory(ctx, viewer, params.id, body), ctx.now()),

  'GET /api/v1/stories/:id/text': async (ctx, { params }) => {
    const { textRevision } = await known(ctx, params.id)
    const standing = await storyRevision(ctx.db.read, params.id, textRevision)
    const { text = '', via = null, isConfirmed = false } = standing ?? {}
    return { revision: textRevision, text, via, isConfirmed }
  },

  'PUT /api/v1/stories/:id/text': async (ctx, { viewer, params, body }) => ({
    revision: await sendStoryText(ctx, viewer, params.id, body.html),
  }),

  'GET /api/v1/stories/:id/page-text': async (ctx, { params, query }) => ({
    wanted: await wantsPageText(ctx, params.id, query.digest),
  }),

  'POST /api/v1/stories/:id/page-text': async (ctx, { params, body, headers: { origin }, caller: { network } }) =>
    takePageText(ctx, params.id, body.html, { origin, network }),

  'GET /api/v1/stories/:id/thread': (ctx, { params, query }) => readThread(ctx, params.id, query),

  'GET /api/v1/stories/:id/events': (ctx, { params, query }) => replay(ctx, params.id, query.since),
} satisfies Partial<Handlers>
