import type { Tx } from '../../db/database.ts'
import { changeGuest, guestById, lockGuest } from '../../db/guests.ts'
import type { Reader } from '../context.ts'
import { Refusal } from '../errors.ts'
import { settingsOf } from '../sites/settings.ts'

/** Comments that one guest may have waiting. */
const MOST_WAITING = 5

/**
 * Whether what a guest writes has to wait until they confirm their address. For others it never has to.
 * @throws Refusal `forbidden`: guests may not write here any more, or this one has to confirm first.
 */
export async function guestWaits(tx: Tx, by: Reader): Promise<boolean> {
  if (!by.isGuest) return false
  const { signIn } = await settingsOf(tx)
  if (signIn.guests === 'off') throw new Refusal('forbidden', 'Writing here needs an account now. Sign in to post.')
  if (signIn.guests !== 'confirmed') return false
  const guest = await lockGuest(tx, by.personId)
  if (guest?.confirmedAt) return false
  if ((guest?.waiting.length ?? 0) >= MOST_WAITING)
    throw new Refusal('forbidden', 'Confirm your e-mail address first: several comments of yours wait for that.')
  return true
}

/** Notes that a comment waits for nothing but the confirmation. */
export async function waitForGuest(tx: Tx, { id, personId }: { id: string; personId: string | null }): Promise<void> {
  if (personId === null) return
  const waiting = (await guestById(tx, personId))?.waiting ?? []
  await changeGuest(tx, personId, { waiting: [...waiting, id] })
}

/** Something else holds the comment as well by now: the confirmation alone releases it no more. */
export async function stopWaiting(tx: Tx, { personId, isGuest }: Reader, id: string): Promise<void> {
  const guest = isGuest ? await lockGuest(tx, personId) : undefined
  if (guest?.waiting.includes(id))
    await changeGuest(tx, personId, { waiting: guest.waiting.filter((other) => other !== id) })
}
