import * as z from 'zod'
import { endpoint } from './endpoint.ts'
import { CaseKind, Finding, RuleCode } from './findings.ts'
import { Id, line, Time } from './shapes.ts'
import { ReasonCode } from './suspensions.ts'

const Day = z.iso.date().describe('A day by the calendar of the site’s time zone.')
const Amount = z.int().nonnegative()
const Length = z.int().nonnegative().describe('Milliseconds.')

const Period = z
  .object({
    from: Day,
    to: Day.describe('The last day, counted whole.'),
    comments: z
      .object({
        posted: Amount,
        held: Amount.describe('Of those posted: that waited for a moderator, or still do.'),
        rejected: Amount.describe(
          'That a moderator rejected out of the queue in the period, whenever they were posted.',
        ),
        days: z.array(z.object({ date: Day, posted: Amount, held: Amount, rejected: Amount })),
        rules: z
          .array(z.object({ rule: RuleCode.nullable(), number: Amount }))
          .describe('The rejected, by the rule they broke.'),
      })
      .describe('By the day they were posted; imported ones by the day they were first posted.'),
    cases: z.object({
      opened: Amount.describe('Cases that a flag opened in the period.'),
      findings: z
        .array(z.object({ finding: Finding, number: Amount }))
        .describe('Decisions that were published in the period, each round of a case by itself.'),
      ended: z
        .array(z.object({ state: z.enum(['closed', 'corrected', 'withdrawn', 'gone']), number: Amount }))
        .describe('Cases that ended in the period without a finding that was published.'),
    }),
    times: z
      .array(
        z.object({
          of: z.union([CaseKind, z.literal('held')]),
          number: z.int().positive(),
          median: Length,
          p90: Length,
        }),
      )
      .describe(
        'How long decisions took: of cases from the first flag or the appeal; `held`: of comments in the queue. The nearest rank, so both are times that one of them took.',
      ),
    suspensions: z
      .array(
        z.object({
          reasonCode: ReasonCode,
          number: Amount,
          planned: Length.describe(
            'Together, up to the end that was last set; those with a review date only add nothing.',
          ),
          real: Length.describe('Together, up to when they ended, or up to now.'),
          running: Amount.describe('That have not ended yet.'),
        }),
      )
      .describe('That began in the period. Threads that age alone has closed are not among them.'),
    reach: z
      .array(
        z.object({
          kind: z.enum(['finding', 'clarification']),
          number: Amount.describe('Findings or updates that somebody was told of.'),
          told: Amount.describe('People told, counted once for each.'),
          read: Amount.describe('Of those: who has read it by now.'),
        }),
      )
      .describe('What people beyond those in a case were told of in the period.'),
  })
  .meta({ id: 'Figures' })

export const figureEndpoints = {
  'GET /api/v1/figures': endpoint({
    about: 'sections',
    summary:
      'What was posted, held, rejected, judged and paused in a period of at most 400 days, by the calendar of the site’s time zone. For staff, of the sections they moderate; for an author of the story that is named',
    tag: 'Moderation',
    role: 'reader',
    query: z.object({
      range: z
        .enum(['7', '30', '90', 'month', 'last_month'])
        .default('30')
        .describe('The last so many days up to today, this month up to today, or the month before.'),
      from: Day.optional().describe('With `to`, in place of `range`.'),
      to: Day.optional(),
      section: line(1, 80).optional(),
      storyId: Id.optional(),
      compare: z.stringbool().default(false).describe('Whether the period before is counted as well.'),
    }),
    result: z.object({
      timeZone: z.string(),
      today: Day,
      at: Time,
      period: Period,
      before: Period.nullable().describe('As many days just before; before a whole month, the whole month before it.'),
    }),
    errors: ['not_found', 'forbidden', 'invalid'],
  }),
} as const
