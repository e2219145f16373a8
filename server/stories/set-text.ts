import { addEvent } from '../../db/events.ts'
import { addStoryRevision, storyById, storyRevision } from '../../db/stories.ts'
import type { Context, Reader } from '../context.ts'
import { Refusal } from '../errors.ts'
import { isAuthor, isStaff } from '../people/offices.ts'
import { plainText } from '../text/plain.ts'
import { cleanArticle } from '../text/sanitize.ts'

/**
 * Keeps the story's text as a new revision; earlier ones stay, since flags may quote them. The same text again makes
 * none.
 *
 * @returns the number of the revision that stands.
 * @throws Refusal `not_found`.
 */
export async function setStoryText(ctx: Context, storyId: string, html: string): Promise<number> {
  const clean = cleanArticle(html)
  const text = plainText(clean)
  return ctx.db.transact(`story:${storyId}`, async (tx) => {
    const story = await storyById(tx, storyId)
    if (!story) throw new Refusal('not_found', 'There is no such story.')
    const standing = await storyRevision(tx, storyId, story.textRevision)
    if (standing?.html === clean) return standing.revision
    const revision = story.textRevision + 1
    await addStoryRevision(tx, { storyId, revision, html: clean, text, createdAt: ctx.now() })
    await addEvent(tx, storyId, 'story.changed', null, ctx.now())
    return revision
  })
}

/** As `setStoryText`, for the story's author and staff. @throws Refusal `forbidden`. */
export async function sendStoryText(ctx: Context, by: Reader, storyId: string, html: string): Promise<number> {
  if (!isStaff(by) && !isAuthor(by, storyId))
    throw new Refusal('forbidden', 'Only the story’s author and staff can send its text.')
  return setStoryText(ctx, storyId, html)
}
