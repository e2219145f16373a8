import { AsyncLocalStorage } from 'node:async_hooks'
import { randomBytes } from 'node:crypto'
import { hash, type Options, verify } from '@node-rs/argon2'
import { betterAuth } from 'better-auth/minimal'
import type { Tx } from '../../db/database.ts'
import { isTaken } from '../../db/errors.ts'
import type { Context } from '../context.ts'
import { Refusal } from '../errors.ts'
import { newId } from '../ids.ts'
import { accountStorage, gathering, insertGathered } from './account-storage.ts'

/** argon2id with the least cost that OWASP recommends (Password Storage Cheat Sheet): 19 MiB, 2 passes, 1 lane. */
const ARGON2: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1, algorithm: 2 }

/** Somebody who gave the password that has this hash. */
export interface Proven {
  personId: string
  passwordHash: string
}

export interface Details {
  name: string
  /** Folded. */
  email: string
  password: string
}

/**
 * Makes an account. The person, their password and whatever `after` adds are one transaction.
 *
 * @param key of the transaction.
 * @param before runs first in it, and may refuse.
 * @param after runs last in it, with the new person's id.
 * @throws Refusal `conflict`: the address has an account. Of any number of sign-ups with one address one succeeds.
 */
export async function createAccount<T>(
  ctx: Context,
  details: Details,
  {
    key,
    before,
    after,
  }: { key: string; before?: (tx: Tx) => Promise<void>; after: (tx: Tx, id: string) => Promise<T> },
): Promise<{ personId: string; result: T }> {
  try {
    let personId = ''
    const rows = await gathering(async () => {
      const { user } = await libraryOf(ctx).api.signUpEmail({ body: details })
      personId = user.id
    })
    const result = await ctx.db.transact(key, async (tx) => {
      await before?.(tx)
      await insertGathered(tx, rows)
      return after(tx, personId)
    })
    return { personId, result }
  } catch (error) {
    if (isTaken(error) || apiCode(error) === 'USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL')
      throw new Refusal('conflict', 'There is already an account with this e-mail address.')
    throw error
  }
}

/** The hash that a password was found to fit while the library looked. */
const fitted = new AsyncLocalStorage<{ hash: string }>()

/**
 * Whose address and password these are, and the hash that the password fits, which may be another by the time of the
 * transaction that relies on it; null if they belong to nobody. Costs the same work either way, so the time it
 * takes does not tell whether the address has an account.
 *
 * @param email folded.
 */
export async function personByPassword(ctx: Context, email: string, password: string): Promise<Proven | null> {
  const seen = { hash: '' }
  try {
    const { user } = await fitted.run(seen, () => libraryOf(ctx).api.signInEmail({ body: { email, password } }))
    return { personId: user.id, passwordHash: seen.hash }
  } catch (error) {
    if (apiCode(error) === 'INVALID_EMAIL_OR_PASSWORD') return null
    throw error
  }
}

export function hashPassword(password: string): Promise<string> {
  return hash(password, ARGON2)
}

export function fitsHash(kept: string, password: string): Promise<boolean> {
  return verify(kept, password)
}

const libraries = new WeakMap<Context, ReturnType<typeof makeLibrary>>()

function libraryOf(ctx: Context): ReturnType<typeof makeLibrary> {
  const library = libraries.get(ctx) ?? makeLibrary(ctx)
  libraries.set(ctx, library)
  return library
}

/** better-auth for accounts alone: its routes, cookies, sessions, limits and telemetry are not used. */
function makeLibrary(ctx: Context) {
  return betterAuth({
    baseURL: ctx.config.PUBLIC_URL,
    // Signs only cookies and tokens that are dropped at once; nothing kept depends on it.
    secret: randomBytes(32).toString('base64url'),
    database: accountStorage(ctx),
    emailAndPassword: {
      enabled: true,
      minPasswordLength: 1,
      maxPasswordLength: 1000,
      password: {
        hash: hashPassword,
        async verify(tried) {
          const seen = fitted.getStore()
          if (seen) seen.hash = tried.hash
          return fitsHash(tried.hash, tried.password)
        },
      },
    },
    user: { modelName: 'people' },
    account: { modelName: 'accounts', fields: { userId: 'personId' } },
    verification: { modelName: 'verifications' },
    advanced: { database: { generateId: () => newId() } },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
  })
}

function apiCode(error: unknown): string | undefined {
  const body: unknown = error instanceof Error && 'body' in error ? error.body : undefined
  return typeof body === 'object' && body !== null && 'code' in body ? String(body.code) : undefined
}
