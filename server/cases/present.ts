import type * as z from 'zod'
import type { BriefCase } from '../../db/cases.ts'
import { commentsByIds } from '../../db/comments.ts'
import type { Queries } from '../../db/database.ts'
import { decisionsOf } from '../../db/decisions.ts'
import { type BriefFlag, flagsOf } from '../../db/flags.ts'
import { outsidePostsByIds } from '../../db/outside.ts'
import { peopleNames } from '../../db/people-names.ts'
import { answersTo } from '../../db/updates.ts'
import type { Viewer } from '../context.ts'
import type { CaseSummary } from '../contract/cases.ts'
import { iso } from '../iso.ts'
import { isStaff } from '../people/offices.ts'
import { plainText } from '../text/plain.ts'
import { weightsOf } from './flagging/weights.ts'
import { storyFacts } from './present-note.ts'

type Summary = z.output<typeof CaseSummary>

/** Longest beginning of a comment in a list. */
const OPENING = 200

/** Cases for people who may see them (`read-cases.ts` decides that), in the order given. */
export async function presentCases(db: Queries, rows: BriefCase[], viewer: Viewer, now: number): Promise<Summary[]> {
  const ids = rows.map((row) => row.id)
  const only = <T>(pick: (row: BriefCase) => T | null) => [...new Set(rows.flatMap((row) => pick(row) ?? []))] as T[]
  const [stories, comments, posts, flags, answers, decisions, assignees] = await Promise.all([
    storyFacts(
      db,
      only((row) => row.storyId),
    ),
    commentsByIds(db, [...new Set([...only((row) => row.commentId), ...only(quotedComment)])]),
    outsidePostsByIds(
      db,
      only((row) => row.outsidePostId),
    ),
    flagsOf(db, ids),
    answersTo(db, ids),
    decisionsOf(db, ids),
    peopleNames(
      db,
      only((row) => row.assigneeId),
    ),
  ])
  const staff = isStaff(viewer)
  const weights = staff ? await weightsOf(db, flags, now) : new Map<string, number>()
  const byId = new Map(comments.map((comment) => [comment.id, comment]))
  const postById = new Map(posts.map((post) => [post.id, post]))
  const flaggedByViewer = new Set(flags.filter((flag) => flag.personId === viewer.personId).map((flag) => flag.caseId))
  const isPart = (row: BriefCase) =>
    flaggedByViewer.has(row.id) ||
    [row.commentId, row.sourceId].some((id) => id !== null && byId.get(id)?.personId === viewer.personId) ||
    viewer.authorOf.includes(row.storyId)
  return rows.map((row) => {
    const comment = byId.get(row.commentId ?? '')
    const isTold = staff && !isPart(row)
    const standing = flags.filter((flag) => flag.caseId === row.id && flag.withdrawnAt === null)
    return {
      id: row.id,
      reference: row.reference,
      kind: row.kind,
      state: row.state,
      version: row.version,
      storyId: row.storyId,
      storyTitle: stories.get(row.storyId)?.title ?? '',
      commentId: row.commentId,
      outsidePostId: row.outsidePostId,
      commenter: comment?.authorName ?? postById.get(row.outsidePostId ?? '')?.postedBy ?? '',
      wrote: row.claim?.exact ?? plainText(comment?.html ?? '').slice(0, OPENING),
      says: row.source?.exact ?? '',
      flagKinds: [...new Set(standing.map((flag) => flag.kind))],
      flagCount: isTold ? standing.length : null,
      weight: isTold ? weightIn(standing, weights) : null,
      assignee: staff && row.assigneeId ? (assignees.get(row.assigneeId) ?? null) : null,
      isMine: row.assigneeId !== null && row.assigneeId === viewer.personId,
      dueAt: iso(row.dueAt),
      createdAt: iso(row.createdAt),
      finding: shownFinding(row, decisions.get(row.id) ?? [], isTold),
      updateNumber: answers.get(row.id) ?? null,
    }
  })
}

function quotedComment({ sourceKind, sourceId }: BriefCase): string | null {
  return sourceKind === 'comment' ? sourceId : null
}

function weightIn(flags: BriefFlag[], weights: Map<string, number>): number {
  const sum = flags.reduce((all, flag) => all + (weights.get(flag.personId) ?? 0), 0)
  return Math.round(sum * 100) / 100
}

/** The newest finding for moderators; for a story’s author, and whoever is part of it, the one that is public. */
function shownFinding(row: BriefCase, decisions: { round: number; finding: Summary['finding'] }[], isTold: boolean) {
  if (isTold) return decisions.at(-1)?.finding ?? null
  return decisions.find((one) => one.round === row.publishedRound)?.finding ?? null
}
