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
import { hashToken, newToken } from './tokens.ts'

const DAY_MS = 24 * 60 * 60 * 1000
/** A session ends when it was not used for so long. */
export const SESSION_MS = 30 * DAY_MS

/** Begins a session in the transaction of the sign-in. The token is told once and kept nowhere. */
export async function beginSession(
  tx: Tx,
  session: { personId: string; scope: 'full' | 'embed'; userAgent: string | null; now: number },
): Promise<string> {
  const { now, ...rest } = session
  const token = newToken()
  await deleteEndedSessions(tx, session.personId, now)
  await insertSession(tx, {
    id: newId(),
    ...rest,
    tokenHash: hashToken(token),
    expiresAt: now + SESSION_MS,
    createdAt: now,
    updatedAt: now,
  })
  return token
}

/**
 * Who holds a session token; null if it is unknown or over. Read from the rows each time: a role taken away and a
 * sign-out hold from the next request on. A session in use is prolonged, once a day at most.
 */
export async function viewerByToken(
  ctx: Context,
  token: string,
): Promise<{ viewer: Viewer; sessionId: string } | null> {
  if (token.length !== 43) return null
  const held = await sessionByHash(ctx.db.read, hashToken(token))
  if (!held || held.expiresAt <= ctx.now()) return null
  if (held.expiresAt < ctx.now() + SESSION_MS - DAY_MS) prolong(ctx, held)
  const { id, personId, name, scope, isGuest, label } = held
  const powers = powersOf(scope, isGuest ? [] : held.grants)
  return { viewer: { personId, name, scope, isGuest, label, ...powers }, sessionId: id }
}

/** Nobody waits for it: if it fails, the next request tries again. */
function prolong(ctx: Context, { id, personId }: HeldSession): void {
  const now = ctx.now()
  ctx.db
    .transact(`person:${personId}`, (tx) => prolongSession(tx, id, now + SESSION_MS, now))
    .catch((error: unknown) => ctx.log.warn(faultOf(error), 'session not prolonged'))
}
