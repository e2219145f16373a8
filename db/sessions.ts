import { and, eq, lt, lte, sql } from 'drizzle-orm'
import type { Queries, Tx } from './database.ts'
import { prepared } from './prepared.ts'
import type { GrantRow } from './roles.ts'
import type { Tables } from './tables.ts'

export type SessionRow = Tables['sessions']['$inferSelect']

/** A session with its person and their grants as they stand now: a role taken away holds from the next request on. */
export interface HeldSession {
  id: string
  personId: string
  name: string
  isGuest: boolean
  label: string | null
  scope: 'full' | 'embed'
  expiresAt: number
  grants: GrantRow[]
}

/** The session of a token's hash, expired or not. Asked on every signed-in request: prepared once. */
export async function sessionByHash(db: Queries, tokenHash: string): Promise<HeldSession | undefined> {
  const statement = prepared(db, 'session_by_hash', (on) => {
    const { sessions, people, roles } = on.tables
    return on
      .select({
        id: sessions.id,
        personId: sessions.personId,
        name: people.name,
        isGuest: people.isGuest,
        label: people.label,
        scope: sessions.scope,
        expiresAt: sessions.expiresAt,
        role: roles.role,
        storyId: roles.storyId,
      })
      .from(sessions)
      .innerJoin(people, eq(people.id, sessions.personId))
      .leftJoin(roles, eq(roles.personId, sessions.personId))
      .where(eq(sessions.tokenHash, sql.placeholder('tokenHash')))
      .prepare('session_by_hash')
  })
  const rows = await statement.execute({ tokenHash })
  const [first] = rows
  if (!first) return undefined
  const { role: _role, storyId: _storyId, ...held } = first
  const grants = rows.flatMap(({ role, storyId }) => (role === null ? [] : [{ role, storyId: storyId || null }]))
  return { ...held, grants }
}

export async function insertSession(tx: Tx, session: SessionRow): Promise<void> {
  await tx.insert(tx.tables.sessions).values(session)
}

/** Moves a session's end, unless another request moved it already. */
export async function prolongSession(tx: Tx, id: string, expiresAt: number, now: number): Promise<void> {
  const { sessions } = tx.tables
  await tx
    .update(sessions)
    .set({ expiresAt, updatedAt: now })
    .where(and(eq(sessions.id, id), lt(sessions.expiresAt, expiresAt)))
}

export async function deleteSession(tx: Tx, id: string): Promise<void> {
  await tx.delete(tx.tables.sessions).where(eq(tx.tables.sessions.id, id))
}

/** Clears a person's sessions that ended; called when they sign in, so the table does not grow. */
export async function deleteEndedSessions(tx: Tx, personId: string, now: number): Promise<void> {
  const { sessions } = tx.tables
  await tx.delete(sessions).where(and(eq(sessions.personId, personId), lte(sessions.expiresAt, now)))
}

/** Signs a person out everywhere. */
export async function deleteSessionsOf(tx: Tx, personId: string): Promise<void> {
  await tx.delete(tx.tables.sessions).where(eq(tx.tables.sessions.personId, personId))
}
