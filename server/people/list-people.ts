import { peoplePage } from '../../db/people.ts'
import { grantsOf } from '../../db/roles.ts'
import { withSecondFactor } from '../../db/second-factors.ts'
import type { Context } from '../context.ts'
import type { Parsed, Result } from '../contract/index.ts'
import { presentForOwner } from './present.ts'

const PAGE = 50

/** People with their roles, newest first, a page at a time. */
export async function listPeople(
  ctx: Context,
  { search, after }: Parsed<'GET /api/v1/people'>['query'],
): Promise<Result<'GET /api/v1/people'>> {
  const rows = await peoplePage(ctx.db.read, { search: search?.trim(), after, limit: PAGE + 1 })
  const page = rows.slice(0, PAGE)
  const ids = page.map((person) => person.id)
  const [grants, factors] = [await grantsOf(ctx.db.read, ids), await withSecondFactor(ctx.db.read, ids)]
  return {
    people: page.map((person) => presentForOwner(person, grants.get(person.id) ?? [], factors.has(person.id))),
    next: rows.length > PAGE ? (page.at(-1)?.id ?? null) : null,
  }
}
