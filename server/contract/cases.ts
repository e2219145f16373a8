import * as z from 'zod'
import { endpoint } from './endpoint.ts'
import { Action, CaseKind, Finding, OutsidePost, RuleCode } from './findings.ts'
import { MisrepresentationType } from './flags.ts'
import { Match, SourceKind } from './quotations.ts'
import { Cursor, Id, line, prose, Time } from './shapes.ts'

export const CaseState = z
  .enum([
    'submitted',
    'triage',
    'review',
    'waiting_reply',
    'awaiting_second',
    'decided',
    'published',
    'appealed',
    'closed',
    'corrected',
    'withdrawn',
    'gone',
  ])
  .describe(
    '`decided`: not told to anybody yet and can be undone; `awaiting_second`: a second moderator has to confirm; `appealed`: under review again, by somebody else.',
  )
  .meta({ id: 'CaseState' })

export const CaseQueue = z
  .enum(['open', 'mine', 'waiting', 'appeals', 'decided', 'ended'])
  .describe(
    '`open` waits for a moderator, `mine` is in one’s own hands, `waiting` for the reply of the person concerned, `decided` has a finding, `ended` has none.',
  )
  .meta({ id: 'CaseQueue' })

export const CaseSummary = z
  .object({
    id: Id,
    reference: z.string(),
    kind: CaseKind,
    state: CaseState,
    version: z.int(),
    storyId: Id,
    storyTitle: z.string(),
    commentId: Id.nullable(),
    outsidePostId: Id.nullable(),
    commenter: z.string().describe('Who wrote what is flagged: here, or the account elsewhere.'),
    wrote: z.string().describe('The claim, or the beginning of the comment.'),
    says: z.string().describe('The words of the source; empty unless it is about misrepresentation.'),
    flagKinds: z.array(RuleCode).describe('What it was flagged for, each once.'),
    flagCount: z
      .int()
      .nullable()
      .describe('Null for a story’s author and whoever wrote the comment, who are not told.'),
    weight: z.number().nullable().describe('Of its flags together, by what became of earlier ones; for moderators.'),
    assignee: z.string().nullable(),
    isMine: z.boolean(),
    dueAt: Time,
    createdAt: Time,
    finding: Finding.nullable(),
    updateNumber: z.int().nullable().describe('The author’s update that answers it.'),
  })
  .meta({ id: 'CaseSummary' })

const Decision = z
  .object({
    round: z.int(),
    finding: Finding,
    explanation: z.string(),
    rule: RuleCode.nullable(),
    action: Action,
    asksAuthor: z.boolean(),
    decidedBy: z.string().nullable(),
    decidedAt: Time,
    isOwn: z.boolean().describe('Whether the viewer made it: then somebody else has to confirm it.'),
    secondedBy: z.string().nullable(),
    publishedAt: Time.nullable(),
  })
  .meta({ id: 'Decision' })

/** What somebody did here before; for moderators. */
export const PersonHistory = z
  .object({
    id: Id,
    name: z.string(),
    since: Time.nullable().describe('When the account was made.'),
    comments: z.int(),
    removed: z.int().describe('Comments removed or rejected.'),
    against: z
      .array(z.object({ id: Id, reference: z.string(), finding: Finding, at: Time }))
      .describe('Findings against them in the last 180 days, newest first.'),
    flagsUpheld: z.int(),
    flagsDenied: z.int(),
    flagsOpen: z.int(),
    weight: z.number(),
  })
  .meta({ id: 'PersonHistory' })

export const CaseReach = z
  .object({
    people: z.int().describe('Beyond those in the case, each counted once.'),
    replied: z.int(),
    agreed: z.int(),
    quoted: z.int(),
    subscribed: z.int(),
    told: z.int().describe('People who have a notice; each has one.'),
    read: z.int(),
  })
  .describe('Whom a finding would tell, or did; a person may be counted under several heads.')
  .meta({ id: 'CaseReach' })

/** What only moderators see of a case; of the other people in it nothing, for a moderator who is part of it. */
export const StaffView = z.object({
  flags: z
    .array(
      z.object({
        kind: RuleCode,
        type: MisrepresentationType.nullable(),
        explanation: z.string(),
        law: z.string().nullable(),
        by: z.string().nullable(),
        at: Time,
        withdrawnAt: Time.nullable(),
        weight: z.number(),
      }),
    )
    .describe('The first hundred, oldest first; `flagCount` counts all that stand.'),
  notes: z.array(z.object({ id: Id, by: z.string().nullable(), body: z.string(), at: Time })),
  appeals: z.array(
    z.object({ by: z.string().nullable(), part: z.enum(['concerned', 'flagger']), reason: z.string(), at: Time }),
  ),
  decisions: z.array(Decision).describe('Oldest first; the last may not be published yet.'),
  steps: z.array(
    z.object({
      at: Time,
      step: z.string(),
      by: z.string().nullable(),
      role: z.string(),
      from: z.string().nullable(),
      to: z.string().nullable(),
      entry: z.int().describe('Its number in the log.'),
    }),
  ),
  concerned: PersonHistory.nullable(),
  flaggers: z.array(PersonHistory),
  reach: CaseReach,
  staffConcern: z.enum(['marked', 'flagged_by_staff', 'staff_words']).nullable(),
  bar: z
    .enum(['author', 'concerned', 'flagger', 'quoted', 'earlier'])
    .nullable()
    .describe('Why the viewer may not judge it; null if they may.'),
  mayUndo: z
    .boolean()
    .describe(
      'Whether the viewer may take the finding back or publish it at once: who made or confirmed it, or an owner.',
    ),
  findings: z.array(Finding).describe('Those a case of this kind can have.'),
  repliesAsked: z.boolean().describe('Whether there is somebody to hear before a finding against them.'),
})

