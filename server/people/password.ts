import { credentialOf, replacePassword } from '../../db/credentials.ts'
import { personById } from '../../db/people.ts'
import { deleteOtherSessions } from '../../db/sessions.ts'
import type { Context, Reader } from '../context.ts'
import { Refusal } from '../errors.ts'
import { queueMail } from '../mail/queue-mail.ts'
import { fitsHash, hashPassword } from './accounts.ts'
import { passwordLetter } from './letters.ts'

/** Whether a person signs in with a password at all. */
export async function hasPassword(ctx: Context, personId: string): Promise<boolean> {
  return (await credentialOf(ctx.db.read, personId)) !== undefined
}

/**
 * Whether it is the person's password. @throws Refusal `conflict`: they have none; `wrong_password`.
 */
export async function requirePassword(ctx: Context, personId: string, password: string): Promise<string> {
  const kept = await credentialOf(ctx.db.read, personId)
  if (!kept) throw new Refusal('conflict', 'This account has no password.')
  if (!(await fitsHash(kept.password, password))) throw new Refusal('wrong_password', 'The present password is wrong.')
  return kept.password
}

/**
 * Gives a person another password, and ends their other sessions.
 * @param keptId the session that asks.
 * @throws Refusal as `requirePassword`; `conflict` also when it was changed meanwhile.
 */
export async function changePassword(
  ctx: Context,
  { personId }: Reader,
  keptId: string | null,
  { present, password }: { present: string; password: string },
): Promise<void> {
  const before = await requirePassword(ctx, personId, present)
  const after = await hashPassword(password)
  await ctx.db.transact(`person:${personId}`, async (tx) => {
    const now = ctx.now()
    if (!(await replacePassword(tx, personId, { before, after, now })))
      throw new Refusal('conflict', 'The password was changed elsewhere meanwhile.')
    await deleteOtherSessions(tx, personId, keptId)
    const person = await personById(tx, personId)
    const letter = passwordLetter(ctx.config)
    if (person) await queueMail(tx, `password:${personId}:${now}`, { to: person.email, ...letter }, now)
    tx.hint(`person:${personId}`)
  })
}
