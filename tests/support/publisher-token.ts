import { randomUUID } from 'node:crypto'
import { SignJWT } from 'jose'
import type { Context } from '../../server/context.ts'
import type { Result } from '../../server/contract/index.ts'
import type { TestPerson } from './start-server.ts'

type TokenSettings = Result<'GET /api/v1/site'>['settings']['signIn']['token']

export const TOKEN_ISSUER = 'https://news.example'

/** Lets the publisher's tokens sign in; answers with the secret they are signed with. */
export async function allowTokens(owner: TestPerson, token: Partial<TokenSettings> = {}): Promise<string> {
  const { settings } = await owner.call('GET /api/v1/site')
  const all = { ...settings.signIn.token, isOn: true, issuer: TOKEN_ISSUER, ...token }
  await owner.call('PATCH /api/v1/site/settings', { body: { signIn: { ...settings.signIn, token: all } } })
  return (await owner.call('POST /api/v1/site/sign-in/secret')).secret
}

/** What a publisher's server would put into a token. */
export function claimsFor({ config, now }: Context, user: Record<string, unknown> = {}): Record<string, unknown> {
  const iat = Math.floor(now() / 1000)
  const said = { id: 'reader-1', name: 'Rita Reader', ...user }
  return { iss: TOKEN_ISSUER, aud: config.PUBLIC_URL, iat, exp: iat + 300, jti: randomUUID(), user: said }
}

export function signed(claims: Record<string, unknown>, secret: string): Promise<string> {
  return new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(Buffer.from(secret))
}

/** A good token, on a site that takes them from now on. */
export async function publisherToken(owner: TestPerson, ctx: Context, user?: Record<string, unknown>): Promise<string> {
  return signed(claimsFor(ctx, user), await allowTokens(owner))
}
