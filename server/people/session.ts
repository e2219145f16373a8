import type { Tx } from '../../db/database.ts'
import {
  deleteEndedSessions,
  type HeldSession,
  insertSession,
  prolongSession,
  sessionByHash,
} from '../../db/sessions.ts'
import type { Context, Viewer } from '../context.ts'
import { newId } from '../ids.ts'
import { faultOf } from '../log.ts'
import { powersOf } from './rules.ts'
import { lacksSecondFactor } from './second-factor-rule.ts'
import { hashToken, newToken } from './tokens.ts'

const HOUR_MS = 60 * 60 * 1000
const DAY_MS = 24 * HOUR_MS
/** A session ends when it was not used for so long. */
export const SESSION_MS = 30 * DAY_MS

export interface NewSession {
  personId: string
  scope: 'full' | 'embed'
  userAgent: string | null
  /** Of an embedded one: the site it is for. */
  origin?: string
  now: number
}

/**
 * Begins a session in the transaction of the sign-in. The token is told once and kept nowhere. For somebody who had an
 * account before, a full session begins through `admit` (admit.ts), which asks for the second factor.
 */
export async function beginSession(tx: Tx, session: NewSession): Promise<string> {
  const { now, origin = null, ...rest } = session
  const token = newToken()
  await deleteEndedSessions(tx, session.personId, now)
  await insertSession(tx, {
    id: newId(),
    ...rest,
    origin,
    usedAt: hourOf(now),
    confirmedAt: now,
    tokenHash: hashToken(token),
    expiresAt: now + SESSION_MS,
    createdAt: now,
    updatedAt: now,
  })
  return token
}

/**
 * Who holds a session token; null if it is unknown or over. Read from the rows each time: a role taken away and a
 * sign-out hold from the next request on. A session in use is prolonged, once an hour at most.
 */
export async function viewerByToken(
  ctx: Context,
  token: string,
): Promise<{ viewer: Viewer; sessionId: string } | null> {
  if (token.length !== 43) return null
  const held = await sessionByHash(ctx.db.read, hashToken(token))
  if (!held || held.expiresAt <= ctx.now()) return null
  if (held.usedAt < hourOf(ctx.now())) prolong(ctx, held)
  const { id, personId, name, scope, isGuest, label } = held
  const powers = powersOf(scope, isGuest ? [] : held.grants)
  const viewer: Viewer = { personId, name, scope, isGuest, label, ...powers }
  const isStaff = viewer.role !== 'reader' || viewer.sections.length > 0
  // Asked of staff alone, and each time: what the owner requires holds from the next request on.
  const lacks = isStaff && (await lacksSecondFactor(ctx.db.read, personId))
  return {
    viewer: lacks ? { ...viewer, role: 'reader', sections: [], lacksSecondFactor: true } : viewer,
    sessionId: id,
  }
}

/** No finer than people are shown it. */
function hourOf(now: number): number {
  return now - (now % HOUR_MS)
}

/** Nobody waits for it: if it fails, the next request tries again. */
function prolong(ctx: Context, { id, personId }: HeldSession): void {
  const now = ctx.now()
  ctx.db
    .transact(`person:${personId}`, (tx) =>
      prolongSession(tx, id, { usedAt: hourOf(now), expiresAt: now + SESSION_MS, now }),
    )
    .catch((error: unknown) => ctx.log.warn(faultOf(error), 'session not prolonged'))
}
