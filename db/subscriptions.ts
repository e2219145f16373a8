import { and, asc, desc, eq, gt, inArray, ne, notExists } from 'drizzle-orm'
import type { Queries, Tx } from './database.ts'
import type { Tables, ThreadLevel } from './tables.ts'

export type SubscriptionRow = Tables['subscriptions']['$inferSelect']

/** Lets a person follow a story; following it already changes nothing, and one that was muted is followed as usual. */
export async function addSubscription(tx: Tx, row: Omit<SubscriptionRow, 'level'>): Promise<void> {
  const { subscriptions } = tx.tables
  await tx
    .insert(subscriptions)
    .values(row)
    .onConflictDoUpdate({
      target: [subscriptions.storyId, subscriptions.personId],
      set: { level: 'usual' },
      setWhere: eq(subscriptions.level, 'muted'),
    })
}

/** Sets how a person is told of a thread, whether they followed it before or not. */
export async function setLevel(tx: Tx, row: SubscriptionRow): Promise<void> {
  const { subscriptions } = tx.tables
  const target = [subscriptions.storyId, subscriptions.personId]
  await tx
    .insert(subscriptions)
    .values(row)
    .onConflictDoUpdate({ target, set: { level: row.level } })
}

export async function removeSubscription(tx: Tx, storyId: string, personId: string): Promise<void> {
  const { subscriptions } = tx.tables
  await tx.delete(subscriptions).where(and(eq(subscriptions.storyId, storyId), eq(subscriptions.personId, personId)))
}

/** How a person is told of a thread; undefined if they neither follow nor mute it. */
export async function levelOf(db: Queries, storyId: string, personId: string): Promise<ThreadLevel | undefined> {
  const { subscriptions } = db.tables
  const [row] = await db
    .select({ level: subscriptions.level })
    .from(subscriptions)
    .where(and(eq(subscriptions.storyId, storyId), eq(subscriptions.personId, personId)))
  return row?.level
}

/** Who follows a story, and since when, in the order of their ids. @param after the last one of the page before. */
export function followerPage(
  db: Queries,
  storyId: string,
  after: string,
  limit: number,
): Promise<Pick<SubscriptionRow, 'personId' | 'createdAt'>[]> {
  const { subscriptions } = db.tables
  return db
    .select({ personId: subscriptions.personId, createdAt: subscriptions.createdAt })
    .from(subscriptions)
    .where(and(eq(subscriptions.storyId, storyId), gt(subscriptions.personId, after), ne(subscriptions.level, 'muted')))
    .orderBy(asc(subscriptions.personId))
    .limit(limit)
}

/** Who of these muted the thread of a story. */
export async function mutedBy(db: Queries, storyId: string, personIds: string[]): Promise<Set<string>> {
  if (personIds.length === 0) return new Set()
  const { subscriptions } = db.tables
  const rows = await db
    .select({ personId: subscriptions.personId })
    .from(subscriptions)
    .where(
      and(
        eq(subscriptions.storyId, storyId),
        inArray(subscriptions.personId, personIds),
        eq(subscriptions.level, 'muted'),
      ),
    )
  return new Set(rows.map((row) => row.personId))
}

export interface ThreadChoice {
  storyId: string
  title: string
  url: string
  /** Null for a thread that is neither followed nor muted. */
  level: ThreadLevel | null
}

/** The threads a person follows or muted, the latest first. */
export async function threadsOf(db: Queries, personId: string, limit: number): Promise<ThreadChoice[]> {
  const { subscriptions, stories } = db.tables
  return db
    .select({ storyId: stories.id, title: stories.title, url: stories.url, level: subscriptions.level })
    .from(subscriptions)
    .innerJoin(stories, eq(stories.id, subscriptions.storyId))
    .where(eq(subscriptions.personId, personId))
    .orderBy(desc(subscriptions.createdAt), desc(stories.id))
    .limit(limit)
}

/** Threads a person neither follows nor muted, but was told of, in no order. */
export async function otherThreadsOf(db: Queries, personId: string, limit: number): Promise<ThreadChoice[]> {
  const { subscriptions, stories, notices } = db.tables
  const chosen = db
    .select({ storyId: subscriptions.storyId })
    .from(subscriptions)
    .where(and(eq(subscriptions.storyId, notices.storyId), eq(subscriptions.personId, personId)))
  const rows = await db
    .selectDistinct({ storyId: stories.id, title: stories.title, url: stories.url })
    .from(notices)
    .innerJoin(stories, eq(stories.id, notices.storyId))
    .where(and(eq(notices.personId, personId), notExists(chosen)))
    .orderBy(desc(stories.id))
    .limit(limit)
  return rows.map((row) => ({ ...row, level: null }))
}
