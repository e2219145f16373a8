import * as z from 'zod'
import { Agreed } from './comments.ts'
import { endpoint } from './endpoint.ts'
import { Level } from './notices.ts'
import { Sanction } from './sanctions.ts'
import { Id } from './shapes.ts'

const Follows = z.object({ isSubscribed: z.boolean() })

export const reactionEndpoints = {
  'PUT /api/v1/comments/:id/reaction': endpoint({
    guard: 'react',
    summary: 'Agree with somebody else’s comment; once is enough',
    tag: 'Reactions',
    role: 'reader',
    params: z.object({ id: Id }),
    result: z.object({ agreed: Agreed }),
    errors: ['not_found', 'forbidden', 'gone', 'suspended', 'sanctioned'],
  }),
  'DELETE /api/v1/comments/:id/reaction': endpoint({
    guard: 'react',
    summary: 'Agree with a comment no longer',
    tag: 'Reactions',
    role: 'reader',
    params: z.object({ id: Id }),
    result: z.object({ agreed: Agreed }),
    errors: ['not_found', 'forbidden', 'gone', 'suspended', 'sanctioned'],
  }),
  'PUT /api/v1/stories/:id/subscription': endpoint({
    guard: 'none',
    summary: 'Follow a story: be told of its updates, of findings on comments under it, and of new comments',
    tag: 'Notices',
    role: 'reader',
    params: z.object({ id: Id }),
    result: Follows,
    errors: ['not_found'],
  }),
  'DELETE /api/v1/stories/:id/subscription': endpoint({
    guard: 'none',
    summary: 'Follow a story no longer',
    tag: 'Notices',
    role: 'reader',
    params: z.object({ id: Id }),
    result: Follows,
    errors: ['not_found'],
  }),
  'GET /api/v1/stories/:id/mine': endpoint({
    summary:
      'What a thread is to whoever asks: the comments they agree with, whether they follow the story, and what keeps them from writing',
    tag: 'Reactions',
    role: 'reader',
    params: z.object({ id: Id }),
    result: Follows.extend({
      agreed: z.array(Id),
      level: Level,
      sanctions: z.array(Sanction).describe('Those that hold for them under this story, strictest first.'),
    }),
    errors: ['not_found'],
  }),
} as const
