import * as z from 'zod'
import { endpoint } from './endpoint.ts'
import { Name, Password, Session } from './people.ts'
import { Id, Time } from './shapes.ts'

export const Code = z.string().min(6).max(40).describe('From the app, or a recovery code.')

/** Somewhere a person is signed in. */
export const MySession = z
  .object({
    id: Id,
    device: z.string().describe('In words, from what the browser says of itself.'),
    site: z.string().nullable().describe('Of a session in a publisher’s page: its origin.'),
    createdAt: Time,
    usedAt: Time.describe('When it was last used, to the hour.'),
    isCurrent: z.boolean().describe('The one that asks.'),
  })
  .meta({ id: 'MySession' })

export const Erasure = z
  .object({
    words: z.enum(['delete', 'keep']).describe('Whether the person’s comments lose their words, or only their name.'),
    askedAt: Time,
    dueAt: Time.describe('Until when it can be taken back; signing in does.'),
  })
  .meta({ id: 'Erasure' })

const tag = 'Account'
const write = { guard: 'none', tag, role: 'reader' } as const

export const accountEndpoints = {
  'PATCH /api/v1/me': endpoint({
    ...write,
    summary: 'Change one’s name, also over what one wrote before',
    status: 204,
    body: z.object({ name: Name }),
    result: z.null(),
    errors: ['forbidden', 'conflict'],
  }),
  'GET /api/v1/me/sessions': endpoint({
    summary: 'Where one is signed in',
    tag,
    role: 'reader',
    result: z.object({
      sessions: z.array(MySession).describe('Those used last first, 100 at most.'),
      isCut: z.boolean().describe('Whether there are more.'),
    }),
    errors: ['forbidden'],
  }),
  'DELETE /api/v1/me/sessions/:id': endpoint({
    ...write,
    summary: 'End one of one’s sessions',
    status: 204,
    params: z.object({ id: Id }),
    result: z.null(),
    errors: ['forbidden', 'not_found'],
  }),
  'DELETE /api/v1/me/sessions': endpoint({
    ...write,
    summary: 'End all of one’s sessions but this one',
    result: z.object({ ended: z.int().nonnegative() }),
    errors: ['forbidden'],
  }),
  'PUT /api/v1/me/password': endpoint({
    ...write,
    summary: 'Change one’s password, which ends one’s other sessions',
    status: 204,
    body: z.object({ present: z.string().min(1).max(128), password: Password }),
    result: z.null(),
    errors: ['forbidden', 'wrong_password', 'conflict'],
  }),
  'POST /api/v1/me/confirm': endpoint({
    ...write,
    summary:
      'Prove once more who one is, which some endpoints ask for: by a code, or without a second factor by the password',
    status: 204,
    body: z.object({ code: Code.optional(), password: z.string().max(128).optional() }),
    result: z.null(),
    errors: ['forbidden', 'wrong_code', 'wrong_password', 'conflict'],
  }),
  'POST /api/v1/me/second-factor': endpoint({
    ...write,
    summary: 'Begin to set up codes from an app (TOTP)',
    status: 201,
    result: z.object({ secret: z.string().describe('Base32.'), uri: z.string().describe('For the app: otpauth://') }),
    errors: ['forbidden', 'conflict', 'confirm_first'],
  }),
  'POST /api/v1/me/second-factor/confirm': endpoint({
    ...write,
    summary: 'Switch the second factor on, with a first code; answers with recovery codes, which are told once',
    body: z.object({ code: Code }),
    result: z.object({ recoveryCodes: z.array(z.string()) }),
    errors: ['forbidden', 'conflict', 'wrong_code', 'confirm_first'],
  }),
  'POST /api/v1/me/second-factor/recovery-codes': endpoint({
    ...write,
    summary: 'Make ten new recovery codes; the old ones stop working',
    result: z.object({ recoveryCodes: z.array(z.string()) }),
    errors: ['forbidden', 'conflict', 'confirm_first'],
  }),
  'DELETE /api/v1/me/second-factor': endpoint({
    ...write,
    summary: 'Switch one’s second factor off',
    status: 204,
    result: z.null(),
    errors: ['forbidden', 'conflict', 'confirm_first'],
  }),
  'DELETE /api/v1/people/:id/second-factor': endpoint({
    ...write,
    role: 'owner',
    summary: 'Take away the second factor of somebody who lost it; they are told by mail',
    status: 204,
    params: z.object({ id: Id }),
    result: z.null(),
    errors: ['not_found', 'conflict', 'confirm_first'],
  }),
  'PUT /api/v1/people/:id/erasure': endpoint({
    ...write,
    role: 'owner',
    summary: 'Erase a guest, at once; who has an account does it themselves',
    status: 204,
    params: z.object({ id: Id }),
    body: z.object({ words: Erasure.shape.words }),
    result: z.null(),
    errors: ['not_found', 'confirm_first'],
  }),
  'GET /api/v1/me/mutes': endpoint({
    summary: 'Whose comments one does not want to read',
    tag,
    role: 'reader',
    result: z.object({ muted: z.array(z.object({ personId: Id, name: z.string(), mutedAt: Time })) }),
    errors: [],
  }),
  'PUT /api/v1/me/mutes/:id': endpoint({
    ...write,
    summary: 'Mute a person for oneself alone; they are not told',
    status: 204,
    params: z.object({ id: Id }),
    result: z.null(),
    errors: ['not_found', 'conflict'],
  }),
  'DELETE /api/v1/me/mutes/:id': endpoint({
    ...write,
    summary: 'Show a muted person’s comments again',
    status: 204,
    params: z.object({ id: Id }),
    result: z.null(),
    errors: ['not_found'],
  }),
  'GET /api/v1/me/erasure': endpoint({
    summary: 'Whether one’s account is to be erased, and when',
    tag,
    role: 'reader',
    result: z.object({ erasure: Erasure.nullable() }),
    errors: ['forbidden'],
  }),
  'PUT /api/v1/me/erasure': endpoint({
    ...write,
    summary: 'Ask for one’s account to be erased, a day from now',
    body: Erasure.pick({ words: true }),
    result: Erasure,
    errors: ['forbidden', 'conflict', 'confirm_first'],
  }),
  'DELETE /api/v1/me/erasure': endpoint({
    ...write,
    summary: 'Keep one’s account after all',
    status: 204,
    result: z.null(),
    errors: ['forbidden', 'not_found'],
  }),
  'POST /api/v1/sessions/second-factor': endpoint({
    guard: 'none',
    summary: 'End a sign-in that was refused with `second_factor`',
    tag,
    role: 'anyone',
    status: 201,
    body: z.object({ challenge: z.string().min(20).max(100), code: Code }),
    result: Session,
    errors: ['unauthenticated', 'wrong_code'],
  }),
} as const
