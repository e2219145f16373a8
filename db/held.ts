import { and, asc, count, desc, eq, gt, inArray, isNull } from 'drizzle-orm'
import type { CommentRow } from './comments.ts'
import type { Queries, Tx } from './database.ts'
import { storiesIn } from './stories.ts'

interface HeldQuery {
  state: 'pending' | 'approved'
  storyId?: string | undefined
  /** Of stories in these sections only; undefined means all. */
  sections?: readonly string[] | undefined
  /** Id of the last one of the page before; ids are time-ordered. */
  after?: string | undefined
  limit: number
}

/** Comments that wait, oldest first, with the title of their story. */
export async function heldPage(
  db: Queries,
  { state, storyId, sections, after, limit }: HeldQuery,
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
        sections && inArray(stories.section, [...sections]),
        after ? gt(comments.id, after) : undefined,
      ),
    )
    .orderBy(asc(comments.id))
    .limit(limit)
  return rows.map(({ comment, storyTitle }) => ({ ...comment, storyTitle }))
}

export async function heldCounts(
  db: Queries,
  { storyId, sections }: Pick<HeldQuery, 'storyId' | 'sections'> = {},
): Promise<{ pending: number; approved: number }> {
  const { comments } = db.tables
  const rows = await db
    .select({ state: comments.state, waiting: count() })
    .from(comments)
    .where(
      and(
        inArray(comments.state, ['pending', 'approved']),
        storyId ? eq(comments.storyId, storyId) : undefined,
        sections && inArray(comments.storyId, storiesIn(db, sections)),
      ),
    )
    .groupBy(comments.state)
  const of = (state: string) => Number(rows.find((row) => row.state === state)?.waiting ?? 0)
  return { pending: of('pending'), approved: of('approved') }
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
  { id, revision, from }: { id: string; revision: number; from: ('pending' | 'approved' | 'rejected')[] },
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
