import { and, asc, eq, ne, or } from 'drizzle-orm'
import type { CommentRow } from './comments.ts'
import type { Queries, Tx } from './database.ts'

// What erasing an account does to rows that stay.

/** Stories in which something stands under a person’s name, or by their hand. */
export async function storiesOfPerson(db: Queries, personId: string): Promise<string[]> {
  const { comments, updates } = db.tables
  const found = [
    ...(await db.selectDistinct({ id: comments.storyId }).from(comments).where(eq(comments.personId, personId))),
    ...(await db.selectDistinct({ id: updates.storyId }).from(updates).where(eq(updates.personId, personId))),
  ]
  return [...new Set(found.map((row) => row.id))]
}

/** Stories in which a person agreed with a comment or is thanked: their numbers change when the person goes. */
export async function storiesTouchedBy(db: Queries, personId: string): Promise<string[]> {
  const { comments, reactions, updates, updateCredits } = db.tables
  const found = [
    ...(await db
      .selectDistinct({ id: comments.storyId })
      .from(reactions)
      .innerJoin(comments, eq(comments.id, reactions.commentId))
      .where(eq(reactions.personId, personId))),
    ...(await db
      .selectDistinct({ id: updates.storyId })
      .from(updateCredits)
      .innerJoin(updates, eq(updates.id, updateCredits.updateId))
      .where(eq(updateCredits.personId, personId))),
  ]
  return [...new Set(found.map((row) => row.id))].sort()
}

export function commentsOfIn(db: Queries, storyId: string, personId: string, limit: number): Promise<CommentRow[]> {
  const { comments } = db.tables
  return db
    .select()
    .from(comments)
    .where(and(eq(comments.storyId, storyId), eq(comments.personId, personId)))
    .orderBy(asc(comments.id))
    .limit(limit)
}

/** Takes the name off a comment and its older wordings with it; what stands stays. */
export async function forgetWriter(tx: Tx, commentId: string, authorName: string): Promise<void> {
  const { comments, commentRevisions } = tx.tables
  await tx.update(comments).set({ personId: null, authorName, rejection: null }).where(eq(comments.id, commentId))
  await tx.delete(commentRevisions).where(eq(commentRevisions.commentId, commentId))
}

/** Takes the words out of a comment that readers do not see; its place and state stay. */
export async function blankComment(tx: Tx, commentId: string): Promise<void> {
  const { comments } = tx.tables
  await tx
    .update(comments)
    .set({ body: '', html: '' })
    .where(and(eq(comments.id, commentId), ne(comments.state, 'visible')))
}

/** Takes the name off a person’s updates of a story, which are the publication’s. @returns which. */
export async function forgetUpdateWriter(
  tx: Tx,
  storyId: string,
  personId: string,
  authorName: string,
): Promise<string[]> {
  const { updates } = tx.tables
  const rows = await tx
    .update(updates)
    .set({ personId: null, authorName })
    .where(and(eq(updates.storyId, storyId), eq(updates.personId, personId)))
    .returning({ id: updates.id })
  return rows.map((row) => row.id)
}

/**
 * Takes what a person wrote out of cases about a comment of theirs, and out of those that quote it. What was found, by
 * which rule and when stays, and so does the log.
 */
export async function blankCasesOf(tx: Tx, commentId: string): Promise<void> {
  const { cases } = tx.tables
  const rows = await tx
    .select({ id: cases.id, commentId: cases.commentId, claim: cases.claim, source: cases.source })
    .from(cases)
    .where(or(eq(cases.commentId, commentId), and(eq(cases.sourceKind, 'comment'), eq(cases.sourceId, commentId))))
  const blank = { exact: '', prefix: '', suffix: '' }
  for (const row of rows) {
    const isAbout = row.commentId === commentId
    const set = isAbout
      ? { subjectText: '', reply: null, claim: row.claim && { ...row.claim, ...blank } }
      : { sourceText: '', source: row.source && { ...row.source, ...blank } }
    await tx.update(cases).set(set).where(eq(cases.id, row.id))
  }
}

/** Cases that a person flagged. */
export async function casesFlaggedBy(db: Queries, personId: string): Promise<string[]> {
  const { flags } = db.tables
  const rows = await db.select({ id: flags.caseId }).from(flags).where(eq(flags.personId, personId))
  return rows.map((row) => row.id)
}

/** Deletes an account; rows that are the person’s alone go with it, others lose the tie to it. */
export async function deletePerson(tx: Tx, personId: string): Promise<void> {
  const { people, updateKeys } = tx.tables
  await tx.delete(updateKeys).where(eq(updateKeys.sender, personId))
  await tx.delete(people).where(eq(people.id, personId))
}
