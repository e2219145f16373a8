import { agreedBy } from '../../db/reactions.ts'
import { type StoryRow, storyById } from '../../db/stories.ts'
import { addSubscription, levelOf, removeSubscription } from '../../db/subscriptions.ts'
import type { Context, Reader } from '../context.ts'
import type { Result } from '../contract/index.ts'
import { Refusal } from '../errors.ts'
import { ownUnder } from '../sanctions/own.ts'

/** Follows a story, or no longer; possible in every mode of commenting. @throws Refusal `not_found`. */
export async function subscribe(ctx: Context, by: Reader, storyId: string, follows: boolean): Promise<void> {
  await requireStory(ctx, storyId)
  const { personId } = by
  await ctx.db.transact(`subscriptions:${personId}`, (tx) =>
    follows
      ? addSubscription(tx, { storyId, personId, createdAt: ctx.now() })
      : removeSubscription(tx, storyId, personId),
  )
}

/** What a thread is to a person. Kept apart from its pages, which are the same for everybody. @throws Refusal `not_found`. */
export async function mineOf(
  ctx: Context,
  { personId }: Reader,
  storyId: string,
): Promise<Result<'GET /api/v1/stories/:id/mine'>> {
  const { section } = await requireStory(ctx, storyId)
  const { read } = ctx.db
  const level = (await levelOf(read, storyId, personId)) ?? null
  return {
    agreed: await agreedBy(read, storyId, personId),
    isSubscribed: level !== null && level !== 'muted',
    level,
    sanctions: await ownUnder(read, personId, section, ctx.now()),
  }
}

/** @throws Refusal `not_found`. */
export async function requireStory({ db }: Context, storyId: string): Promise<StoryRow> {
  const story = await storyById(db.read, storyId)
  if (!story) throw new Refusal('not_found', 'There is no such story.')
  return story
}
