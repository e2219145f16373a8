import { sectionsWithStories } from '../../db/effects.ts'
import { allPublisherKeys } from '../../db/publisher-keys.ts'
import { houseRules } from '../cases/house-rules.ts'
import { readHeat } from '../heat/read-heat.ts'
import type { Handlers } from '../http/handlers.ts'
import { requireRecent } from '../people/confirm.ts'
import { makeKey, revokeKey } from '../people/keys.ts'
import { confinedTo, moderates } from '../people/offices.ts'
import { ensureSite } from '../stories/begin-story.ts'
import { changeSettings } from './change-settings.ts'
import { presentKey } from './present.ts'
import { settingsOf } from './settings.ts'

export const siteHandlers = {
  'GET /api/v1/site': async (ctx, { viewer }) => ({
    name: (await ensureSite(ctx)).name,
    settings: await settingsOf(ctx.db.read),
    deliveredRules: houseRules({ rules: {} }),
    sections: (await sectionsWithStories(ctx.db.read)).filter(({ section }) => moderates(viewer, section)),
  }),
  'PATCH /api/v1/site/settings': async (ctx, { viewer, caller, body }) => {
    if (body.signIn || body.secondFactor) await requireRecent(ctx, caller.sessionId)
    return changeSettings(ctx, viewer, body)
  },
  'GET /api/v1/keys': async (ctx) => ({ keys: (await allPublisherKeys(ctx.db.read)).map(presentKey) }),
  'POST /api/v1/keys': async (ctx, { viewer, caller, body }) => {
    await requireRecent(ctx, caller.sessionId)
    const { row, key } = await makeKey(ctx, body.name, viewer.personId)
    return { ...presentKey(row), key }
  },
  'DELETE /api/v1/keys/:id': async (ctx, { params }) => {
    await revokeKey(ctx, params.id)
    return null
  },
  'GET /api/v1/heat': (ctx, { viewer }) => readHeat(ctx, confinedTo(viewer)),
} satisfies Partial<Handlers>
