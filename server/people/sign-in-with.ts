import {
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type Configuration,
  calculatePKCECodeChallenge,
  fetchUserInfo,
  randomPKCECodeVerifier,
} from 'openid-client'
import * as z from 'zod'
import { isTaken } from '../../db/errors.ts'
import { replaceVerification, takeVerification } from '../../db/verifications.ts'
import type { Context } from '../context.ts'
import { Email, Name } from '../contract/people.ts'
import { Refusal } from '../errors.ts'
import { newId } from '../ids.ts'
import { admit, admitted } from './admit.ts'
import { NEUTRAL_NAME } from './names.ts'
import { configurationOf, type Provider, providerOf, unreachable } from './oidc-client.ts'
import { keyOfSubject, personOfSubject, type Subject } from './subject.ts'
import { hashToken, newToken } from './tokens.ts'

/** How long somebody may stay at the provider. */
const AWAY_MS = 15 * 60_000

const Away = z.object({
  provider: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  next: z.string(),
  browser: z.string(),
})
type Away = z.output<typeof Away>

/** Why somebody is not signed in, and where they wanted to go on to, as far as that is known. */
export class NotSignedIn extends Refusal {
  readonly next: string | null

  constructor({ code, message, extra }: Refusal, next: string | null) {
    super(code, message, extra)
    this.next = next
  }
}

/**
 * Begins to sign in with a provider (OpenID Connect, authorization code with PKCE).
 *
 * @param browser token of the browser: only the one that went away may come back.
 * @returns the provider's address to go to.
 * @throws NotSignedIn `not_found`: no such provider; `unavailable`.
 */
export async function beginSignInWith(
  ctx: Context,
  providerId: string,
  { next, browser }: { next: string; browser: string },
): Promise<string> {
  try {
    const provider = await providerOf(ctx, providerId)
    const configuration = await configurationOf(ctx, provider)
    const state = newToken()
    const away: Away = {
      provider: providerId,
      nonce: newToken(),
      verifier: randomPKCECodeVerifier(),
      next,
      browser: hashToken(browser),
    }
    const now = ctx.now()
    const row = { id: newId(), identifier: nameOf(state), value: JSON.stringify(away), expiresAt: now + AWAY_MS }
    await ctx.db.transact(row.identifier, (tx) => replaceVerification(tx, { ...row, createdAt: now, updatedAt: now }))
    return buildAuthorizationUrl(configuration, {
      redirect_uri: returnAddress(ctx, providerId),
      scope: 'openid profile email',
      state,
      nonce: away.nonce,
      code_challenge: await calculatePKCECodeChallenge(away.verifier),
      code_challenge_method: 'S256',
    }).href
  } catch (error) {
    throw error instanceof Refusal ? new NotSignedIn(error, next) : error
  }
}

/**
 * Ends it, when the provider has sent somebody back.
 *
 * @param query of the address they came back to.
 * @throws NotSignedIn `gone`: not begun in this browser, used, or too long ago; `forbidden`: the person or the provider
 * said no; `second_factor`, `unauthenticated`: see `admit`; `not_found`, `unavailable`.
 */
export async function endSignInWith(
  ctx: Context,
  providerId: string,
  query: URLSearchParams,
  { browser, userAgent }: { browser: string | undefined; userAgent: string | null },
): Promise<{ session: string; next: string }> {
  const away = await takeAway(ctx, providerId, query.get('state') ?? '', browser)
  try {
    const provider = await providerOf(ctx, providerId)
    if (query.has('error')) throw refused(provider, query.get('error'))
    const subject = await subjectFrom(ctx, provider, query, away)
    return { session: await sessionOf(ctx, subject, userAgent), next: away.next }
  } catch (error) {
    throw error instanceof Refusal ? new NotSignedIn(error, away.next) : error
  }
}

async function takeAway(ctx: Context, providerId: string, state: string, browser: string | undefined): Promise<Away> {
  const name = nameOf(state)
  const row = await ctx.db.transact(name, (tx) => takeVerification(tx, name))
  const away = row && row.expiresAt > ctx.now() ? Away.parse(JSON.parse(row.value)) : undefined
  if (!away || away.provider !== providerId || !browser || hashToken(browser) !== away.browser)
    throw new NotSignedIn(
      new Refusal('gone', 'This sign-in was not begun in this browser, or too long ago. Begin it again.'),
      null,
    )
  return away
}

function refused({ name }: Provider, error: string | null): Refusal {
  if (error === 'access_denied')
    return new Refusal('forbidden', `You were not signed in: ${name} says that this was not allowed.`)
  return new Refusal('forbidden', `${name} did not sign you in. Try again, or use another way.`)
}

async function subjectFrom(ctx: Context, provider: Provider, query: URLSearchParams, away: Away): Promise<Subject> {
  const configuration = await configurationOf(ctx, provider)
  const address = new URL(`${returnAddress(ctx, provider.id)}?${query}`)
  try {
    const tokens = await authorizationCodeGrant(configuration, address, {
      pkceCodeVerifier: away.verifier,
      expectedState: query.get('state') ?? '',
      expectedNonce: away.nonce,
      idTokenExpected: true,
    })
    const claims = tokens.claims()
    if (!claims) throw new Error('no ID token')
    const more = await moreOf(configuration, tokens.access_token, claims)
    const email = Email.safeParse(more.email)
    return {
      provider: `oidc:${claims.iss}`,
      id: claims.sub,
      name: nameIn(more),
      isNameTrusted: false,
      email: email.success ? email.data : undefined,
      isEmailVerified: more.email_verified === true,
      image: null,
    }
  } catch (error) {
    throw unreachable(ctx, provider, error)
  }
}

/** Some providers tell name and address only when they are asked once more. */
async function moreOf(
  configuration: Configuration,
  accessToken: string,
  claims: { sub: string } & Record<string, unknown>,
): Promise<Record<string, unknown>> {
  const isWhole = claims.email !== undefined && claims.name !== undefined
  if (isWhole || !configuration.serverMetadata().userinfo_endpoint) return claims
  // What is not to be had, or is about somebody else, is done without.
  const more = await fetchUserInfo(configuration, accessToken, claims.sub).catch(() => ({}))
  return { ...more, ...claims }
}

/** The name to show; never the address, which is nobody's business. */
function nameIn({ name, preferred_username, nickname, given_name }: Record<string, unknown>): string {
  for (const one of [name, nickname, given_name, preferred_username]) {
    const parsed = Name.safeParse(one)
    if (parsed.success && !parsed.data.includes('@')) return parsed.data
  }
  return NEUTRAL_NAME
}

async function sessionOf(ctx: Context, subject: Subject, userAgent: string | null): Promise<string> {
  const work = async () =>
    ctx.db.transact(await keyOfSubject(ctx.db.read, subject), async (tx) => {
      const now = ctx.now()
      const { person } = await personOfSubject(tx, ctx, subject)
      return admit(tx, { personId: person.id, userAgent, now })
    })
  const admission = await work().catch((error: unknown) => {
    if (isTaken(error)) return work()
    throw error
  })
  return admitted(admission)
}

function nameOf(state: string): string {
  return `away:${hashToken(state)}`
}

function returnAddress({ config }: Context, providerId: string): string {
  return `${config.PUBLIC_URL}/sign-in/${providerId}/back`
}
