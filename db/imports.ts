import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { CommentRow } from './comments.ts'
import type { Queries, Tx } from './database.ts'

export type ImportedPlace = Pick<CommentRow, 'id' | 'storyId' | 'rootSeq' | 'path' | 'depth'>

/** Comments by the keys an import gave them. Ask for at most a few thousand at once. */
export async function commentsByImportKeys(db: Queries, keys: readonly string[]): Promise<Map<string, ImportedPlace>> {
  if (keys.length === 0) return new Map()
  const { comments } = db.tables
  const rows = await db
    .select({
      importKey: comments.importKey,
      id: comments.id,
      storyId: comments.storyId,
      rootSeq: comments.rootSeq,
      path: comments.path,
      depth: comments.depth,
    })
    .from(comments)
    .where(inArray(comments.importKey, [...keys]))
  return new Map(rows.map(({ importKey, ...place }) => [importKey ?? '', place]))
}

/** Marks a story that began without an import as the one an import means, unless another import did so before. */
export async function adoptStory(tx: Tx, storyId: string, importKey: string): Promise<void> {
  const { stories } = tx.tables
  await tx
    .update(stories)
    .set({ importKey })
    .where(and(eq(stories.id, storyId), isNull(stories.importKey)))
}

/** Takes the story's next `count` sequence numbers, gap-free; resolves to the first of them. */
export async function takeSeqs(tx: Tx, storyId: string, count: number): Promise<number> {
  const { stories } = tx.tables
  const [row] = await tx
    .update(stories)
    .set({ lastSeq: sql`${stories.lastSeq} + ${count}` })
    .where(eq(stories.id, storyId))
    .returning({ last: stories.lastSeq })
  if (!row) throw new Error(`no story ${storyId}`)
  return row.last - count + 1
}

/**
 * Adds comments of one story with the events that announce them, under numbers from `takeSeqs`; at most a few hundred
 * at once. A held comment is announced as a change of the story only: its coming is not public.
 */
export async function insertImported(tx: Tx, storyId: string, rows: CommentRow[], now: number): Promise<void> {
  if (rows.length === 0) return
  await tx.insert(tx.tables.comments).values(rows)
  await tx.insert(tx.tables.storyEvents).values(
    rows.map(({ seq, id, state }) => ({
      storyId,
      seq,
      type: state === 'visible' ? ('comment.posted' as const) : ('story.changed' as const),
      subjectId: state === 'visible' ? id : null,
      createdAt: now,
    })),
  )
  tx.hint(`story:${storyId}`)
}
