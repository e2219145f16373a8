import { commentById } from '../../db/comments.ts'
import type { Context, Reader } from '../context.ts'
import type { Parsed, Result } from '../contract/index.ts'
import { Refusal } from '../errors.ts'
import { decideHeld } from '../held/decide-held.ts'
import { requireModerates } from '../people/in-office.ts'

/**
 * Decides held comments alike, one after the other, each in a transaction of its own: one that changed meanwhile is
 * refused with what changed, and stops none of the others.
 */
export async function decideSeveral(
  ctx: Context,
  by: Reader,
  { items, verdict }: Parsed<'POST /api/v1/queue/decisions'>['body'],
): Promise<Result<'POST /api/v1/queue/decisions'>> {
  const { done: decided, refused } = await each(items, async ({ id, revision }) => {
    await requireModerates(ctx.db.read, by, (await commentById(ctx.db.read, id))?.storyId)
    return decideHeld(ctx, by, id, { ...verdict, revision })
  })
  return { decided, refused }
}

export interface EachOutcome<R> {
  done: R[]
  refused: { id: string; code: string; detail: string; current?: unknown }[]
}

/** Does the same with each, and gathers what was refused; anything but a refusal is thrown on. */
export async function each<T extends { id: string }, R>(
  items: readonly T[],
  act: (item: T) => Promise<R>,
): Promise<EachOutcome<R>> {
  const outcome: EachOutcome<R> = { done: [], refused: [] }
  for (const item of items) {
    try {
      outcome.done.push(await act(item))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const { code, message: detail, extra } = error
      outcome.refused.push({ id: item.id, code, detail, current: extra?.current })
    }
  }
  return outcome
}
