import type { Tx } from '../../db/database.ts'
import { enqueue } from '../../db/jobs.ts'
import { schedulesInForce } from '../../db/schedules.ts'
import { moveCommentingVersion } from '../../db/sites.ts'
import { changeSuspension, type SuspensionRow, unendedOfSchedule } from '../../db/suspensions.ts'
import { newId } from '../ids.ts'
import { appendLog } from '../log/append-log.ts'
import { type Hand, queueNextStep } from './record.ts'
import { scheduleFacts } from './schedule-facts.ts'
import { type Interval, occurrenceRow, occurrences } from './schedule-rules.ts'

const DAY_MS = 24 * 60 * 60 * 1000

/**
 * Moves what weekly schedules have begun to the hours that the site's new time zone means, in the transaction that sets
 * it (of the key that writes share). A night that a moderator ended stays ended: it is known by its date.
 */
export async function followTimeZone(
  tx: Tx,
  { previous, hand, now }: { previous: string; hand: Hand; now: number },
): Promise<void> {
  await moveCommentingVersion(tx)
  tx.hint('site')
  const weekly = (await schedulesInForce(tx)).filter((schedule) => schedule.kind === 'weekly')
  for (const schedule of weekly) {
    for (const row of await unendedOfSchedule(tx, schedule.id)) {
      const around = [row.startsAt - 2 * DAY_MS, row.startsAt + 2 * DAY_MS] as const
      const named = (interval: Interval) => occurrenceRow(schedule, interval).id === row.id
      const before = occurrences(schedule, previous, ...around).find(named)
      const after = occurrences(schedule, schedule.timeZone, ...around).find(named)
      // One that a moderator extended ends when the moderator said.
      if (before && after && row.endsAt === before.endsAt) await moveTo(tx, row, after, now)
    }
    const runAt = now
    await enqueue(tx, { id: newId(), kind: 'schedule', key: schedule.id, payload: { scheduleId: schedule.id }, runAt })
    const detail = { ...(await scheduleFacts(tx, schedule)), previousTimeZone: previous }
    await appendLog(tx, { at: now, verb: 'schedule.moved', ...hand, storyId: schedule.storyId, detail })
  }
}

async function moveTo(tx: Tx, row: SuspensionRow, { startsAt, endsAt }: Interval, now: number): Promise<void> {
  const begunAt = startsAt <= now ? row.begunAt : null
  const moved = await changeSuspension(tx, row, { startsAt, endsAt, begunAt })
  if (moved) await queueNextStep(tx, moved)
}
