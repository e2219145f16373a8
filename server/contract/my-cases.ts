import * as z from 'zod'
import { endpoint } from './endpoint.ts'
import { Action, CaseKind, Finding, Rule } from './findings.ts'
import { Match, SourceKind } from './quotations.ts'
import { Cursor, Id, prose, Time } from './shapes.ts'

/** Why something was decided, for the person whom it concerns (Regulation (EU) 2022/2065, art. 17). */
export const Statement = z
  .object({
    finding: Finding,
    action: Action,
    rules: z.array(Rule).describe('The rules it goes by; empty when none is broken.'),
    words: z.string().nullable().describe('The words concerned; null where it is the whole comment.'),
    explanation: z.string(),
    decidedAt: Time,
    hadSecond: z.boolean(),
    isAutomated: z.literal(false).describe('Findings are made by people here.'),
    wasHeldByRule: z.boolean().describe('A rule of the site’s had held the comment until a moderator read it.'),
    wasLetThrough: z
      .boolean()
      .describe('False of a comment that was held and rejected: readers saw none of its words.'),
    appeal: z
      .object({ isPossible: z.boolean(), until: Time.nullable() })
      .describe('One appeal each, judged by another moderator.'),
  })
  .meta({ id: 'Statement' })

/** A case as somebody sees it who is part of it. Who flagged, how many did, and what moderators note is never in it. */
export const MyCase = z
  .object({
    id: Id,
    reference: z.string(),
    kind: CaseKind,
    part: z.enum(['concerned', 'flagger', 'quoted']).describe('Wrote the comment, flagged it, or is quoted.'),
    stage: z
      .enum(['open', 'waiting_reply', 'decided', 'appealed', 'closed', 'corrected', 'withdrawn', 'gone'])
      .describe('How far it is, as far as this person is told: `decided` once the finding is published.'),
    storyId: Id,
    storyTitle: z.string(),
    storyUrl: z.string(),
    commentId: Id.nullable(),
    outsideUrl: z.string().nullable(),
    claim: Match.nullable(),
    sourceKind: SourceKind.nullable(),
    source: Match.nullable(),
    allegation: z.string().nullable().describe('What is alleged, in a moderator’s words; for the person concerned.'),
    replyAskedAt: Time.nullable(),
    replyDueAt: Time.nullable(),
    reply: z.string().nullable(),
    hasWaivedReply: z.boolean(),
    mayReply: z.boolean(),
    statement: Statement.nullable(),
    mayAppeal: z.boolean(),
    appeal: z.object({ reason: z.string(), at: Time }).nullable().describe('This person’s own.'),
    mayWithdraw: z.boolean().describe('One’s flag.'),
    createdAt: Time,
  })
  .meta({ id: 'MyCase' })

const one = { params: z.object({ id: Id }), result: MyCase, tag: 'Misrepresentation', role: 'reader' } as const

export const myCaseEndpoints = {
  'GET /api/v1/me/cases': endpoint({
    summary: 'The cases one is part of, newest first: as who wrote, flagged or is quoted',
    tag: 'Misrepresentation',
    role: 'reader',
    query: z.object({ after: Cursor.optional() }),
    result: z.object({ cases: z.array(MyCase), next: Cursor.nullable() }),
    errors: [],
  }),
  'GET /api/v1/me/cases/:id': endpoint({ ...one, summary: 'A case one is part of', errors: ['not_found'] }),
  'POST /api/v1/me/cases/:id/reply': endpoint({
    ...one,
    guard: 'none',
    summary: 'Answer what is alleged, before a finding; or say that one will not',
    forGuests: true,
    body: z.object({
      reply: prose(1, 1000)
        .nullable()
        .describe('Published beside the finding, if there is one; null: no answer will come.'),
    }),
    errors: ['not_found', 'conflict'],
  }),
  'POST /api/v1/me/cases/:id/appeal': endpoint({
    ...one,
    guard: 'none',
    summary: 'Appeal a finding that went against one, once; another moderator looks at it',
    forGuests: true,
    body: z.object({ reason: prose(20, 1000).describe('Read by moderators only.') }),
    errors: ['not_found', 'conflict'],
  }),
  'DELETE /api/v1/me/cases/:id/flag': endpoint({
    ...one,
    guard: 'none',
    summary: 'Take one’s flag back, as long as nothing is decided',
    errors: ['not_found', 'conflict'],
  }),
} as const
