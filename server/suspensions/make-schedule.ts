import type * as z from 'zod'
import { enqueue } from '../../db/jobs.ts'
import { insertSchedule, type ScheduleRow, schedulesInForce } from '../../db/schedules.ts'
import type { Context, Reader } from '../context.ts'
import type { NewSchedule } from '../contract/suspensions.ts'
import { Refusal } from '../errors.ts'
import { newId } from '../ids.ts'
import { appendLog } from '../log/append-log.ts'
import { ensureSite } from '../stories/begin-story.ts'
import { announce, handOf, keyOf } from './record.ts'
import { scheduleFacts } from './schedule-facts.ts'
import { resolveTarget } from './target.ts'

/** Each of them is looked at with every comment it may concern. */
const MOST_SCHEDULES = 200

/**
 * Has commenting suspended every week at the same hours, or from an age of the stories on.
 * @throws Refusal `not_found`: no such story; `conflict`: there are too many.
 */
export async function makeSchedule(
  ctx: Context,
  by: Reader,
  wanted: z.output<typeof NewSchedule>,
): Promise<ScheduleRow> {
  await ensureSite(ctx)
  const { section, storyId } = await resolveTarget(ctx.db.read, wanted.target)
  return ctx.db.transact(keyOf({ storyId }), async (tx) => {
    const now = ctx.now()
    if ((await schedulesInForce(tx)).length >= MOST_SCHEDULES)
      throw new Refusal('conflict', `There are ${MOST_SCHEDULES} schedules already. Stop one first.`)
    const isWeekly = wanted.kind === 'weekly'
    const row: ScheduleRow = {
      id: newId(),
      kind: wanted.kind,
      scope: wanted.target.scope,
      section,
      storyId,
      mode: wanted.mode,
      slowSeconds: wanted.slowSeconds ?? null,
      reasonCode: wanted.reasonCode,
      reason: wanted.reason,
      days: isWeekly ? [...wanted.days].sort() : [],
      fromTime: isWeekly ? wanted.from : '',
      untilTime: isWeekly ? wanted.until : '',
      afterDays: isWeekly ? null : wanted.afterDays,
      createdBy: by.personId,
      createdAt: now,
      removedAt: null,
    }
    await insertSchedule(tx, row)
    await enqueue(tx, { id: newId(), kind: 'schedule', key: row.id, payload: { scheduleId: row.id }, runAt: now })
    await announce(tx, row, now)
    const step = { at: now, verb: 'schedule.made' as const, ...handOf(by), storyId }
    await appendLog(tx, { ...step, detail: await scheduleFacts(tx, row), words: row.reason })
    return row
  })
}
