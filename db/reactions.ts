import { and, count, eq, inArray } from 'drizzle-orm'
import type { Queries, Tx } from './database.ts'
import type { Tables } from './tables.ts'

export type ReactionRow = Tables['reactions']['$inferSelect']

const MOST_AGREED = 5_000

/** @returns false if the person agreed already: of any number at once, one counts. */
export async function addReaction(tx: Tx, row: ReactionRow): Promise<boolean> {
  const { reactions } = tx.tables
  const added = await tx.insert(reactions).values(row).onConflictDoNothing().returning({ id: reactions.commentId })
  return added.length > 0
}

/** @returns false if there was nothing to take back. */
export async function removeReaction(tx: Tx, commentId: string, personId: string): Promise<boolean> {
  const { reactions } = tx.tables
  const removed = await tx
    .delete(reactions)
    .where(and(eq(reactions.commentId, commentId), eq(reactions.personId, personId)))
    .returning({ id: reactions.commentId })
  return removed.length > 0
}

/** How many people agree with each comment; one that nobody agrees with is missing from the map. */
export async function agreedCounts(db: Queries, commentIds: string[]): Promise<Map<string, number>> {
  if (commentIds.length === 0) return new Map()
  const { reactions } = db.tables
  const rows = await db
    .select({ commentId: reactions.commentId, people: count() })
    .from(reactions)
    .where(inArray(reactions.commentId, commentIds))
    .groupBy(reactions.commentId)
  return new Map(rows.map((row) => [row.commentId, Number(row.people)]))
}

/** The comments of a story that a person agrees with; at most 5,000. */
export async function agreedBy(db: Queries, storyId: string, personId: string): Promise<string[]> {
  const { comments, reactions } = db.tables
  const rows = await db
    .select({ id: reactions.commentId })
    .from(reactions)
    .innerJoin(comments, and(eq(comments.id, reactions.commentId), eq(comments.state, 'visible')))
    .where(and(eq(reactions.personId, personId), eq(comments.storyId, storyId)))
    .orderBy(reactions.commentId)
    .limit(MOST_AGREED)
  return rows.map((row) => row.id)
}
