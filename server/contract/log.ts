import * as z from 'zod'
import { endpoint } from './endpoint.ts'
import { Cursor, Id, Time } from './shapes.ts'

export const LogEntry = z
  .object({
    id: Id,
    at: Time,
    verb: z
      .enum(['suspension.started', 'suspension.ended', 'case.decided', 'update.published'])
      .describe('What was done.'),
    role: z.enum(['author', 'moderator', 'owner', 'automatic']).describe('In which office; never by whom.'),
    storyId: Id,
    storyTitle: z.string(),
    detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).describe('Public facts.'),
  })
  .meta({ id: 'LogEntry' })

export const logEndpoints = {
  'GET /api/v1/log': endpoint({
    summary: 'The public log of decisions, newest first',
    tag: 'Log',
    role: 'anyone',
    query: z.object({ storyId: Id.optional(), after: Cursor.optional() }),
    result: z.object({ entries: z.array(LogEntry), next: Cursor.nullable() }),
    errors: [],
  }),
} as const
