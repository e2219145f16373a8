import type { Tx } from '../../db/database.ts'
import { changeSuspension, FOR_GOOD, followerOf, insertSuspension, type SuspensionRow } from '../../db/suspensions.ts'
import { iso, isoOrNull } from '../iso.ts'
import { byItself, type Hand, record } from './record.ts'

const DAY_MS = 24 * 60 * 60 * 1000

/** Stores a suspension that begins now or later, and makes it known. */
export async function begin(tx: Tx, row: SuspensionRow, by: Hand, now: number): Promise<void> {
  await insertSuspension(tx, row)
  await record(tx, row, { verb: row.begunAt === null ? 'suspension.planned' : 'suspension.started', by, at: now })
}

/**
 * Writes down the beginning of a suspension whose time has come; does nothing before, or if that was done.
 * @returns the suspension as it is now, or undefined if it changed meanwhile.
 */
export async function beginDue(tx: Tx, row: SuspensionRow, now: number): Promise<SuspensionRow | undefined> {
  if (row.begunAt !== null || row.startsAt > now || row.endedAt !== null) return row
  const begun = await changeSuspension(tx, row, { begunAt: row.startsAt })
  if (begun) await record(tx, begun, { verb: 'suspension.started', by: byItself, at: now })
  return begun
}

/**
 * Ends a suspension that stands, in a transaction of its key.
 * @returns undefined if it ended or changed meanwhile.
 */
export async function endAt(
  tx: Tx,
  standing: SuspensionRow,
  { at, hand, now }: { at: number; hand: Hand; now: number },
): Promise<SuspensionRow | undefined> {
  const ended = await changeSuspension(tx, standing, {
    endedAt: at,
    endedBy: hand.personId,
    relevantUntil: standing.madeBy === 'schedule' ? shadowOf(standing, at) : at,
  })
  if (!ended) return undefined
  const isCancelled = standing.begunAt === null
  await record(tx, ended, {
    verb: isCancelled ? 'suspension.cancelled' : 'suspension.ended',
    by: hand,
    at: now,
    detail: { startedAt: isCancelled ? null : iso(standing.startsAt), endedAt: iso(at) },
  })
  return ended
}

/** Until when the schedule would make it again: for good by the story's age; a night may move with the time zone. */
function shadowOf({ endsAt, reviewAt }: SuspensionRow, at: number): number {
  return endsAt === null && reviewAt === null ? FOR_GOOD : Math.max(endsAt ?? at, at) + 2 * DAY_MS
}

/** Moves what follows a suspension along with its end; it keeps its length. */
export async function moveFollower(
  tx: Tx,
  { id }: SuspensionRow,
  { byMs, hand, now }: { byMs: number; hand: Hand; now: number },
): Promise<void> {
  const waiting = await followerOf(tx, id)
  if (!waiting || byMs === 0) return
  const later = (time: number | null) => (time === null ? null : time + byMs)
  const { startsAt, endsAt, reviewAt } = waiting
  const moved = await changeSuspension(tx, waiting, {
    startsAt: startsAt + byMs,
    endsAt: later(endsAt),
    reviewAt: later(reviewAt),
  })
  if (moved)
    await record(tx, moved, {
      verb: 'suspension.extended',
      by: hand,
      at: now,
      detail: {
        previousStartsAt: iso(startsAt),
        previousEndsAt: isoOrNull(endsAt),
        previousReviewAt: isoOrNull(reviewAt),
      },
    })
}
