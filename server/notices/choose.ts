import { choicesOf, keepChoices } from '../../db/notice-choices.ts'
import { removeSubscription, setLevel } from '../../db/subscriptions.ts'
import type { ThreadLevel } from '../../db/tables.ts'
import type { Context, Reader } from '../context.ts'
import type { Parsed, Result } from '../contract/index.ts'
import { requireStory } from '../reactions/subscribe.ts'
import { withoutGaps } from '../sites/settings.ts'
import { noticeSettings } from './notice-settings.ts'

/** Chooses how one is told by e-mail; what is left out stays. Holds from the next letter on. */
export async function chooseMail(
  ctx: Context,
  by: Reader,
  changes: Parsed<'PATCH /api/v1/me/notice-settings'>['body'],
): Promise<Result<'PATCH /api/v1/me/notice-settings'>> {
  const { personId } = by
  await ctx.db.transact(`notice-choices:${personId}`, async (tx) => {
    const before = await choicesOf(tx, personId)
    await keepChoices(tx, personId, { ...before, ...withoutGaps(changes) }, ctx.now())
  })
  return noticeSettings(ctx, by)
}

/** Follows a thread in a certain way, mutes it, or (`null`) neither. @throws Refusal `not_found`. */
export async function chooseThread(
  ctx: Context,
  { personId }: Reader,
  storyId: string,
  level: ThreadLevel | null,
): Promise<void> {
  await requireStory(ctx, storyId)
  await ctx.db.transact(`subscriptions:${personId}`, (tx) =>
    level === null
      ? removeSubscription(tx, storyId, personId)
      : setLevel(tx, { storyId, personId, level, createdAt: ctx.now() }),
  )
}
