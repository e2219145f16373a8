import * as z from 'zod'
import { endpoint } from './endpoint.ts'
import { Cursor, Id, Time } from './shapes.ts'

export const LogVerb = z
  .enum([
    'suspension.planned',
    'suspension.cancelled',
    'suspension.started',
    'suspension.extended',
    'suspension.ended',
    'schedule.made',
    'schedule.moved',
    'schedule.stopped',
    'case.step',
    'case.decided',
    'case.appealed',
    'sanction.step',
    'update.published',
    'update.edited',
    'update.withdrawn',
    'log.words_removed',
  ])
  .describe(
    'What was done. `case.step` is a step in a case that is not public, `sanction.step` one about a person: its place in the chain shows, its words are for staff.',
  )

const Hash = z.string().describe('SHA-256, in hexadecimal.')

export const LogEntry = z
  .object({
    id: Id,
    number: z.int().positive().describe('1, 2, 3 … without gaps, over the whole site.'),
    at: Time,
    verb: LogVerb,
    role: z
      .enum(['reader', 'author', 'moderator', 'owner', 'publisher', 'automatic', 'sealed'])
      .describe('In which office; never by whom. `sealed`: told to staff only.'),
    storyId: Id.nullable().describe('Null for what concerns a section or the whole site.'),
    storyTitle: z.string().nullable().describe('As it is now; not part of what is hashed.'),
    detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).describe('Public facts.'),
    words: z
      .string()
      .nullable()
      .describe('Public words of the decision; null if there were none, or they were removed.'),
    wordsSalt: z.string().nullable(),
    wordsDigest: Hash.nullable(),
    personDigest: Hash.nullable().describe('Stands for the person who acted, without telling who.'),
    previousHash: Hash,
    hash: Hash,
  })
  .meta({ id: 'LogEntry' })

export const LogCheck = z
  .object({
    number: z.int().nonnegative().describe('Number of the last entry.'),
    hash: Hash.describe('Hash of the last entry: keep it to prove later that nothing before it was changed.'),
    checkedAt: Time,
    fault: z.string().nullable().describe('The first thing found wrong, in words; null when the whole chain verifies.'),
  })
  .meta({ id: 'LogCheck' })

export const logEndpoints = {
  'GET /api/v1/log': endpoint({
    summary: 'The public log of decisions, newest first',
    tag: 'Log',
    role: 'anyone',
    query: z.object({ storyId: Id.optional(), after: Cursor.optional() }),
    result: z.object({ entries: z.array(LogEntry), next: Cursor.nullable() }),
    errors: [],
  }),
  'GET /api/v1/log/check': endpoint({
    summary: 'Whether the log’s chain of hashes verifies, and its last hash; checked anew at most once a minute',
    tag: 'Log',
    role: 'anyone',
    result: LogCheck,
    errors: [],
  }),
} as const
