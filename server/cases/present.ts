import type * as z from 'zod'
import type { BriefCase } from '../../db/cases.ts'
import { type CommentRow, commentsByIds } from '../../db/comments.ts'
import type { Queries } from '../../db/database.ts'
import { decisionsOf } from '../../db/decisions.ts'
import { type BriefFlag, flagsOf } from '../../db/flags.ts'
import { outsidePostsByIds } from '../../db/outside.ts'
import { peopleNames } from '../../db/people-names.ts'
import type { CaseState } from '../../db/tables.ts'
import { answersTo } from '../../db/updates.ts'
import type { Viewer } from '../context.ts'
import type { CaseSummary } from '../contract/cases.ts'
import { iso } from '../iso.ts'
import { isStaff } from '../people/offices.ts'
import { plainText } from '../text/plain.ts'
import { weightsOf } from './flagging/weights.ts'
import { storyFacts } from './present-note.ts'
import { PENDING_STATES } from './state/rules.ts'

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
  const commentById = new Map(comments.map((comment) => [comment.id, comment]))
  const posters = new Map(posts.map((post) => [post.id, post.postedBy]))
  const flaggedByViewer = new Set(flags.filter((flag) => flag.personId === viewer.personId).map((flag) => flag.caseId))
  const isPart = (row: BriefCase) =>
    flaggedByViewer.has(row.id) ||
    [row.commentId, row.sourceId].some((id) => id !== null && commentById.get(id)?.personId === viewer.personId) ||
    viewer.authorOf.includes(row.storyId)
  return rows.map((row) => {
    const comment = commentById.get(row.commentId ?? '')
    const standing = flags.filter((flag) => flag.caseId === row.id && flag.withdrawnAt === null)
    return {
      id: row.id,
      reference: row.reference,
      kind: row.kind,
      state: staff ? row.state : stateForOthers(row),
      version: row.version,
      storyId: row.storyId,
      storyTitle: stories.get(row.storyId)?.title ?? '',
      commentId: row.commentId,
      outsidePostId: row.outsidePostId,
      commenter: comment?.authorName ?? posters.get(row.outsidePostId ?? '') ?? '',
      ...quotedIn(row, comment),
      flagKinds: [...new Set(standing.map((flag) => flag.kind))],
      ...toldOf(row, { standing, weights, decisions: decisions.get(row.id) ?? [], isTold: staff && !isPart(row) }),
      assignee: (staff && assignees.get(row.assigneeId ?? '')) || null,
      isMine: row.assigneeId !== null && row.assigneeId === viewer.personId,
      dueAt: iso(row.dueAt),
      createdAt: iso(row.createdAt),
      updateNumber: answers.get(row.id) ?? null,
    }
  })
}

/** The two quotations; of a case without any, the beginning of the comment. */
function quotedIn({ claim, source }: BriefCase, comment: CommentRow | undefined): Pick<Summary, 'wrote' | 'says'> {
  const opening = plainText(comment?.html ?? '').slice(0, OPENING)
  return { wrote: claim?.exact ?? opening, says: source?.exact ?? '' }
}

interface Told {
  standing: BriefFlag[]
  weights: Map<string, number>
  decisions: { round: number; finding: Summary['finding'] }[]
  isTold: boolean
}

/** How many flags there are, and the newest finding, for moderators; for anybody else the finding that is public. */
function toldOf(row: BriefCase, { standing, weights, decisions, isTold }: Told) {
  const published = decisions.find((one) => one.round === row.publishedRound)
  if (!isTold) return { flagCount: null, weight: null, finding: published?.finding ?? null }
  return {
    flagCount: standing.length,
    weight: weightIn(standing, weights),
    finding: decisions.at(-1)?.finding ?? null,
  }
}

/** That a finding was made is told to nobody but moderators until it is published. */
export function stateForOthers({ state, round }: Pick<BriefCase, 'state' | 'round'>): CaseState {
  if (!(PENDING_STATES as readonly CaseState[]).includes(state)) return state
  return round > 1 ? 'appealed' : 'review'
}

function quotedComment({ sourceKind, sourceId }: BriefCase): string | null {
  return sourceKind === 'comment' ? sourceId : null
}

function weightIn(flags: BriefFlag[], weights: Map<string, number>): number {
  const sum = flags.reduce((all, flag) => all + (weights.get(flag.personId) ?? 0), 0)
  return Math.round(sum * 100) / 100
}
