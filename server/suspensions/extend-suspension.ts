import { changeSuspension, followerOf, type SuspensionRow } from '../../db/suspensions.ts'
import type { Context, Reader } from '../context.ts'
import { isoOrNull } from '../iso.ts'
import { requireSuspension, storedSuspension } from './find.ts'
import { handOf, keyOf, record } from './record.ts'
import { changedMeanwhile, invalidAt } from './refusals.ts'
import { dateProblem, isOver, mayExtendByItself } from './rules.ts'
import { beginDue, moveFollower } from './steps.ts'

/** What to move: the end, or the review date. */
export interface Extension {
  version: number
  endsAt?: string | undefined
  reviewAt?: string | undefined
}

/**
 * Moves the end or the review date of a suspension to a later time; what was planned to follow moves with the end.
 *
 * @throws Refusal `not_found`; `conflict`: it ended, or changed since `version` was read (`current`); `invalid`: the
 * date is not later, or too far.
 */
export async function extendSuspension(
  ctx: Context,
  by: Reader,
  id: string,
  wanted: Extension,
): Promise<SuspensionRow> {
  const known = await requireSuspension(ctx.db.read, id, ctx.now())
  return ctx.db.transact(keyOf(known), async (tx) => {
    const now = ctx.now()
    const hand = handOf(by)
    const found = await storedSuspension(tx, id, now)
    if (isOver(found, now) || found.version !== wanted.version) throw changedMeanwhile(found, now)
    const dates = { endsAt: parsed(wanted.endsAt), reviewAt: parsed(wanted.reviewAt) }
    refuseUnfit(found, dates, now)
    if (dates.endsAt === null && (await followerOf(tx, id)))
      throw invalidAt('reviewAt', 'Something is planned to follow this, so it needs an end.')

    const standing = await beginDue(tx, found, now)
    const mayExtend = mayExtendByItself({ ...found, ...dates })
    const extended = standing && (await changeSuspension(tx, standing, { ...dates, mayExtend }))
    if (!extended) throw changedMeanwhile(found, now)
    if (found.endsAt !== null && extended.endsAt !== null)
      await moveFollower(tx, extended, { byMs: extended.endsAt - found.endsAt, hand, now })
    await record(tx, extended, {
      verb: 'suspension.extended',
      by: hand,
      at: now,
      detail: { previousEndsAt: isoOrNull(found.endsAt), previousReviewAt: isoOrNull(found.reviewAt) },
    })
    return extended
  })
}

function parsed(time: string | undefined): number | null {
  return time === undefined ? null : Date.parse(time)
}

function refuseUnfit(
  standing: SuspensionRow,
  { endsAt, reviewAt }: Pick<SuspensionRow, 'endsAt' | 'reviewAt'>,
  now: number,
): void {
  const path = endsAt === null ? 'reviewAt' : 'endsAt'
  const at = endsAt ?? reviewAt ?? 0
  const before = endsAt === null ? standing.reviewAt : standing.endsAt
  const problem = dateProblem(Math.max(standing.startsAt, now), at, now)
  if (problem) throw invalidAt(path, problem)
  if (before !== null && at <= before) throw invalidAt(path, 'Choose a later time than the one that stands.')
}
