import type { Tx } from '../../db/database.ts'
import { addEvent } from '../../db/events.ts'
import { insertLogEntry, type LogRow } from '../../db/log.ts'
import { markSuspensionEnded, type SuspensionRow, suspensionById } from '../../db/suspensions.ts'
import type { Context, Reader } from '../context.ts'
import { Refusal } from '../errors.ts'
import { newId } from '../ids.ts'
import { isoOrNull } from '../iso.ts'
import { officeOf } from '../people/offices.ts'
import { presentSuspension } from './present.ts'

/**
 * Reopens commenting before its planned end.
 *
 * @throws Refusal `not_found`; `conflict`: it has ended already.
 */
export async function endSuspension(ctx: Context, by: Reader, id: string): Promise<SuspensionRow> {
  const { storyId } = await known(ctx, id)
  return ctx.db.transact(`story:${storyId}`, async (tx) => {
    const now = ctx.now()
    const standing = await suspensionById(tx, id)
    const over = standing?.endsAt !== null && standing?.endsAt !== undefined && standing.endsAt <= now
    const ended = over ? undefined : await markSuspensionEnded(tx, id, now, by.personId)
    if (!ended) throw new Refusal('conflict', 'Commenting is open again already.', current(standing))
    await recordEnd(tx, ended, { at: now, role: officeOf(by), personId: by.personId })
    return ended
  })
}

/** Marks a suspension whose end has come; does nothing if it was ended before or its end was moved. */
export async function endDueSuspension(ctx: Context, id: string): Promise<void> {
  const found = await suspensionById(ctx.db.read, id)
  if (!found) return
  await ctx.db.transact(`story:${found.storyId}`, async (tx) => {
    const standing = await suspensionById(tx, id)
    if (!standing || standing.endsAt === null || standing.endsAt > ctx.now()) return
    const ended = await markSuspensionEnded(tx, id, standing.endsAt, null)
    if (ended) await recordEnd(tx, ended, { at: ctx.now(), role: 'automatic', personId: null })
  })
}

async function known(ctx: Context, id: string): Promise<SuspensionRow> {
  const found = await suspensionById(ctx.db.read, id)
  if (!found) throw new Refusal('not_found', 'There is no such suspension.')
  return found
}

function current(standing: SuspensionRow | undefined) {
  return standing ? { current: presentSuspension(standing) } : {}
}

async function recordEnd(tx: Tx, ended: SuspensionRow, by: Pick<LogRow, 'at' | 'role' | 'personId'>): Promise<void> {
  await insertLogEntry(tx, {
    id: newId(),
    ...by,
    verb: 'suspension.ended',
    storyId: ended.storyId,
    detail: {
      suspensionId: ended.id,
      startedAt: isoOrNull(ended.startsAt),
      endedAt: isoOrNull(ended.endedAt),
      plannedEnd: isoOrNull(ended.endsAt),
    },
  })
  await addEvent(tx, ended.storyId, 'commenting.changed', ended.id, by.at)
  tx.hint('desk')
}
