import { and, asc, eq, gt, isNotNull, like, ne } from 'drizzle-orm'
import type { CommentRow } from './comments.ts'
import type { Queries } from './database.ts'

/** Who wrote a visible reply to the comment itself. */
export async function repliersTo(db: Queries, commentId: string): Promise<string[]> {
  const { comments } = db.tables
  const rows = await db
    .selectDistinct({ personId: comments.personId })
    .from(comments)
    .where(and(eq(comments.parentId, commentId), eq(comments.state, 'visible')))
  return rows.flatMap((row) => row.personId ?? [])
}

export async function peopleAgreeing(db: Queries, commentId: string): Promise<string[]> {
  const { reactions } = db.tables
  const rows = await db
    .select({ personId: reactions.personId })
    .from(reactions)
    .where(eq(reactions.commentId, commentId))
  return rows.map((row) => row.personId)
}

export async function followersOf(db: Queries, storyId: string): Promise<string[]> {
  const { subscriptions } = db.tables
  const rows = await db
    .select({ personId: subscriptions.personId })
    .from(subscriptions)
    .where(and(eq(subscriptions.storyId, storyId), ne(subscriptions.level, 'muted')))
  return rows.map((row) => row.personId)
}

/** Visible comments later in the story that quote something, in the order they came. @param after a number before them. */
export function laterQuoters(
  db: Queries,
  storyId: string,
  after: number,
  limit: number,
): Promise<{ personId: string | null; html: string; seq: number }[]> {
  const { comments } = db.tables
  return db
    .select({ personId: comments.personId, html: comments.html, seq: comments.seq } satisfies Partial<
      Record<keyof CommentRow, unknown>
    >)
    .from(comments)
    .where(
      and(
        ...[eq(comments.storyId, storyId), eq(comments.state, 'visible'), gt(comments.seq, after)],
        ...[isNotNull(comments.personId), like(comments.html, '%<blockquote>%')],
      ),
    )
    .orderBy(asc(comments.seq))
    .limit(limit)
}
