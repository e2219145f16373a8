import type { Context } from '../context.ts'
import { type NewNotice, tell } from './tell.ts'

/** People told in one transaction. */
const TOLD_AT_ONCE = 500

/** Tells any number of people the same thing, in bounded transactions. @returns how many are newly told. */
export async function tellAll(
  ctx: Context,
  people: readonly string[],
  notice: Omit<NewNotice, 'personId'>,
): Promise<number> {
  let told = 0
  for (let from = 0; from < people.length; from += TOLD_AT_ONCE) {
    const some = people.slice(from, from + TOLD_AT_ONCE)
    told += await ctx.db.transact(notice.key, (tx) =>
      tell(
        tx,
        some.map((personId) => ({ ...notice, personId })),
      ),
    )
  }
  return told
}
