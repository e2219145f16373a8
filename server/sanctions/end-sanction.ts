import type { Tx } from '../../db/database.ts'
import type { SanctionRow } from '../../db/sanctions.ts'
import type { SanctionEnd } from '../../db/tables.ts'
import type { Context, Reader } from '../context.ts'
import type { Parsed } from '../contract/index.ts'
import { Refusal } from '../errors.ts'
import { requireBelow } from './make-sanction.ts'
import { changedMeanwhile, recordStep, tellOfError, tellPerson } from './record.ts'
import { isHolding, mayUndo } from './rules.ts'
import { changed, withSanction } from './with-sanction.ts'

type Wanted = Parsed<'POST /api/v1/sanctions/:id/end'>['body']

/**
 * Ends a sanction early. Within ten minutes it can be taken back as made in error: then it counts nowhere, and only its
 * history tells of it.
 *
 * @throws Refusal `not_found`, `forbidden`; `conflict`: it has ended, was changed, or is too old to be an error.
 */
export function endSanction(ctx: Context, by: Reader, id: string, wanted: Wanted): Promise<SanctionRow> {
  return withSanction(ctx, { id, version: wanted.version }, async (tx, row, now) => {
    await requireBelow(tx, by, row.personId)
    const { inError, why } = wanted
    if (inError && !mayUndo(row, now))
      throw new Refusal(
        'conflict',
        'This was made more than ten minutes ago, or has ended. It can be ended early, with a reason.',
        {
          current: { version: row.version },
        },
      )
    if (!inError && !isHolding(row, now)) throw changedMeanwhile(row, true)
    const after = await endAs(tx, row, inError ? 'error' : 'lifted', now)
    if (inError) await tellOfError(tx, row, now)
    else await tellPerson(tx, row, { kind: 'sanction_over', step: 'over', ended: 'lifted', now })
    await recordStep(tx, after, { step: inError ? 'error' : 'lifted', by, words: why, now })
    return after
  })
}

export function endAs(
  tx: Tx,
  row: SanctionRow,
  ended: SanctionEnd,
  now: number,
  more: Partial<Omit<SanctionRow, 'id' | 'version'>> = {},
): Promise<SanctionRow> {
  return changed(tx, row, { ...more, ended, endedAt: now, holdsUntil: now })
}
