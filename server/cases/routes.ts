import type { CaseRow } from '../../db/cases.ts'
import type { Context, Reader } from '../context.ts'
import type { Handlers } from '../http/handlers.ts'
import { reportPost } from '../outside/report-post.ts'
import { settingsOf } from '../sites/settings.ts'
import { answerCase } from './answer-case.ts'
import { appealCase } from './appeal-case.ts'
import { correctPost } from './correct-post.ts'
import { decideCase } from './decide-case.ts'
import { flagComment } from './flagging/flag-comment.ts'
import type { Flagged } from './flagging/open-case.ts'
import { readFlagging } from './flagging/standing.ts'
import { takeFlagBack } from './flagging/withdraw-flag.ts'
import { houseRules } from './house-rules.ts'
import { flaggable, lookUp, lookUpOutside } from './look-up.ts'
import { readMyCase, readMyCases } from './my-cases.ts'
import { noteOnCase } from './note-on-case.ts'
import { presentCaseFile } from './present-file.ts'
import { readElsewhere, readFinding } from './present-public.ts'
import { readCase, readCases } from './read-cases.ts'
import { replyToCase } from './reply-to-case.ts'
import { takeStep } from './take-step.ts'

export const caseHandlers = {
  'POST /api/v1/comments/:id/flags/check': async ({ db }, { params, body }) => {
    const { claim, source } = await lookUp(db.read, await flaggable(db.read, params.id), body)
    return { claim, source }
  },
  'POST /api/v1/comments/:id/flags': async (ctx, { viewer, params, body }) =>
    receiptOf(await flagComment(ctx, viewer, params.id, body)),
  'POST /api/v1/stories/:id/outside-flags/check': async ({ db }, { params, body }) => {
    const { claim, source } = await lookUpOutside(db.read, params.id, body)
    return { claim, source }
  },
  'POST /api/v1/stories/:id/outside-flags': async (ctx, { viewer, params, body }) =>
    receiptOf(await reportPost(ctx, viewer, params.id, body)),
  'GET /api/v1/me/flagging': (ctx, { viewer }) => readFlagging(ctx, viewer.personId),

  'GET /api/v1/cases': (ctx, { viewer, query }) => readCases(ctx, viewer, query),
  'GET /api/v1/cases/:id': async (ctx, { viewer, params }) => file(ctx, viewer, await readCase(ctx, viewer, params.id)),
  'POST /api/v1/cases/:id/steps': async (ctx, { viewer, params, body }) =>
    file(ctx, viewer, await takeStep(ctx, viewer, params.id, body)),
  'POST /api/v1/cases/:id/decision': async (ctx, { viewer, params, body }) =>
    file(ctx, viewer, await decideCase(ctx, viewer, params.id, body)),
  'POST /api/v1/cases/:id/notes': async (ctx, { viewer, params, body }) =>
    file(ctx, viewer, await noteOnCase(ctx, viewer, params.id, body.body)),
  'PATCH /api/v1/cases/:id/post': async (ctx, { viewer, params, body }) =>
    file(ctx, viewer, await correctPost(ctx, viewer, params.id, body)),
  'PUT /api/v1/cases/:id/answer': async (ctx, { viewer, params, body }) =>
    file(ctx, viewer, await answerCase(ctx, viewer, params.id, body.answer)),

  'GET /api/v1/me/cases': (ctx, { viewer, query }) => readMyCases(ctx, viewer, query.after),
  'GET /api/v1/me/cases/:id': (ctx, { viewer, params }) => readMyCase(ctx, viewer, params.id),
  'POST /api/v1/me/cases/:id/reply': async (ctx, { viewer, params, body }) =>
    readMyCase(ctx, viewer, (await replyToCase(ctx, viewer, params.id, body.reply)).id),
  'POST /api/v1/me/cases/:id/appeal': async (ctx, { viewer, params, body }) =>
    readMyCase(ctx, viewer, (await appealCase(ctx, viewer, params.id, body.reason)).id),
  'DELETE /api/v1/me/cases/:id/flag': async (ctx, { viewer, params }) =>
    readMyCase(ctx, viewer, (await takeFlagBack(ctx, viewer, params.id)).id),

  'GET /api/v1/findings/:reference': (ctx, { params }) => readFinding(ctx, params.reference),
  'GET /api/v1/stories/:id/elsewhere': async (ctx, { params }) => ({ cases: await readElsewhere(ctx, params.id) }),
  'GET /api/v1/rules': async (ctx) => ({ rules: houseRules(await settingsOf(ctx.db.read)) }),
} satisfies Partial<Handlers>

function receiptOf({ row, joined }: Flagged) {
  return { id: row.id, reference: row.reference, claim: row.claim, source: row.source, joined }
}

function file(ctx: Context, viewer: Reader, row: CaseRow) {
  return presentCaseFile(ctx.db.read, row, viewer, ctx.now())
}
