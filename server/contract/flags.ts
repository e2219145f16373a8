import * as z from 'zod'
import { endpoint } from './endpoint.ts'
import { Checked, ClaimInput, Match, SourceInput } from './quotations.ts'
import { Id, line, prose, Time } from './shapes.ts'

export const MisrepresentationType = z
  .enum(['misquoted', 'out_of_context', 'overstated', 'wrongly_attributed', 'invented', 'overtaken', 'other'])
  .describe('What the reader says is wrong with the claim.')
  .meta({ id: 'MisrepresentationType' })

const Why = prose(20, 1000).describe('What is wrong, in the reader’s words. Read by moderators only.')
const Brief = prose(0, 1000).default('').describe('What is wrong, if it needs saying. Read by moderators only.')

const Misrepresentation = z.object({
  kind: z.literal('misrepresentation'),
  type: MisrepresentationType,
  claim: ClaimInput,
  source: SourceInput,
  explanation: Why,
})

/** What is wrong with a comment: misrepresentation with its two quotations, or something simpler. */
export const FlagInput = z.discriminatedUnion('kind', [
  Misrepresentation,
  z.object({ kind: z.enum(['spam', 'abuse', 'off_topic']), explanation: Brief }),
  z.object({ kind: z.enum(['privacy', 'other']), explanation: Why }),
  z.object({
    kind: z.literal('illegal'),
    explanation: Why.describe('Why the content is illegal, in the reader’s words. Read by moderators only.'),
    law: line(0, 200).default('').describe('The law or right concerned, as far as the reader knows it.'),
    isGoodFaith: z
      .literal(true)
      .describe(
        'That the reader believes in good faith that this is accurate and complete (Regulation (EU) 2022/2065, art. 16).',
      ),
  }),
])

/** A post on another site, as a reader reports it. */
export const OutsideInput = z.object({
  url: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .describe('Address of the post, in any spelling; a fragment counts only where it names the post (`#!`).'),
  postedBy: line(1, 120).describe('The account it stands under.'),
  originatedBy: line(0, 120).default('').describe('Who is said to have written it first, if that is somebody else.'),
  text: prose(3, 10_000).describe('What it says, copied: it is kept when the link dies.'),
  language: z
    .string()
    .max(35)
    .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
    .describe('Of the text, as BCP 47, such as zh or en-GB.'),
  translation: prose(0, 10_000).default('').describe('Into the language of the story.'),
})

const OutsideClaim = ClaimInput.describe('Words of the post, or of its translation.')

/** What somebody who flagged is told. */
export const FlagReceipt = z
  .object({
    id: Id,
    reference: z.string(),
    claim: Match.nullable(),
    source: Match.nullable(),
    joined: z.boolean().describe('True when others had flagged the same before.'),
  })
  .meta({ id: 'FlagReceipt' })

export const flagEndpoints = {
  'POST /api/v1/comments/:id/flags/check': endpoint({
    guard: 'none',
    summary: 'Look the two quotations of a flag up without flagging',
    tag: 'Misrepresentation',
    role: 'reader',
    params: z.object({ id: Id }),
    body: z.object({ claim: ClaimInput, source: SourceInput }),
    result: Checked,
    errors: ['not_found'],
  }),
  'POST /api/v1/comments/:id/flags': endpoint({
    guard: 'none',
    summary: 'Flag a comment: misrepresentation with the claim and the original words, or spam, abuse and the like',
    tag: 'Misrepresentation',
    role: 'reader',
    status: 201,
    params: z.object({ id: Id }),
    body: FlagInput,
    result: FlagReceipt,
    errors: ['not_found', 'quote_absent', 'conflict', 'forbidden', 'flag_limit', 'sanctioned'],
  }),
  'POST /api/v1/stories/:id/outside-flags/check': endpoint({
    guard: 'none',
    summary: 'Look the two quotations of a report on a post elsewhere up without reporting it',
    tag: 'Misrepresentation',
    role: 'reader',
    params: z.object({ id: Id }),
    body: z.object({
      text: OutsideInput.shape.text,
      translation: OutsideInput.shape.translation,
      claim: OutsideClaim,
      source: SourceInput,
    }),
    result: Checked,
    errors: ['not_found'],
  }),
  'POST /api/v1/stories/:id/outside-flags': endpoint({
    guard: 'none',
    summary: 'Report a post on another site that misrepresents the story; reports of one post join one record',
    tag: 'Misrepresentation',
    role: 'reader',
    status: 201,
    params: z.object({ id: Id }),
    body: z.object({
      post: OutsideInput,
      type: MisrepresentationType,
      claim: OutsideClaim,
      source: SourceInput,
      explanation: Why,
    }),
    result: FlagReceipt,
    errors: ['not_found', 'quote_absent', 'conflict', 'flag_limit', 'sanctioned'],
  }),
  'GET /api/v1/me/flagging': endpoint({
    summary:
      'Whether one may flag now: how many flags are left today, what they count for and why, and a cool-down with its reason',
    tag: 'Misrepresentation',
    role: 'reader',
    result: z.object({
      perDay: z.int(),
      left: z.int().nonnegative(),
      nextAt: Time.nullable().describe('When the next flag is free, where none is left.'),
      weight: z
        .number()
        .describe('What one’s flags count for in the order in which moderators look, 1 for somebody unknown.'),
      upheld: z.int().nonnegative().describe('One’s flags that a finding of the last 180 days proved right.'),
      denied: z.int().nonnegative().describe('Those that one found to be unfounded.'),
      coolDown: z
        .object({ until: Time, because: z.array(z.string()).describe('References of the cases it comes from.') })
        .nullable(),
    }),
    errors: [],
  }),
} as const
