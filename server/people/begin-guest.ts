import type { Tx } from '../../db/database.ts'
import { guestById, insertGuest } from '../../db/guests.ts'
import { insertPerson } from '../../db/people.ts'
import type { Context } from '../context.ts'
import type { Parsed, Result } from '../contract/index.ts'
import { Refusal } from '../errors.ts'
import { newId } from '../ids.ts'
import { settingsOf } from '../sites/settings.ts'
import { sendLetter } from './link-letters.ts'
import { makeLink } from './links.ts'
import { refuseMistakable } from './names.ts'
import { presentPerson } from './present.ts'
import { foldEmail, noAddress } from './rules.ts'
import { beginSession } from './session.ts'
import { readWays } from './ways.ts'

/**
 * Begins a session of somebody without an account, with the rights of a reader who writes and nothing more. Where the
 * site wants the address confirmed, a letter goes to it.
 *
 * @throws Refusal `forbidden`: guests may not write here; `invalid`: an address is wanted; `conflict`: the name can be
 * taken for that of somebody who works here.
 */
export async function beginGuest(
  ctx: Context,
  { name, email }: Parsed<'POST /api/v1/sessions/guest'>['body'],
  userAgent: string | null,
): Promise<Result<'POST /api/v1/sessions/guest'>> {
  const { guests } = await readWays(ctx)
  if (guests === 'off') throw new Refusal('forbidden', 'Writing here needs an account.')
  if (guests !== 'name' && !email) {
    const message = 'Write an e-mail address, such as name@example.org.'
    throw new Refusal('invalid', message, { issues: [{ path: 'body.email', message }] })
  }
  await refuseMistakable(ctx.db.read, ctx, name)
  const id = newId()
  const address = guests === 'name' || !email ? null : foldEmail(email)
  const token = await ctx.db.transact(`person:${id}`, async (tx) => {
    const now = ctx.now()
    const at = { createdAt: now, updatedAt: now }
    await insertPerson(tx, { id, name, email: noAddress(id), emailVerified: false, isGuest: true, ...at })
    await insertGuest(tx, { personId: id, email: address, confirmedAt: null, waiting: [], createdAt: now })
    if (guests === 'confirmed' && address) await askGuest(tx, ctx, { personId: id, name, email: address })
    return beginSession(tx, { personId: id, scope: 'embed', userAgent, now })
  })
  const person = { ...presentPerson({ id, name }, []), guest: { mustConfirm: guests === 'confirmed' } }
  return { token, person }
}

async function askGuest(
  tx: Tx,
  ctx: Context,
  { personId, name, email }: { personId: string; name: string; email: string },
): Promise<void> {
  const facts = { kind: 'guest' as const, email, personId, name, next: null, browser: null }
  const link = await makeLink(tx, ctx, facts, ctx.now())
  await sendLetter(tx, ctx, { kind: 'guest', to: email, link, name })
}

/** Whether what a guest writes is shown only once they have confirmed their address. */
export async function mustConfirm(ctx: Context, personId: string): Promise<boolean> {
  const { signIn } = await settingsOf(ctx.db.read)
  return signIn.guests === 'confirmed' && !(await guestById(ctx.db.read, personId))?.confirmedAt
}
