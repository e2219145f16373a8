import { and, asc, desc, eq, gt, inArray, isNull, lt, notInArray, or, type SQL, sql } from 'drizzle-orm'
import type { Queries, Tx } from './database.ts'
import { fitsSlots, inSlots, placeholders, prepared, slotted } from './prepared.ts'
import type { Tables } from './tables.ts'

export type CommentRow = Tables['comments']['$inferSelect']

/** Where a comment stands in its story's thread. */
export interface ThreadPosition {
  rootSeq: number
  path: string
}

export async function commentById(db: Queries, id: string): Promise<CommentRow | undefined> {
  const statement = prepared(db, 'comment_by_id', (q) => {
    const { comments } = q.tables
    return q
      .select()
      .from(comments)
      .where(eq(comments.id, sql.placeholder('id')))
      .prepare('comment_by_id')
  })
  const [comment] = await statement.execute({ id })
  return comment
}

export async function commentsByIds(db: Queries, ids: string[]): Promise<CommentRow[]> {
  if (ids.length === 0) return []
  if (!fitsSlots(ids)) return db.select().from(db.tables.comments).where(inArray(db.tables.comments.id, ids))
  const statement = prepared(db, 'comments_by_ids', (q) => {
    const { comments } = q.tables
    return q.select().from(comments).where(inSlots(comments.id)).prepare('comments_by_ids')
  })
  return statement.execute(slotted(ids))
}

export async function insertComment(tx: Tx, comment: CommentRow): Promise<void> {
  const statement = prepared(tx, 'insert_comment', (q) => {
    const { comments } = q.tables
    return q.insert(comments).values(placeholders(comments)).prepare('insert_comment')
  })
  await statement.execute(comment)
}

/** When a person last wrote under a story, whatever became of it; undefined if never. */
export async function lastCommentAt(db: Queries, storyId: string, personId: string): Promise<number | undefined> {
  const statement = prepared(db, 'last_comment_at', (q) => {
    const { comments } = q.tables
    return q
      .select({ createdAt: comments.createdAt })
      .from(comments)
      .where(and(eq(comments.personId, sql.placeholder('personId')), eq(comments.storyId, sql.placeholder('storyId'))))
      .orderBy(desc(comments.createdAt))
      .limit(1)
      .prepare('last_comment_at')
  })
  const [row] = await statement.execute({ personId, storyId })
  return row?.createdAt
}

/**
 * Puts new words in place of `old`, which is kept as a revision.
 * @returns false, and changes nothing, if the comment was edited or deleted since `old` was read.
 */
export async function replaceCommentText(
  tx: Tx,
  old: CommentRow,
  text: { body: string; html: string; editedAt: number },
): Promise<boolean> {
  const { comments, commentRevisions } = tx.tables
  const changed = await tx
    .update(comments)
    .set({ ...text, revision: old.revision + 1 })
    .where(and(eq(comments.id, old.id), eq(comments.revision, old.revision), isNull(comments.deletedAt)))
    .returning({ id: comments.id })
  if (changed.length === 0) return false
  await tx.insert(commentRevisions).values({
    commentId: old.id,
    revision: old.revision,
    body: old.body,
    html: old.html,
    createdAt: old.editedAt ?? old.createdAt,
  })
  return true
}

/** Leaves a tombstone: the words and their older revisions are gone, the place in the thread stays. */
export async function buryComment(tx: Tx, id: string, deletedAt: number): Promise<void> {
  const { comments, commentRevisions } = tx.tables
  await tx.update(comments).set({ state: 'deleted', body: '', html: '', deletedAt }).where(eq(comments.id, id))
  await tx.delete(commentRevisions).where(eq(commentRevisions.commentId, id))
}

/** Takes a comment from readers; its words stay for the appeal. @returns false if it is not public. */
export async function removeComment(
  tx: Tx,
  id: string,
  removedFor: NonNullable<CommentRow['removedFor']>,
): Promise<boolean> {
  const { comments } = tx.tables
  const rows = await tx
    .update(comments)
    .set({ state: 'removed', removedFor })
    .where(and(eq(comments.id, id), eq(comments.state, 'visible')))
    .returning({ id: comments.id })
  return rows.length > 0
}

/** Gives a comment that a moderator removed back to readers, as it was. */
export async function restoreComment(tx: Tx, id: string): Promise<void> {
  const { comments } = tx.tables
  await tx
    .update(comments)
    .set({ state: 'visible', removedFor: null })
    .where(and(eq(comments.id, id), eq(comments.state, 'removed')))
}

/**
 * The words of a held comment go without a tombstone, since nobody has seen it. That somebody wrote stays known; and if a
 * moderator rejected it, that: any other decision on it goes, or it would count as a rejection.
 */
