import { and, asc, count, desc, eq, gt, gte, inArray, isNull, lt, lte, ne, type SQL, sql } from 'drizzle-orm'
import type { CommentRow } from './comments.ts'
import type { Queries } from './database.ts'
import { contains } from './search.ts'
import { storiesIn } from './stories.ts'
import type { Tables } from './tables.ts'

/** A search looks through so many comments at a time; going on looks through as many again. */
const SEARCHED = 20_000

export interface DeskQuery {
  queue: 'pending' | 'first' | 'approved' | 'all'
  storyId?: string | undefined
  section?: string | undefined
  personId?: string | undefined
  /** Of stories in these sections only; undefined means all. */
  sections?: readonly string[] | undefined
  /** Part of what was written. */
  search?: string | undefined
  /** Written after, and before (epoch ms). */
  since?: number | undefined
  until?: number | undefined
  /** The last one of the page before. */
  after?: string | undefined
  limit: number
}

export type DeskRow = CommentRow & { storyTitle: string; section: string }

/** Waits, by somebody of whom nothing was let through yet. */
function isFirst({ comments }: Tables): SQL {
  return sql`not exists (select 1 from comments known where known.person_id = ${comments.personId} and known.state in ('visible', 'approved'))`
}

function wanted(db: Queries, query: DeskQuery): SQL | undefined {
  const { comments, stories } = db.tables
  const { queue, storyId, section, sections, personId, since, until, after } = query
  const inSection =
    section !== undefined
      ? inArray(comments.storyId, db.select({ id: stories.id }).from(stories).where(eq(stories.section, section)))
      : undefined
  return and(
    queue === 'all' ? isNull(comments.deletedAt) : eq(comments.state, queue === 'approved' ? 'approved' : 'pending'),
    queue === 'first' ? isFirst(db.tables) : undefined,
    storyId ? eq(comments.storyId, storyId) : undefined,
    inSection,
    sections && inArray(comments.storyId, storiesIn(db, sections)),
    personId ? eq(comments.personId, personId) : undefined,
    since === undefined ? undefined : gt(comments.createdAt, since),
    until === undefined ? undefined : lt(comments.createdAt, until),
    // Ids are time-ordered.
    after === undefined ? undefined : (queue === 'all' ? lt : gt)(comments.id, after),
  )
}

/**
 * Comments of a queue: those that wait oldest first, all newest first.
 *
 * @returns at most `limit`, and where to go on: after the last of them, or, in a search, after what was looked through.
 */
export async function deskPage(db: Queries, query: DeskQuery): Promise<{ rows: DeskRow[]; next: string | null }> {
  const { comments, stories } = db.tables
  const order = query.queue === 'all' ? desc(comments.id) : asc(comments.id)
  const where = wanted(db, query)
  const { search, limit } = query
  const end = search ? await lastSearched(db, where, order) : undefined
  const upTo = end === undefined ? undefined : (query.queue === 'all' ? gte : lte)(comments.id, end)
  const found = await db
    .select({ comment: comments, storyTitle: stories.title, section: stories.section })
    .from(comments)
    .innerJoin(stories, eq(stories.id, comments.storyId))
    .where(and(where, upTo, search ? contains(comments.body, search) : undefined))
    .orderBy(order)
    .limit(limit + 1)
  const rows = found.slice(0, limit).map(({ comment, ...story }) => ({ ...comment, ...story }))
  const next = found.length > limit ? rows.at(-1)?.id : end
  return { rows, next: next ?? null }
}

/** The last comment a search looks through; undefined if it reaches the end. */
async function lastSearched(db: Queries, where: SQL | undefined, order: SQL): Promise<string | undefined> {
  const { comments } = db.tables
  const [row] = await db
    .select({ id: comments.id })
    .from(comments)
    .where(where)
    .orderBy(order)
    .limit(1)
    .offset(SEARCHED - 1)
  return row?.id
}

