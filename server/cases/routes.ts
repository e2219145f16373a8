import type { Handlers } from '../http/handlers.ts'
import { decideCase } from './decide-case.ts'
import { flagComment } from './flag-comment.ts'
import { lookUp } from './look-up.ts'
import { presentCaseFile, presentCases } from './present.ts'
import { readCase, readCases } from './read-cases.ts'

export const caseHandlers = {
  'POST /api/v1/comments/:id/flags/check': async (ctx, { params, body }) => {
    const { claim, source } = await lookUp(ctx.db.read, params.id, body)
    return { claim, source }
  },

  'POST /api/v1/comments/:id/flags': async (ctx, { viewer, params, body }) => {
    const { row, joined } = await flagComment(ctx, viewer, params.id, body)
    return { id: row.id, reference: row.reference, claim: row.claim, source: row.source, joined }
  },

  'GET /api/v1/cases': async (ctx, { viewer, query }) => ({
    cases: await presentCases(ctx.db.read, await readCases(ctx, viewer, query)),
  }),

  'GET /api/v1/cases/:id': async (ctx, { viewer, params }) =>
    presentCaseFile(ctx.db.read, await readCase(ctx, viewer, params.id), viewer),

  'POST /api/v1/cases/:id/decision': async (ctx, { viewer, params, body }) =>
    presentCaseFile(ctx.db.read, await decideCase(ctx, viewer, params.id, body), viewer),
} satisfies Partial<Handlers>
