import { and, desc, eq, sql } from 'drizzle-orm'
import type { Queries, Tx } from './database.ts'
import { prepared } from './prepared.ts'
import type { Tables } from './tables.ts'

export type DraftRow = Tables['drafts']['$inferSelect']
export type DraftPlace = Pick<DraftRow, 'personId' | 'storyId' | 'parentId'>

/**
 * Keeps the text of a place, over the one that was read there.
 * @param seen `updatedAt` of what was read; undefined if nothing was there.
 * @returns false, and changes nothing, if something else is there by now.
 */
export async function keepDraft(tx: Tx, draft: DraftRow, seen: number | undefined): Promise<boolean> {
  const { drafts } = tx.tables
  const { body, updatedAt, parkedSeq } = draft
  const kept = await tx
    .insert(drafts)
    .values(draft)
    .onConflictDoUpdate({
      target: [drafts.personId, drafts.storyId, drafts.parentId],
      set: { body, updatedAt, parkedSeq },
      setWhere: eq(drafts.updatedAt, seen ?? -1),
    })
    .returning({ updatedAt: drafts.updatedAt })
  return kept.length > 0
}

export async function dropDraft(tx: Tx, place: DraftPlace): Promise<void> {
  const statement = prepared(tx, 'drop_draft', (q) => {
    const { drafts } = q.tables
    return q
      .delete(drafts)
      .where(
        and(
          eq(drafts.personId, sql.placeholder('personId')),
          eq(drafts.storyId, sql.placeholder('storyId')),
          eq(drafts.parentId, sql.placeholder('parentId')),
        ),
      )
      .prepare('drop_draft')
  })
  await statement.execute(place)
}

/** The draft kept in a place, if there is one. */
export async function draftAt(db: Queries, place: DraftPlace): Promise<DraftRow | undefined> {
  const statement = prepared(db, 'draft_at', (q) => {
    const { drafts } = q.tables
    return q
      .select()
      .from(drafts)
      .where(
        and(
          eq(drafts.personId, sql.placeholder('personId')),
          eq(drafts.storyId, sql.placeholder('storyId')),
          eq(drafts.parentId, sql.placeholder('parentId')),
        ),
      )
      .prepare('draft_at')
  })
  const [draft] = await statement.execute({ ...place })
  return draft
}

/** A person's drafts on a story, newest first. */
export function draftsOf(db: Queries, personId: string, storyId: string, limit: number): Promise<DraftRow[]> {
  const { drafts } = db.tables
  return db
    .select()
    .from(drafts)
    .where(and(eq(drafts.personId, personId), eq(drafts.storyId, storyId)))
    .orderBy(desc(drafts.updatedAt))
    .limit(limit)
}
