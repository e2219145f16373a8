import { addReopeningRequest } from '../../db/suspensions.ts'
import type { Context, Reader } from '../context.ts'
import { Refusal } from '../errors.ts'
import { storedSuspension } from './find.ts'
import { presentSuspension } from './present.ts'
import { holdsAt } from './rules.ts'

/**
 * Counts a person among those who ask that commenting be opened again; asking twice counts once. Under a key of its
 * own: readers do not hold up those who write.
 *
 * @returns how many have asked.
 * @throws Refusal `not_found`; `conflict`: it does not hold now.
 */
export async function askReopening(ctx: Context, by: Reader, id: string): Promise<{ count: number }> {
  return ctx.db.transact(`reopening:${id}`, async (tx) => {
    const now = ctx.now()
    const standing = await storedSuspension(tx, id, now)
    if (standing.mode === 'open' || !holdsAt(standing, now))
      throw new Refusal('conflict', 'This does not hold now.', { current: presentSuspension(standing) })
    const { isNew, people } = await addReopeningRequest(tx, { suspensionId: id, personId: by.personId, createdAt: now })
    if (isNew) tx.hint('desk')
    return { count: people }
  })
}
