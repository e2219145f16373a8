import { and, asc, count, desc, eq, getTableColumns, gt, inArray, isNotNull, isNull } from 'drizzle-orm'
import type { Queries, Tx } from './database.ts'
import type { CaseState, Finding, Tables } from './tables.ts'

export type FlagRow = Tables['flags']['$inferSelect']
/** A flag without what was written in it: a case may have thousands. */
export type BriefFlag = Omit<FlagRow, 'explanation' | 'law'>

export async function insertFlag(tx: Tx, row: FlagRow): Promise<void> {
  await tx.insert(tx.tables.flags).values(row)
}

/** A flag that was withdrawn and is sent once more. */
export async function renewFlag(tx: Tx, row: FlagRow): Promise<void> {
  const { flags } = tx.tables
  const { id, caseId, personId, ...rest } = row
  await tx
    .update(flags)
    .set({ ...rest, withdrawnAt: null })
    .where(and(eq(flags.caseId, caseId), eq(flags.personId, personId)))
}

export async function withdrawFlag(tx: Tx, caseId: string, personId: string, at: number): Promise<boolean> {
  const { flags } = tx.tables
  const rows = await tx
    .update(flags)
    .set({ withdrawnAt: at })
    .where(and(eq(flags.caseId, caseId), eq(flags.personId, personId), isNull(flags.withdrawnAt)))
    .returning({ id: flags.id })
  return rows.length > 0
}

/** The flags of cases, oldest first, those withdrawn too. */
export async function flagsOf(db: Queries, caseIds: string[]): Promise<BriefFlag[]> {
  if (caseIds.length === 0) return []
  const { flags } = db.tables
  const { explanation, law, ...columns } = getTableColumns(flags)
  return db
    .select(columns)
    .from(flags)
    .where(inArray(flags.caseId, caseIds))
    .orderBy(asc(flags.createdAt), asc(flags.id))
}

/** The first flags of a case with what was written in them. */
export function writtenFlagsOf(db: Queries, caseId: string, limit: number): Promise<FlagRow[]> {
  const { flags } = db.tables
  return db
    .select()
    .from(flags)
    .where(eq(flags.caseId, caseId))
    .orderBy(asc(flags.createdAt), asc(flags.id))
    .limit(limit)
}

/** When a person sent flags after `since`, withdrawn ones too. */
export async function flagTimes(db: Queries, personId: string, since: number): Promise<number[]> {
  const { flags } = db.tables
  const rows = await db
    .select({ at: flags.createdAt })
    .from(flags)
    .where(and(eq(flags.personId, personId), gt(flags.createdAt, since)))
  return rows.map((row) => row.at)
}

export interface JudgedFlagRow {
  personId: string
  reference: string
  finding: Finding
  at: number
}

/** Flags of people whose case has a public finding, published after `since`, newest first. */
export async function judgedFlags(db: Queries, personIds: string[], since: number): Promise<JudgedFlagRow[]> {
  if (personIds.length === 0) return []
  const { flags, cases, caseDecisions } = db.tables
  const rows = await db
    .select({
      personId: flags.personId,
      reference: cases.reference,
      finding: caseDecisions.finding,
      at: caseDecisions.publishedAt,
    })
    .from(flags)
    .innerJoin(cases, eq(cases.id, flags.caseId))
    .innerJoin(caseDecisions, and(eq(caseDecisions.caseId, cases.id), eq(caseDecisions.round, cases.publishedRound)))
    .where(
      and(
        inArray(flags.personId, personIds),
        isNull(flags.withdrawnAt),
        isNotNull(caseDecisions.publishedAt),
        gt(caseDecisions.publishedAt, since),
      ),
    )
    .orderBy(desc(caseDecisions.publishedAt))
  return rows.map((row) => ({ ...row, at: row.at ?? 0 }))
}

/** How many flags people have in cases in these states. */
export async function openFlagsOf(
  db: Queries,
  personIds: string[],
  states: readonly CaseState[],
): Promise<Map<string, number>> {
  if (personIds.length === 0) return new Map()
  const { flags, cases } = db.tables
  const rows = await db
    .select({ personId: flags.personId, n: count() })
    .from(flags)
    .innerJoin(cases, eq(cases.id, flags.caseId))
    .where(and(inArray(flags.personId, personIds), inArray(cases.state, [...states]), isNull(flags.withdrawnAt)))
    .groupBy(flags.personId)
  return new Map(rows.map((row) => [row.personId, Number(row.n)]))
}
