import { type ErasureRow, erasureOf, insertErasure } from '../../db/erasures.ts'
import { enqueue } from '../../db/jobs.ts'
import { personById } from '../../db/people.ts'
import type { Context } from '../context.ts'
import { Refusal } from '../errors.ts'
import { newId } from '../ids.ts'

/**
 * Erases a guest as an account is erased that its holder no longer wants, but at once: a guest cannot ask for it here, nor
 * take it back. Asking again changes nothing.
 *
 * @throws Refusal `not_found`: no guest; who has an account erases it themselves.
 */
export async function eraseGuest(ctx: Context, personId: string, words: ErasureRow['words']): Promise<void> {
  await ctx.db.transact('roles', async (tx) => {
    const person = await personById(tx, personId)
    if (!person?.isGuest) throw new Refusal('not_found', 'There is no such guest.')
    if (await erasureOf(tx, personId)) return
    const now = ctx.now()
    await insertErasure(tx, { personId, words, askedAt: now, dueAt: now, begunAt: null })
    await enqueue(tx, { id: newId(), kind: 'erase', key: personId, payload: { personId }, runAt: now })
  })
}
