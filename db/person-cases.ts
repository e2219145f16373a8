import { and, desc, eq, isNotNull, lt, ne, notInArray, or, type SQL } from 'drizzle-orm'
import { type BriefCase, brief } from './cases.ts'
import type { Queries } from './database.ts'
import { published } from './decisions.ts'
import type { Finding } from './tables.ts'

interface Page {
  /** Findings that go against nobody unless something is done. */
  harmless: readonly Finding[]
  limit: number
  after?: string | undefined
}

/**
 * The cases a person is told of, newest first: those they flagged; those about their comments once they are asked, or
 * something was found or done; those that quote them once something was done. What they are not told of leaves no gap.
 */
export async function casesToldTo(
  db: Queries,
  personId: string,
  { harmless, limit, after }: Page,
): Promise<BriefCase[]> {
  const { cases, caseDecisions, comments, flags } = db.tables
  const before = after ? lt(cases.id, after) : undefined
  const wasAsked = isNotNull(cases.replyAskedAt)
  const isActed = and(isNotNull(caseDecisions.publishedAt), ne(caseDecisions.action, 'none'))
  const isAgainst = and(isNotNull(caseDecisions.publishedAt), notInArray(caseDecisions.finding, [...harmless]))
  const inTheirs = (place: SQL | undefined, told: SQL | undefined) =>
    db
      .select(brief(db.tables))
      .from(comments)
      .innerJoin(cases, place)
      .leftJoin(caseDecisions, published(db.tables))
      .where(and(eq(comments.personId, personId), told, before))
      .orderBy(desc(cases.id))
      .limit(limit)
  const lists = await Promise.all([
    db
      .select(brief(db.tables))
      .from(flags)
      .innerJoin(cases, eq(cases.id, flags.caseId))
      .where(and(eq(flags.personId, personId), before))
      .orderBy(desc(cases.id))
      .limit(limit),
    inTheirs(eq(cases.commentId, comments.id), or(wasAsked, isActed, isAgainst)),
    inTheirs(and(eq(cases.sourceKind, 'comment'), eq(cases.sourceId, comments.id)), isActed),
  ])
  const byId = new Map(lists.flat().map((row) => [row.id, row]))
  return [...byId.values()].sort((a, b) => (a.id < b.id ? 1 : -1)).slice(0, limit)
}
