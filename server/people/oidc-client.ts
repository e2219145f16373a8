import {
  allowInsecureRequests,
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  type Configuration,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
} from 'openid-client'
import { signInSecret } from '../../db/sign-in-secrets.ts'
import type { Context } from '../context.ts'
import { Refusal } from '../errors.ts'
import { fetchFor, isOutOfReach } from '../outgoing/fetch-in-reach.ts'
import { OUT_OF_REACH } from '../outgoing/reach.ts'
import { type Settings, settingsOf } from '../sites/settings.ts'
import { providerSecret } from './secrets.ts'
import { hashToken } from './tokens.ts'

export type Provider = Settings['signIn']['providers'][number]

const TIMEOUT_SECONDS = 10
const HOUR_MS = 60 * 60_000

interface Kept {
  configuration: Promise<Configuration>
  until: number
}
const kept = new Map<string, Kept>()

/** A provider that is switched on. @throws Refusal `not_found`. */
export async function providerOf(ctx: Context, id: string): Promise<Provider> {
  const { signIn } = await settingsOf(ctx.db.read)
  const provider = signIn.providers.find((one) => one.id === id && one.isOn)
  if (!provider) throw new Refusal('not_found', 'This way to sign in is not open here.')
  return provider
}

/**
 * What a provider says of itself, read once an hour at most, with our name and secret there.
 * @throws Refusal `unavailable`: it cannot be reached, or has no secret yet.
 */
export async function configurationOf(ctx: Context, provider: Provider): Promise<Configuration> {
  const { id, name, issuer, clientId } = provider
  const row = await signInSecret(ctx.db.read, providerSecret(id))
  if (!row) throw new Refusal('unavailable', `Signing in with ${name} is not set up to its end here yet.`)
  const key = [ctx.config.PRIVATE_NETWORK, issuer, clientId, hashToken(row.secret)].join(' ')
  const known = kept.get(key)
  const now = ctx.now()
  const configuration = known && known.until > now ? known.configuration : discover(ctx, issuer, clientId, row.secret)
  if (configuration !== known?.configuration) kept.set(key, { configuration, until: now + HOUR_MS })
  try {
    return await configuration
  } catch (error) {
    kept.delete(key)
    throw unreachable(ctx, provider, error)
  }
}

function discover(ctx: Context, issuer: string, clientId: string, secret: string): Promise<Configuration> {
  // Settings take http for this machine alone.
  const insecure = issuer.startsWith('http:') ? [allowInsecureRequests] : []
  return discovery(new URL(issuer), clientId, undefined, bySecret(secret), {
    // ID tokens are checked against the provider's keys, not trusted for having come over its connection.
    execute: [enableNonRepudiationChecks, ...insecure],
    timeout: TIMEOUT_SECONDS,
    // Also for the addresses that the provider then names: of tokens, keys and persons.
    [customFetch]: fetchFor(ctx),
  })
}

/** As the provider takes it; in the Authorization header where it does not say (OpenID Connect Discovery, section 3). */
function bySecret(secret: string): ClientAuth {
  return (provider, ...rest) => {
    const takesPost = provider.token_endpoint_auth_methods_supported?.includes('client_secret_post')
    return (takesPost ? ClientSecretPost : ClientSecretBasic)(secret)(provider, ...rest)
  }
}

/** What a reader is told where the provider does not do its part; the owner finds the reason in the log. */
export function unreachable({ log }: Context, { id, name }: Provider, error: unknown): Refusal {
  const isOut = isOutOfReach(error)
  const reason = isOut ? { code: 'OUT_OF_REACH', said: OUT_OF_REACH } : reasonOf(error)
  log.warn({ provider: id, ...reason }, 'a provider did not sign somebody in')
  if (isOut) return new Refusal('unavailable', `${name} is at an address that this server does not ask.`)
  return new Refusal('unavailable', `${name} does not answer as expected now. Try again later, or use another way.`)
}

/** In the words of the library, the provider (in a header where it refuses our secret) or the network. */
function reasonOf(error: unknown): { code: string; said: string } {
  const { code, error: said, cause } = Object(error) as { code?: unknown; error?: unknown; cause?: unknown }
  const deeper = Object(cause) as { code?: unknown; 0?: { parameters?: { error?: string } } }
  return { code: String(code ?? deeper.code ?? ''), said: String(said ?? deeper[0]?.parameters?.error ?? '') }
}
