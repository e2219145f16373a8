import { type StoryRow, storyById } from '../../db/stories.ts'
import type { Context } from '../context.ts'
import { Id } from '../contract/shapes.ts'
import { Refusal } from '../errors.ts'

/**
 * The story whose log is asked for; undefined for the log of all.
 * @throws Refusal `not_found`: no such story.
 */
export async function storyOfLog(ctx: Context, id: string | undefined): Promise<StoryRow | undefined> {
  if (id === undefined) return undefined
  const story = Id.safeParse(id).success ? await storyById(ctx.db.read, id) : undefined
  if (!story) throw new Refusal('not_found', 'There is no such story.')
  return story
}
