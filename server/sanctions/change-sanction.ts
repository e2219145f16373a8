import type { SanctionRow } from '../../db/sanctions.ts'
import type { LogDetail } from '../../db/tables.ts'
import type { Context, Reader } from '../context.ts'
import type { Parsed } from '../contract/index.ts'
import { Refusal } from '../errors.ts'
import { isoOrNull } from '../iso.ts'
import { refuseTerms, requireBelow } from './make-sanction.ts'
import { changedMeanwhile, queueEnd, recordStep, tellPerson } from './record.ts'
import { holdsUntilOf, isHolding } from './rules.ts'
import { changed, withSanction } from './with-sanction.ts'

type Wanted = Parsed<'PATCH /api/v1/sanctions/:id'>['body']

/**
 * Changes a limit or ban that holds: longer, shorter, with other words. What it was before stays in its history, and
 * the person is told.
 *
 * @throws Refusal `not_found`, `forbidden`; `invalid`: its terms do not fit; `conflict`: changed or ended meanwhile, or
 * a warning.
 */
export function changeTerms(ctx: Context, by: Reader, id: string, wanted: Wanted): Promise<SanctionRow> {
  return withSanction(ctx, { id, version: wanted.version }, async (tx, row, now) => {
    await requireBelow(tx, by, row.personId)
    if (row.kind === 'warn') throw new Refusal('conflict', 'A warning is not changed. Take it back and make another.')
    if (!isHolding(row, now)) throw changedMeanwhile(row, true)
    const { reason, slowSeconds } = wanted
    const endsAt = wanted.endsAt === null ? null : Date.parse(wanted.endsAt)
    const reviewAt = wanted.reviewAt === null ? null : Date.parse(wanted.reviewAt)
    const terms = { endsAt, reviewAt, slowSeconds, reason }
    refuseTerms({ ...row, ...terms }, now)
    const after = await changed(tx, row, { ...terms, holdsUntil: holdsUntilOf({ kind: row.kind, endsAt, reviewAt }) })
    await queueEnd(tx, after, now)
    await tellPerson(tx, after, { kind: 'sanction_changed', step: `v${after.version}`, now })
    await recordStep(tx, after, { step: 'changed', by, words: wanted.why, before: termsOf(row), now })
    return after
  })
}

function termsOf({ endsAt, reviewAt, slowSeconds, reason }: SanctionRow): LogDetail {
  return { endsAt: isoOrNull(endsAt), reviewAt: isoOrNull(reviewAt), slowSeconds, reason }
}
