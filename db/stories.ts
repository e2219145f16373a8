import { and, asc, count, desc, eq, exists, gt, inArray, isNotNull, like, or, type SQL, sql } from 'drizzle-orm'
import type { Queries, Tx } from './database.ts'
import { prepared } from './prepared.ts'
import { contains } from './search.ts'
import type { Tables } from './tables.ts'

export type StoryRow = Tables['stories']['$inferSelect']
export type StoryRevisionRow = Tables['storyRevisions']['$inferSelect']

export async function storyById(db: Queries, id: string): Promise<StoryRow | undefined> {
  const statement = prepared(db, 'story_by_id', (q) => {
    const { stories } = q.tables
    return q
      .select()
      .from(stories)
      .where(eq(stories.id, sql.placeholder('id')))
      .prepare('story_by_id')
  })
  const [story] = await statement.execute({ id })
  return story
}

export async function storyByUrlKey(db: Queries, siteId: string, urlKey: string): Promise<StoryRow | undefined> {
  const { stories } = db.tables
  const [story] = await db
    .select()
    .from(stories)
    .where(and(eq(stories.siteId, siteId), eq(stories.urlKey, urlKey)))
  return story
}

export async function storyByImportKey(db: Queries, importKey: string): Promise<StoryRow | undefined> {
  const { stories } = db.tables
  const [story] = await db.select().from(stories).where(eq(stories.importKey, importKey))
  return story
}

export async function insertStory(tx: Tx, story: Tables['stories']['$inferInsert']): Promise<void> {
  await tx.insert(tx.tables.stories).values(story)
}

/** When the next story after `time` was or will be published, of one story, a section or all; undefined if none. */
export async function nextPublishedAfter(
  db: Queries,
  { section, storyId }: { section: string; storyId: string | null },
  time: number,
): Promise<number | undefined> {
  const { stories } = db.tables
  const [row] = await db
    .select({ publishedAt: stories.publishedAt })
    .from(stories)
    .where(
      and(
        gt(stories.publishedAt, time),
        storyId === null ? undefined : eq(stories.id, storyId),
        section ? eq(stories.section, section) : undefined,
      ),
    )
    .orderBy(asc(stories.publishedAt))
    .limit(1)
  return row?.publishedAt
}

/** Number of the story's last event; undefined if there is no such story. Made for the hot path: prepared once. */
export async function lastSeqOf(db: Queries, storyId: string): Promise<number | undefined> {
  const statement = prepared(db, 'last_seq_of', (q) => {
    const { stories } = q.tables
    return q
      .select({ lastSeq: stories.lastSeq })
      .from(stories)
      .where(eq(stories.id, sql.placeholder('id')))
      .prepare('last_seq_of')
  })
  const [row] = await statement.execute({ id: storyId })
  return row?.lastSeq
}

/** What a cached view of a story depends on: its last event and the version of commenting on the site. Prepared once. */
export async function stampOf(db: Queries, storyId: string): Promise<{ seq: number; version: number } | undefined> {
  const statement = prepared(db, 'stamp_of', (q) => {
    const { stories, sites } = q.tables
    return q
      .select({ seq: stories.lastSeq, version: sites.commentingVersion })
      .from(stories)
      .innerJoin(sites, eq(sites.id, stories.siteId))
      .where(eq(stories.id, sql.placeholder('id')))
      .prepare('stamp_of')
  })
  const [row] = await statement.execute({ id: storyId })
  return row
}

/** Last event numbers of several stories at once. */
export async function lastSeqs(db: Queries, storyIds: string[]): Promise<Map<string, number>> {
  const { stories } = db.tables
  const rows = await db
    .select({ id: stories.id, lastSeq: stories.lastSeq })
    .from(stories)
    .where(inArray(stories.id, storyIds))
  return new Map(rows.map((row) => [row.id, row.lastSeq]))
}

export async function storyCount(db: Queries): Promise<number> {
  return db.$count(db.tables.stories)
}

interface StoryQuery {
  /** Part of a title. */
  search?: string | undefined
  /** The last one of the page before. */
  after?: { publishedAt: number; id: string } | undefined
  /** Leaves out what a page elsewhere began and nothing came of: anybody may have begun it, under any title. */
  onlyUsed?: boolean | undefined
  limit: number
}

