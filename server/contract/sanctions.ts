import * as z from 'zod'
import { Draft } from './comments.ts'
import { endpoint } from './endpoint.ts'
import { RuleCode } from './findings.ts'
import { Counted, Id, line, prose, Time } from './shapes.ts'

export const SanctionKind = z
  .enum(['warn', 'limit', 'ban'])
  .describe(
    '`warn`: words to be read once before the person writes again; `limit`: their comments are checked first, or come at an interval; `ban`: they cannot comment, edit, agree, flag or report.',
  )
  .meta({ id: 'SanctionKind' })

const Reason = prose(10, 500).describe('Why, in words. The person reads them; nobody else outside staff does.')
const Why = prose(10, 500).describe('Why, in words.')
const SlowSeconds = z.int().min(10).max(86_400)

const End = z.enum(['over', 'acknowledged', 'lifted', 'error', 'appeal'])
const AppealState = z.enum(['asked', 'upheld', 'lifted'])

/** What a moderator did about a person, as that person is told of it: never by whom. */
export const Sanction = z
  .object({
    id: Id,
    kind: SanctionKind,
    slowSeconds: z
      .int()
      .nullable()
      .describe('Of a limit: seconds between two comments. Null: comments are checked first.'),
    section: z.string().nullable().describe('Null for the whole site.'),
    rule: RuleCode,
    reason: z.string(),
    createdAt: Time,
    endsAt: Time.nullable().describe('Null for a warning, and for a ban until it is reviewed.'),
    reviewAt: Time.nullable().describe('By when a moderator reviews it.'),
    lastsUntil: Time.nullable().describe(
      'When it ends by itself at the latest, also if nobody reviews it; null for a warning, which lasts until it is acknowledged.',
    ),
    isHolding: z.boolean(),
    acknowledgedAt: Time.nullable(),
    endedAt: Time.nullable(),
    ended: End.nullable().describe('How it ended; `error`: it was made in error.'),
    appeal: z.object({
      isPossible: z.boolean().describe('Once, while it holds.'),
      state: AppealState.nullable(),
      words: z.string().nullable().describe('What the person wrote.'),
      answer: z.string().nullable().describe('What the moderator answered who judged it.'),
      at: Time.nullable(),
      decidedAt: Time.nullable(),
    }),
    comments: z
      .array(z.object({ id: Id, url: z.string(), text: z.string().describe('Its beginning, as plain text.') }))
      .describe('The person’s comments that led to it.'),
    cases: z.array(z.object({ id: Id, reference: z.string() })),
  })
  .meta({ id: 'Sanction' })

export const StaffSanction = Sanction.extend({
  personId: Id,
  name: z.string(),
  by: z.string().nullable().describe('Who made it.'),
  note: z.string().nullable(),
  version: Counted,
  undoUntil: Time.nullable().describe('Until when it can be taken back as made in error; null if it cannot.'),
  mayChange: z.boolean().describe('Whether the viewer may change or end it.'),
  mayJudge: z.boolean().describe('Whether an appeal waits which the viewer may decide: another moderator does.'),
  history: z.array(
    z.object({
      step: z.enum([
        'made',
        'acknowledged',
        'changed',
        'lifted',
        'error',
        'appealed',
        'appeal_upheld',
        'appeal_lifted',
        'over',
      ]),
      at: Time,
      by: z.string().nullable(),
      words: z.string().nullable(),
      before: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).nullable(),
    }),
  ),
}).meta({ id: 'StaffSanction' })

export const NewSanction = z
  .object({
    kind: SanctionKind,
    rule: RuleCode,
    reason: Reason,
    endsAt: Time.nullable().default(null).describe('Of a limit or a ban: within a year.'),
    reviewAt: Time.nullable().default(null).describe('Of a ban without an end: when it is reviewed, within a year.'),
    slowSeconds: SlowSeconds.nullable().default(null),
    section: line(1, 100)
      .nullable()
      .default(null)
      .describe('Null for the whole site: for a moderator of all of it, or an owner.'),
    note: prose(1, 1000).nullable().default(null).describe('For staff alone.'),
    commentIds: z.array(Id).max(20).default([]).describe('Comments of the person that led to it.'),
    caseIds: z.array(Id).max(20).default([]),
  })
  .meta({ id: 'NewSanction' })

