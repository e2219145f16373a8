import { and, asc, count, eq, gt, inArray, type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { commentById } from './comments.ts'
import type { Queries, Tx } from './database.ts'
import { leaveForWebhooks } from './outbox.ts'
import { placeholders, prepared } from './prepared.ts'
import type { Tables, WebhookEvent } from './tables.ts'

export type StoryEventRow = Tables['storyEvents']['$inferSelect']

/** Takes the story's next sequence number: gap-free and in commit order, since it locks the story's row. */
export async function nextSeq(tx: Tx, storyId: string): Promise<number> {
  const statement = prepared(tx, 'next_seq', (q) => {
    const { stories } = q.tables
    return q
      .update(stories)
      .set({ lastSeq: sql`${stories.lastSeq} + 1` })
      .where(eq(stories.id, sql.placeholder('id')))
      .returning({ seq: stories.lastSeq })
      .prepare('next_seq')
  })
  const [row] = await statement.execute({ id: storyId })
  if (!row) throw new Error(`no story ${storyId}`)
  return row.seq
}

/**
 * Leaves the event of a write under a number from `nextSeq`, tells the nodes that the story moved, and leaves what
 * webhooks are told of a comment. Whether there is any webhook comes with the same statement, so that it costs nothing
 * where there is none.
 */
export async function insertEvent(tx: Tx, event: StoryEventRow): Promise<void> {
  const statement = prepared(tx, 'insert_event', (q) => {
    const { storyEvents, webhooks } = q.tables
    const isHeard = sql<boolean | number>`exists (select 1 from ${webhooks})`
    return q.insert(storyEvents).values(placeholders(storyEvents)).returning({ isHeard }).prepare('insert_event')
  })
  const [left] = await statement.execute(event)
  tx.hint(`story:${event.storyId}`)
  const type = left?.isHeard ? await toldOf(tx, event) : undefined
  if (type) await leaveForWebhooks(tx, { ...event, type })
}

const told: Partial<Record<StoryEventRow['type'], WebhookEvent>> = {
  'comment.posted': 'comment.posted',
  'comment.edited': 'comment.edited',
  'comment.deleted': 'comment.removed',
  'comment.restored': 'comment.restored',
}

/** What webhooks are told of an event of a comment; of those that readers do not see, only that one waits. */
async function toldOf(tx: Tx, { type, subjectId }: StoryEventRow): Promise<WebhookEvent | undefined> {
  if (type !== 'comment.held') return told[type]
  const comment = await commentById(tx, subjectId ?? '')
  return comment?.state === 'pending' ? 'comment.held' : undefined
}

/** Numbers and leaves an event in one step, for writes that need no number of their own. */
export async function addEvent(
  tx: Tx,
  storyId: string,
  type: StoryEventRow['type'],
  subjectId: string | null,
  createdAt: number,
): Promise<number> {
  const seq = await nextSeq(tx, storyId)
  await insertEvent(tx, { storyId, seq, type, subjectId, createdAt })
  return seq
}

/** Events after `since`, in order, at most `limit`. */
export function eventsAfter(db: Queries, storyId: string, since: number, limit: number): Promise<StoryEventRow[]> {
  const { storyEvents } = db.tables
  return db
    .select()
    .from(storyEvents)
    .where(and(eq(storyEvents.storyId, storyId), gt(storyEvents.seq, since)))
    .orderBy(asc(storyEvents.seq))
    .limit(limit)
}

/** By which readers got a comment, or it went from them, in order. */
export function sightEventsOf(
  db: Queries,
  storyId: string,
  commentId: string,
): Promise<Pick<StoryEventRow, 'type' | 'createdAt'>[]> {
  const { storyEvents } = db.tables
  const { type, createdAt, seq, subjectId } = storyEvents
  const ofSight = ['comment.posted', 'comment.restored', 'comment.held', 'comment.deleted'] as const
  return db
    .select({ type, createdAt })
    .from(storyEvents)
    .where(and(eq(storyEvents.storyId, storyId), eq(subjectId, commentId), inArray(type, [...ofSight])))
    .orderBy(asc(seq))
}

export interface ChangeCounts {
  /** Comments that can be read. */
  comments: number
  /** Of them, replies to the comment asked about. */
  replies: number
  updates: number
  notes: number
  /** Whether the comment asked about was edited. */
  isParentEdited: boolean
}

/** What was written in a story after number `since`, counted. */
export async function changesAfter(
  db: Queries,
  storyId: string,
  since: number,
  parentId: string | undefined,
): Promise<ChangeCounts> {
  const { storyEvents, comments } = db.tables
  const later = and(eq(storyEvents.storyId, storyId), gt(storyEvents.seq, since))
  const rows = await db
    .select({ type: storyEvents.type, isParent: eqOr(storyEvents.subjectId, parentId), n: count() })
    .from(storyEvents)
    .where(and(later, inArray(storyEvents.type, ['update.published', 'comment.noted', 'comment.edited'])))
    .groupBy(storyEvents.type, sql`2`)
  const posted = await db
    .select({ isReply: eqOr(comments.parentId, parentId), n: count() })
    .from(storyEvents)
    .innerJoin(comments, and(eq(comments.id, storyEvents.subjectId), eq(comments.state, 'visible')))
    .where(and(later, eq(storyEvents.type, 'comment.posted')))
    .groupBy(sql`1`)
  const total = (list: { n: number }[]) => list.reduce((sum, row) => sum + Number(row.n), 0)
  const of = (type: string) => rows.filter((row) => row.type === type)
  return {
    comments: total(posted),
    replies: total(posted.filter((row) => Number(row.isReply) === 1)),
    updates: total(of('update.published')),
    notes: total(of('comment.noted')),
    isParentEdited: of('comment.edited').some((row) => Number(row.isParent) === 1),
  }
}

function eqOr(column: PgColumn, value: string | undefined): SQL<number> {
  return sql<number>`case when ${column} = ${value ?? ''} then 1 else 0 end`
}
