import type { Handlers } from '../http/handlers.ts'
import { requireRecent } from '../people/confirm.ts'
import { addRule, changeRule, removeRule } from './change-rule.ts'
import { dryRun } from './dry-run.ts'
import { readRules } from './read-rules.ts'

export const screeningHandlers = {
  'GET /api/v1/screening/rules': async (ctx) => ({ rules: await readRules(ctx) }),
  'POST /api/v1/screening/rules': async (ctx, { viewer, body, caller }) => {
    if (body.check.kind === 'external') await requireRecent(ctx, caller.sessionId)
    return addRule(ctx, viewer, body)
  },
  'PUT /api/v1/screening/rules/:id': async (ctx, { viewer, params, body, caller }) => {
    if (body.rule.check.kind === 'external') await requireRecent(ctx, caller.sessionId)
    return changeRule(ctx, viewer, params.id, body)
  },
  'DELETE /api/v1/screening/rules/:id': async (ctx, { viewer, params }) => {
    await removeRule(ctx, viewer, params.id)
    return null
  },
  'POST /api/v1/screening/dry-run': (ctx, { body }) => dryRun(ctx, body.rule),
} satisfies Partial<Handlers>
