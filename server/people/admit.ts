import * as z from 'zod'
import { credentialOf } from '../../db/credentials.ts'
import type { Tx } from '../../db/database.ts'
import { deleteErasure, isBeingErased } from '../../db/erasures.ts'
import { personById } from '../../db/people.ts'
import { grantsOf } from '../../db/roles.ts'
import { hasSecondFactor } from '../../db/second-factors.ts'
import { replaceVerification, takeVerification, verificationByName } from '../../db/verifications.ts'
import type { Context } from '../context.ts'
import type { Result } from '../contract/index.ts'
import { Refusal } from '../errors.ts'
import { newId } from '../ids.ts'
import { iso } from '../iso.ts'
import { presentPerson } from './present.ts'
import { checkCode } from './second-factor.ts'
import { beginSession } from './session.ts'
import { hashToken, newToken } from './tokens.ts'

const CHALLENGE_MS = 10 * 60 * 1000
/** `by`: what `standsFor` makes of the password it was begun with. */
const Value = z.object({ personId: z.string(), by: z.string().optional() })

/** A session's token; or the refusal `second_factor`, to be thrown once the transaction is over. */
export type Admission = { token: string } | { refusal: Refusal }

interface Admitting {
  personId: string
  userAgent: string | null
  now: number
  /** Of those who gave a password. */
  passwordHash?: string
}

const CHANGED = 'The password was changed meanwhile. Sign in with the new one.'

/**
 * Where every full session of somebody who had an account before begins, whichever way they proved who they are: by
 * password, by a link in a letter, by another service. Call it in the transaction that uses that proof up, under the
 * key `person:ID`, and hand its answer to `admitted` after it.
 *
 * A password was looked at before the transaction, since that takes long: it has to be the same still.
 *
 * Who has a second factor is not signed in yet: a challenge is kept for ten minutes, and its token stands in the
 * refusal, with which `answerChallenge` ends the sign-in. Who asked for their account to be erased takes that back by
 * signing in.
 */
export async function admit(tx: Tx, { personId, userAgent, now, passwordHash }: Admitting): Promise<Admission> {
  if (await isBeingErased(tx, personId)) return { refusal: erased() }
  const by = passwordHash && standsFor(passwordHash)
  if (!(await isStill(tx, personId, by))) return { refusal: new Refusal('unauthenticated', CHANGED) }
  if (!(await hasSecondFactor(tx, personId))) {
    const begun = await begin(tx, { personId, userAgent, now })
    return begun instanceof Refusal ? { refusal: begun } : { token: begun }
  }
  const challenge = newToken()
  const expiresAt = now + CHALLENGE_MS
  await replaceVerification(tx, {
    ...{ id: newId(), identifier: nameOf(challenge), value: JSON.stringify({ personId, by }) },
    ...{ expiresAt, createdAt: now, updatedAt: now },
  })
  const words = 'Write the code that your app shows.'
  return { refusal: new Refusal('second_factor', words, { challenge, expiresAt: iso(expiresAt) }) }
}

/** The token of an admission. @throws Refusal `second_factor`; `unauthenticated`: the account is being erased. */
export function admitted(admission: Admission): string {
  if ('refusal' in admission) throw admission.refusal
  return admission.token
}

/**
 * Ends a sign-in that asked for a second factor.
 * @throws Refusal `unauthenticated`: the challenge is over, or was answered before; `wrong_code`, with which it can be
 * tried again; `rate_limited`.
 */
export async function answerChallenge(
  ctx: Context,
  { challenge, code }: { challenge: string; code: string },
  userAgent: string | null,
): Promise<Result<'POST /api/v1/sessions'>> {
  const name = nameOf(challenge)
  const now = ctx.now()
  const over = () => new Refusal('unauthenticated', 'This took too long. Sign in once more.')
  const kept = await verificationByName(ctx.db.read, name)
  if (!kept) throw over()
  const { personId, by } = Value.parse(JSON.parse(kept.value))
  const outcome = await ctx.db.transact(`person:${personId}`, async (tx) => {
    const standing = await verificationByName(tx, name)
    if (!standing || standing.expiresAt <= now) return over()
    if (await isBeingErased(tx, personId)) return erased()
    if (!(await isStill(tx, personId, by))) return new Refusal('unauthenticated', CHANGED)
    const refusal = await checkCode(tx, personId, code, now)
    if (refusal) return refusal
    await takeVerification(tx, name)
    return begin(tx, { personId, userAgent, now })
  })
  if (outcome instanceof Refusal) throw outcome
  return sessionOf(ctx, personId, outcome)
}

/** What whoever signed in is answered. */
export async function sessionOf(
  ctx: Context,
  personId: string,
  token: string,
): Promise<Result<'POST /api/v1/sessions'>> {
  const person = await personById(ctx.db.read, personId)
  if (!person) throw new Refusal('unauthenticated', 'There is no such account any more.')
  const grants = await grantsOf(ctx.db.read, [personId])
  return { token, person: presentPerson(person, grants.get(personId) ?? []) }
}

/** The one place where signing in takes an erasure back; too late if that begins meanwhile, which this waits for. */
async function begin(
  tx: Tx,
  session: { personId: string; userAgent: string | null; now: number },
): Promise<string | Refusal> {
  await deleteErasure(tx, session.personId)
  if (await isBeingErased(tx, session.personId)) return erased()
  return beginSession(tx, { ...session, scope: 'full' })
}

/** What is kept of a hash to know it again. */
function standsFor(passwordHash: string): string {
  return hashToken(passwordHash)
}

/** Whether somebody's password is still the one that a sign-in was begun with, if it was begun with one. */
async function isStill(tx: Tx, personId: string, by: string | undefined): Promise<boolean> {
  if (by === undefined) return true
  const kept = await credentialOf(tx, personId)
  return kept !== undefined && standsFor(kept.password) === by
}

function erased(): Refusal {
  return new Refusal('unauthenticated', 'This account is being erased.')
}

function nameOf(challenge: string): string {
  return `second:${hashToken(challenge)}`
}
