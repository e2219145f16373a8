import { grantsOf } from '../../db/roles.ts'
import type { Context } from '../context.ts'
import type { Parsed, Result } from '../contract/index.ts'
import { Refusal } from '../errors.ts'
import { settingsOf } from '../sites/settings.ts'
import { personByPassword } from './accounts.ts'
import { admit, admitted, sessionOf } from './admit.ts'
import { foldEmail, siteRole } from './rules.ts'

/**
 * Signs a person in with address and password.
 *
 * @throws Refusal `unauthenticated`, the same for an unknown address and a wrong password; `second_factor`: see `admit`;
 * `forbidden`: the password is right, but the site lets nobody but owners use one.
 */
export async function signInByPassword(
  ctx: Context,
  body: Parsed<'POST /api/v1/sessions'>['body'],
  userAgent: string | null,
): Promise<Result<'POST /api/v1/sessions'>> {
  const proven = await personByPassword(ctx, foldEmail(body.email), body.password)
  if (proven === null) throw new Refusal('unauthenticated', 'E-mail address or password is wrong.')
  const { personId, passwordHash } = proven
  const grants = (await grantsOf(ctx.db.read, [personId])).get(personId) ?? []
  const { signIn } = await settingsOf(ctx.db.read)
  if (!signIn.password && siteRole(grants) !== 'owner')
    throw new Refusal('forbidden', 'Readers do not sign in with a password here any more. Use another way.')
  const admission = await ctx.db.transact(`person:${personId}`, (tx) =>
    admit(tx, { personId, userAgent, now: ctx.now(), passwordHash }),
  )
  return sessionOf(ctx, personId, admitted(admission))
}
