import { and, asc, desc, eq, gt, inArray, isNull } from 'drizzle-orm'
import type { CommentRow } from './comments.ts'
import type { Queries, Tx } from './database.ts'

interface HeldQuery {
  state: 'pending' | 'approved'
  storyId?: string | undefined
  /** Id of the last one of the page before; ids are time-ordered. */
  after?: string | undefined
  limit: number
}

/** Comments that wait, oldest first, with the title of their story. */
export async function heldPage(
  db: Queries,
  { state, storyId, after, limit }: HeldQuery,
): Promise<(CommentRow & { storyTitle: string })[]> {
  const { comments, stories } = db.tables
  const rows = await db
    .select({ comment: comments, storyTitle: stories.title })
    .from(comments)
    .innerJoin(stories, eq(stories.id, comments.storyId))
    .where(
      and(
        eq(comments.state, state),
        storyId ? eq(comments.storyId, storyId) : undefined,
        after ? gt(comments.id, after) : undefined,
      ),
    )
    .orderBy(asc(comments.id))
    .limit(limit)
  return rows.map(({ comment, storyTitle }) => ({ ...comment, storyTitle }))
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
