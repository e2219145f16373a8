import { and, asc, count, desc, eq, getTableColumns, inArray, isNull, like, lt, type SQL, sql } from 'drizzle-orm'
import type { Queries, Tx } from './database.ts'
import { prepared } from './prepared.ts'
import { storiesIn } from './stories.ts'
import type { CaseState, Tables } from './tables.ts'

export type CaseRow = Tables['cases']['$inferSelect']
/** A case without the two whole texts: those of a long story are long, and lists have many. */
export type BriefCase = Omit<CaseRow, 'subjectText' | 'sourceText'>

export function brief({ cases }: Tables) {
  const { subjectText, sourceText, ...columns } = getTableColumns(cases)
  return columns
}

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

export async function caseByJoinKey(db: Queries, joinKey: string): Promise<CaseRow | undefined> {
  const { cases } = db.tables
  const [row] = await db.select().from(cases).where(eq(cases.joinKey, joinKey))
  return row
}

/** The cases about a comment, oldest first. */
export function casesAbout(db: Queries, commentId: string): Promise<BriefCase[]> {
  const statement = prepared(db, 'cases_about', (q) => {
    const { cases } = q.tables
    return q
      .select(brief(q.tables))
      .from(cases)
      .where(eq(cases.commentId, sql.placeholder('commentId')))
      .orderBy(asc(cases.id))
      .prepare('cases_about')
  })
  return statement.execute({ commentId })
}

export async function insertCase(tx: Tx, row: CaseRow): Promise<void> {
  await tx.insert(tx.tables.cases).values(row)
}

/** Changes a case that stands at `version`, and moves that on. @returns false if somebody was quicker. */
export async function changeCase(
  tx: Tx,
  { id, version }: Pick<CaseRow, 'id' | 'version'>,
  change: Partial<Omit<CaseRow, 'id' | 'version'>>,
): Promise<boolean> {
  const { cases } = tx.tables
  const rows = await tx
    .update(cases)
    .set({ ...change, version: version + 1 })
    .where(and(eq(cases.id, id), eq(cases.version, version)))
    .returning({ id: cases.id })
  return rows.length === 1
}

export interface CaseQuery {
  states: readonly CaseState[]
  kinds?: readonly CaseRow['kind'][] | undefined
  /** Undefined means all stories. */
  storyIds?: readonly string[] | undefined
  /** About stories in these sections only; undefined means all. */
  sections?: readonly string[] | undefined
  assigneeId?: string | undefined
}

function wanted(db: Queries, { states, kinds, storyIds, sections, assigneeId }: CaseQuery): SQL | undefined {
  const { cases } = db.tables
  return and(
    inArray(cases.state, [...states]),
    kinds && inArray(cases.kind, [...kinds]),
    storyIds && inArray(cases.storyId, [...storyIds]),
    sections && inArray(cases.storyId, storiesIn(db, sections)),
    assigneeId ? eq(cases.assigneeId, assigneeId) : undefined,
  )
}

/** Cases newest first, at most `limit`, after the id `after`. */
export function casePage(db: Queries, query: CaseQuery, limit: number, after?: string): Promise<BriefCase[]> {
  const { cases } = db.tables
  return db
    .select(brief(db.tables))
    .from(cases)
    .where(and(wanted(db, query), after ? lt(cases.id, after) : undefined))
    .orderBy(desc(cases.id))
    .limit(limit)
}

/** Cases that are due first, at most `limit`. */
export function dueCases(db: Queries, query: CaseQuery, limit: number): Promise<BriefCase[]> {
  const { cases } = db.tables
  return db
    .select(brief(db.tables))
    .from(cases)
    .where(wanted(db, query))
    .orderBy(asc(cases.dueAt), asc(cases.id))
    .limit(limit)
}

export function caseCount(db: Queries, query: CaseQuery): Promise<number> {
  return db.$count(db.tables.cases, wanted(db, query))
}

/** Flags that nobody took back, in cases in these states, under a story or one branch of it. */
export async function openFlagCount(
  db: Queries,
  states: readonly CaseState[],
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
    .where(and(eq(cases.storyId, storyId), inArray(cases.state, [...states]), isNull(flags.withdrawnAt), inBranch))
  return Number(row?.open ?? 0)
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
