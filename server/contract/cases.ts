import * as z from 'zod'
import { endpoint } from './endpoint.ts'
import { Id, prose, Time } from './shapes.ts'

export const MisrepresentationType = z
  .enum(['misquoted', 'out_of_context', 'overstated', 'wrongly_attributed', 'invented', 'overtaken', 'other'])
  .describe('What the reader says is wrong with the claim.')
  .meta({ id: 'MisrepresentationType' })

export const Finding = z
  .enum([
    'fair_paraphrase',
    'lacks_context',
    'overstates',
    'misquotes',
    'wrongly_attributes',
    'invented',
    'overtaken',
    'cannot_be_settled',
  ])
  .describe('The judgement; separate from the action.')
  .meta({ id: 'Finding' })

export const Action = z
  .enum(['none', 'note'])
  .describe('`note` puts the finding beside the comment; `none` records it only.')
  .meta({ id: 'Action' })

export const SourceKind = z.enum(['story', 'comment', 'update']).meta({ id: 'SourceKind' })

const Quoted = prose(3, 1000)

/**
 * Where a quotation was found: `exact`, `normalised` (typography, white space and case folded), or `fuzzy`: a passage
 * worded a little differently.
 */
export const Match = z
  .object({
    how: z.enum(['exact', 'normalised', 'fuzzy', 'absent']),
    score: z
      .number()
      .min(0)
      .max(1)
      .nullable()
      .describe('Of a fuzzy match: the share of the quotation that stands there.'),
    exact: z.string().describe('The words as they stand in the text, or as sent when absent.'),
    prefix: z.string().describe('Up to 64 characters before (W3C TextQuoteSelector).'),
    suffix: z.string().describe('Up to 64 characters after.'),
    start: z.int().nullable().describe('Offset in UTF-16 units in the plain text of the revision.'),
    end: z.int().nullable(),
  })
  .meta({ id: 'Match' })

export const ClaimInput = z.object({
  exact: Quoted.describe('Words of the comment.'),
  start: z.int().nonnegative().optional().describe('Where the reader selected them, to tell repeated words apart.'),
})
export const SourceInput = z.object({
  kind: SourceKind.default('story'),
  id: Id.optional().describe('The comment or update quoted; left out for the story itself.'),
  exact: Quoted.describe('Words of the story, comment or update.'),
  start: z.int().nonnegative().optional(),
})

/** A finding as readers see it beside the comment. */
export const Note = z
  .object({
    reference: z.string().describe('The case, such as MR-2026-0001.'),
    finding: Finding,
    explanation: z.string(),
    wrote: z.string().describe('The words of the comment that were judged.'),
    says: z.string().describe('The words of the source; empty when the comment quoted was deleted since.'),
    sourceKind: SourceKind,
    decidedAt: Time,
    updateNumber: z.int().nullable().describe('The author’s update that answers it.'),
  })
  .meta({ id: 'Note' })

/** The state of a case, as the person who flagged may see it. */
export const FlagReceipt = z
  .object({
    id: Id,
    reference: z.string(),
    claim: Match,
    source: Match,
    joined: z.boolean().describe('True when others had flagged the same claim and passage before.'),
  })
  .meta({ id: 'FlagReceipt' })

export const CaseSummary = z
  .object({
    id: Id,
    reference: z.string(),
    state: z.enum(['submitted', 'decided']),
    version: z.int(),
    storyId: Id,
    storyTitle: z.string(),
    commentId: Id,
    commenter: z.string(),
    wrote: z.string(),
    says: z.string(),
    flagCount: z.int(),
    createdAt: Time,
    finding: Finding.nullable(),
    updateNumber: z.int().nullable().describe('The author’s update that answers it.'),
  })
  .meta({ id: 'CaseSummary' })

export const CaseFile = CaseSummary.extend({
  commentText: z.string().describe('Plain text of the revision that was flagged.'),
  commentRevision: z.int(),
  commentChanged: z.boolean().describe('The comment was edited or deleted since.'),
  claim: Match,
  sourceKind: SourceKind,
  sourceText: z.string().describe('Plain text of the quoted revision of the source.'),
  sourceChanged: z.boolean().describe('The source has a newer revision.'),
  source: Match,
  flags: z.array(
    z.object({
      type: MisrepresentationType,
      explanation: z.string(),
      by: z.string().nullable().describe('Who flagged; null for a story’s author, who is not told.'),
      at: Time,
    }),
  ),
  explanation: z.string().nullable(),
  action: Action.nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: Time.nullable(),
  mayDecide: z.boolean().describe('False for someone who is part of the case.'),
}).meta({ id: 'CaseFile' })

export const caseEndpoints = {
  'POST /api/v1/comments/:id/flags/check': endpoint({
    guard: 'none',
    summary: 'Look the two quotations of a flag up without flagging',
    tag: 'Misrepresentation',
    role: 'reader',
    params: z.object({ id: Id }),
    body: z.object({ claim: ClaimInput, source: SourceInput }),
    result: z.object({ claim: Match, source: Match }),
    errors: ['not_found'],
  }),
  'POST /api/v1/comments/:id/flags': endpoint({
    guard: 'none',
    summary: 'Flag a comment for misrepresentation, with the claim and the original words',
    tag: 'Misrepresentation',
    role: 'reader',
    status: 201,
    params: z.object({ id: Id }),
    body: z.object({
      type: MisrepresentationType,
      claim: ClaimInput,
      source: SourceInput,
      explanation: prose(20, 1000).describe('What is wrong, in the reader’s words. Not public.'),
    }),
    result: FlagReceipt,
    errors: ['not_found', 'quote_absent', 'conflict', 'forbidden'],
  }),
  'GET /api/v1/cases': endpoint({
    summary: 'Cases, oldest open first; a story’s author sees those about their stories',
    tag: 'Misrepresentation',
    role: 'reader',
    query: z.object({ state: z.enum(['submitted', 'decided']).default('submitted'), storyId: Id.optional() }),
    result: z.object({ cases: z.array(CaseSummary) }),
    errors: ['forbidden'],
  }),
  'GET /api/v1/cases/:id': endpoint({
    summary: 'One case with both texts',
    tag: 'Misrepresentation',
    role: 'reader',
    params: z.object({ id: Id }),
    result: CaseFile,
    errors: ['not_found'],
  }),
  'POST /api/v1/cases/:id/decision': endpoint({
    guard: 'none',
    summary: 'Record a finding with its explanation and action',
    tag: 'Misrepresentation',
    role: 'moderator',
    params: z.object({ id: Id }),
    body: z.object({
      version: z.int().positive().describe('The version of the case that was read.'),
      finding: Finding,
      explanation: prose(20, 1000).describe('Public when the action is a note.'),
      action: Action,
    }),
    result: CaseFile,
    errors: ['not_found', 'conflict', 'forbidden'],
  }),
} as const
