import { and, count, desc, eq, inArray, isNotNull, isNull, lt } from 'drizzle-orm'
import type { Queries, Tx } from './database.ts'
import { published } from './decisions.ts'
import type { Finding, Tables } from './tables.ts'

export type PersonNoteRow = Tables['personNotes']['$inferSelect']

export async function insertPersonNote(tx: Tx, row: PersonNoteRow): Promise<void> {
  await tx.insert(tx.tables.personNotes).values(row)
}

export async function personNoteById(db: Queries, id: string): Promise<PersonNoteRow | undefined> {
  const { personNotes } = db.tables
  const [row] = await db.select().from(personNotes).where(eq(personNotes.id, id))
  return row
}

export async function deletePersonNote(tx: Tx, id: string): Promise<void> {
  await tx.delete(tx.tables.personNotes).where(eq(tx.tables.personNotes.id, id))
}

/** Newest first. */
export function personNotesOf(db: Queries, personId: string, limit: number): Promise<PersonNoteRow[]> {
  const { personNotes } = db.tables
  return db
    .select()
    .from(personNotes)
    .where(eq(personNotes.personId, personId))
    .orderBy(desc(personNotes.id))
    .limit(limit)
}

export interface WrittenRow {
  id: string
  storyId: string
  storyTitle: string
  state: Tables['comments']['$inferSelect']['state']
  html: string
  deletedAt: number | null
  createdAt: number
}

/**
 * A person's comments in all their states, newest first.
 * @param after the last one of the page before; `sections`: under stories of these only; undefined means all.
 */
export function writtenBy(
  db: Queries,
  personId: string,
  { after, sections, limit }: { after?: string | undefined; sections?: readonly string[] | undefined; limit: number },
): Promise<WrittenRow[]> {
  const { comments, stories } = db.tables
  const { id, storyId, state, html, deletedAt, createdAt } = comments
  return db
    .select({ id, storyId, storyTitle: stories.title, state, html, deletedAt, createdAt })
    .from(comments)
    .innerJoin(stories, eq(stories.id, comments.storyId))
    .where(
      and(
        eq(comments.personId, personId),
        after === undefined ? undefined : lt(comments.id, after),
        sections && inArray(stories.section, [...sections]),
      ),
    )
    .orderBy(desc(comments.id))
    .limit(limit)
}

/** How many of a person's comments a moderator let through. */
export function letThroughCount(db: Queries, personId: string): Promise<number> {
  const { comments } = db.tables
  const theirs = and(eq(comments.personId, personId), isNull(comments.deletedAt))
  return db.$count(
    comments,
    and(theirs, isNotNull(comments.decidedAt), inArray(comments.state, ['visible', 'approved'])),
  )
}

/** Public findings on a person's comments, by finding, most frequent first. */
export async function findingCounts(db: Queries, personId: string): Promise<{ finding: Finding; count: number }[]> {
  const { cases, caseDecisions, comments } = db.tables
  const rows = await db
    .select({ finding: caseDecisions.finding, n: count() })
    .from(cases)
    .innerJoin(caseDecisions, published(db.tables))
    .innerJoin(comments, eq(comments.id, cases.commentId))
    .where(and(eq(comments.personId, personId), isNotNull(caseDecisions.publishedAt)))
    .groupBy(caseDecisions.finding)
  return rows.map(({ finding, n }) => ({ finding, count: Number(n) })).sort((a, b) => b.count - a.count)
}
