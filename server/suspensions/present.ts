import type * as z from 'zod'
import type { SuspensionRow } from '../../db/suspensions.ts'
import type { Commenting, Suspension } from '../contract/suspensions.ts'
import { iso, isoOrNull } from '../iso.ts'
import { commentingAt } from './rules.ts'

export function presentSuspension(row: SuspensionRow): z.output<typeof Suspension> {
  return {
    id: row.id,
    storyId: row.storyId,
    scope: row.scope,
    reasonCode: row.reasonCode,
    reason: row.reason,
    startsAt: iso(row.startsAt),
    endsAt: isoOrNull(row.endsAt),
    reviewAt: isoOrNull(row.reviewAt),
    endedAt: isoOrNull(row.endedAt),
  }
}

/** The state of commenting as readers see it at `now`. */
export function presentCommenting(
  baseMode: 'open' | 'closed',
  suspensions: readonly SuspensionRow[],
  now: number,
): z.output<typeof Commenting> {
  const { mode, suspension } = commentingAt(baseMode, suspensions, now)
  return { mode, suspension: suspension && presentSuspension(suspension) }
}
