import type { ScheduleRow } from '../../db/schedules.ts'
import { timeZoneOf } from '../../db/sites.ts'
import type { Context } from '../context.ts'
import type { Handlers } from '../http/handlers.ts'
import { confinedTo } from '../people/offices.ts'
import { askReopening } from './ask-reopening.ts'
import { effectsOf } from './effects.ts'
import { endSuspension } from './end-suspension.ts'
import { extendSuspension } from './extend-suspension.ts'
import { makeSchedule } from './make-schedule.ts'
import { makeSuspension } from './make-suspension.ts'
import { presentSchedules, suspensionOverview } from './overview.ts'
import { presentSuspension } from './present.ts'
import { stopSchedule } from './stop-schedule.ts'

async function shown(ctx: Context, row: ScheduleRow) {
  const timeZone = await timeZoneOf(ctx.db.read)
  const [schedule] = await presentSchedules(ctx, [{ ...row, timeZone }], ctx.now())
  if (!schedule) throw new Error('a schedule was presented as nothing')
  return schedule
}

export const suspensionHandlers = {
  'GET /api/v1/suspensions': (ctx, { viewer, query }) => suspensionOverview(ctx, { ...query, ...confinedTo(viewer) }),
  'POST /api/v1/suspensions': async (ctx, { viewer, body }) =>
    presentSuspension(await makeSuspension(ctx, viewer, body)),
  'GET /api/v1/suspensions/effects': (ctx, { query }) => effectsOf(ctx, query),
  'POST /api/v1/suspensions/:id/extend': async (ctx, { viewer, params, body }) =>
    presentSuspension(await extendSuspension(ctx, viewer, params.id, body)),
  'POST /api/v1/suspensions/:id/end': async (ctx, { viewer, params, body }) =>
    presentSuspension(await endSuspension(ctx, viewer, params.id, body)),
  'POST /api/v1/suspensions/:id/reopening-requests': (ctx, { viewer, params }) => askReopening(ctx, viewer, params.id),
  'POST /api/v1/schedules': async (ctx, { viewer, body }) => shown(ctx, await makeSchedule(ctx, viewer, body)),
  'DELETE /api/v1/schedules/:id': async (ctx, { viewer, params }) =>
    shown(ctx, await stopSchedule(ctx, viewer, params.id)),
} satisfies Partial<Handlers>
