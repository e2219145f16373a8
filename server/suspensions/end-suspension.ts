import type * as z from 'zod'
import { followerOf, type SuspensionRow } from '../../db/suspensions.ts'
import type { Context, Reader } from '../context.ts'
import type { FollowedBy } from '../contract/suspensions.ts'
import { requireSuspension, storedSuspension } from './find.ts'
import { followerRow } from './make-suspension.ts'
import { handOf, keyOf } from './record.ts'
import { changedMeanwhile } from './refusals.ts'
import { isOver } from './rules.ts'
import { begin, beginDue, endAt } from './steps.ts'

/**
 * Ends a suspension now, into a milder mode if `followedBy` is given, else into nothing: what was planned to follow it
 * is cancelled. One that has not begun is cancelled itself.
 *
 * @throws Refusal `not_found`; `conflict`: it has ended already (`current`); `invalid`: `followedBy` cannot stand.
 */
export async function endSuspension(
  ctx: Context,
  by: Reader,
  id: string,
  { followedBy }: { followedBy?: z.output<typeof FollowedBy> | undefined } = {},
): Promise<SuspensionRow> {
  const known = await requireSuspension(ctx.db.read, id, ctx.now())
  return ctx.db.transact(keyOf(known), async (tx) => {
    const now = ctx.now()
    const hand = handOf(by)
    const standing = await storedSuspension(tx, id, now)
    if (isOver(standing, now)) throw changedMeanwhile(standing, now)
    const begun = await beginDue(tx, standing, now)
    const ended = begun && (await endAt(tx, begun, { at: now, hand, now }))
    if (!ended) throw changedMeanwhile(standing, now)
    const waiting = await followerOf(tx, id)
    if (waiting) await endAt(tx, waiting, { at: now, hand, now })
    if (followedBy) await begin(tx, followerRow({ ...ended, createdBy: by.personId }, followedBy, now), hand, now)
    return ended
  })
}
