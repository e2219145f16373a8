import * as z from 'zod'
import { Comment } from './comments.ts'
import { endpoint } from './endpoint.ts'
import { RuleCode } from './findings.ts'
import { Counted, Id, prose, Time } from './shapes.ts'

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
      'Of one removed or rejected: the case with the reasons and the way to appeal, once its finding is published; of a rejection that is after ten seconds, in which it can be undone.',
    ),
  })
  .meta({ id: 'HeldComment' })

const approval = {
  decision: z.literal('approve'),
  release: z.enum(['now', 'at_reopening']).optional(),
}
const refusal = {
  decision: z.enum(['reject', 'send_back']).describe('`send_back`: its writer can revise it, and it is read again.'),
  rule: RuleCode.describe('The rule it breaks.'),
  reason: prose(5, 500).describe('Told to the writer.'),
}
const revision = Counted.describe('The revision that was read.')

/** What becomes of a held comment, whichever. */
export const HeldVerdict = z.discriminatedUnion('decision', [z.object(approval), z.object(refusal)])

export const Decided = z.object({
  id: Id,
  state: z.enum(['visible', 'approved', 'returned', 'rejected']),
  actId: Id.describe('To undo it with.'),
  undoUntil: Time,
})

export const heldEndpoints = {
  'POST /api/v1/comments/:id/decision': endpoint({
    about: 'comment',
    summary:
      'Let a held comment through, send it back for revision, or reject it, which its writer can appeal. While commenting is paused or closed there, `release` says whether it is published now or at reopening. It holds at once, and can be undone for ten seconds',
    tag: 'Moderation',
    role: 'moderator',
    guard: 'release',
    params: z.object({ id: Id }),
    body: z.discriminatedUnion('decision', [z.object({ ...approval, revision }), z.object({ ...refusal, revision })]),
    result: Decided,
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
