import type * as z from 'zod'
import { casesByIds } from '../../db/cases.ts'
import type { Queries } from '../../db/database.ts'
import type { UpdateRow } from '../../db/updates.ts'
import type { Update } from '../contract/updates.ts'
import { iso } from '../iso.ts'

/** Updates as everybody may see them. Which comment a case is about is told once its finding is public, not before. */
export async function presentUpdates(db: Queries, rows: UpdateRow[]): Promise<z.output<typeof Update>[]> {
  const answered = await casesByIds(
    db,
    rows.flatMap((row) => row.answersCaseId ?? []),
  )
  const cases = new Map(answered.map((one) => [one.id, one]))
  return rows.map((row) => {
    const one = cases.get(row.answersCaseId ?? '')
    return {
      id: row.id,
      storyId: row.storyId,
      number: row.number,
      kind: row.kind,
      status: row.status,
      html: row.html,
      author: row.authorName,
      publishedAt: iso(row.publishedAt),
      answers: one ? { reference: one.reference, commentId: one.publishedRound === null ? null : one.commentId } : null,
    }
  })
}
