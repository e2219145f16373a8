import type { Tx } from '../../db/database.ts'
import { addEvent } from '../../db/events.ts'
import { describeStory, type StoryRow, storyById } from '../../db/stories.ts'
import type { Context, Publisher, Reader } from '../context.ts'
import { Refusal } from '../errors.ts'
import { isStaff, mayPublish } from '../people/offices.ts'
import { writeUnder } from '../suspensions/guard.ts'
import { reaching } from '../suspensions/reaching.ts'
import { holdsAt } from '../suspensions/rules.ts'

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
 * @throws Refusal `not_found`, `forbidden`: neither staff, the story's author nor the publisher, or not staff and would take the story
 * out of a section that is suspended.
 */
export async function changeStory(
  ctx: Context,
  by: Reader | Publisher,
  storyId: string,
  words: StoryWords,
): Promise<StoryRow> {
  return writeUnder(ctx, storyId, async (tx) => {
    const story = await storyById(tx, storyId)
    if (!story) throw new Refusal('not_found', 'There is no such story.')
    if (!mayPublish(by, storyId))
      throw new Refusal('forbidden', 'Only the story’s author and staff can change its title.')
    const { title = story.title, section = story.section, byline = story.byline } = words
    if (title === story.title && section === story.section && byline === story.byline) return story
    if (section !== story.section) await refuseEscape(tx, by, story, section, ctx.now())
    await describeStory(tx, storyId, { title, section, byline })
    const lastSeq = await addEvent(tx, storyId, 'story.changed', null, ctx.now())
    return { ...story, title, section, byline, lastSeq }
  })
}

/** Only staff move a story where another section means another suspension: it would begin or end with the move. */
async function refuseEscape(
  tx: Tx,
  by: Reader | Publisher,
  story: StoryRow,
  section: string,
  now: number,
): Promise<void> {
  if (isStaff(by)) return
  const holding = async (one: StoryRow) =>
    (await reaching(tx, one, now)).flatMap((row) => (holdsAt(row, now) ? [row.id] : [])).sort()
  const [before, after] = [await holding(story), await holding({ ...story, section })]
  if (before.join() !== after.join())
    throw new Refusal('forbidden', 'What holds in the two sections differs now, so only staff can move the story.')
}
