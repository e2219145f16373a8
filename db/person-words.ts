import { and, eq, inArray, ne } from 'drizzle-orm'
import type { Queries, Tx } from './database.ts'

// What stands under a person's name in stories.

interface Named {
  id: string
  name: string
}

/** Stories in which a person wrote or is thanked under another name than their present one. */
export async function storiesNaming(db: Queries, { id, name }: Named): Promise<string[]> {
  const { comments, updates, updateCredits } = db.tables
  const found = await Promise.all([
    db
      .selectDistinct({ storyId: comments.storyId })
      .from(comments)
      .where(and(eq(comments.personId, id), ne(comments.authorName, name))),
    db
      .selectDistinct({ storyId: updates.storyId })
      .from(updates)
      .where(and(eq(updates.personId, id), ne(updates.authorName, name))),
    db
      .selectDistinct({ storyId: updates.storyId })
      .from(updateCredits)
      .innerJoin(updates, eq(updates.id, updateCredits.updateId))
      .where(and(eq(updateCredits.personId, id), ne(updateCredits.name, name))),
  ])
  return [...new Set(found.flat().map((row) => row.storyId))]
}

/** Puts a person's name over their comments and updates of a story, and where they are thanked in it. */
export async function renameInStory(tx: Tx, storyId: string, { id, name }: Named): Promise<void> {
  const { comments, updates, updateCredits } = tx.tables
  await tx
    .update(comments)
    .set({ authorName: name })
    .where(and(eq(comments.storyId, storyId), eq(comments.personId, id)))
  await tx
    .update(updates)
    .set({ authorName: name })
    .where(and(eq(updates.storyId, storyId), eq(updates.personId, id)))
  const here = tx.select({ id: updates.id }).from(updates).where(eq(updates.storyId, storyId))
  await tx
    .update(updateCredits)
    .set({ name })
    .where(and(eq(updateCredits.personId, id), inArray(updateCredits.updateId, here)))
}