export async function withdrawHeldComment(
  tx: Tx,
  { id, state }: Pick<CommentRow, 'id' | 'state'>,
  deletedAt: number,
): Promise<void> {
  const { comments, commentRevisions } = tx.tables
  const undecided = { decidedBy: null, decidedAt: null, removedFor: null }
  await tx
    .update(comments)
    .set({
      ...{ state: 'rejected', body: '', html: '', rejection: null, deletedAt },
      ...(state !== 'rejected' && undecided),
    })
    .where(and(eq(comments.id, id), notInArray(comments.state, ['visible', 'deleted', 'removed'])))
  await tx.delete(commentRevisions).where(eq(commentRevisions.commentId, id))
}

/** Puts a comment that is public, was let through or sent back among those that wait for a moderator. */
export async function holdAgain(tx: Tx, id: string): Promise<void> {
  const { comments } = tx.tables
  await tx
    .update(comments)
    .set({ state: 'pending', decidedBy: null, decidedAt: null, rejection: null, removedFor: null })
    .where(and(eq(comments.id, id), inArray(comments.state, ['visible', 'approved', 'returned'])))
}

/** What readers get: visible comments, tombstones (of what its writer or a moderator took away), and the empty place of a held comment that has visible replies. */
function shown({ comments }: Tables): SQL | undefined {
  return or(
    inArray(comments.state, ['visible', 'deleted', 'removed']),
    sql`exists (select 1 from comments reply where reply.parent_id = ${comments.id} and reply.state = 'visible')`,
  )
}

function following({ comments }: Tables, sort: 'newest' | 'oldest', at: ThreadPosition, inclusive: boolean) {
  const later = sort === 'newest' ? lt(comments.rootSeq, at.rootSeq) : gt(comments.rootSeq, at.rootSeq)
  const path = inclusive ? sql`${comments.path} >= ${at.path}` : gt(comments.path, at.path)
  return or(later, and(eq(comments.rootSeq, at.rootSeq), path))
}

/**
 * Comments of a story in thread order: branches by `sort`, replies after their parent, oldest first. Keyset, so a
 * page costs the same anywhere.
 *
 * @param after the last position of the page before. `from` begins with the position itself instead.
 */
export function commentPage(
  db: Queries,
  storyId: string,
  {
    sort,
    after,
    from,
    limit,
  }: { sort: 'newest' | 'oldest'; after?: ThreadPosition; from?: ThreadPosition; limit: number },
): Promise<CommentRow[]> {
  const { comments } = db.tables
  return db
    .select()
    .from(comments)
    .where(
      and(
        eq(comments.storyId, storyId),
        shown(db.tables),
        after && following(db.tables, sort, after, false),
        from && following(db.tables, sort, from, true),
      ),
    )
    .orderBy(sort === 'newest' ? desc(comments.rootSeq) : asc(comments.rootSeq), asc(comments.path))
    .limit(limit)
}

/** Comments of a story before a position, in reverse thread order. @param isIncluded whether the position itself is among them. */
export function commentsBefore(
  db: Queries,
  storyId: string,
  {
    sort,
    at,
    isIncluded,
    limit,
  }: { sort: 'newest' | 'oldest'; at: ThreadPosition; isIncluded: boolean; limit: number },
): Promise<CommentRow[]> {
  const { comments } = db.tables
  const earlier = sort === 'newest' ? gt(comments.rootSeq, at.rootSeq) : lt(comments.rootSeq, at.rootSeq)
  const path = isIncluded ? sql`${comments.path} <= ${at.path}` : lt(comments.path, at.path)
  return db
    .select()
    .from(comments)
    .where(
      and(eq(comments.storyId, storyId), shown(db.tables), or(earlier, and(eq(comments.rootSeq, at.rootSeq), path))),
    )
    .orderBy(sort === 'newest' ? asc(comments.rootSeq) : desc(comments.rootSeq), desc(comments.path))
    .limit(limit)
}

/** The wordings of a comment that later ones replaced, oldest first. */
export function commentWordings(
  db: Queries,
  commentId: string,
): Promise<{ revision: number; html: string; createdAt: number }[]> {
  const { commentRevisions } = db.tables
  const { revision, html, createdAt } = commentRevisions
  return db
    .select({ revision, html, createdAt })
    .from(commentRevisions)
    .where(eq(commentRevisions.commentId, commentId))
    .orderBy(asc(revision))
}

/** When a comment was first answered by one that readers got (epoch ms); undefined if it was not. */
export async function firstAnswerAt(db: Queries, commentId: string): Promise<number | undefined> {
  const { comments } = db.tables
  const [row] = await db
    .select({ createdAt: comments.createdAt })
    .from(comments)
    .where(and(eq(comments.parentId, commentId), inArray(comments.state, ['visible', 'deleted', 'removed'])))
    .orderBy(asc(comments.createdAt))
    .limit(1)
  return row?.createdAt
}

/** The comments at these paths of one branch, shortest path first. */
export async function commentsByPath(
  db: Queries,
  storyId: string,
  rootSeq: number,
  paths: string[],
): Promise<CommentRow[]> {
  if (paths.length === 0) return []
  const { comments } = db.tables
  return db
    .select()
    .from(comments)
    .where(and(eq(comments.storyId, storyId), eq(comments.rootSeq, rootSeq), inArray(comments.path, paths)))
    .orderBy(asc(comments.path))
}
