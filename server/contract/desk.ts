import * as z from 'zod'
import { CommentState } from './comments.ts'
import { endpoint } from './endpoint.ts'
import { Action, Finding, RuleCode } from './findings.ts'
import { Decided, HeldVerdict } from './held.ts'
import { Screening } from './screening.ts'
import { Counted, Cursor, Id, line, prose, Time } from './shapes.ts'
import { Commenting } from './suspensions.ts'

export const Claim = z
  .object({
    by: z.string().describe('The moderator who has it open.'),
    isMine: z.boolean(),
    until: Time.describe('By the server’s clock; renewed while it is open.'),
  })
  .meta({ id: 'Claim' })

/** A comment as moderators see it in a list. */
export const QueueItem = z
  .object({
    id: Id,
    storyId: Id,
    storyTitle: z.string(),
    section: z.string(),
    state: CommentState,
    author: z.string(),
    personId: Id.nullable().describe('Null for people without an account here.'),
    isFirst: z.boolean().describe('Nothing by this person was let through yet.'),
    isOwn: z.boolean().describe('The viewer’s own: another moderator has to decide it.'),
    html: z.string(),
    parent: z.object({ author: z.string(), html: z.string() }).nullable().describe('The comment it answers.'),
    revision: z.int().positive(),
    createdAt: Time,
    commenting: Commenting,
    claim: Claim.nullable(),
    screenings: z.array(Screening).describe('The rules of the site that held it.'),
  })
  .meta({ id: 'QueueItem' })

export const DeskDecision = z
  .object({
    id: z.string(),
    at: Time,
    by: z.object({ id: Id, name: z.string() }).nullable().describe('Null once the account is gone.'),
    verb: z.enum(['approve', 'reject', 'send_back', 'pin', 'unpin', 'note', 'judge']),
    rule: RuleCode.nullable(),
    reason: z.string().nullable().describe('Told to the writer; of a note, its words.'),
    finding: Finding.nullable().describe('Of the judgement of a case.'),
    action: Action.nullable(),
    caseId: Id.nullable(),
    reference: z.string().nullable(),
    undoneAt: Time.nullable(),
    comment: z.object({ id: Id, storyId: Id, storyTitle: z.string(), author: z.string(), html: z.string() }).nullable(),
  })
  .meta({ id: 'DeskDecision' })

const Other = z.object({ id: Id, author: z.string(), html: z.string(), state: CommentState, createdAt: Time })

/** One comment with all that its decision needs. */
export const QueuedComment = z
  .object({
    item: QueueItem,
    editedAt: Time.nullable(),
    rule: RuleCode.nullable().describe('Of one removed, rejected or sent back: the rule it broke.'),
    isPinned: z.boolean(),
    above: z.array(Other).describe('What it answers, from the top of the branch down; the nearest ten.'),
    after: z.array(Other).describe('What was written beside it next, at most three.'),
    replies: z.int().nonnegative(),
    story: z.object({ id: Id, title: z.string(), url: z.string(), section: z.string(), commenting: Commenting }),
    quotes: z
      .array(z.object({ exact: z.string(), prefix: z.string(), suffix: z.string() }))
      .describe('Passages of the story that the comment quotes, as they stand in it.'),
    writer: z
      .object({
        id: Id,
        name: z.string(),
        since: Time.nullable(),
        counts: z.record(CommentState, z.int().nonnegative()),
        against: z.array(z.object({ id: Id, reference: z.string(), finding: Finding, at: Time })),
        latest: z.array(z.object({ id: Id, storyTitle: z.string(), html: z.string(), state: CommentState, at: Time })),
      })
      .nullable()
      .describe('Null for people without an account here.'),
    decisions: z.array(DeskDecision).describe('What moderators decided on it, newest first.'),
    openCase: z.object({ id: Id, reference: z.string() }).nullable().describe('A case about it that waits.'),
  })
  .meta({ id: 'QueuedComment' })

export const DeskCounts = z
  .object({
    reported: Counted,
    misrepresentation: Counted,
    pending: Counted,
    first: Counted,
    approved: Counted,
    appeals: Counted.describe('Of cases, and against limits and bans.'),
    sanctionAppeals: Counted.describe('Of the appeals, those against limits and bans.'),
  })
  .meta({ id: 'DeskCounts' })

const HoldingRule = z
  .object({ id: Id, name: z.string(), isRemoved: z.boolean(), pending: Counted })
  .meta({ id: 'HoldingRule' })

const Refused = z.object({
  id: Id,
  code: z.string(),
  detail: z.string(),
  current: z.unknown().optional().describe('How it stands now.'),
})

const comment = { about: 'comment', tag: 'Moderation', role: 'moderator', params: z.object({ id: Id }) } as const

