import * as z from 'zod'
import { endpoint } from './endpoint.ts'
import { Email, Name, Session } from './people.ts'
import { line, Time } from './shapes.ts'

/** An address of another system's: https, or this machine for trying it out. */
const SystemUrl = z
  .url({ protocol: /^https?$/ })
  .max(300)
  .refine(isSafe, 'Must begin with https://.')

function isSafe(address: string): boolean {
  const { protocol, hostname } = new URL(address)
  return protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
}

const ProviderId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,29}$/)
  .describe('Part of the address the provider sends people back to.')

export const ProviderSettings = z
  .object({
    id: ProviderId,
    name: line(1, 40).describe('As it stands on the button.'),
    issuer: SystemUrl.describe('Where the provider describes itself (OpenID Connect Discovery).'),
    clientId: z.string().trim().min(1).max(300),
    isOn: z.boolean(),
  })
  .meta({ id: 'ProviderSettings' })

/** Whether people write without an account, and what they give for it. */
export const GuestsAllowed = z
  .enum(['off', 'name', 'email', 'confirmed'])
  .describe('`confirmed`: with an e-mail address, confirmed before what they write is shown.')
  .meta({ id: 'GuestsAllowed' })

const TokenSettings = z
  .object({
    isOn: z.boolean(),
    issuer: z.string().trim().max(300).describe('What `iss` of a token has to be.'),
    check: z.enum(['secret', 'keys']).describe('By the secret that was shown once, or by keys at an address.'),
    keysUrl: SystemUrl.nullable().describe('Address of the publisher’s public keys (JWKS).'),
    roles: z.array(z.enum(['member', 'author', 'moderator'])).describe('Roles that a token may give.'),
    badges: z.array(line(1, 24)).max(20).describe('Labels that a token may put beside a name.'),
  })
  .refine(({ isOn, issuer }) => !isOn || issuer !== '', { path: ['issuer'], error: 'Say who signs the tokens.' })
  .refine(({ isOn, check, keysUrl }) => !isOn || check === 'secret' || keysUrl !== null, {
    path: ['keysUrl'],
    error: 'Say where the keys are.',
  })

export const SignInSettings = z
  .object({
    password: z.boolean().describe('Readers sign in with a password; owners always may.'),
    link: z.boolean().describe('A letter with a link signs in.'),
    guests: GuestsAllowed,
    providers: z
      .array(ProviderSettings)
      .max(5)
      .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'Two providers have one id.'),
    token: TokenSettings,
  })
  .meta({ id: 'SignInSettings' })

/** The ways in that are open to readers. */
export const Ways = z
  .object({
    password: z.boolean(),
    link: z.boolean(),
    signUp: z.boolean().describe('Whether an account with a password can be made.'),
    guests: GuestsAllowed,
    providers: z.array(z.object({ id: ProviderId, name: z.string() })),
    token: z.boolean(),
    mail: z
      .enum(['sent', 'file', 'console', 'off'])
      .describe('Where letters go: to their readers, into a folder of this server, into its log, or nowhere.'),
  })
  .meta({ id: 'Ways' })

export const signInEndpoints = {
  'GET /api/v1/sign-in': endpoint({
    summary: 'The ways to sign in',
    tag: 'People',
    role: 'anyone',
    result: Ways,
    errors: [],
  }),
  'POST /api/v1/sessions/token': endpoint({
    guard: 'none',
    summary:
      'Exchange a token signed by the publisher for a session with a reader’s rights only; each token works once',
    tag: 'People',
    role: 'anyone',
    status: 201,
    headers: z.object({ origin: z.string().max(300).optional() }),
    body: z.object({ token: z.string().min(20).max(8192).describe('A JWT (RFC 7519).') }),
    result: Session,
    errors: ['unauthenticated', 'forbidden', 'unavailable'],
  }),
  'POST /api/v1/sessions/guest': endpoint({
    guard: 'none',
    summary: 'Begin to write as a guest, where the site allows it',
    tag: 'People',
    role: 'anyone',
    status: 201,
    body: z.object({ name: Name, email: Email.optional() }),
    result: Session,
    errors: ['forbidden', 'conflict'],
  }),
  'GET /api/v1/site/sign-in': endpoint({
    summary: 'What other systems need to know to sign people in here, and which secrets are kept',
    tag: 'Site',
    role: 'owner',
    result: z.object({
      audience: z.string().describe('What `aud` of a publisher’s token has to be.'),
      returnTo: z.string().describe('Begins the address a provider sends people back to; its id and `/back` follow.'),
      tokenSecretAt: Time.nullable().describe(
        'When the secret of the publisher’s token was made; null if there is none.',
      ),
      providersWithSecret: z.array(ProviderId),
      sendsMail: z.boolean().describe('Whether this server sends letters at all.'),
    }),
    errors: [],
  }),
  'POST /api/v1/site/sign-in/secret': endpoint({
    guard: 'none',
    summary: 'Make a new secret for the publisher’s token; the one before works for another day',
    tag: 'Site',
    role: 'owner',
    status: 201,
    result: z.object({ secret: z.string().describe('Told this once.'), madeAt: Time }),
    errors: ['confirm_first'],
  }),
  'PUT /api/v1/site/sign-in/providers/:id/secret': endpoint({
    guard: 'none',
    summary: 'Set the client secret of a provider; it is never told again',
    tag: 'Site',
    role: 'owner',
    status: 204,
    params: z.object({ id: ProviderId }),
    body: z.object({ secret: z.string().trim().min(1).max(500) }),
    result: z.null(),
    errors: ['not_found', 'confirm_first'],
  }),
} as const
