import { addEvent } from '../../db/events.ts'
import { describeStory, type StoryRow, storyById } from '../../db/stories.ts'
import type { Context, Reader } from '../context.ts'
import { Refusal } from '../errors.ts'
import { isAuthor, isStaff } from '../people/offices.ts'

/** What to change; what is left out stays. */
interface StoryWords {
  title?: string | undefined
  section?: string | undefined
  byline?: string | undefined
}

/**
 * Changes what readers are told of a story: its title is what the first page to ask for it said. The same words again
 * change nothing.
 *
 * @throws Refusal `not_found`, `forbidden`: neither staff nor the story's author.
 */
export async function changeStory(ctx: Context, by: Reader, storyId: string, words: StoryWords): Promise<StoryRow> {
  return ctx.db.transact(`story:${storyId}`, async (tx) => {
    const story = await storyById(tx, storyId)
    if (!story) throw new Refusal('not_found', 'There is no such story.')
    if (!isStaff(by) && !isAuthor(by, storyId))
      throw new Refusal('forbidden', 'Only the story’s author and staff can change its title.')
    const { title = story.title, section = story.section, byline = story.byline } = words
    if (title === story.title && section === story.section && byline === story.byline) return story
    await describeStory(tx, storyId, { title, section, byline })
    const lastSeq = await addEvent(tx, storyId, 'story.changed', null, ctx.now())
    return { ...story, title, section, byline, lastSeq }
  })
}
