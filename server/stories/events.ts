import type * as z from 'zod'
import { commentsByIds } from '../../db/comments.ts'
import { eventsAfter, type StoryEventRow } from '../../db/events.ts'
import { storyById } from '../../db/stories.ts'
import { isNumbered, updatesByIds } from '../../db/updates.ts'
import { pinnedOf } from '../comments/pinned.ts'
import { presentComments } from '../comments/present.ts'
import type { Context } from '../context.ts'
import type { StoryEvent } from '../contract/events.ts'
import { Refusal } from '../errors.ts'
import { iso } from '../iso.ts'
import { commentingOf } from '../suspensions/guard.ts'
import { presentUpdates } from '../updates/present.ts'

type Event = z.output<typeof StoryEvent>

/**
 * What happened in a story after number `since`, ascending and without gaps, at most `limit` events, each shown as its
 * subject stands now: a comment deleted since is a tombstone in its earlier events too.
 *
 * @throws Refusal `not_found`.
 */
export async function eventsSince(ctx: Context, storyId: string, since: number, limit: number): Promise<Event[]> {
  const { read } = ctx.db
  const rows = await eventsAfter(read, storyId, since, limit)
  if (rows.length === 0) return []
  const story = await storyById(read, storyId)
  if (!story) throw new Refusal('not_found', 'There is no such story.')
  const ids = (prefix: string) => [
    ...new Set(rows.flatMap((row) => (row.type.startsWith(prefix) && row.subjectId ? [row.subjectId] : []))),
  ]
  const [comments, updates, commenting, pinned] = await Promise.all([
    commentsByIds(read, ids('comment.')).then((found) => presentComments(read, found)),
    updatesByIds(read, ids('update.')).then((found) => presentUpdates(read, found.filter(isNumbered))),
    commentingOf(read, story, ctx.now()),
    rows.some(({ type }) => type === 'story.pinned') ? pinnedOf(read, story) : null,
  ])
  const subjects = {
    comments: new Map(comments.map((comment) => [comment.id, comment])),
    updates: new Map(updates.map((update) => [update.id, update])),
    commenting,
    pinned,
  }
  return rows.map((row) => presentEvent(row, subjects))
}

type Subject = Extract<Event, { type: 'comment.posted' }>['comment']

interface Subjects {
  comments: Map<string, Subject>
  updates: Map<string, Extract<Event, { type: 'update.published' }>['update']>
  commenting: Extract<Event, { type: 'commenting.changed' }>['commenting']
  pinned: Extract<Event, { type: 'story.pinned' }>['pinned']
}

/** An event whose subject is gone for good still keeps its number, as a change of the story. */
function presentEvent(row: StoryEventRow, { comments, updates, commenting, pinned }: Subjects): Event {
  const numbered = { seq: row.seq, at: iso(row.createdAt) }
  const { type } = row
  if (type === 'commenting.changed') return { ...numbered, type, commenting }
  if (type === 'story.pinned') return { ...numbered, type, pinned }
  if (type === 'comment.held') return { ...numbered, type: 'unseen' }
  if (type === 'comment.reacted') return reactedEvent(numbered, comments.get(row.subjectId ?? ''))
  if (type === 'update.published' || type === 'update.changed') {
    const update = updates.get(row.subjectId ?? '')
    if (update) return { ...numbered, type, update }
  } else if (type !== 'story.changed') {
    const comment = comments.get(row.subjectId ?? '')
    if (comment) return { ...numbered, type, comment }
  }
  return { ...numbered, type: 'story.changed' }
}

function reactedEvent(numbered: Pick<Event, 'seq' | 'at'>, comment: Subject | undefined): Event {
  if (!comment) return { ...numbered, type: 'unseen' }
  return { ...numbered, type: 'comment.reacted', commentId: comment.id, agreed: comment.agreed }
}
