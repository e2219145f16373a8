import * as z from 'zod'
import { endpoint } from './endpoint.ts'
import { Id, line, Time } from './shapes.ts'

export const RoleName = z.enum(['member', 'author', 'moderator', 'owner']).meta({ id: 'RoleName' })

/** A role given to a person. An author is author of one story; a moderator or member may be one for a section only. */
export const Grant = z
  .object({
    role: RoleName,
    storyId: Id.nullable().describe('The story, for an author; null otherwise.'),
    section: line(1, 80)
      .nullable()
      .default(null)
      .describe('Of a moderator or member: where it holds; null for the whole site.'),
  })
  .meta({ id: 'Grant' })

export const Person = z
  .object({
    id: Id,
    name: z.string(),
    role: z.enum(['reader', 'moderator', 'owner']).describe('The highest role on the site.'),
    authorOf: z.array(Id).describe('Stories this person is the author of.'),
    isMember: z.boolean().describe('May write where only members may.'),
    sections: z.array(z.string()).describe('Sections this person moderates, where not the whole site.'),
    memberOf: z.array(z.string()).describe('Sections in which this person may write where only members may.'),
    guest: z
      .object({ mustConfirm: z.boolean().describe('What they write is shown once they confirm their address.') })
      .nullable()
      .describe('Of somebody without an account; null for others.'),
  })
  .meta({ id: 'Person' })

export const Email = z.email().max(254).describe('Never shown to others.')
export const Password = z.string().min(10).max(128)
export const Name = line(2, 60).describe('Shown beside what the person writes.')

export const Session = z
  .object({
    token: z.string().describe('Bearer token. A first-party page also receives it as an HttpOnly cookie.'),
    person: Person,
  })
  .meta({ id: 'Session' })

export const PersonForOwner = Person.extend({
  email: z.string(),
  grants: z.array(Grant),
  hasSecondFactor: z.boolean(),
  createdAt: Time,
}).meta({
  id: 'PersonForOwner',
})

export const peopleEndpoints = {
  'POST /api/v1/sessions': endpoint({
    guard: 'none',
    summary: 'Sign in with e-mail and password',
    tag: 'People',
    role: 'anyone',
    status: 201,
    body: z.object({ email: Email, password: z.string().min(1).max(128) }),
    result: Session,
    errors: ['unauthenticated', 'second_factor', 'forbidden'],
  }),
  'DELETE /api/v1/sessions/current': endpoint({
    forGuests: true,
    guard: 'none',
    summary: 'Sign out',
    tag: 'People',
    role: 'reader',
    status: 204,
    result: z.null(),
    errors: [],
  }),
  'POST /api/v1/sessions/codes': endpoint({
    guard: 'none',
    summary: 'Make a one-time code that an embedding page exchanges for a reader session',
    tag: 'People',
    role: 'reader',
    status: 201,
    body: z.object({ origin: z.url().max(300).describe('Origin of the embedding page; must be allowed by the site.') }),
    result: z.object({ code: z.string(), expiresAt: Time }),
    errors: ['forbidden'],
  }),
  'POST /api/v1/sessions/exchange': endpoint({
    guard: 'none',
    summary: 'Exchange a one-time code, on the origin it was made for, for a session with a reader’s rights only',
    tag: 'People',
    role: 'anyone',
    status: 201,
    headers: z.object({ origin: z.string().max(300).optional() }),
    body: z.object({ code: z.string().min(20).max(100) }),
    result: Session,
    errors: ['unauthenticated'],
  }),
  'GET /api/v1/me': endpoint({
    summary: 'Who is asking; `person` is null when signed out',
    tag: 'People',
    role: 'anyone',
    result: z.object({
      person: Person.nullable(),
      lacksSecondFactor: z
        .boolean()
        .describe('Whether a member of staff has to set up a second factor to act as such.'),
    }),
    errors: [],
  }),
  'POST /api/v1/setup': endpoint({
    guard: 'none',
    summary: 'Make the first owner, with the one-time link printed at start',
    tag: 'People',
    role: 'anyone',
    status: 201,
    body: z.object({ token: z.string().min(20).max(100), name: Name, email: Email, password: Password }),
    result: Session,
    errors: ['gone', 'conflict'],
  }),
  'GET /api/v1/people': endpoint({
    summary: 'People and their roles',
    tag: 'People',
    role: 'owner',
    query: z.object({
      search: line(0, 100).optional().describe('Part of a name or e-mail address.'),
      after: Id.optional().describe('The last person of the page before.'),
    }),
    result: z.object({ people: z.array(PersonForOwner), next: Id.nullable() }),
    errors: [],
  }),
  'PUT /api/v1/people/:id/grants': endpoint({
    guard: 'none',
    summary: 'Set a person’s roles',
    tag: 'People',
    role: 'owner',
    params: z.object({ id: Id }),
    body: z.object({
      grants: z.array(Grant).max(100),
      before: z
        .array(Grant)
        .max(100)
        .optional()
        .describe('The roles as they were read: refused with `conflict` if they were changed since.'),
    }),
    result: PersonForOwner,
    errors: ['not_found', 'conflict', 'confirm_first'],
  }),
} as const
