import type { SanctionRow } from '../../db/sanctions.ts'
import type { Context, Reader } from '../context.ts'
import type { Handlers } from '../http/handlers.ts'
import { changeTerms } from './change-sanction.ts'
import { endSanction } from './end-sanction.ts'
import { judgeAppeal } from './judge-appeal.ts'
import { listSanctions } from './list-sanctions.ts'
import { makeSanction } from './make-sanction.ts'
import { acknowledge, appealSanction, readOwn } from './own.ts'
import { deleteNote, noteOnPerson, readStanding, readWritten } from './person-file.ts'
import { presentForStaff, presentOwnSanction } from './present.ts'

async function forStaff({ db, now }: Context, row: SanctionRow, by: Reader) {
  const [shown] = await presentForStaff(db.read, [row], by, now())
  if (!shown) throw new Error('a sanction was presented as nothing')
  return shown
}

const own = ({ db, now }: Context, row: SanctionRow) => presentOwnSanction(db.read, row, now())

export const sanctionHandlers = {
  'GET /api/v1/me/sanctions': (ctx, { viewer }) => readOwn(ctx, viewer),
  'POST /api/v1/me/sanctions/:id/acknowledge': async (ctx, { viewer, params }) =>
    own(ctx, await acknowledge(ctx, viewer, params.id)),
  'POST /api/v1/me/sanctions/:id/appeal': async (ctx, { viewer, params, body }) =>
    own(ctx, await appealSanction(ctx, viewer, params.id, body.words)),
  'GET /api/v1/people/:id/standing': (ctx, { viewer, params }) => readStanding(ctx, viewer, params.id),
  'GET /api/v1/people/:id/comments': (ctx, { viewer, params, query }) =>
    readWritten(ctx, viewer, params.id, query.after),
  'POST /api/v1/people/:id/sanctions': async (ctx, { viewer, params, body }) =>
    forStaff(ctx, await makeSanction(ctx, viewer, params.id, body), viewer),
  'POST /api/v1/people/:id/notes': (ctx, { viewer, params, body }) => noteOnPerson(ctx, viewer, params.id, body.body),
  'DELETE /api/v1/people/:id/notes/:note': async (ctx, { viewer, params }) => {
    await deleteNote(ctx, viewer, params.id, params.note)
    return null
  },
  'GET /api/v1/sanctions': (ctx, { viewer, query }) => listSanctions(ctx, viewer, query.list),
  'PATCH /api/v1/sanctions/:id': async (ctx, { viewer, params, body }) =>
    forStaff(ctx, await changeTerms(ctx, viewer, params.id, body), viewer),
  'POST /api/v1/sanctions/:id/end': async (ctx, { viewer, params, body }) =>
    forStaff(ctx, await endSanction(ctx, viewer, params.id, body), viewer),
  'POST /api/v1/sanctions/:id/appeal-decision': async (ctx, { viewer, params, body }) =>
    forStaff(ctx, await judgeAppeal(ctx, viewer, params.id, body), viewer),
} satisfies Partial<Handlers>
