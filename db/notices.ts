import { and, count, desc, eq, gte, inArray, isNotNull, isNull, lt, lte, ne, or, type SQL, sql } from 'drizzle-orm'
import type { Queries, Tx } from './database.ts'
import type { Tables } from './tables.ts'

export type NoticeRow = Tables['notices']['$inferSelect']

/** @returns what was new, for people who had not been told of it: of any number of equal notices one is kept for each. */
export async function insertNotices(tx: Tx, rows: NoticeRow[]): Promise<Pick<NoticeRow, 'id' | 'personId'>[]> {
  if (rows.length === 0) return []
  const { notices } = tx.tables
  const { id, personId } = notices
  return tx.insert(notices).values(rows).onConflictDoNothing().returning({ id, personId })
}

/**
 * Not what somebody wrote whom the reader muted. What concerns a case or an update is told whoever wrote the comment.
 */
export function isHeard({ notices }: Tables): SQL {
  return sql`not (${notices.caseId} is null and ${notices.updateId} is null and exists (
    select 1 from mutes join comments written on written.person_id = mutes.muted_id
    where mutes.person_id = ${notices.personId} and written.id = ${notices.commentId}))`
}

/** A person's notices, newest first. @param after the last one of the page before. */
export function noticePage(
  db: Queries,
  personId: string,
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<NoticeRow[]> {
  const { notices } = db.tables
  return db
    .select()
    .from(notices)
    .where(
      and(eq(notices.personId, personId), isHeard(db.tables), after === undefined ? undefined : lt(notices.id, after)),
    )
    .orderBy(desc(notices.id))
    .limit(limit)
}

/** How many notices each person has not read; someone who has read all is missing from the map. */
export async function unreadCounts(db: Queries, personIds: string[]): Promise<Map<string, number>> {
  if (personIds.length === 0) return new Map()
  const { notices } = db.tables
  const rows = await db
    .select({ personId: notices.personId, unread: count() })
    .from(notices)
    .where(and(inArray(notices.personId, personIds), isNull(notices.readAt), isHeard(db.tables)))
    .groupBy(notices.personId)
  return new Map(rows.map((row) => [row.personId, Number(row.unread)]))
}

/** Marks a person's notices as read: those named, and all up to a time (epoch ms). Nobody else's are touched. */
export async function markRead(
  tx: Tx,
  personId: string,
  which: { ids?: string[] | undefined; until?: number | undefined },
  readAt: number,
): Promise<void> {
  const { notices } = tx.tables
  const named = or(inArray(notices.id, which.ids ?? []), lte(notices.createdAt, which.until ?? 0))
  await tx
    .update(notices)
    .set({ readAt })
    .where(and(eq(notices.personId, personId), isNull(notices.readAt), named))
}

/** Who was told under a key. */
export async function peopleTold(db: Queries, key: string): Promise<string[]> {
  const { notices } = db.tables
  const rows = await db.select({ personId: notices.personId }).from(notices).where(eq(notices.key, key))
  return rows.map((row) => row.personId)
}

/** How many people were told under a key, and how many of them have read it. */
export async function reachCounts(db: Queries, key: string): Promise<{ told: number; read: number }> {
  const { notices } = db.tables
  const [row] = await db
    .select({ told: count(), read: count(notices.readAt) })
    .from(notices)
    .where(eq(notices.key, key))
  return { told: Number(row?.told ?? 0), read: Number(row?.read ?? 0) }
}

/** Who of these has new comments of a thread still to read: they are told of further ones by that. */
export async function toldOfThread(db: Queries, storyId: string, personIds: string[]): Promise<Set<string>> {
  if (personIds.length === 0) return new Set()
  const { notices } = db.tables
  const isOpen = and(eq(notices.kind, 'thread_comments'), eq(notices.storyId, storyId), isNull(notices.readAt))
  const rows = await db
    .select({ personId: notices.personId })
    .from(notices)
    .where(and(inArray(notices.personId, personIds), isOpen))
  return new Set(rows.map((row) => row.personId))
}

/** How many comments of others were published, or given back, under a story from an event on and can be read; counted up to `limit`. */
export async function newComments(
  db: Queries,
  { storyId, personId, readAt, detail }: NoticeRow,
  limit: number,
): Promise<number> {
  const { comments, storyEvents } = db.tables
  const rows = await db
    .selectDistinct({ id: comments.id })
    .from(storyEvents)
    .innerJoin(comments, and(eq(comments.id, storyEvents.subjectId), eq(comments.state, 'visible')))
    .where(
      and(
        ...[eq(storyEvents.storyId, storyId ?? ''), gte(storyEvents.seq, detail.seq ?? 0)],
        ...[
          inArray(storyEvents.type, ['comment.posted', 'comment.restored']),
          isNotNull(comments.personId),
          ne(comments.personId, personId),
        ],
        readAt === null ? undefined : lte(storyEvents.createdAt, readAt),
      ),
    )
    .limit(limit)
  return rows.length
}
