import type * as z from 'zod'
import { type CommentRow, commentById, commentPage, commentsBefore, commentsByPath } from '../../db/comments.ts'
import { type StoryRow, storyById } from '../../db/stories.ts'
import { updatesOf } from '../../db/updates.ts'
import type { Context } from '../context.ts'
import type { Parsed } from '../contract/index.ts'
import type { Thread } from '../contract/stories.ts'
import { Refusal } from '../errors.ts'
import { presentStory } from '../stories/present.ts'
import { reaching } from '../suspensions/reaching.ts'
import { nextChange, TOLD_AHEAD_MS } from '../suspensions/rules.ts'
import { presentUpdates } from '../updates/present.ts'
import { pinnedOf } from './pinned.ts'
import { presentComments } from './present.ts'
import { ancestorPaths, decodeCursor, encodeCursor, rootPath } from './rules.ts'

export const PAGE = 50

type Query = Parsed<'GET /api/v1/stories/:id/thread'>['query']

export interface ThreadPage {
  thread: z.output<typeof Thread>
  /** Epoch ms until which the page is right if nothing is written: schedules are looked up for a day. */
  until: number
  /** Whether the thread begins with it. */
  isFirst: boolean
  /** When the comment on the story was written that stands before it; null where none does, or it is not known. */
  rootBefore: number | null
}

/**
 * One page of a story's thread with the story's state and all its updates.
 *
 * @throws Refusal `not_found`: no such story, or no such comment to begin at; `invalid`: the cursor is none of ours.
 * A comment posted while pages are read appears on a later page or by live event, never twice (keyset order).
 */
export async function threadPage(ctx: Context, storyId: string, query: Query): Promise<ThreadPage> {
  const { read } = ctx.db
  const now = ctx.now()
  // The story is read first: what is written after it has a higher number and reaches the reader as a live event.
  const story = await storyById(read, storyId)
  if (!story) throw new Refusal('not_found', 'There is no such story.')
  const [suspensions, updates, { rows, next, isFirst, rootBefore }] = await Promise.all([
    reaching(read, story, now),
    updatesOf(read, storyId).then((found) => presentUpdates(read, found)),
    query.around ? rowsAround(ctx, story, query.around, query.sort) : rowsAfter(ctx, storyId, query),
  ])
  const thread = {
    story: await presentStory(read, story, now),
    updates,
    comments: await presentComments(read, rows),
    next,
    pinned: query.after === undefined ? await pinnedOf(read, story) : null,
  }
  const until = Math.min(nextChange(suspensions, now) ?? Number.POSITIVE_INFINITY, now + TOLD_AHEAD_MS)
  return { thread, until, isFirst, rootBefore }
}

interface Rows {
  rows: CommentRow[]
  next: string | null
  isFirst: boolean
  rootBefore: number | null
}

async function rowsAfter(ctx: Context, storyId: string, { sort, after }: Query): Promise<Rows> {
  const position = after === undefined ? undefined : decodeCursor(after)
  if (after !== undefined && !position) throw new Refusal('invalid', 'This is no place in the thread.')
  const { read } = ctx.db
  const [rows, [root]] = await Promise.all([
    commentPage(read, storyId, { sort, ...(position && { after: position }), limit: PAGE + 1 }),
    position ? commentsByPath(read, storyId, position.rootSeq, [rootPath(position.path)]) : [],
  ])
  const isCut = root !== undefined && rows[0]?.rootSeq === root.rootSeq
  return { ...cut(rows), isFirst: position === undefined, rootBefore: root && !isCut ? root.createdAt : null }
}

/** The first page if the comment is there; else its ancestors, the comment and what follows it. */
async function rowsAround(ctx: Context, story: StoryRow, commentId: string, sort: Query['sort']): Promise<Rows> {
  const first = await rowsAfter(ctx, story.id, { sort })
  if (first.rows.some((row) => row.id === commentId)) return first
  const { read } = ctx.db
  const comment = await commentById(read, commentId)
  if (!comment || comment.storyId !== story.id || !['visible', 'deleted', 'removed'].includes(comment.state))
    throw new Refusal('not_found', 'There is no such comment under this story.')
  const [ancestors, from] = await Promise.all([
    commentsByPath(read, story.id, comment.rootSeq, ancestorPaths(comment.path)),
    commentPage(read, story.id, { sort, from: comment, limit: PAGE + 1 }).then(cut),
  ])
  return { rows: [...ancestors, ...from.rows], next: from.next, isFirst: false, rootBefore: null }
}

/** Where a part of a thread begins that ends where another one begins; without `after` it is the first. */
export interface PartBefore {
  after?: string
}

/**
 * The part before the one that `query` asks for, as long as a part is; null where that is the first.
 *
 * @throws Refusal as `threadPage`.
 */
export async function partBefore(ctx: Context, storyId: string, query: Query): Promise<PartBefore | null> {
  const { sort, after, around } = query
  const { read } = ctx.db
  const at = around ? await commentById(read, around) : decodeCursor(after ?? '')
  if (!at) return null
  const place = { sort, at, isIncluded: around === undefined, limit: PAGE + 1 }
  const rows = await commentsBefore(read, storyId, place)
  const last = rows[PAGE]
  if (last) return { after: encodeCursor(last) }
  return rows.length > 0 ? {} : null
}

function cut(rows: CommentRow[]): Pick<Rows, 'rows' | 'next'> {
  const last = rows.length > PAGE ? rows[PAGE - 1] : undefined
  return { rows: rows.slice(0, PAGE), next: last ? encodeCursor(last) : null }
}
