import { personById } from '../../db/people.ts'
import { grantsOf } from '../../db/roles.ts'
import type { Context } from '../context.ts'
import type { Parsed, Result } from '../contract/index.ts'
import { Refusal } from '../errors.ts'
import { settingsOf } from '../sites/settings.ts'
import { personByPassword } from './accounts.ts'
import { presentPerson } from './present.ts'
import { foldEmail, siteRole } from './rules.ts'
import { beginSession } from './session.ts'

/**
 * Signs a person in with address and password.
 *
 * @throws Refusal `unauthenticated`, the same for an unknown address and a wrong password; `forbidden`: the password is
 * right, but the site lets nobody but owners use one.
 */
export async function signInByPassword(
  ctx: Context,
  body: Parsed<'POST /api/v1/sessions'>['body'],
  userAgent: string | null,
): Promise<Result<'POST /api/v1/sessions'>> {
  const personId = await personByPassword(ctx, foldEmail(body.email), body.password)
  const person = personId === null ? undefined : await personById(ctx.db.read, personId)
  if (!person) throw new Refusal('unauthenticated', 'E-mail address or password is wrong.')
  const grants = (await grantsOf(ctx.db.read, [person.id])).get(person.id) ?? []
  const { signIn } = await settingsOf(ctx.db.read)
  if (!signIn.password && siteRole(grants) !== 'owner')
    throw new Refusal('forbidden', 'Readers do not sign in with a password here any more. Use another way.')
  const token = await ctx.db.transact(`person:${person.id}`, (tx) =>
    beginSession(tx, { personId: person.id, scope: 'full', userAgent, now: ctx.now() }),
  )
  return { token, person: presentPerson(person, grants) }
}
