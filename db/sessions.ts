import { and, desc, eq, gt, lt, lte, ne, sql } from 'drizzle-orm'
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
  usedAt: number
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
        usedAt: sessions.usedAt,
        role: roles.role,
        storyId: roles.storyId,
        section: roles.section,
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
  const { role: _role, storyId: _storyId, section: _section, ...held } = first
  const grants = rows.flatMap(({ role, storyId, section }) =>
    role === null ? [] : [{ role, storyId: storyId || null, section: section || null }],
  )
  return { ...held, grants }
}

export async function insertSession(tx: Tx, session: SessionRow): Promise<void> {
  await tx.insert(tx.tables.sessions).values(session)
}

/** Notes that a session is in use and moves its end, unless another request did already. */
export async function prolongSession(
  tx: Tx,
  id: string,
  { usedAt, expiresAt, now }: { usedAt: number; expiresAt: number; now: number },
): Promise<void> {
  const { sessions } = tx.tables
  await tx
    .update(sessions)
    .set({ usedAt, expiresAt, updatedAt: now })
    .where(and(eq(sessions.id, id), lt(sessions.usedAt, usedAt)))
}

/** Sessions of a person that stand, those used last first. */
export function sessionsOf(db: Queries, personId: string, now: number, limit: number): Promise<SessionRow[]> {
  const { sessions } = db.tables
  return db
    .select()
    .from(sessions)
    .where(and(eq(sessions.personId, personId), gt(sessions.expiresAt, now)))
    .orderBy(desc(sessions.usedAt), desc(sessions.id))
    .limit(limit)
}

export async function sessionById(db: Queries, id: string): Promise<SessionRow | undefined> {
  const { sessions } = db.tables
  const [row] = await db.select().from(sessions).where(eq(sessions.id, id))
  return row
}

/** The holder has proved once more who they are. */
export async function confirmSession(tx: Tx, id: string, now: number): Promise<void> {
  const { sessions } = tx.tables
  await tx.update(sessions).set({ confirmedAt: now, updatedAt: now }).where(eq(sessions.id, id))
}

/** Ends one session of a person. @returns false if it is not theirs, or over. */
export async function deleteSessionOf(tx: Tx, personId: string, id: string): Promise<boolean> {
  const { sessions } = tx.tables
  const ended = await tx
    .delete(sessions)
    .where(and(eq(sessions.id, id), eq(sessions.personId, personId)))
    .returning({ id: sessions.id })
  return ended.length > 0
}

/** Ends all sessions of a person but `keptId`; null ends them all. @returns how many. */
export async function deleteOtherSessions(tx: Tx, personId: string, keptId: string | null): Promise<number> {
  const { sessions } = tx.tables
  const ended = await tx
    .delete(sessions)
    .where(and(eq(sessions.personId, personId), keptId === null ? undefined : ne(sessions.id, keptId)))
    .returning({ id: sessions.id })
  return ended.length
}

export async function deleteSession(tx: Tx, id: string): Promise<void> {
  await tx.delete(tx.tables.sessions).where(eq(tx.tables.sessions.id, id))
}

/** Clears a person's sessions that ended; called when they sign in, so the table does not grow. */
export async function deleteEndedSessions(tx: Tx, personId: string, now: number): Promise<void> {
  const { sessions } = tx.tables
  await tx.delete(sessions).where(and(eq(sessions.personId, personId), lte(sessions.expiresAt, now)))
}
