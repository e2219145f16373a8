import { and, asc, count, desc, eq, getTableColumns, inArray, like, sql } from 'drizzle-orm'
import type { Queries, Tx } from './database.ts'
import type { Tables } from './tables.ts'

export type CaseRow = Tables['cases']['$inferSelect']
/** A case without the two whole texts: those of a long story are long, and lists have many. */
export type BriefCase = Omit<CaseRow, 'commentText' | 'sourceText'>

function brief({ cases }: Tables) {
  const { commentText, sourceText, ...columns } = getTableColumns(cases)
  return columns
}
export type FlagRow = Tables['flags']['$inferSelect']

export async function caseById(db: Queries, id: string): Promise<CaseRow | undefined> {
  const { cases } = db.tables
  const [row] = await db.select().from(cases).where(eq(cases.id, id))
  return row
}

export async function casesByIds(db: Queries, ids: string[]): Promise<BriefCase[]> {
  if (ids.length === 0) return []
  const { cases } = db.tables
  return db.select(brief(db.tables)).from(cases).where(inArray(cases.id, ids))
}

export async function caseByJoinKey(db: Queries, commentId: string, joinKey: string): Promise<CaseRow | undefined> {
  const { cases } = db.tables
  const [row] = await db
    .select()
    .from(cases)
    .where(and(eq(cases.commentId, commentId), eq(cases.joinKey, joinKey)))
  return row
}

export async function insertCase(tx: Tx, row: CaseRow): Promise<void> {
  await tx.insert(tx.tables.cases).values(row)
}

export async function insertFlag(tx: Tx, row: FlagRow): Promise<void> {
  await tx.insert(tx.tables.flags).values(row)
}

export function flagsOf(db: Queries, caseId: string): Promise<FlagRow[]> {
  const { flags } = db.tables
  return db.select().from(flags).where(eq(flags.caseId, caseId)).orderBy(asc(flags.createdAt), asc(flags.id))
}

/** Flags of cases under a story, or one branch of it, that nobody has decided. */
export async function openFlagCount(
  db: Queries,
  storyId: string,
  branch?: { rootSeq: number; path: string },
): Promise<number> {
  const { cases, comments, flags } = db.tables
  const inBranch = branch && and(eq(comments.rootSeq, branch.rootSeq), like(comments.path, `${branch.path}%`))
  const [row] = await db
    .select({ open: count() })
    .from(flags)
    .innerJoin(cases, eq(cases.id, flags.caseId))
    .innerJoin(comments, eq(comments.id, cases.commentId))
    .where(and(eq(cases.storyId, storyId), eq(cases.state, 'submitted'), inBranch))
  return Number(row?.open ?? 0)
}

export async function flagCounts(db: Queries, caseIds: string[]): Promise<Map<string, number>> {
  if (caseIds.length === 0) return new Map()
  const { flags } = db.tables
  const rows = await db
    .select({ caseId: flags.caseId, people: count() })
    .from(flags)
    .where(inArray(flags.caseId, caseIds))
    .groupBy(flags.caseId)
  return new Map(rows.map((row) => [row.caseId, Number(row.people)]))
}

/** Submitted cases oldest first, decided ones newest first; at most 200. `storyIds` undefined means all stories. */
export function caseList(
  db: Queries,
  { state, storyIds }: { state: CaseRow['state']; storyIds: readonly string[] | undefined },
): Promise<BriefCase[]> {
  const { cases } = db.tables
  return db
    .select(brief(db.tables))
    .from(cases)
    .where(and(eq(cases.state, state), storyIds && inArray(cases.storyId, [...storyIds])))
    .orderBy(state === 'submitted' ? asc(cases.createdAt) : desc(cases.decidedAt), asc(cases.id))
    .limit(200)
}

/** Records the finding. @returns false if another decision or flag changed the case since `version` was read. */
export async function recordFinding(
  tx: Tx,
  id: string,
  version: number,
  decision: Pick<CaseRow, 'finding' | 'explanation' | 'action' | 'decidedBy' | 'decidedAt'>,
): Promise<boolean> {
  const { cases } = tx.tables
  const rows = await tx
    .update(cases)
    .set({ ...decision, state: 'decided', version: version + 1 })
    .where(and(eq(cases.id, id), eq(cases.version, version), eq(cases.state, 'submitted')))
    .returning({ id: cases.id })
  return rows.length === 1
}

/** Decided cases whose note stands beside one of the comments. */
export async function notedCases(db: Queries, commentIds: string[]): Promise<BriefCase[]> {
  if (commentIds.length === 0) return []
  const { cases } = db.tables
  return db
    .select(brief(db.tables))
    .from(cases)
    .where(and(inArray(cases.commentId, commentIds), eq(cases.state, 'decided'), eq(cases.action, 'note')))
    .orderBy(asc(cases.decidedAt))
}

/** Comments beside which a note quotes this comment. */
export async function commentsWithNotesQuoting(db: Queries, commentId: string): Promise<string[]> {
  const { cases } = db.tables
  const rows = await db
    .selectDistinct({ commentId: cases.commentId })
    .from(cases)
    .where(
      and(
        eq(cases.sourceKind, 'comment'),
        eq(cases.sourceId, commentId),
        eq(cases.state, 'decided'),
        eq(cases.action, 'note'),
      ),
    )
  return rows.map((row) => row.commentId)
}

/** Takes the next number of a counter, from 1, without gaps. */
export async function nextNumber(tx: Tx, key: string): Promise<number> {
  const { counters } = tx.tables
  const [row] = await tx
    .insert(counters)
    .values({ key, value: 1 })
    .onConflictDoUpdate({ target: counters.key, set: { value: sql`${counters.value} + 1` } })
    .returning({ value: counters.value })
  if (!row) throw new Error(`counter ${key} gave no value`)
  return row.value
}
