import { createRemoteJWKSet, customFetch, errors, type JWTPayload, type JWTVerifyOptions, jwtVerify } from 'jose'
import * as z from 'zod'
import { signInSecret } from '../../db/sign-in-secrets.ts'
import type { Context } from '../context.ts'
import { Email, Name } from '../contract/people.ts'
import { line } from '../contract/shapes.ts'
import { Refusal } from '../errors.ts'
import { fetchFor, isOutOfReach } from '../outgoing/fetch-in-reach.ts'
import { OUT_OF_REACH } from '../outgoing/reach.ts'
import type { Settings } from '../sites/settings.ts'
import { TOKEN_SECRET } from './secrets.ts'

type TokenSettings = Settings['signIn']['token']

/** A token is made for one visit: how long it may be good for, and how far clocks may differ, seconds. */
const LONGEST = 10 * 60
const TOLERANCE = 30
const KEYS_TIMEOUT_MS = 5_000

const Claims = z.object({
  jti: z.string().min(8).max(200),
  iat: z.int(),
  exp: z.int(),
  user: z.object({
    id: z.string().min(1).max(200),
    name: Name,
    email: Email.optional(),
    email_verified: z.boolean().default(false),
    avatar: z
      .url({ protocol: /^https$/ })
      .max(500)
      .optional(),
    roles: z.array(z.string().max(40)).max(10).default([]),
    author_of: z
      .array(z.url({ protocol: /^https?$/ }).max(2000))
      .max(50)
      .default([]),
    badges: z.array(line(1, 24)).max(10).default([]),
  }),
})
export type TokenClaims = z.output<typeof Claims>

/**
 * What a publisher's token says, once its signature, issuer, audience and times are found right. Whether it was used
 * before is not looked at.
 *
 * @throws Refusal `unauthenticated`, with what is wrong; `unavailable`: the publisher's keys cannot be fetched.
 */
export async function checkToken(ctx: Context, settings: TokenSettings, token: string): Promise<TokenClaims> {
  const now = ctx.now()
  const options: JWTVerifyOptions = {
    issuer: settings.issuer,
    audience: ctx.config.PUBLIC_URL,
    requiredClaims: ['exp', 'iat', 'jti'],
    maxTokenAge: LONGEST,
    clockTolerance: TOLERANCE,
    currentDate: new Date(now),
  }
  const payload = await (settings.check === 'secret'
    ? bySecret(ctx, token, options)
    : byKeys(ctx, settings.keysUrl ?? '', token, options)
  ).catch((error: unknown) => {
    throw refusalOf(ctx, error)
  })
  const claims = Claims.safeParse(payload)
  if (!claims.success) {
    const [issue] = claims.error.issues
    throw wrong(`\`${issue?.path.join('.')}\` is missing or not as expected.`)
  }
  if (claims.data.exp - claims.data.iat > LONGEST) throw wrong('It may be good for ten minutes at most.')
  return claims.data
}

/** By the secret that stands, or the one before it for a day. Nothing but HS256: a token does not choose how it is checked. */
async function bySecret(ctx: Context, token: string, options: JWTVerifyOptions): Promise<JWTPayload> {
  const row = await signInSecret(ctx.db.read, TOKEN_SECRET)
  if (!row) throw wrong('This site has no secret to check it with yet.')
  const secrets = [row.secret]
  if (row.previous && (row.previousUntil ?? 0) > ctx.now()) secrets.push(row.previous)
  let failure: unknown
  for (const secret of secrets) {
    try {
      const { payload } = await jwtVerify(token, Buffer.from(secret), { ...options, algorithms: ['HS256'] })
      return payload
    } catch (error) {
      failure = error
      if (!(error instanceof errors.JWSSignatureVerificationFailed)) break
    }
  }
  throw failure
}

async function byKeys(ctx: Context, url: string, token: string, options: JWTVerifyOptions): Promise<JWTPayload> {
  const { payload } = await jwtVerify(token, keysAt(ctx, url), { ...options, algorithms: ['RS256', 'ES256', 'EdDSA'] })
  return payload
}

const keySets = new Map<string, ReturnType<typeof createRemoteJWKSet>>()

/** The keys at an address: kept for ten minutes, and fetched anew for one that is not known, every half minute at most. */
function keysAt(ctx: Context, url: string): ReturnType<typeof createRemoteJWKSet> {
  const key = `${ctx.config.PRIVATE_NETWORK} ${url}`
  const known = keySets.get(key)
  if (known) return known
  const made = createRemoteJWKSet(new URL(url), {
    timeoutDuration: KEYS_TIMEOUT_MS,
    cooldownDuration: 30_000,
    cacheMaxAge: 10 * 60_000,
    [customFetch]: fetchFor(ctx),
  })
  // An owner changes the address now and then; the old one's keys are of no more use.
  keySets.clear()
  keySets.set(key, made)
  return made
}

function refusalOf({ log }: Context, error: unknown): unknown {
  if (error instanceof Refusal) return error
  if (isOutOfReach(error)) {
    log.warn({ why: OUT_OF_REACH }, 'the publisher’s keys were not fetched')
    return new Refusal('unavailable', 'The publisher’s keys are at an address that this server does not ask.')
  }
  if (error instanceof errors.JWTExpired) return wrong('Its time is over. Load the page again.')
  if (error instanceof errors.JWTClaimValidationFailed)
    return wrong(`\`${error.claim}\` is missing or not as expected.`)
  const isOurs = error instanceof errors.JOSEError
  if (
    error instanceof errors.JWKSTimeout ||
    error instanceof errors.JWKSInvalid ||
    !isOurs ||
    error.code === 'ERR_JOSE_GENERIC'
  )
    return new Refusal('unavailable', 'The keys to check this sign-in with cannot be fetched from the publisher now.')
  return wrong('It is not signed as expected.')
}

function wrong(what: string): Refusal {
  return new Refusal('unauthenticated', `The publisher’s token was refused. ${what}`)
}
