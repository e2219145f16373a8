import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import type { Context } from '../context.ts'
import type { Endpoint } from '../contract/endpoint.ts'
import { endpoints, type Key } from '../contract/index.ts'
import { Refusal } from '../errors.ts'

/**
 * Whom a limit counts: the caller's network address, the signed-in person or publisher's key, a network address together
 * with an account, or the e-mail address alone, wherever it is asked from: nobody's box is filled from here.
 */
type By = 'address' | 'person' | 'account' | 'email'
interface Limit {
  by: By
  points: number
  seconds: number
}

const MINUTE = 60
const limit = (by: By, points: number, seconds: number): Limit => ({ by, points, seconds })

/** Limits of single endpoints. A newsroom or a school may share one address: those limits are wide. */
const limits: Partial<Record<Key, readonly Limit[]>> = {
  'POST /api/v1/people': [limit('address', 30, 60 * MINUTE), limit('email', 5, 60 * MINUTE)],
  'POST /api/v1/sessions/links': [limit('address', 60, 60 * MINUTE), limit('email', 5, 60 * MINUTE)],
  'POST /api/v1/passwords/links': [limit('address', 30, 60 * MINUTE), limit('email', 5, 60 * MINUTE)],
  'POST /api/v1/me/confirmation': [limit('person', 5, 60 * MINUTE)],
  'POST /api/v1/sessions': [limit('address', 100, 10 * MINUTE), limit('account', 10, 10 * MINUTE)],
  'POST /api/v1/sessions/guest': [limit('address', 30, 60 * MINUTE), limit('email', 5, 60 * MINUTE)],
  'POST /api/v1/sessions/token': [limit('address', 600, 10 * MINUTE)],
  'POST /api/v1/sessions/exchange': [limit('address', 200, 10 * MINUTE)],
  'POST /api/v1/sessions/second-factor': [limit('address', 100, 10 * MINUTE)],
  'POST /api/v1/me/confirm': [limit('person', 10, 10 * MINUTE)],
  'PUT /api/v1/me/password': [limit('person', 10, 10 * MINUTE)],
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

/** Counts the requests of one endpoint; undefined if it has no limits. Counts are kept in this process. */
export function limiterOf(key: Key, endpoint: Endpoint): Limiter | undefined {
  return counting(limits[key] ?? (key.startsWith('GET ') || endpoint.role === 'anyone' ? [] : otherWrites))
}

const shared = new WeakMap<Context, Map<Key, Limiter | undefined>>()

/** The limits of an endpoint, counted in one place however many ways lead to what it does. */
export function limiterAt(ctx: Context, key: Key): Limiter | undefined {
  const known = shared.get(ctx) ?? new Map<Key, Limiter | undefined>()
  shared.set(ctx, known)
  if (!known.has(key)) known.set(key, limiterOf(key, endpoints[key]))
  return known.get(key)
}

/** Counts what an endpoint does only now and then, when its action says so. */
export function rareLimiterOf(key: Key): Limiter | undefined {
  return counting(rareLimits[key] ?? [])
}

function counting(own: readonly Limit[]): Limiter | undefined {
  if (own.length === 0) return undefined
  const counters = own.map(({ by, points, seconds }) => ({
    by,
    counter: new RateLimiterMemory({ points, duration: seconds }),
  }))
  return async (counted, now) => {
    for (const { by, counter } of counters) {
      const name = now.includes(by) ? nameOf(counted, by) : null
      if (name !== null) await count(counter, name)
    }
  }
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
    const retryAfter = Math.max(1, Math.ceil(over.msBeforeNext / 1000))
    throw new Refusal('rate_limited', `That was too often in a short time. Try again in ${waitWords(retryAfter)}.`, {
      retryAfter,
    })
  }
}

function waitWords(seconds: number): string {
  if (seconds < 90) return seconds === 1 ? 'a second' : `${seconds} seconds`
  return `${Math.ceil(seconds / 60)} minutes`
}
