import { and, eq, sql } from 'drizzle-orm'
import type { Queries, Tx } from './database.ts'
import { prepared } from './prepared.ts'
import type { Tables } from './tables.ts'

export type DraftRow = Tables['drafts']['$inferSelect']
export type DraftPlace = Pick<DraftRow, 'personId' | 'storyId' | 'parentId'>

/** Keeps the text of a place, over what was kept there before. */
export async function keepDraft(tx: Tx, draft: DraftRow): Promise<void> {
  const { drafts } = tx.tables
  await tx
    .insert(drafts)
    .values(draft)
    .onConflictDoUpdate({
      target: [drafts.personId, drafts.storyId, drafts.parentId],
      set: { body: draft.body, updatedAt: draft.updatedAt },
    })
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

export function draftsOf(db: Queries, personId: string, storyId: string): Promise<DraftRow[]> {
  const { drafts } = db.tables
  return db
    .select()
    .from(drafts)
    .where(and(eq(drafts.personId, personId), eq(drafts.storyId, storyId)))
}
