import * as z from 'zod'
import { endpoint } from './endpoint.ts'
import { RuleCode } from './findings.ts'
import { Counted, Id, line, Time } from './shapes.ts'

export const ScreeningOutcome = z
  .enum(['hold', 'refuse'])
  .describe('`hold`: a moderator looks at it first; `refuse`: its writer is told why, and can change it.')
  .meta({ id: 'ScreeningOutcome' })

const Sites = z.array(line(3, 253)).max(500)

/** What a rule looks for. */
export const ScreeningCheck = z
  .discriminatedUnion('kind', [
    z.object({
      kind: z.literal('words'),
      phrases: z
        .array(line(1, 100))
        .min(1)
        .max(2_000)
        .describe('Words and phrases; `*` at an end stands for the rest of a word.'),
      mayTell: z.boolean().default(false).describe('Whether the writer may be told the words that were found.'),
    }),
    z.object({
      kind: z.literal('pattern'),
      patterns: z
        .array(line(1, 300))
        .min(1)
        .max(20)
        .describe('Regular expressions in the syntax of RE2, without regard to case.'),
      mayTell: z.boolean().default(false),
    }),
    z.object({
      kind: z.literal('links'),
      most: z.int().min(0).max(50).nullable().describe('So many links are allowed; null: any number.'),
      blocked: Sites.default([]).describe('Sites that may not be linked to, with all their parts.'),
      allowed: Sites.default([]).describe('Sites whose links are not counted. The site’s own never are.'),
      shorteners: z.boolean().default(false).describe('Whether links that hide where they lead are caught.'),
      newcomers: z.boolean().default(false).describe('Whether any link is caught of people without a public comment.'),
    }),
    z.object({ kind: z.literal('first_comment') }),
    z.object({ kind: z.literal('premoderate') }),
    z.object({
      kind: z.literal('repeats'),
      hours: z.int().min(1).max(168),
      by: z
        .enum(['person', 'anyone'])
        .describe('`person`: by the same person; `anyone`: also the same text by several.'),
    }),
    z.object({ kind: z.literal('flood'), most: z.int().min(1).max(100), minutes: z.int().min(1).max(1440) }),
    z.object({
      kind: z.literal('automation'),
      seconds: z.int().min(0).max(60).describe('A form sent sooner after it was opened was sent by a program.'),
    }),
    z.object({
      kind: z.literal('external'),
      url: z.url({ protocol: /^https?$/ }).max(500),
      timeoutMs: z.int().min(200).max(5_000).default(1_500),
    }),
  ])
  .meta({ id: 'ScreeningCheck' })

/** Kinds after which nothing in the text can be changed: what they catch is held. */
const HOLDING = ['first_comment', 'premoderate', 'flood', 'automation', 'external']

export const ScreeningRuleWanted = z
  .object({
    name: line(1, 80),
    isOn: z.boolean().default(true),
    outcome: ScreeningOutcome.default('hold'),
    houseRule: RuleCode.default('other').describe('The rule of the site that what it catches comes under.'),
    scope: z
      .object({ sections: z.array(z.string().max(200)).max(100), storyIds: z.array(Id).max(200) })
      .default({ sections: [], storyIds: [] })
      .describe('Where it holds; both empty: everywhere.'),
    check: ScreeningCheck,
  })
  .refine(({ outcome, check }) => outcome === 'hold' || !HOLDING.includes(check.kind), {
    path: ['outcome'],
    message: 'What this kind of rule catches can only be held.',
  })

export const ScreeningRule = z
  .object({
    id: Id,
    version: z.int().positive(),
    name: z.string(),
    isOn: z.boolean(),
    outcome: ScreeningOutcome,
    houseRule: RuleCode,
    scope: z.object({ sections: z.array(z.string()), storyIds: z.array(Id) }),
    stories: z.array(z.object({ id: Id, title: z.string() })).describe('Those of the scope that are there, named.'),
    check: ScreeningCheck,
    changedBy: z.string().nullable().describe('Name.'),
    changedAt: Time,
    lately: z
      .object({
        held: z.int().nonnegative(),
        refused: z.int().nonnegative(),
        agreed: z.int().nonnegative().describe('Of those held: rejected, sent back or removed by a moderator.'),
        published: z.int().nonnegative().describe('Of those held: let through by a moderator.'),
      })
      .describe('What it caught in the last 30 days.'),
  })
  .meta({ id: 'ScreeningRule' })

