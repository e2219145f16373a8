import { and, asc, eq, gt, sql } from 'drizzle-orm'
import type { Queries, Tx } from './database.ts'
import { placeholders, prepared } from './prepared.ts'
import type { Tables } from './tables.ts'

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

/** Leaves the event of a write under a number from `nextSeq`, and tells the nodes that the story moved. */
export async function insertEvent(tx: Tx, event: StoryEventRow): Promise<void> {
  const statement = prepared(tx, 'insert_event', (q) => {
    const { storyEvents } = q.tables
    return q.insert(storyEvents).values(placeholders(storyEvents)).prepare('insert_event')
  })
  await statement.execute(event)
  tx.hint(`story:${event.storyId}`)
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
