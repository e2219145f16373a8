import { commentById } from '../../db/comments.ts'
import { type DraftRow, draftAt, draftsOf, dropDraft } from '../../db/drafts.ts'
import { storyById } from '../../db/stories.ts'
import type { Context, Reader } from '../context.ts'
import { Refusal } from '../errors.ts'
import { iso } from '../iso.ts'
import { MOST_DRAFTS, storeDraft } from './store-draft.ts'

interface KeptText {
  parentId: string | null
  body: string
  draftFrom?: string | null | undefined
}

/**
 * Keeps a person's unfinished text under a story; an empty text removes what it continues. Where another text is kept
 * than the one it continues, both are.
 *
 * @throws Refusal `not_found`: no such story, or no such comment under it.
 */
export async function keepDraftOf(ctx: Context, by: Reader, storyId: string, text: KeptText): Promise<DraftRow | null> {
  const { parentId, body, draftFrom } = text
  await requirePlace(ctx, storyId, parentId)
  const place = { personId: by.personId, storyId, parentId: parentId ?? '' }
  return ctx.db.transact(`drafts:${by.personId}`, async (tx) => {
    if (body) return storeDraft(tx, place, { body, draftFrom, now: ctx.now() })
    const kept = await draftAt(tx, place)
    if (kept && draftFrom !== undefined && draftFrom !== iso(kept.updatedAt)) return kept
    await dropDraft(tx, place)
    return null
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
