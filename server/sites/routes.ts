import { sectionsWithStories } from '../../db/effects.ts'
import { houseRules } from '../cases/house-rules.ts'
import { readHeat } from '../heat/read-heat.ts'
import type { Handlers } from '../http/handlers.ts'
import { ensureSite } from '../stories/begin-story.ts'
import { changeSettings } from './change-settings.ts'
import { settingsOf } from './settings.ts'

export const siteHandlers = {
  'GET /api/v1/site': async (ctx) => ({
    name: (await ensureSite(ctx)).name,
    settings: await settingsOf(ctx.db.read),
    deliveredRules: houseRules({ rules: {} }),
    sections: await sectionsWithStories(ctx.db.read),
  }),
  'PATCH /api/v1/site/settings': (ctx, { viewer, body }) => changeSettings(ctx, viewer, body),
  'GET /api/v1/heat': (ctx) => readHeat(ctx),
} satisfies Partial<Handlers>
