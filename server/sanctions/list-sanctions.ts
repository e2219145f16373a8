import { type SanctionList, sanctionCount, sanctionList } from '../../db/sanctions.ts'
import type { Context, Reader } from '../context.ts'
import type { Result } from '../contract/index.ts'
import { confinedTo } from '../people/offices.ts'
import { presentForStaff } from './present.ts'

const MOST = 100

/** Limits and bans of the viewer's sections that wait for a moderator, or hold; a hundred at most. */
export async function listSanctions(
  ctx: Context,
  by: Reader,
  list: SanctionList,
): Promise<Result<'GET /api/v1/sanctions'>> {
  const { read } = ctx.db
  const now = ctx.now()
  const { sections } = confinedTo(by)
  const [rows, appeals, reviews] = await Promise.all([
    sanctionList(read, { list, sections, now, limit: MOST }),
    sanctionCount(read, { list: 'appeals', sections, now }),
    sanctionCount(read, { list: 'reviews', sections, now }),
  ])
  return { sanctions: await presentForStaff(read, rows, by, now), counts: { appeals, reviews } }
}
