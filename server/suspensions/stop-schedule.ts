import { removeSchedule, type ScheduleRow, scheduleById } from '../../db/schedules.ts'
import { unendedOfSchedule } from '../../db/suspensions.ts'
import type { Context, Reader } from '../context.ts'
import { Refusal } from '../errors.ts'
import { appendLog } from '../log/append-log.ts'
import { announce, handOf, keyOf } from './record.ts'
import { scheduleFacts } from './schedule-facts.ts'
import { endAt } from './steps.ts'

/**
 * Stops a schedule; what it has begun ends with it.
 * @throws Refusal `not_found`; `conflict`: it was stopped before.
 */
export async function stopSchedule(ctx: Context, by: Reader, id: string): Promise<ScheduleRow> {
  const known = await scheduleById(ctx.db.read, id)
  if (!known) throw new Refusal('not_found', 'There is no such schedule.')
  // The key under which its occurrences change.
  return ctx.db.transact(keyOf(known), async (tx) => {
    const now = ctx.now()
    if (!(await removeSchedule(tx, id, now))) throw new Refusal('conflict', 'This schedule was stopped before.')
    for (const begun of await unendedOfSchedule(tx, id)) await endAt(tx, begun, { at: now, hand: handOf(by), now })
    await announce(tx, known, now)
    const step = { at: now, verb: 'schedule.stopped' as const, ...handOf(by), storyId: known.storyId }
    await appendLog(tx, { ...step, detail: await scheduleFacts(tx, known) })
    return { ...known, removedAt: now }
  })
}
