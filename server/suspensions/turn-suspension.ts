import { openFlagCount } from '../../db/cases.ts'
import type { Tx } from '../../db/database.ts'
import {
  changeSuspension,
  followerOf,
  forgoExtension,
  type SuspensionRow,
  suspensionById,
} from '../../db/suspensions.ts'
import { OPEN_STATES } from '../cases/state/rules.ts'
import type { Context } from '../context.ts'
import { isoOrNull } from '../iso.ts'
import { settingsOf } from '../sites/settings.ts'
import { byItself, keyOf, nextStepAt, record } from './record.ts'
import { extensionOf } from './rules.ts'
import { beginDue, endAt, moveFollower } from './steps.ts'

/**
 * Takes the steps of a suspension that are due: its beginning, one look at the open flags shortly before its end, its
 * end, the beginning of what follows. Each is taken once, by whichever node comes first. Nothing depends on it but the
 * log, open pages and extensions: whether readers may write is computed from the row.
 *
 * @returns when the next step is due (epoch ms); undefined if there is none.
 */
export async function turnSuspension(ctx: Context, id: string): Promise<number | undefined> {
  const known = await suspensionById(ctx.db.read, id)
  if (!known) return undefined
  return ctx.db.transact(keyOf(known), async (tx) => {
    const now = ctx.now()
    const found = await suspensionById(tx, id)
    const begun = found && (await beginDue(tx, found, now))
    const looked = begun && (await recheck(tx, begun, now))
    const row = looked && (await endDue(tx, looked, now))
    return row && nextStepAt(row)
  })
}

/** Where too many flags are still open, the thread does not reopen yet, once; moderators see that they are asked. */
async function recheck(tx: Tx, row: SuspensionRow, now: number): Promise<SuspensionRow | undefined> {
  const { endsAt } = row
  const isDue = (nextStepAt(row) ?? Number.POSITIVE_INFINITY) <= now
  if (!isDue || endsAt === null || endsAt <= now || row.storyId === null) return row
  const { openFlagLimit } = await settingsOf(tx)
  const byMs = extensionOf(row, await openFlagCount(tx, OPEN_STATES, row.storyId, branchOf(row)), openFlagLimit)
  if (byMs === 0) {
    await forgoExtension(tx, row.id)
    return { ...row, mayExtend: false }
  }
  const extended = await changeSuspension(tx, row, { endsAt: endsAt + byMs, extendedAt: now })
  if (!extended) return undefined
  await moveFollower(tx, extended, { byMs, hand: byItself, now })
  // How many flags there are stays with moderators.
  const detail = { previousEndsAt: isoOrNull(endsAt) }
  await record(tx, extended, { verb: 'suspension.extended', by: byItself, at: now, detail })
  return extended
}

function branchOf({ branchRootSeq, branchPath }: SuspensionRow): { rootSeq: number; path: string } | undefined {
  return branchRootSeq === null || branchPath === null ? undefined : { rootSeq: branchRootSeq, path: branchPath }
}

/** What follows begins in the same step, so that the log tells the end first. */
async function endDue(tx: Tx, row: SuspensionRow, now: number): Promise<SuspensionRow | undefined> {
  if (row.endedAt !== null || row.endsAt === null || row.endsAt > now) return row
  const ended = await endAt(tx, row, { at: row.endsAt, hand: byItself, now })
  const waiting = ended && (await followerOf(tx, ended.id))
  if (waiting) await beginDue(tx, waiting, now)
  return ended
}
