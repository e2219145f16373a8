import { and, asc, eq, gt, inArray } from 'drizzle-orm'
import type { Queries, Tx } from './database.ts'
import type { StoryEventRow } from './events.ts'

/** Up to which event of a story people were told of its comments; 0 if never. */
export async function toldSeq(db: Queries, storyId: string): Promise<number> {
  const { storyTellings } = db.tables
  const [row] = await db.select().from(storyTellings).where(eq(storyTellings.storyId, storyId))
  return row?.seq ?? 0
}

export async function keepTold(tx: Tx, storyId: string, seq: number): Promise<void> {
  const { storyTellings } = tx.tables
  await tx
    .insert(storyTellings)
    .values({ storyId, seq })
    .onConflictDoUpdate({ target: storyTellings.storyId, set: { seq } })
}

/** Comments that were published, restored or edited after an event of a story, in order, as events. */
export function commentEventsAfter(db: Queries, storyId: string, seq: number, limit: number): Promise<StoryEventRow[]> {
  const { storyEvents } = db.tables
  return db
    .select()
    .from(storyEvents)
    .where(
      and(
        ...[eq(storyEvents.storyId, storyId), gt(storyEvents.seq, seq)],
        inArray(storyEvents.type, ['comment.posted', 'comment.restored', 'comment.edited']),
      ),
    )
    .orderBy(asc(storyEvents.seq))
    .limit(limit)
}
