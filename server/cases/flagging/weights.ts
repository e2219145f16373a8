import type { Queries } from '../../../db/database.ts'
import type { FlagRow } from '../../../db/flags.ts'
import { peopleByIds } from '../../../db/people.ts'
import { weightOf } from './rules.ts'
import { judgedByPerson } from './standing.ts'

/** People asked for in one query: a database takes only so many values. */
const AT_ONCE = 5_000

/** What the flags of each person count for in the order of the queue. */
export async function weightsOf(
  db: Queries,
  flags: readonly Pick<FlagRow, 'personId'>[],
  now: number,
): Promise<Map<string, number>> {
  const ids = [...new Set(flags.map((flag) => flag.personId))]
  const weights = new Map<string, number>()
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const some = ids.slice(from, from + AT_ONCE)
    const [judged, people] = await Promise.all([judgedByPerson(db, some, now), peopleByIds(db, some)])
    for (const { id, createdAt } of people) weights.set(id, weightOf(judged.get(id) ?? [], now - createdAt))
  }
  return weights
}
