import type * as z from 'zod'
import { type BriefCase, notedCases } from '../../db/cases.ts'
import { type CommentRow, commentsByIds } from '../../db/comments.ts'
import type { Queries } from '../../db/database.ts'
import type { DraftRow } from '../../db/drafts.ts'
import { agreedCounts } from '../../db/reactions.ts'
import { answersTo } from '../../db/updates.ts'
import type { Note } from '../contract/cases.ts'
import type { Comment, Draft } from '../contract/comments.ts'
import { iso, isoOrNull } from '../iso.ts'
import { wordsShown } from './rules.ts'

type Shown = z.output<typeof Comment>

/**
 * Comments as everybody may see them, in the order given: the one door through which rows of comments leave, whether
 * by API, live event, replay, page or feed. A comment whose words are not public keeps only its place.
 */
export async function presentComments(db: Queries, rows: CommentRow[]): Promise<Shown[]> {
  const shown = rows.filter((row) => wordsShown(row.state)).map((row) => row.id)
  const noted = await notedCases(db, shown)
  const agreed = await agreedCounts(db, shown)
  const answers = await answersTo(
    db,
    noted.map((row) => row.id),
  )
  const gone = await goneSources(db, noted)
  return rows.map((row) => {
    const own = noted.filter((one) => one.commentId === row.id)
    return presentComment(row, {
      notes: own.map((one) => presentNote(one, answers.get(one.id) ?? null, gone.has(one.sourceId))),
      agreed: agreed.get(row.id) ?? 0,
    })
  })
}

/** Comments that notes quote and that are not shown any more: their words leave through no note either. */
async function goneSources(db: Queries, noted: BriefCase[]): Promise<Set<string>> {
  const ids = new Set(noted.flatMap((one) => (one.sourceKind === 'comment' ? [one.sourceId] : [])))
  for (const comment of await commentsByIds(db, [...ids])) if (wordsShown(comment.state)) ids.delete(comment.id)
  return ids
}

/** A comment as its writer sees it: with its words, also while it is held or when it was rejected. */
export async function presentOwn(db: Queries, row: CommentRow): Promise<Shown> {
  const [shown] = await presentComments(db, [row])
  if (!shown) throw new Error('a comment was presented as nothing')
  if (wordsShown(row.state) || row.state === 'deleted') return shown
  return { ...shown, author: { id: row.personId, name: row.authorName, badge: row.badge }, html: row.html }
}

function presentComment(row: CommentRow, { notes, agreed }: Pick<Shown, 'notes' | 'agreed'>): Shown {
  const shown = wordsShown(row.state)
  return {
    id: row.id,
    storyId: row.storyId,
    parentId: row.parentId,
    depth: row.depth,
    seq: row.seq,
    state: row.state,
    isOfficial: row.isOfficial,
    author: shown ? { id: row.personId, name: row.authorName, badge: row.badge } : null,
    html: shown ? row.html : '',
    revision: row.revision,
    createdAt: iso(row.createdAt),
    editedAt: shown ? isoOrNull(row.editedAt) : null,
    notes,
    agreed,
  }
}

function presentNote(row: BriefCase, updateNumber: number | null, isSourceGone: boolean): z.output<typeof Note> {
  if (!row.finding || row.decidedAt === null) throw new Error(`case ${row.reference} is noted but not decided`)
  return {
    reference: row.reference,
    finding: row.finding,
    explanation: row.explanation ?? '',
    wrote: row.claim.exact,
    says: isSourceGone ? '' : row.source.exact,
    sourceKind: row.sourceKind,
    decidedAt: iso(row.decidedAt),
    updateNumber,
  }
}

export function presentDraft(row: DraftRow): z.output<typeof Draft> {
  return { parentId: row.parentId || null, body: row.body, updatedAt: iso(row.updatedAt), parkedSeq: row.parkedSeq }
}
