import { and, asc, desc, eq, gt, inArray, isNull } from 'drizzle-orm'
import type { CommentRow } from './comments.ts'
import type { Queries, Tx } from './database.ts'

/**
 * Comments under a story that were let through and wait for it to open, oldest first.
 * @param after id of the last one of the page before; ids are time-ordered.
 */
export function approvedPage(
  db: Queries,
  storyId: string,
  { after, limit }: { after: string | undefined; limit: number },
): Promise<CommentRow[]> {
  const { comments } = db.tables
  const later = after === undefined ? undefined : gt(comments.id, after)
  return db
    .select()
    .from(comments)
    .where(and(eq(comments.state, 'approved'), eq(comments.storyId, storyId), later))
    .orderBy(asc(comments.id))
    .limit(limit)
}

/** A person's own comments under a story that are not public, newest first. */
export function heldOf(db: Queries, personId: string, storyId: string, limit: number): Promise<CommentRow[]> {
  const { comments } = db.tables
  return db
    .select()
    .from(comments)
    .where(
      and(
        eq(comments.personId, personId),
        eq(comments.storyId, storyId),
        inArray(comments.state, ['pending', 'approved', 'returned', 'rejected', 'removed']),
        isNull(comments.deletedAt),
      ),
    )
    .orderBy(desc(comments.id))
    .limit(limit)
}

/** What a moderator or a release makes of a held comment. @returns false if it is in another state or revision by now. */
export async function settleHeld(
  tx: Tx,
  { id, revision, from }: { id: string; revision: number; from: CommentRow['state'][] },
  to: Partial<Pick<CommentRow, 'decidedBy' | 'decidedAt' | 'rejection' | 'removedFor'>> & Pick<CommentRow, 'state'>,
): Promise<boolean> {
  const { comments } = tx.tables
  const rows = await tx
    .update(comments)
    .set(to)
    .where(and(eq(comments.id, id), eq(comments.revision, revision), inArray(comments.state, from)))
    .returning({ id: comments.id })
  return rows.length > 0
}