/** Words that a rule found, with those around them. */
export const Excerpt = z
  .object({ before: z.string(), words: z.string(), after: z.string() })
  .describe('Plain text.')
  .meta({ id: 'Excerpt' })

/** What a rule said of a comment, as moderators see it. */
export const Screening = z
  .object({
    ruleId: Id,
    name: z.string().describe('Of the rule, as it was.'),
    kind: z.string(),
    houseRule: RuleCode,
    words: z.string().describe('What it found, in a sentence.'),
    excerpts: z.array(Excerpt),
  })
  .meta({ id: 'Screening' })

/** What a problem document with the code `screened` carries beside its standard members. */
export const ScreenedProblem = z
  .object({
    rule: RuleCode.describe('The rule of the site that the text comes under.'),
    excerpts: z.array(z.string()).describe('The words that were found, where the rule says that they may be told.'),
    serverTime: Time,
    draft: z.unknown().describe('The text, kept before it was refused; null of an edit.'),
  })
  .meta({ id: 'ScreenedProblem' })

const DryRunComment = z.object({
  id: Id,
  storyId: Id,
  storyTitle: z.string(),
  author: z.string(),
  createdAt: Time,
  decided: z
    .enum(['published', 'refused'])
    .nullable()
    .describe('By a moderator: let through, or rejected, sent back or removed; null: nobody had to decide.'),
  words: z.string(),
  excerpts: z.array(Excerpt),
})

const WithSecret = ScreeningRule.extend({
  secret: z
    .string()
    .nullable()
    .describe('What requests to an external check are signed with. Given this once; null of other kinds.'),
})

export const screeningEndpoints = {
  'GET /api/v1/screening/rules': endpoint({
    summary: 'The rules that comments are checked by before they are shown, with what each caught of late',
    tag: 'Screening',
    role: 'owner',
    result: z.object({ rules: z.array(ScreeningRule) }),
    errors: [],
  }),
  'POST /api/v1/screening/rules': endpoint({
    guard: 'none',
    summary: 'Add a rule',
    tag: 'Screening',
    role: 'owner',
    status: 201,
    body: ScreeningRuleWanted,
    result: WithSecret,
    errors: ['conflict', 'confirm_first'],
  }),
  'PUT /api/v1/screening/rules/:id': endpoint({
    guard: 'none',
    summary: 'Change a rule. What was held by it before still names it as it was',
    tag: 'Screening',
    role: 'owner',
    params: z.object({ id: Id }),
    body: z.object({
      version: Counted.describe('The version that was changed.'),
      rule: ScreeningRuleWanted,
      newSecret: z.boolean().default(false).describe('Of an external check: sign with another secret from now on.'),
    }),
    result: WithSecret,
    errors: ['not_found', 'conflict', 'confirm_first'],
  }),
  'DELETE /api/v1/screening/rules/:id': endpoint({
    guard: 'none',
    summary: 'Remove a rule. What it holds stays held',
    tag: 'Screening',
    role: 'owner',
    params: z.object({ id: Id }),
    status: 204,
    result: z.null(),
    errors: ['not_found'],
  }),
  'POST /api/v1/screening/dry-run': endpoint({
    guard: 'none',
    summary: 'What a rule would have done to the comments of late; changes nothing',
    tag: 'Screening',
    role: 'owner',
    body: z.object({ rule: ScreeningRuleWanted }),
    result: z.object({
      looked: z.int().nonnegative().describe('Comments of readers it was tried on, the latest 1,000 at most.'),
      isCut: z.boolean().describe('Whether time ran out before all were looked at.'),
      caught: z.int().nonnegative(),
      published: z.int().nonnegative().describe('Of those caught: a moderator let them through.'),
      refused: z.int().nonnegative().describe('Of those caught: a moderator rejected, sent back or removed them.'),
      comments: z.array(DryRunComment).describe('Those it would have caught, latest first, 50 at most.'),
    }),
    errors: [],
  }),
} as const
