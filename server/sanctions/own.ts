import type { Queries } from '../../db/database.ts'
import { type SanctionRow, sanctionsHolding, sanctionsOf } from '../../db/sanctions.ts'
import type { Context, Reader } from '../context.ts'
import type { Result } from '../contract/index.ts'
import { Refusal } from '../errors.ts'
import { endAs } from './end-sanction.ts'
import { presentSanctions } from './present.ts'
import { changedMeanwhile, noSuchSanction, recordStep } from './record.ts'
import { holdingIn, isHolding, mayAppeal } from './rules.ts'
import { changed, withSanction } from './with-sanction.ts'

const MOST = 100

/** What moderators did about a person, as they are told of it. What was made in error is none of it. */
export async function readOwn({ db, now }: Context, { personId }: Reader): Promise<Result<'GET /api/v1/me/sanctions'>> {
  const rows = await sanctionsOf(db.read, personId, { withErrors: false, limit: MOST })
  return { sanctions: await presentSanctions(db.read, rows, now()) }
}

/** What keeps somebody from writing under a story, strictest first. */
export async function ownUnder(db: Queries, personId: string, section: string, now: number) {
  const rows = await sanctionsHolding(db, personId, now)
  return rows.length > 0 ? presentSanctions(db, holdingIn(rows, section, now), now) : []
}

/**
 * The person has read a warning. Once is enough; saying so again changes nothing.
 * @throws Refusal `not_found`: none of theirs; `conflict`: not a warning, or taken back.
 */
export function acknowledge(ctx: Context, by: Reader, id: string): Promise<SanctionRow> {
  return withSanction(ctx, { id }, async (tx, row, now) => {
    requireOwn(row, by)
    if (row.kind !== 'warn') throw new Refusal('conflict', 'Only a warning is acknowledged.')
    if (row.acknowledgedAt !== null) return row
    if (!isHolding(row, now)) throw changedMeanwhile(row, true)
    const after = await endAs(tx, row, 'acknowledged', now, { acknowledgedAt: now })
    await recordStep(tx, after, { step: 'acknowledged', by, words: null, now })
    return after
  })
}

/**
 * The person asks that another moderator look at it again. It holds meanwhile.
 * @throws Refusal `not_found`: none of theirs; `conflict`: a warning, asked before, or over.
 */
export function appealSanction(ctx: Context, by: Reader, id: string, words: string): Promise<SanctionRow> {
  return withSanction(ctx, { id }, async (tx, row, now) => {
    requireOwn(row, by)
    if (row.kind === 'warn') throw new Refusal('conflict', 'A warning takes nothing away, so there is no appeal.')
    if (row.appeal !== null)
      throw new Refusal('conflict', 'You have asked for another look already: once is all there is.')
    if (!mayAppeal(row, now)) throw changedMeanwhile(row, true)
    const after = await changed(tx, row, { appeal: 'asked', appealWords: words, appealedAt: now })
    await recordStep(tx, after, { step: 'appealed', by, words, now })
    return after
  })
}

/** Of others' nothing is told, not even that there is one; nor of what was made in error. */
function requireOwn(row: SanctionRow, by: Reader): void {
  if (row.personId !== by.personId || row.ended === 'error') throw noSuchSanction()
}
