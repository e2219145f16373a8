import type * as z from 'zod'
import type { Queries } from '../../db/database.ts'
import { findingsAgainst } from '../../db/decisions.ts'
import { stateCountsOf } from '../../db/desk.ts'
import { openFlagsOf } from '../../db/flags.ts'
import { peopleByIds } from '../../db/people.ts'
import type { PersonHistory } from '../contract/cases.ts'
import { iso } from '../iso.ts'
import type { Confined } from '../people/offices.ts'
import { MEMORY_MS, weightOf } from './flagging/rules.ts'
import { judgedByPerson } from './flagging/standing.ts'
import { isAdverse } from './rules.ts'
import { OPEN_STATES } from './state/rules.ts'

type History = z.output<typeof PersonHistory>

/** What people did here before, for moderators who judge their case, in the order given; findings of their sections. */
export async function historiesOf(
  db: Queries,
  personIds: string[],
  now: number,
  reach: Confined = {},
): Promise<History[]> {
  const [people, judged, open] = await Promise.all([
    peopleByIds(db, personIds),
    judgedByPerson(db, personIds, now),
    openFlagsOf(db, personIds, OPEN_STATES),
  ])
  const byId = new Map(people.map((person) => [person.id, person]))
  return Promise.all(
    personIds.map(async (id) => {
      const person = byId.get(id)
      const flags = judged.get(id) ?? []
      const [counts, against] = await Promise.all([stateCountsOf(db, id), adverseFindings(db, id, now, reach)])
      return {
        id,
        name: person?.name ?? '',
        since: person ? iso(person.createdAt) : null,
        comments: counts.get('visible') ?? 0,
        removed: (counts.get('rejected') ?? 0) + (counts.get('removed') ?? 0),
        against,
        flagsUpheld: flags.filter((flag) => flag.upheld === true).length,
        flagsDenied: flags.filter((flag) => flag.upheld === false).length,
        flagsOpen: open.get(id) ?? 0,
        weight: weightOf(flags, person ? now - person.createdAt : 0),
      }
    }),
  )
}

/** What was found against a person of late, in these sections or all, newest first. */
export async function adverseFindings(
  db: Queries,
  personId: string,
  now: number,
  reach: Confined,
): Promise<History['against']> {
  const found = await findingsAgainst(db, personId, { since: now - MEMORY_MS, ...reach })
  return found
    .filter(({ decision }) => isAdverse(decision))
    .map(({ row, decision }) => ({
      id: row.id,
      reference: row.reference,
      finding: decision.finding,
      at: iso(decision.publishedAt ?? decision.decidedAt),
    }))
}
