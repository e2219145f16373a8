import * as z from 'zod'
import { endpoint } from './endpoint.ts'
import { Email, Name, Password } from './people.ts'

/** The same whoever has an account. */
const Sent = z.object({ sent: z.literal(true).describe('A letter is on its way.') }).meta({ id: 'Sent' })

const Next = z.string().max(4000).optional().describe('Path of this site to go on to from the link.')

/** What is done through a letter. Its link is opened on `/link`, a page. */
export const linkEndpoints = {
  'POST /api/v1/people': endpoint({
    guard: 'none',
    summary: 'Ask for an account; a letter to the address makes it, or tells its owner that there is one',
    tag: 'People',
    role: 'anyone',
    status: 201,
    body: z.object({ name: Name, email: Email, password: Password, next: Next }),
    result: Sent,
    errors: ['forbidden', 'conflict'],
  }),
  'POST /api/v1/sessions/links': endpoint({
    guard: 'none',
    summary:
      'Ask for a letter with a link that signs in, once and for 15 minutes; it makes an account where there is none',
    tag: 'People',
    role: 'anyone',
    status: 201,
    body: z.object({ email: Email, next: Next }),
    result: Sent,
    errors: ['forbidden'],
  }),
  'POST /api/v1/passwords/links': endpoint({
    guard: 'none',
    summary: 'Ask for a letter with a link that sets a new password, once and for 15 minutes',
    tag: 'People',
    role: 'anyone',
    status: 201,
    body: z.object({ email: Email, next: Next }),
    result: Sent,
    errors: ['forbidden'],
  }),
  'POST /api/v1/me/confirmation': endpoint({
    guard: 'none',
    summary: 'Ask for a letter with a link that confirms one’s e-mail address',
    tag: 'People',
    role: 'reader',
    status: 201,
    result: Sent,
    errors: ['forbidden'],
  }),
} as const
