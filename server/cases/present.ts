import type * as z from 'zod'
import { type BriefCase, type CaseRow, flagCounts, flagsOf } from '../../db/cases.ts'
import { type CommentRow, commentById, commentsByIds } from '../../db/comments.ts'
import type { Queries } from '../../db/database.ts'
import { peopleNames } from '../../db/people-names.ts'
import { storiesByIds, storyRevision } from '../../db/stories.ts'
import { answersTo } from '../../db/updates.ts'
import type { Viewer } from '../context.ts'
import type { CaseFile, CaseSummary } from '../contract/cases.ts'
import { iso, isoOrNull } from '../iso.ts'
import { isStaff } from '../people/offices.ts'
import { standingRevision } from './look-up.ts'
import { mayDecide } from './rules.ts'

type Summary = z.output<typeof CaseSummary>

/** Cases for people who may see them (`read-cases.ts` decides that), in the order given. */
export async function presentCases(db: Queries, rows: BriefCase[]): Promise<Summary[]> {
  const ids = rows.map((row) => row.id)
  const [stories, comments, counts, answers] = await Promise.all([
    storiesByIds(db, [...new Set(rows.map((row) => row.storyId))]),
    commentsByIds(db, [...new Set(rows.map((row) => row.commentId))]),
    flagCounts(db, ids),
    answersTo(db, ids),
  ])
  const titles = new Map(stories.map((story) => [story.id, story.title]))
  const commenters = new Map(comments.map((comment) => [comment.id, comment.authorName]))
  return rows.map((row) => ({
    id: row.id,
    reference: row.reference,
    state: row.state,
    version: row.version,
    storyId: row.storyId,
    storyTitle: titles.get(row.storyId) ?? '',
    commentId: row.commentId,
    commenter: commenters.get(row.commentId) ?? '',
    wrote: row.claim.exact,
    says: row.source.exact,
    flagCount: counts.get(row.id) ?? 0,
    createdAt: iso(row.createdAt),
    finding: row.finding,
    updateNumber: answers.get(row.id) ?? null,
  }))
}

/** One case with both texts. Who flagged is told to moderators only. */
export async function presentCaseFile(db: Queries, row: CaseRow, viewer: Viewer): Promise<z.output<typeof CaseFile>> {
  const [[summary], comment, flags, revision, sourceText] = await Promise.all([
    presentCases(db, [row]),
    commentById(db, row.commentId),
    flagsOf(db, row.id),
    standingRevision(db, row.sourceKind, row.sourceId),
    sourceTextOf(db, row),
  ])
  if (!summary) throw new Error('a case was presented as nothing')
  const flaggerIds = flags.map((flag) => flag.personId)
  const names = await peopleNames(db, [...flaggerIds, ...(row.decidedBy ? [row.decidedBy] : [])])
  const staff = isStaff(viewer)
  const parties = { commenterId: comment?.personId ?? null, flaggerIds }
  return {
    ...summary,
    commentText: row.commentText,
    commentRevision: row.commentRevision,
    commentChanged: hasChanged(comment, row),
    claim: row.claim,
    sourceKind: row.sourceKind,
    sourceText,
    sourceChanged: revision !== row.sourceRevision,
    source: row.source,
    flags: flags.map((flag) => ({
      type: flag.type,
      explanation: flag.explanation,
      by: staff ? (names.get(flag.personId) ?? null) : null,
      at: iso(flag.createdAt),
    })),
    explanation: row.explanation,
    action: row.action,
    decidedBy: row.decidedBy && staff ? (names.get(row.decidedBy) ?? null) : null,
    decidedAt: isoOrNull(row.decidedAt),
    mayDecide:
      staff && viewer.personId !== null && mayDecide(viewer.personId, viewer.authorOf.includes(row.storyId), parties),
  }
}

async function sourceTextOf(db: Queries, row: CaseRow): Promise<string> {
  if (row.sourceKind !== 'story') return row.sourceText
  return (await storyRevision(db, row.storyId, row.sourceRevision))?.text ?? ''
}

function hasChanged(comment: CommentRow | undefined, row: BriefCase): boolean {
  return comment?.state !== 'visible' || comment.revision !== row.commentRevision
}