/** How many comments wait, and of how many nobody has let anything through of their writer yet. */
export async function waitingCounts(
  db: Queries,
  { sections }: Pick<DeskQuery, 'sections'> = {},
): Promise<{ pending: number; first: number; approved: number }> {
  const { comments } = db.tables
  const reach = sections && inArray(comments.storyId, storiesIn(db, sections))
  const [states, [first]] = await Promise.all([
    db
      .select({ state: comments.state, n: count() })
      .from(comments)
      .where(and(inArray(comments.state, ['pending', 'approved']), reach))
      .groupBy(comments.state),
    db
      .select({ n: count() })
      .from(comments)
      .where(and(eq(comments.state, 'pending'), isFirst(db.tables), reach)),
  ])
  const of = (state: string) => Number(states.find((row) => row.state === state)?.n ?? 0)
  return { pending: of('pending'), first: Number(first?.n ?? 0), approved: of('approved') }
}

/** Which of these people have a comment that was let through, and stands or will. */
export async function knownWriters(db: Queries, personIds: string[]): Promise<Set<string>> {
  if (personIds.length === 0) return new Set()
  const { people } = db.tables
  const rows = await db
    .select({ id: people.id })
    .from(people)
    .where(
      and(
        inArray(people.id, personIds),
        sql`exists (select 1 from comments known where known.person_id = ${people.id} and known.state in ('visible', 'approved'))`,
      ),
    )
  return new Set(rows.map((row) => row.id))
}

/** What became of a person's comments, by state; those they deleted are not counted. */
export async function stateCountsOf(db: Queries, personId: string): Promise<Map<CommentRow['state'], number>> {
  const { comments } = db.tables
  const rows = await db
    .select({ state: comments.state, n: count() })
    .from(comments)
    .where(and(eq(comments.personId, personId), isNull(comments.deletedAt)))
    .groupBy(comments.state)
  return new Map(rows.map((row) => [row.state, Number(row.n)]))
}

/** A person's newest comments other than this one, in these sections or all. */
export function latestOf(
  db: Queries,
  personId: string,
  { except, sections, limit }: { except: string } & Pick<DeskQuery, 'sections' | 'limit'>,
): Promise<CommentRow[]> {
  const { comments } = db.tables
  return db
    .select()
    .from(comments)
    .where(
      and(
        eq(comments.personId, personId),
        isNull(comments.deletedAt),
        ne(comments.id, except),
        sections && inArray(comments.storyId, storiesIn(db, sections)),
      ),
    )
    .orderBy(desc(comments.id))
    .limit(limit)
}

/** The visible comments that follow one under the same parent, oldest first. */
export function siblingsAfter(db: Queries, comment: CommentRow, limit: number): Promise<CommentRow[]> {
  const { comments } = db.tables
  const later =
    comment.parentId === null
      ? and(eq(comments.storyId, comment.storyId), gt(comments.rootSeq, comment.rootSeq), isNull(comments.parentId))
      : and(eq(comments.parentId, comment.parentId), gt(comments.seq, comment.seq))
  return db
    .select()
    .from(comments)
    .where(and(later, eq(comments.state, 'visible')))
    .orderBy(asc(comments.rootSeq), asc(comments.seq))
    .limit(limit)
}

export function visibleReplyCount(db: Queries, id: string): Promise<number> {
  const { comments } = db.tables
  return db.$count(comments, and(eq(comments.parentId, id), eq(comments.state, 'visible')))
}

/** Cases that wait for a moderator, by kind, and those that are appealed. */
export async function openCaseCounts(
  db: Queries,
  states: readonly ('submitted' | 'triage' | 'review' | 'appealed' | 'awaiting_second')[],
  { sections }: Pick<DeskQuery, 'sections'> = {},
): Promise<{ reported: number; misrepresentation: number; appeals: number }> {
  const { cases } = db.tables
  const rows = await db
    .select({ kind: cases.kind, state: cases.state, n: count() })
    .from(cases)
    .where(and(inArray(cases.state, [...states]), sections && inArray(cases.storyId, storiesIn(db, sections))))
    .groupBy(cases.kind, cases.state)
  const sum = (is: (row: (typeof rows)[number]) => boolean) =>
    rows.filter(is).reduce((total, row) => total + Number(row.n), 0)
  return {
    reported: sum((row) => row.kind !== 'misrepresentation'),
    misrepresentation: sum((row) => row.kind === 'misrepresentation'),
    appeals: sum((row) => row.state === 'appealed'),
  }
}
