import * as z from 'zod'
import { CommentState } from './comments.ts'
import { endpoint } from './endpoint.ts'
import { Finding } from './findings.ts'
import { StaffSanction } from './sanctions.ts'
import { Id, prose, Time } from './shapes.ts'

const Count = z.int().nonnegative()

export const PersonNote = z
  .object({
    id: Id,
    body: z.string(),
    by: z.string().nullable(),
    at: Time,
    mayDelete: z.boolean().describe('Its author, or an owner.'),
  })
  .meta({ id: 'PersonNote' })

/** What is known of a person here, for moderators. */
export const Standing = z
  .object({
    id: Id,
    name: z.string(),
    isGuest: z.boolean(),
    since: Time.describe('When the account was made.'),
    role: z.enum(['reader', 'member', 'author', 'moderator', 'owner']).describe('The highest they have.'),
    counts: z.object({
      published: Count.describe('Comments before readers now.'),
      approved: Count.describe('Comments a moderator let through.'),
      waiting: Count,
      rejected: Count.describe('Comments rejected or sent back.'),
      removed: Count,
      flagsUpheld: Count.describe('Their flags that findings of the last 180 days bore out.'),
      flagsUnfounded: Count,
      flagsOpen: Count,
    }),
    findings: z
      .array(z.object({ finding: Finding, count: Count }))
      .describe('Public findings on their comments, by finding, most frequent first.'),
    cases: z
      .array(z.object({ id: Id, reference: z.string(), finding: Finding, at: Time }))
      .describe('Their last cases with a public finding, newest first.'),
    sanctions: z.array(StaffSanction).describe('Newest first.'),
    notes: z.array(PersonNote).describe('Newest first.'),
    barred: z
      .string()
      .nullable()
      .describe('Why the viewer cannot warn, limit or ban this person, in words; null if they can.'),
  })
  .meta({ id: 'Standing' })

const ById = z.object({ id: Id })

export const personFileEndpoints = {
  'GET /api/v1/people/:id/standing': endpoint({
    about: 'sections',
    summary:
      'What is known of a person here: counts, findings, sanctions with their history, private notes; to a moderator of sections, sanctions and cases of those',
    tag: 'Sanctions',
    role: 'moderator',
    params: ById,
    result: Standing,
    errors: ['not_found'],
  }),
  'GET /api/v1/people/:id/comments': endpoint({
    about: 'sections',
    summary: 'A person’s comments with their states, newest first',
    tag: 'Sanctions',
    role: 'moderator',
    params: ById,
    query: z.object({ after: Id.optional().describe('The last comment of the page before.') }),
    result: z.object({
      comments: z.array(
        z.object({
          id: Id,
          storyId: Id,
          storyTitle: z.string(),
          url: z.string(),
          state: CommentState,
          text: z.string().describe('Its beginning, as plain text; empty once its writer deleted it.'),
          at: Time,
        }),
      ),
      next: Id.nullable(),
    }),
    errors: ['not_found'],
  }),
  'POST /api/v1/people/:id/notes': endpoint({
    about: 'sections',
    guard: 'none',
    summary: 'Note something about a person, for staff',
    tag: 'Sanctions',
    role: 'moderator',
    status: 201,
    params: ById,
    body: z.object({ body: prose(1, 2000) }),
    result: PersonNote,
    errors: ['not_found'],
  }),
  'DELETE /api/v1/people/:id/notes/:note': endpoint({
    about: 'sections',
    guard: 'none',
    summary: 'Delete a note of one’s own about a person; an owner, any',
    tag: 'Sanctions',
    role: 'moderator',
    status: 204,
    params: z.object({ id: Id, note: Id }),
    result: z.null(),
    errors: ['not_found', 'forbidden'],
  }),
} as const
