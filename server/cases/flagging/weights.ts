import type { Queries } from '../../../db/database.ts'
import type { FlagRow } from '../../../db/flags.ts'
import { peopleByIds } from '../../../db/people.ts'
import { weightOf } from './rules.ts'
import { judgedByPerson } from './standing.ts'

/** What the flags of each person count for in the order of the queue. */
export async function weightsOf(
  db: Queries,
  flags: readonly Pick<FlagRow, 'personId'>[],
  now: number,
): Promise<Map<string, number>> {
  const ids = [...new Set(flags.map((flag) => flag.personId))]
  const [judged, people] = await Promise.all([judgedByPerson(db, ids, now), peopleByIds(db, ids)])
  return new Map(people.map(({ id, createdAt }) => [id, weightOf(judged.get(id) ?? [], now - createdAt)]))
}
