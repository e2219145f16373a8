import type { Queries } from '../../../db/database.ts'
import { flagTimes, judgedFlags } from '../../../db/flags.ts'
import { personById } from '../../../db/people.ts'
import type { Context } from '../../context.ts'
import type { Result } from '../../contract/index.ts'
import { Refusal } from '../../errors.ts'
import { iso, isoOrNull } from '../../iso.ts'
import { settingsOf } from '../../sites/settings.ts'
import { upholdsFlags } from '../rules.ts'
import { allowanceOf, coolDownOf, type JudgedFlag, MEMORY_MS, weightOf } from './rules.ts'

const DAY_MS = 24 * 60 * 60 * 1000

/** What became of people's flags in the last 180 days, by person. */
export async function judgedByPerson(
  db: Queries,
  personIds: string[],
  now: number,
): Promise<Map<string, JudgedFlag[]>> {
  const found = new Map<string, JudgedFlag[]>()
  for (const { personId, reference, finding, at } of await judgedFlags(db, personIds, now - MEMORY_MS))
    found.set(personId, [...(found.get(personId) ?? []), { reference, upheld: upholdsFlags(finding), at }])
  return found
}

type Standing = Result<'GET /api/v1/me/flagging'>

/** Whether somebody may flag now, and if not why and until when. */
export async function flaggingOf(db: Queries, personId: string, now: number): Promise<Standing> {
  const [{ cases }, sentAt, byPerson, person] = await Promise.all([
    settingsOf(db),
    flagTimes(db, personId, now - DAY_MS),
    judgedByPerson(db, [personId], now),
    personById(db, personId),
  ])
  const judged = byPerson.get(personId) ?? []
  const { left, nextAt } = allowanceOf(sentAt, cases.flagsPerDay, now)
  const coolDown = coolDownOf(judged, now)
  return {
    perDay: cases.flagsPerDay,
    left,
    nextAt: isoOrNull(nextAt),
    weight: weightOf(judged, now - (person?.createdAt ?? now)),
    upheld: judged.filter((flag) => flag.upheld === true).length,
    denied: judged.filter((flag) => flag.upheld === false).length,
    coolDown: coolDown && { until: iso(coolDown.until), because: coolDown.because },
  }
}

/** @throws Refusal `flag_limit`, with `retryAt` and, after a cool-down, `because`. */
export async function refuseTooMany(db: Queries, personId: string, now: number): Promise<void> {
  const { perDay, left, nextAt, coolDown } = await flaggingOf(db, personId, now)
  if (coolDown) {
    const list = coolDown.because.join(', ')
    throw new Refusal(
      'flag_limit',
      `Your last flags were found to be unfounded (${list}), so you can flag again from ${dayWords(coolDown.until)}. You can appeal those findings, and you can always reply.`,
      { retryAt: coolDown.until, because: coolDown.because },
    )
  }
  if (left > 0 || nextAt === null) return
  throw new Refusal(
    'flag_limit',
    `You have sent ${perDay} flags in a day, as many as one person can. The next can go at ${dayWords(nextAt)}.`,
    { retryAt: nextAt, because: [] },
  )
}

/** A time for people, in UTC: the page shows the reader's own. */
function dayWords(time: string): string {
  return `${time.slice(0, 16).replace('T', ' ')} UTC`
}

export async function readFlagging(ctx: Context, personId: string): Promise<Standing> {
  return flaggingOf(ctx.db.read, personId, ctx.now())
}
