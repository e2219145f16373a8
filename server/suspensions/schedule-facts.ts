import type { Queries } from '../../db/database.ts'
import type { ScheduleRow } from '../../db/schedules.ts'
import { timeZoneOf } from '../../db/sites.ts'
import type { LogDetail } from '../../db/tables.ts'

/** What the log keeps of a schedule. */
export async function scheduleFacts(db: Queries, row: ScheduleRow): Promise<LogDetail> {
  return {
    scheduleId: row.id,
    kind: row.kind,
    scope: row.scope,
    section: row.section || null,
    mode: row.mode,
    slowSeconds: row.slowSeconds,
    reasonCode: row.reasonCode,
    days: row.days.join(','),
    from: row.fromTime,
    until: row.untilTime,
    timeZone: await timeZoneOf(db),
    afterDays: row.afterDays,
  }
}
