import type { Context } from '../context.ts'
import type { Parsed, Result } from '../contract/index.ts'
import { createAccount } from './accounts.ts'
import { presentPerson } from './present.ts'
import { foldEmail } from './rules.ts'
import { beginSession } from './session.ts'

/**
 * Makes an account, always a plain reader's, and signs it in.
 *
 * @throws Refusal `conflict`: the address has an account. Of any number of sign-ups with one address one succeeds.
 */
export async function signUp(
  ctx: Context,
  body: Parsed<'POST /api/v1/people'>['body'],
  userAgent: string | null,
): Promise<Result<'POST /api/v1/people'>> {
  const details = { ...body, email: foldEmail(body.email) }
  const { personId, result: token } = await createAccount(ctx, details, {
    key: `person:${details.email}`,
    after: (tx, id) => beginSession(tx, { personId: id, scope: 'full', userAgent, now: ctx.now() }),
  })
  return { token, person: presentPerson({ id: personId, name: details.name }, []) }
}
