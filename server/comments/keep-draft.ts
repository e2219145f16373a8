import { type DraftRow, draftsOf, dropDraft, keepDraft } from '../../db/drafts.ts'
import { storyById } from '../../db/stories.ts'
import type { Context, Reader } from '../context.ts'
import { Refusal } from '../errors.ts'

/**
 * Keeps a person's unfinished text under a story, over the one kept in the same place before; an empty text removes it.
 * @throws Refusal `not_found`: no such story.
 */
export async function keepDraftOf(
  ctx: Context,
  by: Reader,
  storyId: string,
  { parentId, body }: { parentId: string | null; body: string },
): Promise<DraftRow | null> {
  await requireStory(ctx, storyId)
  const place = { personId: by.personId, storyId, parentId: parentId ?? '' }
  return ctx.db.transact(`drafts:${by.personId}`, async (tx) => {
    if (!body) {
      await dropDraft(tx, place)
      return null
    }
    const draft = { ...place, body, updatedAt: ctx.now() }
    await keepDraft(tx, draft)
    return draft
  })
}

/** A person's own drafts on a story. @throws Refusal `not_found`: no such story. */
export async function readDrafts(ctx: Context, by: Reader, storyId: string): Promise<DraftRow[]> {
  await requireStory(ctx, storyId)
  return draftsOf(ctx.db.read, by.personId, storyId)
}

async function requireStory(ctx: Context, storyId: string): Promise<void> {
  if (!(await storyById(ctx.db.read, storyId))) throw new Refusal('not_found', 'There is no such story.')
}
