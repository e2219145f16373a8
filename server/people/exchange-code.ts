import * as z from 'zod'
import { isBeingErased } from '../../db/erasures.ts'
import { personById } from '../../db/people.ts'
import { grantsOf } from '../../db/roles.ts'
import { sessionById } from '../../db/sessions.ts'
import { takeVerification, verificationByName } from '../../db/verifications.ts'
import type { Context } from '../context.ts'
import type { Result } from '../contract/index.ts'
import { Refusal } from '../errors.ts'
import { codeName } from './make-code.ts'
import { presentPerson } from './present.ts'
import { membershipOf, storiesOf } from './rules.ts'
import { beginSession } from './session.ts'

const Value = z.object({ personId: z.string(), sessionId: z.string(), origin: z.string() })

/**
 * Exchanges a code for a session with a reader's rights. A code works once, for a minute, and only from the origin it
 * was made for; a try from elsewhere uses it up.
 *
 * @param origin as the browser says it; other programs leave it out and get nothing.
 * @throws Refusal `unauthenticated`, also where the session that made it was ended meanwhile. Of any number of exchanges of one code one succeeds.
 */
export async function exchangeCode(
  ctx: Context,
  code: string,
  origin: string | undefined,
  userAgent: string | null,
): Promise<Result<'POST /api/v1/sessions/exchange'>> {
  const name = codeName(code)
  const kept = await verificationByName(ctx.db.read, name)
  // In turn with whatever ends sessions of this person.
  const key = kept ? `person:${Value.parse(JSON.parse(kept.value)).personId}` : name
  const begun = await ctx.db.transact(key, async (tx) => {
    const now = ctx.now()
    const taken = await takeVerification(tx, name)
    if (!taken || taken.expiresAt <= now) return undefined
    const value = Value.parse(JSON.parse(taken.value))
    if (value.origin !== origin) return undefined
    const person = await personById(tx, value.personId)
    if (!person || !(await sessionById(tx, value.sessionId)) || (await isBeingErased(tx, person.id))) return undefined
    return { person, token: await beginSession(tx, { personId: person.id, scope: 'embed', origin, userAgent, now }) }
  })
  if (!begun) throw new Refusal('unauthenticated', 'This sign-in code is no longer good. Sign in again.')
  const { person, token } = begun
  const grants = (await grantsOf(ctx.db.read, [person.id])).get(person.id) ?? []
  return { token, person: { ...presentPerson(person, []), authorOf: storiesOf(grants), ...membershipOf(grants) } }
}
