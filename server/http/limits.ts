import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { countAttempt } from '../../db/attempts.ts'
import type { Context } from '../context.ts'
import type { Endpoint } from '../contract/endpoint.ts'
import { endpoints, type Key } from '../contract/index.ts'
import { Refusal } from '../errors.ts'
import { hashToken } from '../people/tokens.ts'

/**
 * Whom a limit counts: the caller's network address, the signed-in person or publisher's key, a network address together
 * with an account, or the e-mail address alone, wherever it is asked from: nobody's box is filled from here.
 */
type By = 'address' | 'person' | 'account' | 'email'
interface Limit {
  by: By
  points: number
  seconds: number
  /** Whether it guards an account or a letter box: counted in the database, for all nodes together. */
  isShared: boolean
}

const MINUTE = 60
const limit = (by: By, points: number, seconds: number): Limit => ({ by, points, seconds, isShared: false })
const shared = (by: By, points: number, seconds: number): Limit => ({ by, points, seconds, isShared: true })

/** Limits of single endpoints. A newsroom or a school may share one address: those limits are wide. */
const limits: Partial<Record<Key, readonly Limit[]>> = {
  'POST /api/v1/people': [limit('address', 30, 60 * MINUTE), shared('email', 5, 60 * MINUTE)],
  'POST /api/v1/sessions/links': [limit('address', 60, 60 * MINUTE), shared('email', 5, 60 * MINUTE)],
  'POST /api/v1/passwords/links': [limit('address', 30, 60 * MINUTE), shared('email', 5, 60 * MINUTE)],
  'POST /api/v1/me/confirmation': [shared('person', 5, 60 * MINUTE)],
  'POST /api/v1/sessions': [limit('address', 100, 10 * MINUTE), shared('account', 10, 10 * MINUTE)],
  'POST /api/v1/sessions/guest': [limit('address', 30, 60 * MINUTE), shared('email', 5, 60 * MINUTE)],
  'POST /api/v1/sessions/token': [limit('address', 600, 10 * MINUTE)],
  'POST /api/v1/sessions/exchange': [limit('address', 200, 10 * MINUTE)],
  'POST /api/v1/sessions/second-factor': [limit('address', 100, 10 * MINUTE)],
  'POST /api/v1/me/confirm': [shared('person', 10, 10 * MINUTE)],
  'PUT /api/v1/me/password': [shared('person', 10, 10 * MINUTE)],
  'PATCH /api/v1/me': [limit('person', 10, 60 * MINUTE)],
  'POST /api/v1/setup': [limit('address', 20, 10 * MINUTE)],
  'POST /api/v1/stories': [limit('address', 600, MINUTE), limit('person', 600, MINUTE)],
  'POST /api/v1/stories/:id/page-text': [limit('address', 60, 10 * MINUTE)],
  'POST /api/v1/stories/:id/comments': [limit('person', 20, 2 * MINUTE), limit('person', 120, 60 * MINUTE)],
  'POST /api/v1/comments/:id/flags': [limit('person', 20, 10 * MINUTE)],
  'POST /api/v1/comments/:id/flags/check': [limit('person', 120, 10 * MINUTE)],
  'POST /api/v1/stories/:id/outside-flags': [limit('person', 20, 10 * MINUTE)],
  'POST /api/v1/stories/:id/outside-flags/check': [limit('person', 120, 10 * MINUTE)],
  'PUT /api/v1/stories/:id/drafts': [limit('person', 120, MINUTE)],
}
const otherWrites = [limit('person', 120, MINUTE)]

/** What some endpoints do only now and then, by a limit of its own: beginning a story, which mostly is found. */
const rareLimits: Partial<Record<Key, readonly Limit[]>> = {
  'POST /api/v1/stories': [limit('address', 30, 60 * MINUTE)],
}

export interface Counted {
  address: string
  personId: string | null
  /** The account a sign-in names. */
  account: string | null
}

/** @throws Refusal `rate_limited`, with the seconds to wait as `retryAfter`. */
export type Limiter = (counted: Counted, by: By[]) => Promise<void>

/**
 * Counts the requests of one endpoint; undefined if it has no limits. What guards accounts is counted in the database,
 * what only keeps floods out in this process.
 */
export function limiterOf(ctx: Context, key: Key, endpoint: Endpoint): Limiter | undefined {
  return counting(ctx, key, limits[key] ?? (key.startsWith('GET ') || endpoint.role === 'anyone' ? [] : otherWrites))
}

const made = new WeakMap<Context, Map<Key, Limiter | undefined>>()

/** The limits of an endpoint, counted in one place however many ways lead to what it does. */
export function limiterAt(ctx: Context, key: Key): Limiter | undefined {
  const known = made.get(ctx) ?? new Map<Key, Limiter | undefined>()
  made.set(ctx, known)
  if (!known.has(key)) known.set(key, limiterOf(ctx, key, endpoints[key]))
  return known.get(key)
}

/** Counts what an endpoint does only now and then, when its action says so. */
export function rareLimiterOf(ctx: Context, key: Key): Limiter | undefined {
  return counting(ctx, key, rareLimits[key] ?? [])
}

function counting(ctx: Context, key: Key, own: readonly Limit[]): Limiter | undefined {
  if (own.length === 0) return undefined
  const counters = own.map(({ by, points, seconds, isShared }) => {
    if (isShared) return { by, count: (name: string) => countShared(ctx, `${key} ${by} ${name}`, { points, seconds }) }
    const counter = new RateLimiterMemory({ points, duration: seconds })
    return { by, count: (name: string) => count(counter, name) }
  })
  return async (counted, now) => {
    for (const { by, count: countOne } of counters) {
      const name = now.includes(by) ? nameOf(counted, by) : null
      if (name !== null) await countOne(name)
    }
  }
}

async function countShared(ctx: Context, what: string, { points, seconds }: Pick<Limit, 'points' | 'seconds'>) {
  const name = hashToken(what)
  const now = ctx.now()
  const until = await ctx.db.transact(`attempts:${name}`, (tx) =>
    countAttempt(tx, name, { most: points, lasts: seconds * 1000, now }),
  )
  if (until !== null) throw tooOften(until - now)
}

/** As `limiterOf`, for what is no endpoint, by network address. */
export function addressLimiter(points: number, seconds: number): (address: string) => Promise<void> {
  const counter = new RateLimiterMemory({ points, duration: seconds })
  return (address) => count(counter, address)
}

function nameOf(counted: Counted, by: By): string | null {
  if (by === 'address') return counted.address
  if (by === 'person') return counted.personId
  if (by === 'email') return counted.account
  return counted.account === null ? null : `${counted.address} ${counted.account}`
}

async function count(counter: RateLimiterMemory, name: string): Promise<void> {
  try {
    await counter.consume(name)
  } catch (over) {
    if (!(over instanceof RateLimiterRes)) throw over
    throw tooOften(over.msBeforeNext)
  }
}

function tooOften(waitMs: number): Refusal {
  const retryAfter = Math.max(1, Math.ceil(waitMs / 1000))
  return new Refusal('rate_limited', `That was too often in a short time. Try again in ${waitWords(retryAfter)}.`, {
    retryAfter,
  })
}

function waitWords(seconds: number): string {
  if (seconds < 90) return seconds === 1 ? 'a second' : `${seconds} seconds`
  return `${Math.ceil(seconds / 60)} minutes`
}
