import { sanctionById } from '../../db/sanctions.ts'
import type { Context } from '../context.ts'
import { recordStep, tellPerson } from './record.ts'
import { isHolding, REVIEW_GRACE_MS } from './rules.ts'
import { changed, withSanction } from './with-sanction.ts'

/**
 * What follows the end of a sanction, which needs nobody to come: the person is told. When a review is due, consoles
 * hear of it. @returns when to come again.
 */
export async function turnSanction(ctx: Context, id: string): Promise<number | undefined> {
  if (!(await sanctionById(ctx.db.read, id))) return undefined
  let again: number | undefined
  await withSanction(ctx, { id }, async (tx, row, now) => {
    if (row.endedAt !== null) return row
    if (isHolding(row, now)) {
      // Its end was moved; or only its review is due.
      again = row.reviewAt !== null && row.reviewAt > now ? row.reviewAt : row.holdsUntil
      if (row.reviewAt !== null && again === row.reviewAt + REVIEW_GRACE_MS) tx.hint('desk')
      return row
    }
    const after = await changed(tx, row, { ended: 'over', endedAt: row.holdsUntil })
    await tellPerson(tx, row, { kind: 'sanction_over', step: 'over', ended: 'over', now })
    await recordStep(tx, after, { step: 'over', by: null, words: null, now })
    return after
  })
  return again
}
