import * as z from 'zod'
import { endpoint } from './endpoint.ts'
import { SourceKind } from './quotations.ts'
import { Id, Time } from './shapes.ts'

export const CaseKind = z
  .enum(['misrepresentation', 'conduct', 'illegal'])
  .describe('`conduct`: spam, abuse, off topic, privacy and other, all flags of a comment in one case.')
  .meta({ id: 'CaseKind' })

export const RuleCode = z
  .enum(['misrepresentation', 'spam', 'abuse', 'off_topic', 'privacy', 'illegal', 'other'])
  .describe('One of the site’s rules; `GET /api/v1/rules` has their words.')
  .meta({ id: 'RuleCode' })

export const Finding = z
  .enum([
    'fair_paraphrase',
    'lacks_context',
    'overstates',
    'misquotes',
    'wrongly_attributes',
    'invented',
    'overtaken',
    'breaks_rules',
    'within_rules',
    'cannot_be_settled',
  ])
  .describe('The judgement; separate from the action. `breaks_rules` and `within_rules` are of cases about conduct.')
  .meta({ id: 'Finding' })

export const Action = z
  .enum(['none', 'note', 'ask_edit', 'collapse', 'remove', 'statement'])
  .describe(
    '`note` puts the finding beside the comment; `ask_edit` and `collapse` too, and ask for a correction or fold the comment; `statement` is a public finding on a post elsewhere; `none` records it only.',
  )
  .meta({ id: 'Action' })

export const Rule = z
  .object({ code: RuleCode, title: z.string(), words: z.string() })
  .describe('A rule of the site, in its own words.')
  .meta({ id: 'Rule' })

/** A finding as readers see it beside the comment. */
export const Note = z
  .object({
    reference: z.string().describe('The case, such as MR-2026-0001; its page is `/cases/` and that.'),
    finding: Finding,
    explanation: z.string().describe('Why; on the page of a case it is empty once the writer deleted the comment.'),
    action: Action,
    wrote: z.string().describe('The words of the comment that were judged; empty where it is not about a quotation.'),
    says: z.string().describe('The words of the source; empty when the comment quoted was deleted since.'),
    sourceKind: SourceKind.nullable(),
    sourceChanged: z.boolean().describe('The passage is not in the source any more as it stands now.'),
    decidedAt: Time.describe('When it was published.'),
    correctedAt: Time.nullable().describe('When the writer edited the words concerned away.'),
    reply: z.string().nullable().describe('The answer of the person concerned, as plain text.'),
    answer: z.string().nullable().describe('What the story’s author says to it, as plain text.'),
    isAppealed: z.boolean().describe('Another moderator looks at it again.'),
    updateNumber: z.int().nullable().describe('The author’s update that answers it.'),
  })
  .meta({ id: 'Note' })

/** A post on another site, as readers are told of it. */
export const OutsidePost = z
  .object({
    id: Id,
    url: z.string(),
    host: z.string(),
    postedBy: z.string(),
    originatedBy: z.string().describe('Who is said to have written it first; empty if that is the same.'),
    text: z.string().describe('What it said when it was reported.'),
    language: z.string().describe('BCP 47.'),
    translation: z.string().describe('Empty if none was given.'),
    linkState: z.enum(['unchecked', 'alive', 'gone', 'unreachable', 'refused']),
    linkCheckedAt: Time.nullable(),
  })
  .meta({ id: 'OutsidePost' })

/** A published finding, with all that stands beside it. */
export const PublicCase = Note.extend({
  storyId: Id,
  storyTitle: z.string(),
  storyUrl: z.string(),
  round: z.int().positive().describe('Above 1 after an appeal.'),
  comment: z
    .object({
      id: Id,
      author: z.string().describe('Empty when the comment is not shown.'),
      isShown: z
        .boolean()
        .describe(
          'False: deleted by its writer or removed. Its words are not shown, nor what was said about them, unless this finding removed it.',
        ),
      hasChanged: z.boolean(),
    })
    .nullable()
    .describe('Null for a post elsewhere.'),
  outside: OutsidePost.nullable(),
  sourceId: Id.nullable(),
  sourceAuthor: z.string().nullable().describe('Of a comment that is quoted.'),
  rule: RuleCode.nullable().describe('Another rule that is broken.'),
  hadReply: z
    .enum(['answered', 'waived', 'lapsed', 'none'])
    .describe('What became of the right of reply; `none` where nobody could be asked.'),
  repliedAt: Time.nullable(),
  answeredAt: Time.nullable(),
  flaggedAt: Time,
  hadSecond: z.boolean().describe('A second moderator confirmed it.'),
  earlier: z
    .array(z.object({ finding: Finding, explanation: z.string(), publishedAt: Time }))
    .describe('Findings before an appeal, oldest first.'),
}).meta({ id: 'PublicCase' })

export const findingEndpoints = {
  'GET /api/v1/findings/:reference': endpoint({
    summary: 'A published finding of misrepresentation, by its reference',
    tag: 'Misrepresentation',
    role: 'anyone',
    params: z.object({ reference: z.string().regex(/^[A-Z]{2}-\d{4}-\d{4,7}$/) }),
    result: PublicCase,
    errors: ['not_found'],
  }),
  'GET /api/v1/stories/:id/elsewhere': endpoint({
    summary: 'Posts about a story on other sites that were checked, newest finding first',
    tag: 'Misrepresentation',
    role: 'anyone',
    params: z.object({ id: Id }),
    result: z.object({ cases: z.array(PublicCase) }),
    errors: ['not_found'],
  }),
  'GET /api/v1/rules': endpoint({
    summary: 'The site’s rules, by which flags are judged',
    tag: 'Misrepresentation',
    role: 'anyone',
    result: z.object({ rules: z.array(Rule) }),
    errors: [],
  }),
} as const
