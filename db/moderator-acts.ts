import { and, desc, eq, gt, inArray, isNotNull, isNull, lt, or, type SQL, sql } from 'drizzle-orm'
import type { BriefCase } from './cases.ts'
import { brief } from './cases.ts'
import type { Queries, Tx } from './database.ts'
import type { DecisionRow } from './decisions.ts'
import { storiesIn } from './stories.ts'
import type { Tables } from './tables.ts'

export type ActRow = Tables['moderatorActs']['$inferSelect']

export async function insertAct(tx: Tx, row: ActRow): Promise<void> {
  await tx.insert(tx.tables.moderatorActs).values(row)
}

export async function actById(db: Queries, id: string): Promise<ActRow | undefined> {
  const { moderatorActs } = db.tables
  const [row] = await db.select().from(moderatorActs).where(eq(moderatorActs.id, id))
  return row
}

export async function changeAct(
  tx: Tx,
  id: string,
  change: Partial<Pick<ActRow, 'undoneAt' | 'toldAt' | 'caseId'>>,
): Promise<void> {
  const { moderatorActs } = tx.tables
  await tx.update(moderatorActs).set(change).where(eq(moderatorActs.id, id))
}

/** Which of these comments readers have seen before: they were let through, and that was undone. */
export async function shownBefore(db: Queries, commentIds: string[]): Promise<Set<string>> {
  if (commentIds.length === 0) return new Set()
  const { commentId, verb, undoneAt } = db.tables.moderatorActs
  const rows = await db
    .selectDistinct({ commentId })
    .from(db.tables.moderatorActs)
    .where(and(inArray(commentId, commentIds), eq(verb, 'approve'), isNotNull(undoneAt)))
  return new Set(rows.map((row) => row.commentId))
}

/** Which of these comments were let through so lately that it may be undone, with when it was. */
export async function notToldYet(db: Queries, commentIds: string[], since: number): Promise<Map<string, number>> {
  if (commentIds.length === 0) return new Map()
  const { commentId, verb, undoneAt, toldAt, createdAt } = db.tables.moderatorActs
  const rows = await db
    .select({ commentId, createdAt })
    .from(db.tables.moderatorActs)
    .where(
      and(
        ...[inArray(commentId, commentIds), eq(verb, 'approve'), gt(createdAt, since)],
        ...[isNull(undoneAt), isNull(toldAt)],
      ),
    )
  return new Map(rows.map((row) => [row.commentId, row.createdAt]))
}

/** What was decided on these comments, as they stand, of which nobody is told yet and which may be undone; oldest first. */
export function untoldDecisions(db: Queries, commentIds: string[]): Promise<ActRow[]> {
  const { moderatorActs } = db.tables
  const { commentId, verb, undoneAt, toldAt } = moderatorActs
  return db
    .select()
    .from(moderatorActs)
    .where(
      and(
        ...[inArray(commentId, commentIds), inArray(verb, ['approve', 'send_back', 'reject'])],
        ...[isNull(undoneAt), isNull(toldAt)],
      ),
    )
    .orderBy(moderatorActs.createdAt, moderatorActs.id)
}

export interface HistoryQuery {
  personId?: string | undefined
  commentId?: string | undefined
  /** About stories in these sections only; undefined means all. */
  sections?: readonly string[] | undefined
  /** The last one of the page before. */
  before?: { at: number; id: string } | undefined
  limit: number
}

/** What moderators did with comments, newest first. */
export function actPage(
  db: Queries,
  { personId, commentId, sections, before, limit }: HistoryQuery,
): Promise<ActRow[]> {
  const { moderatorActs } = db.tables
  return db
    .select()
    .from(moderatorActs)
    .where(
      and(
        personId ? eq(moderatorActs.personId, personId) : undefined,
        commentId ? eq(moderatorActs.commentId, commentId) : undefined,
        sections && inArray(moderatorActs.storyId, storiesIn(db, sections)),
        before && isBefore(moderatorActs.createdAt, sql`${moderatorActs.id}`, before),
      ),
    )
    .orderBy(desc(moderatorActs.createdAt), desc(moderatorActs.id))
    .limit(limit)
}

export interface JudgedCase {
  row: BriefCase
  decision: DecisionRow
}

/** The id of a decision in lists: its case and round. */
export function judgementId({ caseId, round }: Pick<DecisionRow, 'caseId' | 'round'>): string {
  return `${caseId}/${round}`
}

/** Judgements of cases about comments, newest first; those that a rejection made by itself are told by the act. */
export function judgementPage(db: Queries, query: HistoryQuery): Promise<JudgedCase[]> {
  const { personId, commentId, sections, before, limit } = query
  const { cases, caseDecisions, moderatorActs } = db.tables
  const id = sql`${caseDecisions.caseId} || '/' || ${caseDecisions.round}`
  return db
    .select({ row: brief(db.tables), decision: caseDecisions })
    .from(caseDecisions)
    .innerJoin(cases, eq(cases.id, caseDecisions.caseId))
    .leftJoin(moderatorActs, and(eq(moderatorActs.caseId, cases.id), eq(caseDecisions.round, 1)))
    .where(
      and(
        isNull(moderatorActs.id),
        personId ? eq(caseDecisions.decidedBy, personId) : undefined,
        commentId ? eq(cases.commentId, commentId) : undefined,
        sections && inArray(cases.storyId, storiesIn(db, sections)),
        before && isBefore(caseDecisions.decidedAt, id, before),
      ),
    )
    .orderBy(desc(caseDecisions.decidedAt), desc(id))
    .limit(limit)
}

function isBefore(
  at: Tables['caseDecisions']['decidedAt'] | Tables['moderatorActs']['createdAt'],
  id: SQL,
  before: { at: number; id: string },
): SQL | undefined {
  return or(lt(at, before.at), and(eq(at, before.at), sql`${id} < ${before.id}`))
}

/** Moderators and owners, and whoever decided something when they were one. */
export async function deciders(db: Queries): Promise<{ id: string; name: string }[]> {
  const { people, roles, moderatorActs } = db.tables
  return db
    .select({ id: people.id, name: people.name })
    .from(people)
    .where(
      or(
        sql`exists (select 1 from ${roles} where ${roles.personId} = ${people.id} and ${roles.role} in ('moderator', 'owner'))`,
        sql`exists (select 1 from ${moderatorActs} where ${moderatorActs.personId} = ${people.id})`,
      ),
    )
    .orderBy(people.name, people.id)
    .limit(500)
}

export async function setPinned(tx: Tx, storyId: string, pinnedId: string | null): Promise<void> {
  const { stories } = tx.tables
  await tx.update(stories).set({ pinnedId }).where(eq(stories.id, storyId))
}