export const CaseFile = CaseSummary.extend({
  round: z.int(),
  commentText: z.string().describe('Plain text of what was flagged, as it stood.'),
  commentRevision: z.int(),
  commentChanged: z.boolean().describe('Edited or deleted since.'),
  commentState: z.string().nullable(),
  commentNow: z.string().nullable().describe('Plain text as it stands now, where that differs and is public.'),
  outside: OutsidePost.nullable(),
  claim: Match.nullable(),
  claimIn: z.enum(['text', 'translation']),
  sourceKind: SourceKind.nullable(),
  sourceId: Id.nullable(),
  sourceText: z.string().describe('Plain text of the quoted revision of the source.'),
  isSourceConfirmed: z
    .boolean()
    .describe('False for a story’s text that one reader’s browser sent and nobody else’s confirmed yet.'),
  sourceChanged: z.boolean().describe('The source has a newer revision.'),
  sourceNow: Match.nullable().describe('Where the passage stands in the newest revision; null unless it changed.'),
  source: Match.nullable(),
  allegation: z.string().nullable(),
  replyAskedAt: Time.nullable(),
  replyDueAt: Time.nullable(),
  reply: z.string().nullable(),
  repliedAt: Time.nullable(),
  hasWaivedReply: z.boolean(),
  answer: z.string().nullable().describe('What the story’s author says to it.'),
  publishAt: Time.nullable().describe('When a finding is published, unless it is undone before.'),
  appealUntil: Time.nullable(),
  correctedAt: Time.nullable(),
  staff: StaffView.nullable().describe('Null for a story’s author.'),
}).meta({ id: 'CaseFile' })

const version = z.int().positive().describe('The version of the case that was read.')

/** What a moderator does with a case beside deciding it. */
export const CaseStep = z.discriminatedUnion('step', [
  z.object({
    version,
    step: z.enum(['take', 'release', 'begin_review', 'second', 'undo', 'publish']),
  }),
  z.object({
    version,
    step: z.literal('ask_reply'),
    allegation: prose(20, 1000).describe('What is alleged, for the person concerned: without saying who flagged.'),
    hours: z.int().min(24).max(168).optional().describe('Time to answer; the site’s setting unless given.'),
  }),
  z.object({
    version,
    step: z.enum(['decline', 'reopen']),
    reason: prose(3, 1000).describe('For other moderators; kept as a note.'),
  }),
  z.object({ version, step: z.literal('mark_staff'), isStaffConcerned: z.boolean() }),
])

const one = { params: z.object({ id: Id }), result: CaseFile, tag: 'Misrepresentation' } as const

export const caseEndpoints = {
  'GET /api/v1/cases': endpoint({
    about: 'sections',
    summary:
      'Cases: those that are open by weight and due date, others newest first; a story’s author sees those about their stories',
    tag: 'Misrepresentation',
    role: 'reader',
    query: z.object({
      queue: CaseQueue.default('open'),
      kind: z
        .enum([...CaseKind.options, 'reported'])
        .optional()
        .describe('`reported`: conduct and illegal content.'),
      storyId: Id.optional(),
      after: Cursor.optional(),
    }),
    result: z.object({
      cases: z.array(CaseSummary),
      next: Cursor.nullable(),
      counts: z.record(CaseQueue, z.int().nonnegative()).describe('How many cases each queue has.'),
    }),
    errors: ['forbidden'],
  }),
  'GET /api/v1/cases/:id': endpoint({
    about: 'case',
    ...one,
    summary: 'One case with both texts',
    role: 'reader',
    errors: ['not_found'],
  }),
  'POST /api/v1/cases/:id/steps': endpoint({
    about: 'case',
    ...one,
    guard: 'none',
    summary: 'Take a case, ask the person concerned for a reply, confirm, undo or publish a finding',
    role: 'moderator',
    body: CaseStep,
    errors: ['not_found', 'conflict', 'forbidden'],
  }),
  'POST /api/v1/cases/:id/decision': endpoint({
    about: 'case',
    ...one,
    guard: 'none',
    summary: 'Record a finding with its explanation and action; it is published after ten minutes unless undone',
    role: 'moderator',
    body: z.object({
      version,
      finding: Finding,
      explanation: prose(20, 1000).describe('Goes to the people concerned; public with the finding.'),
      action: Action,
      rule: RuleCode.nullable().default(null).describe('The rule broken; beside misrepresentation, another one.'),
      asksAuthor: z.boolean().default(false).describe('Ask the story’s author for a clarification.'),
    }),
    errors: ['not_found', 'conflict', 'forbidden', 'invalid'],
  }),
  'POST /api/v1/cases/:id/notes': endpoint({
    about: 'case',
    ...one,
    guard: 'none',
    summary: 'Leave a note for other moderators',
    role: 'moderator',
    body: z.object({ body: prose(1, 2000) }),
    errors: ['not_found'],
  }),
  'PATCH /api/v1/cases/:id/post': endpoint({
    about: 'case',
    ...one,
    guard: 'none',
    summary: 'Put right who posted what was reported on another site, for every case about that post',
    role: 'moderator',
    body: z.object({ postedBy: line(1, 120), originatedBy: line(0, 120) }),
    errors: ['not_found', 'conflict', 'forbidden'],
  }),
  'PUT /api/v1/cases/:id/answer': endpoint({
    ...one,
    guard: 'none',
    summary: 'What the story’s author says to a case, apart from the finding; published beside it',
    role: 'reader',
    body: z.object({ answer: prose(1, 1000).nullable().describe('Null takes it back.') }),
    errors: ['not_found', 'forbidden', 'conflict'],
  }),
} as const
