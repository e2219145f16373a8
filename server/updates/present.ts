import type * as z from 'zod'
import { casesByIds } from '../../db/cases.ts'
import { commentsByIds } from '../../db/comments.ts'
import type { Queries } from '../../db/database.ts'
import { creditsOf, type NumberedUpdate, type UpdateRevisionRow, type UpdateRow } from '../../db/updates.ts'
import { wordsShown } from '../comments/rules.ts'
import type { Update, UpdateInFull, UpdateRevision } from '../contract/updates.ts'
import { iso, isoOrNull } from '../iso.ts'
import { isPublicChange } from './rules.ts'

type Shown = z.output<typeof Update>
type InFull = z.output<typeof UpdateInFull>

/** Updates as everybody may see them; one that was withdrawn without its words. */
export async function presentUpdates(db: Queries, rows: NumberedUpdate[]): Promise<Shown[]> {
  const beside = await besideOf(db, rows)
  return rows.map((row) => ({
    ...shared(row, beside),
    state: row.state,
    number: row.number,
    publishedAt: iso(row.publishedAt),
  }))
}

/**
 * Updates whatever their state: rows of scheduled ones only for whoever may see them.
 * @param withSource also as they were typed, for whoever may publish under their story.
 */
export async function presentInFull(
  db: Queries,
  rows: UpdateRow[],
  { withSource }: { withSource: boolean },
): Promise<InFull[]> {
  const beside = await besideOf(db, rows)
  return rows.map((row) => ({
    ...shared(row, beside),
    state: row.state,
    number: row.number,
    publishedAt: isoOrNull(row.publishedAt),
    scheduledFor: withSource ? isoOrNull(row.scheduledFor) : null,
    body: withSource ? row.body : null,
  }))
}

/** A wording that stood. @param publishedAt epoch ms of its update. */
export function presentRevision(row: UpdateRevisionRow, publishedAt: number): z.output<typeof UpdateRevision> {
  const { revision, kind, status, html, anchor, createdAt, replacedAt } = row
  return {
    ...{ revision, kind, status, html, anchor },
    ...{ from: iso(createdAt), until: iso(replacedAt) },
    isPublic: isPublicChange(publishedAt, replacedAt),
  }
}

interface Beside {
  answers: Map<string, NonNullable<Shown['answers']>>
  credits: Map<string, NonNullable<Shown['credit']>>
}

/** Which comment a case is about is told once its finding is public, not before; whom one thanks, while they are here. */
async function besideOf(db: Queries, rows: UpdateRow[]): Promise<Beside> {
  const [cases, credits] = [
    await casesByIds(
      db,
      rows.flatMap((row) => row.answersCaseId ?? []),
    ),
    await creditsOf(
      db,
      rows.map((row) => row.id),
    ),
  ]
  const comments = await commentsByIds(
    db,
    [...credits.values()].map((credit) => credit.commentId),
  )
  const readable = new Set(comments.flatMap(({ id, state }) => (wordsShown(state) ? [id] : [])))
  return {
    answers: new Map(
      cases.map(({ id, reference, publishedRound, commentId }) => [
        id,
        { reference, commentId: publishedRound === null ? null : commentId },
      ]),
    ),
    credits: new Map(
      [...credits].map(([updateId, { name, commentId }]) => [
        updateId,
        { name, commentId: readable.has(commentId) ? commentId : null },
      ]),
    ),
  }
}

function shared(row: UpdateRow, { answers, credits }: Beside) {
  const stands = row.state !== 'withdrawn'
  const { id, storyId, kind, status, revision, publishedAt, editedAt } = row
  const isEdited = publishedAt !== null && editedAt !== null && isPublicChange(publishedAt, editedAt)
  return {
    ...{ id, storyId, kind, status, revision },
    html: stands ? row.html : '',
    author: row.authorName,
    answers: answers.get(row.answersCaseId ?? '') ?? null,
    anchor: stands ? row.anchor : null,
    credit: (stands && credits.get(id)) || null,
    editedAt: isEdited ? iso(editedAt) : null,
    withdrawal: row.withdrawnAt === null ? null : { at: iso(row.withdrawnAt), reason: row.withdrawal ?? '' },
  }
}
