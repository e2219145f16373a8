import * as z from 'zod'
import { endpoint } from './endpoint.ts'
import { Id, line, prose, Time } from './shapes.ts'

export const UpdateKind = z
  .enum(['update', 'correction', 'clarification', 'editors_note', 'see_also', 'retraction'])
  .meta({ id: 'UpdateKind' })

export const ClaimStatus = z
  .enum(['rumour', 'reported', 'confirmed', 'denied', 'disputed'])
  .describe('How well the news in the update stands.')
  .meta({ id: 'ClaimStatus' })

export const Update = z
  .object({
    id: Id,
    storyId: Id,
    number: z.int().positive().describe('Per story from 1, without gaps, never reused.'),
    kind: UpdateKind,
    status: ClaimStatus.nullable(),
    html: z.string(),
    author: z.string(),
    publishedAt: Time,
    answers: z
      .object({ reference: z.string(), commentId: Id.nullable().describe('Once the case is decided.') })
      .nullable()
      .describe('The case this update answers.'),
  })
  .meta({ id: 'Update' })

export const updateEndpoints = {
  'POST /api/v1/stories/:id/updates': endpoint({
    guard: 'none',
    forPublishers: true,
    summary: 'Publish the next numbered update on a story',
    tag: 'Updates',
    role: 'reader',
    status: 201,
    params: z.object({ id: Id }),
    body: z.object({
      kind: UpdateKind.default('update'),
      status: ClaimStatus.nullable().default(null),
      body: prose(1, 20_000).describe('Markdown subset.'),
      byline: line(1, 120)
        .optional()
        .describe('Whose name stands under it: with a publisher’s key only, else refused.'),
      answersCaseId: Id.nullable().default(null).describe('A case about this story that the update answers.'),
    }),
    result: Update,
    errors: ['not_found', 'forbidden'],
  }),
} as const
