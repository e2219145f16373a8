import * as z from 'zod'
import { endpoint } from './endpoint.ts'
import { Id, prose, Time } from './shapes.ts'

export const CommentingMode = z
  .enum(['open', 'paused', 'closed'])
  .describe('What readers may do in a thread: `paused` has a reason and an end or review date, `closed` has none.')
  .meta({ id: 'CommentingMode' })

export const ReasonCode = z
  .enum([
    'heated',
    'legal',
    'unverified_news',
    'privacy',
    'brigading',
    'misrepresentation_review',
    'staffing',
    'technical',
    'other',
  ])
  .meta({ id: 'ReasonCode' })

export const Suspension = z
  .object({
    id: Id,
    storyId: Id,
    scope: z.enum(['story']).describe('What the suspension covers.'),
    reasonCode: ReasonCode,
    reason: z.string().describe('The moderator’s words to readers.'),
    startsAt: Time,
    endsAt: Time.nullable().describe('When commenting reopens by itself; null if only reviewed.'),
    reviewAt: Time.nullable().describe('When the suspension will be looked at again, if it has no end.'),
    endedAt: Time.nullable().describe('When it really ended; null while it stands.'),
  })
  .meta({ id: 'Suspension' })

export const Commenting = z
  .object({ mode: CommentingMode, suspension: Suspension.nullable().describe('The suspension behind `paused`.') })
  .meta({ id: 'Commenting' })

export const suspensionEndpoints = {
  'POST /api/v1/stories/:id/suspensions': endpoint({
    summary: 'Pause commenting on a story, with a public reason and an end or a review date',
    tag: 'Suspension',
    role: 'moderator',
    status: 201,
    params: z.object({ id: Id }),
    body: z
      .object({
        reasonCode: ReasonCode,
        reason: prose(10, 500).describe('Shown to readers.'),
        endsAt: Time.optional().describe('At most 90 days ahead.'),
        reviewAt: Time.optional().describe('At most 90 days ahead.'),
        note: prose(1, 1000).optional().describe('For moderators only.'),
      })
      .refine((body) => (body.endsAt === undefined) !== (body.reviewAt === undefined), {
        message: 'Give either an end or a review date.',
        path: ['endsAt'],
      }),
    result: Suspension,
    errors: ['not_found', 'conflict', 'invalid'],
  }),
  'POST /api/v1/suspensions/:id/end': endpoint({
    summary: 'Reopen commenting now',
    tag: 'Suspension',
    role: 'moderator',
    params: z.object({ id: Id }),
    result: Suspension,
    errors: ['not_found', 'conflict'],
  }),
} as const
