import type { Tx } from '../../db/database.ts'
import { deleteSignInSecret, putSignInSecret, signInSecret, signInSecretNames } from '../../db/sign-in-secrets.ts'
import type { Context } from '../context.ts'
import type { Result } from '../contract/index.ts'
import { Refusal } from '../errors.ts'
import { iso } from '../iso.ts'
import { type Settings, settingsOf } from '../sites/settings.ts'
import { COMMENTING } from '../suspensions/guard.ts'
import { sendsMail } from './ask-for-link.ts'
import { newToken } from './tokens.ts'

const DAY_MS = 24 * 60 * 60 * 1000
const KEY = 'sign-in-secrets'

/** Under which name the secret of the publisher's token is kept. */
export const TOKEN_SECRET = 'token'

/** Under which name a provider's is. */
export function providerSecret(id: string): string {
  return `provider:${id}`
}

/** Makes the secret of the publisher's token; it is told once. The one before works for a day, so that none is refused. */
export async function rotateTokenSecret(ctx: Context): Promise<Result<'POST /api/v1/site/sign-in/secret'>> {
  const secret = newToken()
  const now = ctx.now()
  await ctx.db.transact(KEY, async (tx) => {
    const before = await signInSecret(tx, TOKEN_SECRET)
    const previous = before?.secret ?? null
    const previousUntil = before ? now + DAY_MS : null
    await putSignInSecret(tx, { name: TOKEN_SECRET, secret, previous, previousUntil, createdAt: now })
  })
  return { secret, madeAt: iso(now) }
}

/**
 * Keeps the client secret of a provider; in turn with changes of the settings, which can make it another provider.
 * @throws Refusal `not_found`: there is no such provider.
 */
export async function setProviderSecret(ctx: Context, id: string, secret: string): Promise<void> {
  await ctx.db.transact(COMMENTING, async (tx) => {
    const { signIn } = await settingsOf(tx)
    if (!signIn.providers.some((provider) => provider.id === id))
      throw new Refusal('not_found', 'There is no such provider. Save it first.')
    const row = { name: providerSecret(id), secret, previous: null, previousUntil: null, createdAt: ctx.now() }
    await putSignInSecret(tx, row)
  })
}

type Providers = Settings['signIn']['providers']

/** Forgets the secrets of providers that are gone or have another issuer now: to that one they must not be sent. */
export async function forgetOldSecrets(tx: Tx, before: Providers, after: Providers): Promise<void> {
  const stands = (old: Providers[number]) => after.some(({ id, issuer }) => id === old.id && issuer === old.issuer)
  for (const old of before) if (!stands(old)) await deleteSignInSecret(tx, providerSecret(old.id))
}

/** What owners see of secrets: that they are there. */
export async function readSignInSetUp(ctx: Context): Promise<Result<'GET /api/v1/site/sign-in'>> {
  const names = await signInSecretNames(ctx.db.read)
  const token = names.find(({ name }) => name === TOKEN_SECRET)
  return {
    audience: ctx.config.PUBLIC_URL,
    returnTo: `${ctx.config.PUBLIC_URL}/sign-in/`,
    tokenSecretAt: token ? iso(token.createdAt) : null,
    providersWithSecret: names.flatMap(({ name }) => (name.startsWith('provider:') ? [name.slice(9)] : [])),
    sendsMail: sendsMail(ctx),
  }
}
