import { oneAtATime, personById } from '../../db/people.ts'
import { type GrantRow, grantsOf, ownerIds, replaceGrants } from '../../db/roles.ts'
import { hasSecondFactor } from '../../db/second-factors.ts'
import { storiesByIds } from '../../db/stories.ts'
import type { Context } from '../context.ts'
import type { Parsed, Result } from '../contract/index.ts'
import { Refusal } from '../errors.ts'
import { presentForOwner } from './present.ts'
import { grantsProblem, storiesOf } from './rules.ts'

/**
 * Makes `grants` the only roles a person has. They hold from that person's next request on; open staff sockets of
 * someone who is no longer staff are cut.
 *
 * @throws Refusal `not_found`; `invalid`: a grant does not fit or its story does not exist; `conflict`: the site would
 * be left without an owner, or the roles are not as they were read. Two owners who demote each other at once: one is refused.
 */
export async function setGrants(
  ctx: Context,
  personId: string,
  { grants, before }: Parsed<'PUT /api/v1/people/:id/grants'>['body'],
): Promise<Result<'PUT /api/v1/people/:id/grants'>> {
  const problem = grantsProblem(grants)
  if (problem) throw invalid(problem)
  return ctx.db.transact('roles', async (tx) => {
    await oneAtATime(tx, personId)
    const person = await personById(tx, personId)
    if (!person) throw new Refusal('not_found', 'There is no such person.')
    const had = (await grantsOf(tx, [personId])).get(personId) ?? []
    if (before && !isSame(before, had))
      throw new Refusal('conflict', 'Somebody changed these roles meanwhile. Load the page again to see them.', {
        current: had,
      })
    const wanted = [...new Set(storiesOf(grants))]
    const found = await storiesByIds(tx, wanted)
    if (found.length < wanted.length) throw invalid('One of these stories does not exist.')
    const owners = await ownerIds(tx)
    const staysOwner = grants.some((grant) => grant.role === 'owner')
    if (!staysOwner && owners.length === 1 && owners[0] === personId)
      throw new Refusal('conflict', 'The site needs an owner. Make someone else an owner first.')
    await replaceGrants(tx, personId, unique(grants), ctx.now())
    tx.hint(`person:${personId}`)
    const now = (await grantsOf(tx, [personId])).get(personId) ?? []
    return presentForOwner(person, now, await hasSecondFactor(tx, personId))
  })
}

function byName(grants: readonly GrantRow[]): Map<string, GrantRow> {
  return new Map(grants.map((grant) => [`${grant.role} ${grant.storyId} ${grant.section}`, grant]))
}

function unique(grants: readonly GrantRow[]): GrantRow[] {
  return [...byName(grants).values()]
}

function isSame(some: readonly GrantRow[], others: readonly GrantRow[]): boolean {
  const [one, other] = [byName(some), byName(others)]
  return one.size === other.size && [...one.keys()].every((name) => other.has(name))
}

function invalid(problem: string): Refusal {
  return new Refusal('invalid', problem, { issues: [{ path: 'body.grants', message: problem }] })
}
