import type * as z from 'zod'
import type { SuspensionRow } from '../../db/suspensions.ts'
import type { Commenting, Suspension } from '../contract/suspensions.ts'
import { iso, isoOrNull } from '../iso.ts'
import { alsoTold, commentingAt } from './rules.ts'

export function presentSuspension(row: SuspensionRow): z.output<typeof Suspension> {
  return {
    id: row.id,
    scope: row.scope,
    section: row.section || null,
    storyId: row.storyId,
    commentId: row.commentId,
    mode: row.mode,
    slowSeconds: row.slowSeconds,
    allowsEdits: row.allowsEdits,
    reasonCode: row.reasonCode,
    reason: row.reason,
    madeBy: row.madeBy,
    startsAt: iso(row.startsAt),
    endsAt: isoOrNull(row.endsAt),
    reviewAt: isoOrNull(row.reviewAt),
    endedAt: isoOrNull(row.endedAt),
    extendedAt: isoOrNull(row.extendedAt),
    version: row.version,
  }
}

/**
 * The state of commenting as readers see it at `now`.
 * @param suspensions all that reach the story.
 */
export function presentCommenting(
  baseMode: 'open' | 'closed',
  suspensions: readonly SuspensionRow[],
  now: number,
): z.output<typeof Commenting> {
  const { mode, by } = commentingAt(baseMode, suspensions, now)
  return {
    mode,
    suspension: by && presentSuspension(by),
    others: alsoTold(suspensions, by, now).map(presentSuspension),
  }
}