/** Stories newest first. */
export function storyPage(db: Queries, { search, after, onlyUsed, limit }: StoryQuery): Promise<StoryRow[]> {
  const { stories } = db.tables
  return db
    .select()
    .from(stories)
    .where(
      and(
        after && sql`(${stories.publishedAt}, ${stories.id}) < (${after.publishedAt}, ${after.id})`,
        search ? contains(stories.title, search) : undefined,
        onlyUsed ? isUsed(db) : undefined,
      ),
    )
    .orderBy(desc(stories.publishedAt), desc(stories.id))
    .limit(limit)
}

/** A story published here or imported, or one with an update or a comment that can be read. */
export function isUsed(db: Queries): SQL | undefined {
  const { stories, comments } = db.tables
  const visible = db
    .select({ id: comments.id })
    .from(comments)
    .where(and(eq(comments.storyId, stories.id), eq(comments.state, 'visible')))
  return or(ownStory(db), isNotNull(stories.importKey), gt(stories.lastUpdateNumber, 0), exists(visible))
}

/** A story whose page is on this server; see urlKeyOf in server/stories/rules.ts. */
export function ownStory(db: Queries): SQL {
  return like(db.tables.stories.urlKey, 'self:%')
}

/** Sets what readers are told of a story. */
export async function describeStory(
  tx: Tx,
  storyId: string,
  words: Pick<StoryRow, 'title' | 'section' | 'byline'>,
): Promise<void> {
  const { stories } = tx.tables
  await tx.update(stories).set(words).where(eq(stories.id, storyId))
}

export async function storiesByIds(db: Queries, ids: readonly string[]): Promise<StoryRow[]> {
  if (ids.length === 0) return []
  const { stories } = db.tables
  return db
    .select()
    .from(stories)
    .where(inArray(stories.id, [...ids]))
    .orderBy(desc(stories.publishedAt), desc(stories.id))
}

/** Visible comments per story; a story without any is missing from the map. */
export async function commentCounts(db: Queries, storyIds: string[]): Promise<Map<string, number>> {
  if (storyIds.length === 0) return new Map()
  const { comments } = db.tables
  const rows = await db
    .select({ storyId: comments.storyId, visible: count() })
    .from(comments)
    .where(and(inArray(comments.storyId, storyIds), eq(comments.state, 'visible')))
    .groupBy(comments.storyId)
  return new Map(rows.map((row) => [row.storyId, Number(row.visible)]))
}

export async function storyRevision(
  db: Queries,
  storyId: string,
  revision: number,
): Promise<StoryRevisionRow | undefined> {
  const { storyRevisions } = db.tables
  const [row] = await db
    .select()
    .from(storyRevisions)
    .where(and(eq(storyRevisions.storyId, storyId), eq(storyRevisions.revision, revision)))
  return row
}

/** Keeps a new revision of the story's text and makes it the one that stands. */
export async function addStoryRevision(tx: Tx, row: StoryRevisionRow): Promise<void> {
  const { stories, storyRevisions } = tx.tables
  await tx.insert(storyRevisions).values(row)
  await tx.update(stories).set({ textRevision: row.revision }).where(eq(stories.id, row.storyId))
}

/** Says that the text of a page was sent from two networks. */
export async function confirmStoryRevision(tx: Tx, storyId: string, revision: number): Promise<void> {
  const { storyRevisions } = tx.tables
  await tx
    .update(storyRevisions)
    .set({ isConfirmed: true })
    .where(and(eq(storyRevisions.storyId, storyId), eq(storyRevisions.revision, revision)))
}

/** Takes the next update number of a story. Gap-free: it is given back if the transaction rolls back. */
export async function nextUpdateNumber(tx: Tx, storyId: string): Promise<number> {
  const { stories } = tx.tables
  const [row] = await tx
    .update(stories)
    .set({ lastUpdateNumber: sql`${stories.lastUpdateNumber} + 1` })
    .where(eq(stories.id, storyId))
    .returning({ number: stories.lastUpdateNumber })
  if (!row) throw new Error(`no story ${storyId}`)
  return row.number
}

/** The ids of all stories of some sections: for what is confined to them. */
export function storiesIn(db: Queries, sections: readonly string[]) {
  const { stories } = db.tables
  return db
    .select({ id: stories.id })
    .from(stories)
    .where(inArray(stories.section, [...sections]))
}
