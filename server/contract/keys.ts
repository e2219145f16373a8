import * as z from 'zod'
import { endpoint } from './endpoint.ts'
import { Id, line, Time } from './shapes.ts'

export const PublisherKey = z
  .object({ id: Id, name: z.string().describe('What it is for.'), createdAt: Time })
  .meta({ id: 'PublisherKey' })

export const keyEndpoints = {
  'GET /api/v1/keys': endpoint({
    summary: 'Keys of the publisher’s own systems, oldest first',
    tag: 'Site',
    role: 'owner',
    result: z.object({ keys: z.array(PublisherKey) }),
    errors: [],
  }),
  'POST /api/v1/keys': endpoint({
    guard: 'none',
    summary:
      'Make a key with which a publisher’s own system begins stories, describes them, and sends texts and updates',
    tag: 'Site',
    role: 'owner',
    status: 201,
    body: z.object({ name: line(1, 60).describe('What it is for.') }),
    result: PublisherKey.extend({
      key: z.string().describe('Sent as a bearer token. Told this once; the server keeps a hash of it.'),
    }),
    errors: ['conflict', 'confirm_first'],
  }),
  'DELETE /api/v1/keys/:id': endpoint({
    guard: 'none',
    summary: 'Revoke a key: it opens nothing from the next request on',
    tag: 'Site',
    role: 'owner',
    status: 204,
    params: z.object({ id: Id }),
    result: z.null(),
    errors: ['not_found'],
  }),
} as const
