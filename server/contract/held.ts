import * as z from 'zod'
import { Comment } from './comments.ts'
import { endpoint } from './endpoint.ts'
import { RuleCode } from './findings.ts'
import { Screening } from './screening.ts'
import { Counted, Cursor, Id, prose, Time } from './shapes.ts'
import { Commenting } from './suspensions.ts'

/** One's own comment that is not public: with its words, and what became of it. */
export const HeldComment = z
  .object({
    comment: Comment,
    body: z.string().describe('The source text.'),
    because: z
      .string()
      .nullable()
      .describe('Of one that waits: why a rule of the site held it, in a sentence; null where no rule did.'),
    rejection: z.string().nullable().describe('Why it was rejected or sent back, in the moderator’s words.'),
    caseId: Id.nullable().describe(
      'Of one removed or rejected: the case with the reasons and the way to appeal, once its finding is published.',
    ),
  })
  .meta({ id: 'HeldComment' })

/** A comment that waits, as moderators see it. */
export const QueueItem = z
  .object({
    id: Id,
    storyId: Id,
    storyTitle: z.string(),
    state: z.enum(['pending', 'approved']),
    author: z.string(),
    authorId: Id.nullable(),
    html: z.string(),
    parent: z.object({ author: z.string(), html: z.string() }).nullable().describe('The comment it answers.'),
    revision: z.int().positive(),
    createdAt: Time,
    commenting: Commenting,
    screenings: z.array(Screening).describe('The rules that held it.'),
  })
  .meta({ id: 'QueueItem' })

export const heldEndpoints = {
  'GET /api/v1/queue': endpoint({
    about: 'sections',
    summary: 'Comments that wait for a moderator, or for commenting to reopen; oldest first',
    tag: 'Moderation',
    role: 'moderator',
    query: z.object({
      state: z.enum(['pending', 'approved']).default('pending'),
      storyId: Id.optional(),
      after: Cursor.optional(),
    }),
    result: z.object({
      items: z.array(QueueItem),
      next: Cursor.nullable(),
      counts: z.object({ pending: z.int().nonnegative(), approved: z.int().nonnegative() }),
    }),
    errors: [],
  }),
  'POST /api/v1/comments/:id/decision': endpoint({
    about: 'comment',
    summary:
      'Let a held comment through, send it back for revision, or reject it, which its writer can appeal. While commenting is paused or closed there, `release` says whether it is published now or at reopening',
    tag: 'Moderation',
    role: 'moderator',
    guard: 'release',
    params: z.object({ id: Id }),
    body: z.discriminatedUnion('decision', [
      z.object({
        decision: z.literal('approve'),
        revision: Counted.describe('The revision that was read.'),
        release: z.enum(['now', 'at_reopening']).optional(),
      }),
      z.object({
        decision: z
          .enum(['reject', 'send_back'])
          .describe('`send_back`: its writer can revise it, and it is read again.'),
        revision: Counted.describe('The revision that was read.'),
        rule: RuleCode.describe('The rule it breaks.'),
        reason: prose(5, 500).describe('Told to the writer.'),
      }),
    ]),
    result: z.object({ id: Id, state: z.enum(['visible', 'approved', 'returned', 'rejected']) }),
    errors: ['not_found', 'forbidden', 'conflict', 'invalid'],
  }),
  'GET /api/v1/stories/:id/held': endpoint({
    summary: 'One’s own comments under a story that are not public',
    tag: 'Comments',
    role: 'reader',
    params: z.object({ id: Id }),
    result: z.object({ held: z.array(HeldComment) }),
    errors: ['not_found'],
  }),
} as const
