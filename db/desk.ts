import {
  and,
  asc,
  count,
  desc,
  eq,
  exists,
  gt,
  gte,
  inArray,
  isNull,
  lt,
  lte,
  ne,
  not,
  type Placeholder,
  type SQL,
  sql,
} from 'drizzle-orm'
import type { CommentRow } from './comments.ts'
import type { Queries } from './database.ts'
import { prepared } from './prepared.ts'
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
  /** Held by this rule as it stands. */
  ruleId?: string | undefined
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

/** A comment with what stands beside it in a list. */
export type DeskRow = Awaited<ReturnType<typeof items>>[number]

/** Comments with their stories, who has them in hand, and whether anything of their writer was let through. */
function items(q: Queries) {
  const { comments, stories, claims, people } = q.tables
  const { id, storyId, parentId, personId, authorName, state, html, revision, createdAt } = comments
  const { title, section, publishedAt, baseMode } = stories
  return q
    .select({
      ...{ id, storyId, parentId, personId, authorName, state, html, revision, createdAt },
      ...{ storyTitle: title, section, publishedAt, baseMode },
      ...{ claimedBy: claims.personId, claimant: people.name, claimedUntil: claims.expiresAt },
      isKnown: isKnown(q.tables),
    })
    .from(comments)
    .innerJoin(stories, eq(stories.id, comments.storyId))
    .leftJoin(claims, eq(claims.commentId, comments.id))
    .leftJoin(people, eq(people.id, claims.personId))
    .$dynamic()
}

/** One comment, as lists have it. */
export async function deskItem(db: Queries, id: string): Promise<DeskRow | undefined> {
  const statement = prepared(db, 'desk_item', (q) =>
    items(q)
      .where(eq(q.tables.comments.id, sql.placeholder('id')))
      .prepare('desk_item'),
  )
  const [row] = await statement.execute({ id })
  return row
}

/** Nearly all that is asked for: a queue with nothing left out, from its beginning or on. */
function plainPage(db: Queries, { queue, after, limit }: DeskQuery): Promise<DeskRow[]> {
  const name = `desk_${queue}${after === undefined ? '' : '_after'}`
  const statement = prepared(db, name, (q) =>
    items(q)
      .where(wanted(q, { queue, after: after === undefined ? undefined : sql.placeholder('after') }))
      .orderBy(orderOf(q, queue))
      .limit(sql.placeholder('limit'))
      .prepare(name),
  )
  return statement.execute({ limit, ...(after !== undefined && { after }) })
}

function isPlain({ queue: _queue, after: _after, limit: _limit, ...filters }: DeskQuery): boolean {
  return Object.values(filters).every((filter) => filter === undefined)
}

function orderOf({ tables: { comments } }: Queries, queue: DeskQuery['queue']): SQL {
  return queue === 'all' ? desc(comments.id) : asc(comments.id)
}

/** Something of its writer was let through, and stands or will. */
export function isKnown({ comments }: Tables): SQL<boolean | number> {
  return sql`exists (select 1 from comments known where known.person_id = ${comments.personId} and known.state in ('visible', 'approved'))`
}

/** What a rule said of a comment as it stands, where it held it. */
function screeningsThatHold(db: Queries, ruleId: string) {
  const { comments, screenings } = db.tables
  return db
    .select({ id: screenings.id })
    .from(screenings)
    .where(
      and(
        eq(screenings.commentId, comments.id),
        eq(screenings.revision, comments.revision),
        eq(screenings.ruleId, ruleId),
        eq(screenings.outcome, 'hold'),
      ),
    )
}

type Wanted = Omit<DeskQuery, 'after' | 'limit'> & { after?: string | Placeholder | undefined }

function wanted(db: Queries, query: Wanted): SQL | undefined {
  const { comments, stories } = db.tables
  const { queue, storyId, section, sections, personId, ruleId, since, until, after } = query
  const inSection =
    section !== undefined
      ? inArray(comments.storyId, db.select({ id: stories.id }).from(stories).where(eq(stories.section, section)))
      : undefined
  return and(
    queue === 'all' ? isNull(comments.deletedAt) : eq(comments.state, queue === 'approved' ? 'approved' : 'pending'),
    queue === 'first' ? not(isKnown(db.tables)) : undefined,
    storyId ? eq(comments.storyId, storyId) : undefined,
    inSection,
    sections && inArray(comments.storyId, storiesIn(db, sections)),
    personId ? eq(comments.personId, personId) : undefined,
    ruleId === undefined ? undefined : exists(screeningsThatHold(db, ruleId)),
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
  const { comments } = db.tables
  const { search, limit, queue } = query
  const order = orderOf(db, queue)
  const where = wanted(db, query)
  const end = search ? await lastSearched(db, where, order) : undefined
  const upTo = end === undefined ? undefined : (queue === 'all' ? gte : lte)(comments.id, end)
  const found = isPlain(query)
    ? await plainPage(db, { ...query, limit: limit + 1 })
    : await items(db)
        .where(and(where, upTo, search ? contains(comments.body, search) : undefined))
        .orderBy(order)
        .limit(limit + 1)
  const rows = found.slice(0, limit)
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

/** What became of a person's comments, by state; those they deleted are not counted. */
export async function stateCountsOf(db: Queries, personId: string): Promise<Map<CommentRow['state'], number>> {
  const statement = prepared(db, 'state_counts_of', (q) => {
    const { comments } = q.tables
    return q
      .select({ state: comments.state, n: count() })
      .from(comments)
      .where(and(eq(comments.personId, sql.placeholder('personId')), isNull(comments.deletedAt)))
      .groupBy(comments.state)
      .prepare('state_counts_of')
  })
  const rows = await statement.execute({ personId })
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
