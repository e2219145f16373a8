import { commentById } from '../../db/comments.ts'
import { type DraftRow, draftsOf, dropDraft, keepDraft } from '../../db/drafts.ts'
import { storyById } from '../../db/stories.ts'
import type { Context, Reader } from '../context.ts'
import { Refusal } from '../errors.ts'

const MOST_DRAFTS = 50

/**
 * Keeps a person's unfinished text under a story, over the one kept in the same place before; an empty text removes it.
 * Of more than fifty under one story the oldest go.
 *
 * @throws Refusal `not_found`: no such story, or no such comment under it.
 */
export async function keepDraftOf(
  ctx: Context,
  by: Reader,
  storyId: string,
  { parentId, body }: { parentId: string | null; body: string },
): Promise<DraftRow | null> {
  await requirePlace(ctx, storyId, parentId)
  const place = { personId: by.personId, storyId, parentId: parentId ?? '' }
  return ctx.db.transact(`drafts:${by.personId}`, async (tx) => {
    if (!body) {
      await dropDraft(tx, place)
      return null
    }
    const draft = { ...place, body, updatedAt: ctx.now() }
    await keepDraft(tx, draft)
    for (const old of (await draftsOf(tx, by.personId, storyId, MOST_DRAFTS + 1)).slice(MOST_DRAFTS))
      await dropDraft(tx, old)
    return draft
  })
}

/** A person's own drafts on a story. @throws Refusal `not_found`: no such story. */
export async function readDrafts(ctx: Context, by: Reader, storyId: string): Promise<DraftRow[]> {
  await requirePlace(ctx, storyId, null)
  return draftsOf(ctx.db.read, by.personId, storyId, MOST_DRAFTS)
}

async function requirePlace({ db }: Context, storyId: string, parentId: string | null): Promise<void> {
  if (!(await storyById(db.read, storyId))) throw new Refusal('not_found', 'There is no such story.')
  if (parentId !== null && (await commentById(db.read, parentId))?.storyId !== storyId)
    throw new Refusal('not_found', 'The comment you are answering is not here.')
}