export const deskEndpoints = {
  'GET /api/v1/desk': endpoint({
    about: 'sections',
    summary:
      'How much waits for moderators, by queue: open cases, comments to be checked and those of them by new people, comments let through that wait for reopening',
    tag: 'Moderation',
    role: 'moderator',
    result: DeskCounts,
    errors: [],
  }),
  'GET /api/v1/desk/rules': endpoint({
    about: 'sections',
    summary: 'The rules of the site by which comments are held, with how many of those that wait each holds',
    tag: 'Moderation',
    role: 'moderator',
    result: z.object({ rules: z.array(HoldingRule) }),
    errors: [],
  }),
  'GET /api/v1/queue': endpoint({
    about: 'sections',
    summary: 'Comments of a queue: those that wait oldest first, all newest first',
    tag: 'Moderation',
    role: 'moderator',
    query: z.object({
      queue: z
        .enum(['pending', 'first', 'approved', 'all'])
        .default('pending')
        .describe('`first`: pending, by people of whom nothing was let through yet; `approved` waits for reopening.'),
      storyId: Id.optional(),
      section: line(0, 80).optional(),
      personId: Id.optional(),
      ruleId: Id.optional().describe('Held by this rule of the site, as the comment stands.'),
      search: line(1, 100).optional().describe('Part of what was written.'),
      age: z
        .enum(['last_hour', 'last_day', 'last_week', 'over_hour', 'over_day'])
        .optional()
        .describe('Written within that time, or longer ago.'),
      after: Cursor.optional().describe('`next` of the page before.'),
    }),
    result: z.object({
      items: z.array(QueueItem),
      next: Cursor.nullable().describe('A search goes on from there also where a page has fewer, or none.'),
    }),
    errors: [],
  }),
  'GET /api/v1/queue/:id': endpoint({
    ...comment,
    summary: 'One comment with its thread, its writer’s history and what was decided on it',
    result: QueuedComment,
    errors: ['not_found'],
  }),
  'PUT /api/v1/queue/:id/claim': endpoint({
    ...comment,
    guard: 'none',
    summary:
      'Have a comment in hand for three minutes, or for three more; another moderator’s is taken over on request',
    body: z.object({ takeOver: z.boolean().default(false) }),
    result: Claim,
    errors: ['not_found', 'conflict'],
  }),
  'DELETE /api/v1/queue/:id/claim': endpoint({
    ...comment,
    guard: 'none',
    summary: 'Lay a comment down',
    status: 204,
    result: z.null(),
    errors: ['not_found'],
  }),
  'POST /api/v1/queue/decisions': endpoint({
    about: 'sections',
    summary: 'Decide several held comments alike; each is decided or refused by itself',
    tag: 'Moderation',
    role: 'moderator',
    guard: 'release',
    body: z.object({
      items: z
        .array(z.object({ id: Id, revision: Counted.describe('The revision that was read.') }))
        .min(1)
        .max(100),
      verdict: HeldVerdict,
    }),
    result: z.object({ decided: z.array(Decided), refused: z.array(Refused) }),
    errors: [],
  }),
  'POST /api/v1/decisions/undo': endpoint({
    about: 'sections',
    summary: 'Take back one’s own acts of the last ten seconds, before anybody is told of them',
    tag: 'Moderation',
    role: 'moderator',
    guard: 'none',
    body: z.object({ ids: z.array(Id).min(1).max(100).describe('Of acts, as their decision answered.') }),
    result: z.object({ undone: z.array(Id), refused: z.array(Refused) }),
    errors: [],
  }),
  'GET /api/v1/decisions': endpoint({
    about: 'sections',
    summary: 'Who decided what on which comment, newest first',
    tag: 'Moderation',
    role: 'moderator',
    query: z.object({ personId: Id.optional(), commentId: Id.optional(), after: Cursor.optional() }),
    result: z.object({
      decisions: z.array(DeskDecision),
      next: Cursor.nullable(),
      moderators: z.array(z.object({ id: Id, name: z.string() })),
    }),
    errors: [],
  }),
  'POST /api/v1/comments/:id/measure': endpoint({
    ...comment,
    guard: 'none',
    summary:
      'Fold a visible comment under a note, or remove it, by a rule of the site: opens a case, with the finding made. It can be undone in the case for ten minutes, and appealed once it is told',
    body: z.object({
      action: z.enum(['collapse', 'remove']),
      revision: Counted.describe('The revision that was read.'),
      rule: RuleCode.exclude(['misrepresentation']).describe('The rule it breaks.'),
      explanation: prose(20, 1000).describe('Goes to the writer; public with the finding.'),
    }),
    result: z.object({ caseId: Id, reference: z.string() }),
    errors: ['not_found', 'forbidden', 'conflict'],
  }),
  'POST /api/v1/comments/:id/notes': endpoint({
    ...comment,
    guard: 'none',
    summary: 'Leave a note on a comment for other moderators',
    status: 201,
    body: z.object({ body: prose(1, 2000) }),
    result: DeskDecision,
    errors: ['not_found'],
  }),
  'PUT /api/v1/comments/:id/pin': endpoint({
    ...comment,
    guard: 'none',
    summary: 'Make a comment the one that stands first under its story, or no longer',
    body: z.object({ isPinned: z.boolean() }),
    result: z.object({ actId: Id.nullable().describe('Null where nothing had to change.'), undoUntil: Time }),
    errors: ['not_found', 'conflict'],
  }),
} as const
