import { type DeskQuery, deskPage } from '../../db/desk.ts'
import { openCaseCounts, waitingCounts } from '../../db/desk-counts.ts'
import { sanctionCount } from '../../db/sanctions.ts'
import { WAITING_STATES } from '../cases/state/rules.ts'
import type { Context, Reader } from '../context.ts'
import type { Parsed, Result } from '../contract/index.ts'
import { Id } from '../contract/shapes.ts'
import { Refusal } from '../errors.ts'
import { confinedTo } from '../people/offices.ts'
import { presentItems } from './present-items.ts'

const PAGE = 30
const HOUR_MS = 3_600_000

type Asked = Parsed<'GET /api/v1/queue'>['query']

/**
 * Comments of a queue, with what a moderator needs to decide.
 * @throws Refusal `invalid`: the cursor is none of ours.
 */
export async function readQueue(ctx: Context, by: Reader, asked: Asked): Promise<Result<'GET /api/v1/queue'>> {
  const { age, after, ...where } = asked
  if (after !== undefined && !Id.safeParse(after).success)
    throw new Refusal('invalid', 'This is no place in the queue.')
  const { read } = ctx.db
  const now = ctx.now()
  const { rows, next } = await deskPage(read, {
    ...where,
    ...confinedTo(by),
    ...(age && within(age, now)),
    after,
    limit: PAGE,
  })
  return { items: await presentItems(read, rows, by, now), next }
}

function within(age: NonNullable<Asked['age']>, now: number): Pick<DeskQuery, 'since' | 'until'> {
  switch (age) {
    case 'last_hour':
      return { since: now - HOUR_MS }
    case 'last_day':
      return { since: now - 24 * HOUR_MS }
    case 'last_week':
      return { since: now - 7 * 24 * HOUR_MS }
    case 'over_hour':
      return { until: now - HOUR_MS }
    case 'over_day':
      return { until: now - 24 * HOUR_MS }
  }
}

/** How much waits, counted from the rows. */
export async function readDesk(ctx: Context, by: Reader): Promise<Result<'GET /api/v1/desk'>> {
  const { read } = ctx.db
  const reach = confinedTo(by)
  const [comments, cases, sanctionAppeals] = await Promise.all([
    waitingCounts(read, reach),
    openCaseCounts(read, WAITING_STATES, reach),
    sanctionCount(read, { list: 'appeals', sections: reach.sections, now: ctx.now() }),
  ])
  return { ...comments, ...cases, appeals: cases.appeals + sanctionAppeals, sanctionAppeals }
}
