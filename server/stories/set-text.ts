import type { Queries, Tx } from '../../db/database.ts'
import { addEvent } from '../../db/events.ts'
import { addStoryRevision, type StoryRevisionRow, type StoryRow, storyById, storyRevision } from '../../db/stories.ts'
import type { Context, Publisher, Reader } from '../context.ts'
import { Refusal } from '../errors.ts'
import { mayPublish } from '../people/offices.ts'
import { plainText } from '../text/plain.ts'
import { cleanArticle } from '../text/sanitize.ts'

/**
 * Keeps the story's text as a new revision; earlier ones stay, since flags may quote them. The same text again makes
 * none, unless it was read off the page and is now sent.
 *
 * @returns the number of the revision that stands.
 * @throws Refusal `not_found`.
 */
export async function setStoryText(ctx: Context, storyId: string, html: string): Promise<number> {
  const clean = cleanArticle(html)
  const text = plainText(clean)
  return ctx.db.transact(`story:${storyId}`, async (tx) => {
    const { story, standing } = await standingText(tx, storyId)
    if (standing?.html === clean && standing.via !== 'page') return standing.revision
    return reviseText(tx, story, { html: clean, text, via: 'api', isConfirmed: true, pageDigest: null }, ctx.now())
  })
}

/** As `setStoryText`, for the story's author, staff and the publisher. @throws Refusal `forbidden`. */
export async function sendStoryText(
  ctx: Context,
  by: Reader | Publisher,
  storyId: string,
  html: string,
): Promise<number> {
  if (!mayPublish(by, storyId))
    throw new Refusal('forbidden', 'Only the story’s author, staff and the publisher can send its text.')
  return setStoryText(ctx, storyId, html)
}

/** The story and the revision of its text that stands, if there is one. @throws Refusal `not_found`. */
export async function standingText(
  db: Queries,
  storyId: string,
): Promise<{ story: StoryRow; standing: StoryRevisionRow | undefined }> {
  const story = await storyById(db, storyId)
  if (!story) throw new Refusal('not_found', 'There is no such story.')
  return { story, standing: await storyRevision(db, storyId, story.textRevision) }
}

/** Makes a text the one that stands and tells open pages. @returns its number. */
export async function reviseText(
  tx: Tx,
  story: StoryRow,
  text: Omit<StoryRevisionRow, 'storyId' | 'revision' | 'createdAt'>,
  now: number,
): Promise<number> {
  const revision = story.textRevision + 1
  await addStoryRevision(tx, { storyId: story.id, revision, ...text, createdAt: now })
  await addEvent(tx, story.id, 'story.changed', null, now)
  return revision
}
