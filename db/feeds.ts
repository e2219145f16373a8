import { and, desc, eq, isNotNull, ne, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import type { Queries } from './database.ts'

/** What a list of the newest is sorted by: a time, or a number. */
export interface FeedPosition {
  order: number
  id: string
}

/** One thing in such a list, with the numbers that move when readers would see anything else of it. */
export interface FeedKey extends FeedPosition {
  /** Null for what concerns no single story. */
  storyId: string | null
  /** Number of the story's last event. */
  seq: number | null
  version: number
}

export interface FeedQuery {
  /** Of one story; of all when left out. */
  storyId?: string | undefined
  /** Only what comes after this place, which is older. */
  after?: FeedPosition | undefined
  limit: number
}

function beyond(order: SQLWrapper, id: SQLWrapper, after: FeedPosition | undefined): SQL | undefined {
  return after && sql`(${order}, ${id}) < (${after.order}, ${after.id})`
}

/** The newest comments that can be read. */
export function newestComments(db: Queries, { storyId, after, limit }: FeedQuery): Promise<FeedKey[]> {
  const { comments, stories } = db.tables
  const { id, createdAt, state, revision } = comments
  return db
    .select({ id, order: createdAt, storyId: comments.storyId, seq: stories.lastSeq, version: revision })
    .from(comments)
    .innerJoin(stories, eq(stories.id, comments.storyId))
    .where(
      and(
        // Of all stories the index by time is read from its end; an index of states would have SQLite sort every comment.
        storyId ? eq(state, 'visible') : sql`${state} || '' = 'visible'`,
        storyId ? eq(comments.storyId, storyId) : undefined,
        beyond(createdAt, id, after),
      ),
    )
    .orderBy(desc(createdAt), desc(id))
    .limit(limit)
}

/** The newest updates that were published, those withdrawn since too: these say so. */
export function newestUpdateKeys(db: Queries, { storyId, after, limit }: FeedQuery): Promise<FeedKey[]> {
  const { updates, stories } = db.tables
  const { id, publishedAt, revision } = updates
  const order = sql<number>`${publishedAt}`.mapWith(Number)
  return db
    .select({ id, order, storyId: updates.storyId, seq: stories.lastSeq, version: revision })
    .from(updates)
    .innerJoin(stories, eq(stories.id, updates.storyId))
    .where(
      and(isNotNull(publishedAt), storyId ? eq(updates.storyId, storyId) : undefined, beyond(publishedAt, id, after)),
    )
    .orderBy(desc(publishedAt), desc(id))
    .limit(limit)
}

/** The findings of misrepresentation that have a page, by the time at which the one that stands was published. */
export function newestFindings(db: Queries, { storyId, after, limit }: FeedQuery): Promise<FeedKey[]> {
  const { cases, caseDecisions, stories } = db.tables
  const { publishedAt } = caseDecisions
  const order = sql<number>`${publishedAt}`.mapWith(Number)
  return db
    .select({ id: cases.id, order, storyId: cases.storyId, seq: stories.lastSeq, version: cases.version })
    .from(cases)
    .innerJoin(caseDecisions, and(eq(caseDecisions.caseId, cases.id), eq(caseDecisions.round, cases.publishedRound)))
    .innerJoin(stories, eq(stories.id, cases.storyId))
    .where(and(hasPage(db), storyId ? eq(cases.storyId, storyId) : undefined, beyond(publishedAt, cases.id, after)))
    .orderBy(desc(publishedAt), desc(cases.id))
    .limit(limit)
}

/**
 * Whether a case has a page, for a query that joins it with its public decision: one of its findings, if not the one that stands, was put before
 * readers. See `readFinding` in server/cases/present-public.ts.
 */
export function hasPage({ tables: { cases, caseDecisions } }: Queries): SQL | undefined {
  return and(
    eq(cases.kind, 'misrepresentation'),
    isNotNull(caseDecisions.publishedAt),
    sql`exists (select 1 from case_decisions shown where shown.case_id = ${cases.id}
      and shown.published_at is not null and shown.action <> 'none')`,
  )
}

/** The newest entries of the log that are told to everybody, by their number. */
export function newestEntries(db: Queries, { storyId, after, limit }: FeedQuery): Promise<FeedKey[]> {
  const { decisionLog, stories } = db.tables
  const { id, number } = decisionLog
  return db
    .select({ id, order: number, storyId: decisionLog.storyId, seq: stories.lastSeq, version: number })
    .from(decisionLog)
    .leftJoin(stories, eq(stories.id, decisionLog.storyId))
    .where(
      and(
        ne(decisionLog.role, 'sealed'),
        storyId ? eq(decisionLog.storyId, storyId) : undefined,
        beyond(number, id, after),
      ),
    )
    .orderBy(desc(number), desc(id))
    .limit(limit)
}
