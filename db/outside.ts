import { and, asc, desc, eq, inArray, isNull, lt, or } from 'drizzle-orm'
import type { Queries, Tx } from './database.ts'
import type { Tables } from './tables.ts'

export type OutsidePostRow = Tables['outsidePosts']['$inferSelect']
export type OutsideTextRow = Tables['outsideTexts']['$inferSelect']

export async function outsidePostByKey(
  db: Queries,
  siteId: string,
  urlKey: string,
): Promise<OutsidePostRow | undefined> {
  const { outsidePosts } = db.tables
  const [row] = await db
    .select()
    .from(outsidePosts)
    .where(and(eq(outsidePosts.siteId, siteId), eq(outsidePosts.urlKey, urlKey)))
  return row
}

export async function outsidePostsByIds(db: Queries, ids: string[]): Promise<OutsidePostRow[]> {
  if (ids.length === 0) return []
  const { outsidePosts } = db.tables
  return db.select().from(outsidePosts).where(inArray(outsidePosts.id, ids))
}

export async function insertOutsidePost(tx: Tx, row: OutsidePostRow): Promise<void> {
  await tx.insert(tx.tables.outsidePosts).values(row)
}

/** What a post said, newest wording first. */
export function outsideTextsOf(db: Queries, postId: string): Promise<OutsideTextRow[]> {
  const { outsideTexts } = db.tables
  return db.select().from(outsideTexts).where(eq(outsideTexts.postId, postId)).orderBy(desc(outsideTexts.revision))
}

export async function outsideText(db: Queries, postId: string, revision: number): Promise<OutsideTextRow | undefined> {
  const { outsideTexts } = db.tables
  const [row] = await db
    .select()
    .from(outsideTexts)
    .where(and(eq(outsideTexts.postId, postId), eq(outsideTexts.revision, revision)))
  return row
}

export async function insertOutsideText(tx: Tx, row: OutsideTextRow): Promise<void> {
  await tx.insert(tx.tables.outsideTexts).values(row)
}

/** Posts with a public finding whose link was last asked before `before`, those never asked first. */
export function postsToCheck(db: Queries, before: number, limit: number): Promise<OutsidePostRow[]> {
  const { outsidePosts, cases } = db.tables
  const judged = db
    .select({ id: cases.outsidePostId })
    .from(cases)
    .where(inArray(cases.state, ['published', 'closed']))
  return db
    .select()
    .from(outsidePosts)
    .where(
      and(
        inArray(outsidePosts.id, judged),
        or(isNull(outsidePosts.linkCheckedAt), lt(outsidePosts.linkCheckedAt, before)),
      ),
    )
    .orderBy(asc(outsidePosts.linkCheckedAt), asc(outsidePosts.id))
    .limit(limit)
}

export async function nameOutsidePost(
  tx: Tx,
  id: string,
  names: Pick<OutsidePostRow, 'postedBy' | 'originatedBy'>,
): Promise<void> {
  const { outsidePosts } = tx.tables
  await tx.update(outsidePosts).set(names).where(eq(outsidePosts.id, id))
}

export async function noteLinkState(
  tx: Tx,
  id: string,
  link: Pick<OutsidePostRow, 'linkState' | 'linkCheckedAt'>,
): Promise<void> {
  const { outsidePosts } = tx.tables
  await tx.update(outsidePosts).set(link).where(eq(outsidePosts.id, id))
}