/** What a problem document with the code `sanctioned` carries beside its standard members. */
export const SanctionedProblem = z
  .object({
    sanctionId: Id,
    kind: SanctionKind,
    reason: z.string(),
    rule: RuleCode,
    endsAt: Time.nullable().describe('When it ends at the latest; null for a warning that waits to be read.'),
    sanction: Sanction,
    retryAt: Time.nullable().describe('Of an interval between comments: when the next may come.'),
    serverTime: Time,
    draft: Draft.nullable().describe('The text, kept before it was refused.'),
  })
  .meta({ id: 'SanctionedProblem' })

const ById = z.object({ id: Id })
const Count = z.int().nonnegative()

export const sanctionEndpoints = {
  'GET /api/v1/me/sanctions': endpoint({
    summary: 'What moderators did about oneself, newest first; what was made in error is left out',
    tag: 'Sanctions',
    role: 'reader',
    result: z.object({ sanctions: z.array(Sanction) }),
    errors: [],
  }),
  'POST /api/v1/me/sanctions/:id/acknowledge': endpoint({
    forGuests: true,
    guard: 'none',
    summary: 'Say that one has read a warning, and write again',
    tag: 'Sanctions',
    role: 'reader',
    params: ById,
    result: Sanction,
    errors: ['not_found', 'conflict'],
  }),
  'POST /api/v1/me/sanctions/:id/appeal': endpoint({
    forGuests: true,
    guard: 'none',
    summary: 'Ask that another moderator look at a limit or ban again; once, while it holds',
    tag: 'Sanctions',
    role: 'reader',
    params: ById,
    body: z.object({ words: prose(10, 2000).describe('Why it should not stand.') }),
    result: Sanction,
    errors: ['not_found', 'conflict'],
  }),
  'POST /api/v1/people/:id/sanctions': endpoint({
    about: 'section',
    guard: 'none',
    summary: 'Warn, limit or ban a person',
    tag: 'Sanctions',
    role: 'moderator',
    status: 201,
    params: ById,
    body: NewSanction,
    result: StaffSanction,
    errors: ['not_found', 'conflict'],
  }),
  'GET /api/v1/sanctions': endpoint({
    about: 'sections',
    summary: 'Limits and bans that need a moderator, or hold: appeals first asked, reviews first due, then the newest',
    tag: 'Sanctions',
    role: 'moderator',
    query: z.object({ list: z.enum(['appeals', 'reviews', 'holding']).default('holding') }),
    result: z.object({
      sanctions: z.array(StaffSanction),
      counts: z.object({ appeals: Count, reviews: Count }),
    }),
    errors: [],
  }),
  'PATCH /api/v1/sanctions/:id': endpoint({
    about: 'sanction',
    guard: 'none',
    summary: 'Change a limit or ban that holds: its end, its review, its interval or its reason',
    tag: 'Sanctions',
    role: 'moderator',
    params: ById,
    body: z.object({
      version: Counted,
      endsAt: Time.nullable().describe('As it is to be.'),
      reviewAt: Time.nullable().default(null),
      slowSeconds: SlowSeconds.nullable().default(null),
      reason: Reason,
      why: Why.describe('Why it is changed; for staff alone.'),
    }),
    result: StaffSanction,
    errors: ['not_found', 'conflict'],
  }),
  'POST /api/v1/sanctions/:id/end': endpoint({
    about: 'sanction',
    guard: 'none',
    summary: 'End a sanction early; within ten minutes also as made in error, of which the person keeps no trace',
    tag: 'Sanctions',
    role: 'moderator',
    params: ById,
    body: z.object({
      version: Counted,
      why: Why.describe('Why it is ended; for staff alone.'),
      inError: z.boolean().default(false),
    }),
    result: StaffSanction,
    errors: ['not_found', 'conflict'],
  }),
  'POST /api/v1/sanctions/:id/appeal-decision': endpoint({
    about: 'sanction',
    guard: 'none',
    summary: 'Decide an appeal against a limit or ban that another moderator made',
    tag: 'Sanctions',
    role: 'moderator',
    params: ById,
    body: z.object({
      version: Counted,
      decision: z.enum(['uphold', 'lift']),
      answer: Why.describe('Why; the person reads it.'),
    }),
    result: StaffSanction,
    errors: ['not_found', 'conflict'],
  }),
} as const
