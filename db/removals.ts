import { and, eq, isNotNull, isNull, ne, or } from 'drizzle-orm'
import type { Queries } from './database.ts'

/** Whether another case keeps a comment from readers: by a finding that is public, or by one that took it away at once. */
export async function isRemovedByOther(db: Queries, commentId: string, caseId: string): Promise<boolean> {
  const { cases, caseDecisions } = db.tables
  const isPublic = and(eq(caseDecisions.round, cases.publishedRound), isNotNull(caseDecisions.publishedAt))
  const isPending = and(
    eq(caseDecisions.round, cases.round),
    isNull(caseDecisions.publishedAt),
    eq(cases.state, 'decided'),
    ne(cases.kind, 'misrepresentation'),
  )
  const rows = await db
    .select({ id: cases.id })
    .from(cases)
    .innerJoin(caseDecisions, eq(caseDecisions.caseId, cases.id))
    .where(
      and(
        ...[eq(cases.commentId, commentId), ne(cases.id, caseId), eq(caseDecisions.action, 'remove')],
        or(isPublic, isPending),
      ),
    )
    .limit(1)
  return rows.length > 0
}
