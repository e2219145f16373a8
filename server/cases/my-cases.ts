import { caseById } from '../../db/cases.ts'
import { casesToldTo } from '../../db/person-cases.ts'
import type { Context, Reader } from '../context.ts'
import type { Result } from '../contract/index.ts'
import { Id } from '../contract/shapes.ts'
import { Refusal } from '../errors.ts'
import { presentMine } from './present-mine.ts'
import { HARMLESS } from './rules.ts'

const PAGE = 20

/** The cases somebody is part of, as far as they are told of them, newest first. @throws Refusal `invalid`: no cursor of ours. */
export async function readMyCases(
  ctx: Context,
  by: Reader,
  after: string | undefined,
): Promise<Result<'GET /api/v1/me/cases'>> {
  if (after !== undefined && !Id.safeParse(after).success)
    throw new Refusal('invalid', 'This is no place in the list of cases.')
  const { read } = ctx.db
  const rows = await casesToldTo(read, by.personId, { harmless: HARMLESS, limit: PAGE + 1, after })
  const page = rows.slice(0, PAGE)
  const shown = await Promise.all(page.map((row) => presentMine(read, row, by.personId, ctx.now())))
  return {
    cases: shown.flatMap((one) => one ?? []),
    next: rows.length > PAGE ? (page.at(-1)?.id ?? null) : null,
  }
}

/** @throws Refusal `not_found`: no such case, or none that this person is told of. */
export async function readMyCase(ctx: Context, by: Reader, id: string): Promise<Result<'GET /api/v1/me/cases/:id'>> {
  const row = await caseById(ctx.db.read, id)
  const shown = row && (await presentMine(ctx.db.read, row, by.personId, ctx.now()))
  if (!shown) throw new Refusal('not_found', 'There is no such case.')
  return shown
}
