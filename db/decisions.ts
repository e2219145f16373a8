import { and, asc, desc, eq, gt, inArray, isNotNull, sql } from 'drizzle-orm'
import { type BriefCase, brief } from './cases.ts'
import type { Queries, Tx } from './database.ts'
import { storiesIn } from './stories.ts'
import type { CaseAction, Tables } from './tables.ts'

export type DecisionRow = Tables['caseDecisions']['$inferSelect']
export type AppealRow = Tables['appeals']['$inferSelect']

/** A case with the decision that is public. */
export interface PublishedCase {
  row: BriefCase
  decision: DecisionRow
}

export async function insertDecision(tx: Tx, row: DecisionRow): Promise<void> {
  await tx.insert(tx.tables.caseDecisions).values(row)
}

export async function changeDecision(
  tx: Tx,
  { caseId, round }: Pick<DecisionRow, 'caseId' | 'round'>,
  change: Partial<DecisionRow>,
): Promise<void> {
  const { caseDecisions } = tx.tables
  await tx
    .update(caseDecisions)
    .set(change)
    .where(and(eq(caseDecisions.caseId, caseId), eq(caseDecisions.round, round)))
}

/** Takes a decision back that was not published. */
export async function dropDecision(tx: Tx, caseId: string, round: number): Promise<void> {
  const { caseDecisions } = tx.tables
  await tx.delete(caseDecisions).where(and(eq(caseDecisions.caseId, caseId), eq(caseDecisions.round, round)))
}

/** The decisions of cases, oldest round first, by case. */
export async function decisionsOf(db: Queries, caseIds: string[]): Promise<Map<string, DecisionRow[]>> {
  const found = new Map<string, DecisionRow[]>()
  if (caseIds.length === 0) return found
  const { caseDecisions } = db.tables
  const rows = await db
    .select()
    .from(caseDecisions)
    .where(inArray(caseDecisions.caseId, caseIds))
    .orderBy(asc(caseDecisions.round))
  for (const row of rows) found.set(row.caseId, [...(found.get(row.caseId) ?? []), row])
  return found
}

/** The decision of a case that is public. */
export function published({ cases, caseDecisions }: Tables) {
  return and(
    eq(caseDecisions.caseId, cases.id),
    eq(caseDecisions.round, cases.publishedRound),
    isNotNull(caseDecisions.publishedAt),
  )
}

/** Published cases about comments whose action is one of `actions`, oldest finding first. */
export async function publishedAbout(
  db: Queries,
  commentIds: string[],
  actions: readonly CaseAction[],
): Promise<PublishedCase[]> {
  if (commentIds.length === 0) return []
  const { cases, caseDecisions } = db.tables
  return db
    .select({ row: brief(db.tables), decision: caseDecisions })
    .from(cases)
    .innerJoin(caseDecisions, published(db.tables))
    .where(and(inArray(cases.commentId, commentIds), inArray(caseDecisions.action, [...actions])))
    .orderBy(asc(caseDecisions.publishedAt), asc(cases.id))
}

/** The case as it is public, by its reference; undefined if it is not. */
export async function publishedByReference(db: Queries, reference: string): Promise<PublishedCase | undefined> {
  const { cases, caseDecisions } = db.tables
  const [found] = await db
    .select({ row: brief(db.tables), decision: caseDecisions })
    .from(cases)
    .innerJoin(caseDecisions, published(db.tables))
    .where(eq(cases.reference, reference))
  return found
}

export async function publishedByReferences(db: Queries, references: string[]): Promise<PublishedCase[]> {
  if (references.length === 0) return []
  const { cases, caseDecisions } = db.tables
  return db
    .select({ row: brief(db.tables), decision: caseDecisions })
    .from(cases)
    .innerJoin(caseDecisions, published(db.tables))
    .where(inArray(cases.reference, references))
}

/** Public findings on posts elsewhere about a story, newest first, at most 100. */
export function publishedElsewhere(db: Queries, storyId: string): Promise<PublishedCase[]> {
  const { cases, caseDecisions } = db.tables
  return db
    .select({ row: brief(db.tables), decision: caseDecisions })
    .from(cases)
    .innerJoin(caseDecisions, published(db.tables))
    .where(and(eq(cases.storyId, storyId), isNotNull(cases.outsidePostId), eq(caseDecisions.action, 'statement')))
    .orderBy(desc(caseDecisions.publishedAt), desc(cases.id))
    .limit(100)
}

/** Comments beside which a note quotes this comment. */
export async function commentsWithNotesQuoting(
  db: Queries,
  commentId: string,
  actions: readonly CaseAction[],
): Promise<string[]> {
  const { cases, caseDecisions } = db.tables
  const rows = await db
    .selectDistinct({ commentId: cases.commentId })
    .from(cases)
    .innerJoin(caseDecisions, published(db.tables))
    .where(
      and(
        eq(cases.sourceKind, 'comment'),
        eq(cases.sourceId, commentId),
        isNotNull(cases.commentId),
        inArray(caseDecisions.action, [...actions]),
      ),
    )
  return rows.flatMap((row) => row.commentId ?? [])
}

/** Findings on a person's comments published after `since`, in these sections or all, newest first, at most 20. */
export async function findingsAgainst(
  db: Queries,
  personId: string,
  { since, sections }: { since: number; sections?: readonly string[] | undefined },
): Promise<PublishedCase[]> {
  const { cases, caseDecisions, comments } = db.tables
  const theirs = db.select({ id: comments.id }).from(comments).where(eq(comments.personId, personId))
  return db
    .select({ row: brief(db.tables), decision: caseDecisions })
    .from(cases)
    .innerJoin(caseDecisions, published(db.tables))
    .where(
      and(
        inArray(cases.commentId, theirs),
        gt(caseDecisions.publishedAt, since),
        sections && inArray(cases.storyId, storiesIn(db, sections)),
      ),
    )
    .orderBy(desc(caseDecisions.publishedAt))
    .limit(20)
}

export async function insertAppeal(tx: Tx, row: AppealRow): Promise<void> {
  await tx.insert(tx.tables.appeals).values(row)
}

export function appealsOf(db: Queries, caseId: string): Promise<AppealRow[]> {
  const { appeals } = db.tables
  return db.select().from(appeals).where(eq(appeals.caseId, caseId)).orderBy(asc(appeals.createdAt))
}

export type CaseNoteRow = Tables['caseNotes']['$inferSelect']

export async function insertCaseNote(tx: Tx, row: CaseNoteRow): Promise<void> {
  await tx.insert(tx.tables.caseNotes).values(row)
}

export function caseNotesOf(db: Queries, caseId: string): Promise<CaseNoteRow[]> {
  const { caseNotes } = db.tables
  return db.select().from(caseNotes).where(eq(caseNotes.caseId, caseId)).orderBy(asc(caseNotes.createdAt), sql`id`)
}
