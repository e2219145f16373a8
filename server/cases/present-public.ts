import type * as z from 'zod'
import type { BriefCase } from '../../db/cases.ts'
import { type CommentRow, commentsByIds } from '../../db/comments.ts'
import type { Queries } from '../../db/database.ts'
import {
  type DecisionRow,
  decisionsOf,
  type PublishedCase,
  publishedByReference,
  publishedElsewhere,
} from '../../db/decisions.ts'
import { outsidePostsByIds, outsideText } from '../../db/outside.ts'
import { storyById } from '../../db/stories.ts'
import type { Context } from '../context.ts'
import type { Note, OutsidePost, PublicCase } from '../contract/findings.ts'
import { Refusal } from '../errors.ts'
import { iso, isoOrNull } from '../iso.ts'
import { presentNotes, storyFacts } from './present-note.ts'

type Shown = z.output<typeof PublicCase>

/**
 * A published finding of misrepresentation as everybody may read it, also once an appeal has changed it: what was
 * shared must not lead nowhere, least of all when somebody was cleared. Cases about conduct have none: they concern
 * nobody but the people in them.
 *
 * @throws Refusal `not_found`: no such case, or nothing of it is public.
 */
export async function readFinding(ctx: Context, reference: string): Promise<Shown> {
  const found = await publishedByReference(ctx.db.read, reference)
  const isPublic = found?.row.kind === 'misrepresentation' && (await wasShown(ctx.db.read, found))
  const [shown] = isPublic ? await presentFindings(ctx.db.read, [found]) : []
  if (!shown) throw new Refusal('not_found', 'There is no finding with this reference.')
  return shown
}

/** Whether a finding of this case was ever put before readers. */
async function wasShown(db: Queries, { row }: PublishedCase): Promise<boolean> {
  const decisions = (await decisionsOf(db, [row.id])).get(row.id) ?? []
  return decisions.some(({ publishedAt, action }) => publishedAt !== null && action !== 'none')
}

/** Posts elsewhere about a story that were checked. @throws Refusal `not_found`: no such story. */
export async function readElsewhere(ctx: Context, storyId: string): Promise<Shown[]> {
  if (!(await storyById(ctx.db.read, storyId))) throw new Refusal('not_found', 'There is no such story.')
  return presentFindings(ctx.db.read, await publishedElsewhere(ctx.db.read, storyId))
}

/**
 * Published cases in the order given. Words that their writer took away are in none of it, nor what was said about them:
 * it may repeat them. Where the finding itself removed the comment, its reasons stay.
 */
export async function presentFindings(db: Queries, published: PublishedCase[]): Promise<Shown[]> {
  const rows = published.map(({ row }) => row)
  const quotedIds = rows.flatMap((row) => (row.sourceKind === 'comment' && row.sourceId) || [])
  const [notes, stories, comments, decisions] = await Promise.all([
    presentNotes(db, published),
    storyFacts(
      db,
      rows.map((row) => row.storyId),
    ),
    commentsByIds(db, [...new Set([...rows.flatMap((row) => row.commentId ?? []), ...quotedIds])]),
    decisionsOf(
      db,
      rows.map((row) => row.id),
    ),
  ])
  const byId = new Map(comments.map((comment) => [comment.id, comment]))
  return Promise.all(
    published.map(async ({ row, decision }, at) => {
      const note = notes[at]
      if (!note) throw new Error('a finding was presented as nothing')
      const story = stories.get(row.storyId)
      const earlier = earlierThan(decision, decisions.get(row.id) ?? [])
      return {
        ...saidOf(row, decision, byId, { ...note, earlier }),
        storyId: row.storyId,
        storyTitle: story?.title ?? '',
        storyUrl: story?.url ?? '',
        round: row.publishedRound ?? row.round,
        comment: aboutComment(row, byId),
        outside: row.outsidePostId ? await presentOutside(db, row.outsidePostId, row.subjectRevision) : null,
        sourceId: row.sourceId,
        sourceAuthor: sourceAuthor(row, byId),
        rule: decision.rule,
        hadReply: hadReply(row, decision),
        repliedAt: isoOrNull(row.repliedAt),
        answeredAt: isoOrNull(row.answeredAt),
        flaggedAt: iso(row.createdAt),
        hadSecond: decision.secondedBy !== null,
      }
    }),
  )
}

type Comments = ReadonlyMap<string, CommentRow>

function aboutComment({ commentId, subjectRevision }: BriefCase, comments: Comments): Shown['comment'] {
  const comment = commentId ? comments.get(commentId) : undefined
  if (!comment) return null
  const isShown = comment.state === 'visible'
  return {
    id: comment.id,
    author: isShown ? comment.authorName : '',
    isShown,
    hasChanged: isShown && comment.revision !== subjectRevision,
  }
}

function sourceAuthor({ sourceKind, sourceId }: BriefCase, comments: Comments): string | null {
  const source = sourceKind === 'comment' && sourceId ? comments.get(sourceId) : undefined
  return source?.state === 'visible' ? source.authorName : null
}

type Said = z.output<typeof Note> & Pick<Shown, 'earlier'>

/** What was written and what was said about it, as far as the comment is still there to be read. */
function saidOf({ commentId }: BriefCase, { action }: DecisionRow, comments: Comments, said: Said): Said {
  const state = commentId && comments.get(commentId)?.state
  if (commentId === null || state === 'visible') return said
  if (state === 'removed' && action === 'remove') return { ...said, wrote: '' }
  const earlier = said.earlier.map((one) => ({ ...one, explanation: '' }))
  return { ...said, wrote: '', explanation: '', reply: null, answer: null, earlier }
}

function hadReply(row: BriefCase, decision: DecisionRow): Shown['hadReply'] {
  if (row.repliedAt !== null) return 'answered'
  if (row.replyWaivedAt !== null) return 'waived'
  return row.replyDueAt !== null && row.replyDueAt <= decision.decidedAt ? 'lapsed' : 'none'
}

function earlierThan({ round }: DecisionRow, decisions: DecisionRow[]): Shown['earlier'] {
  return decisions.flatMap((one) =>
    one.round < round && one.publishedAt !== null
      ? { finding: one.finding, explanation: one.explanation, publishedAt: iso(one.publishedAt) }
      : [],
  )
}

/** A post elsewhere with what it said in one revision. */
export async function presentOutside(
  db: Queries,
  id: string,
  revision: number,
): Promise<z.output<typeof OutsidePost> | null> {
  const [[post], said] = await Promise.all([outsidePostsByIds(db, [id]), outsideText(db, id, revision)])
  if (!post) return null
  const { url, host, postedBy, originatedBy, linkState, linkCheckedAt } = post
  return {
    ...{ id, url, host, postedBy, originatedBy, linkState },
    text: said?.text ?? '',
    language: said?.language ?? '',
    translation: said?.translation ?? '',
    linkCheckedAt: isoOrNull(linkCheckedAt),
  }
}
