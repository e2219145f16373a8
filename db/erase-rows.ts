import { and, asc, eq, like, ne, or, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { CommentRow } from './comments.ts'
import type { Queries, Tx } from './database.ts'
import type { Tables } from './tables.ts'

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

/** Takes the name, and what the publisher said beside it, off a comment and its older wordings with it; what stands stays. */
export async function forgetWriter(tx: Tx, commentId: string, authorName: string): Promise<void> {
  const { comments, commentRevisions } = tx.tables
  await tx
    .update(comments)
    .set({ personId: null, authorName, label: null, rejection: null })
    .where(eq(comments.id, commentId))
  await tx.delete(commentRevisions).where(eq(commentRevisions.commentId, commentId))
}

/** Comments under a story in whose words, or in older ones, a link leads to another comment. */
export async function commentsCalling(
  db: Queries,
  storyId: string,
): Promise<{ comments: Pick<CommentRow, 'id' | 'html' | 'state'>[]; revisions: RevisionHtml[] }> {
  const { comments, commentRevisions } = db.tables
  const calling = '%href="#comment-%'
  return {
    comments: await db
      .select({ id: comments.id, html: comments.html, state: comments.state })
      .from(comments)
      .where(and(eq(comments.storyId, storyId), like(comments.html, calling))),
    revisions: await db
      .select({
        commentId: commentRevisions.commentId,
        revision: commentRevisions.revision,
        html: commentRevisions.html,
      })
      .from(commentRevisions)
      .innerJoin(comments, eq(comments.id, commentRevisions.commentId))
      .where(and(eq(comments.storyId, storyId), like(commentRevisions.html, calling))),
  }
}

type RevisionHtml = Pick<Tables['commentRevisions']['$inferSelect'], 'commentId' | 'revision' | 'html'>

/** Puts rendered words in place of others that say the same. */
export async function rerender(tx: Tx, id: string, html: string): Promise<void> {
  const { comments } = tx.tables
  await tx.update(comments).set({ html }).where(eq(comments.id, id))
}

export async function rerenderRevision(tx: Tx, { commentId, revision, html }: RevisionHtml): Promise<void> {
  const { commentRevisions: revisions } = tx.tables
  await tx
    .update(revisions)
    .set({ html })
    .where(and(eq(revisions.commentId, commentId), eq(revisions.revision, revision)))
}

/** Takes what rules found in a comment’s words out of what they said; that they caught it stays. */
export async function blankScreeningsOf(tx: Tx, commentId: string): Promise<void> {
  const { screenings } = tx.tables
  await tx.update(screenings).set({ passages: [], detail: {} }).where(eq(screenings.commentId, commentId))
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

/**
 * Deletes an account; rows that are the person’s alone go with it, others lose the tie to it: also those that name the
 * person within what they hold, such as the link of a letter, or the letter itself if it was not sent yet.
 */
export async function deletePerson(tx: Tx, { id: personId, email }: { id: string; email: string }): Promise<void> {
  const { people, guests, updateKeys, verifications, moderatorActs, jobs } = tx.tables
  await tx.delete(updateKeys).where(eq(updateKeys.sender, personId))
  const holds = (column: PgColumn, text: string) =>
    sql`cast(${column} as text) like ${`%${text.replace(/[\\%_]/g, '\\$&')}%`} escape '\\'`
  const names = (text: string) => holds(verifications.value, JSON.stringify(text))
  await tx.delete(verifications).where(or(names(personId), names(email)))
  const [guest] = await tx.select({ email: guests.email }).from(guests).where(eq(guests.personId, personId))
  for (const to of [email, guest?.email ?? []].flat()) {
    // A letter is text within the JSON of its row.
    const addressed = JSON.stringify(`"to":${JSON.stringify(to)}`).slice(1, -1)
    await tx.delete(jobs).where(and(eq(jobs.kind, 'mail'), holds(jobs.payload, addressed)))
  }
  // What it was before is for undoing alone, whose time is over.
  await tx.update(moderatorActs).set({ before: {} }).where(holds(moderatorActs.before, personId))
  await tx.delete(people).where(eq(people.id, personId))
}
