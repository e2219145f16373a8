import type { Queries, Tx } from '../../db/database.ts'
import { ownerIds, replaceGrants } from '../../db/roles.ts'
import { takeVerification, verificationByName } from '../../db/verifications.ts'
import type { Context } from '../context.ts'
import type { Parsed, Result } from '../contract/index.ts'
import { Refusal } from '../errors.ts'
import { createAccount } from './accounts.ts'
import { SETUP } from './offer-setup.ts'
import { presentPerson } from './present.ts'
import { foldEmail } from './rules.ts'
import { beginSession } from './session.ts'
import { hashToken } from './tokens.ts'

const owner = [{ role: 'owner' as const, storyId: null, section: null }]

/**
 * Makes the first owner with the link printed at start. Of any number of requests one succeeds.
 *
 * @throws Refusal `gone`: the link was used, is over, or was replaced by a later start. `conflict`: the address has
 * an account already.
 */
export async function setUp(
  ctx: Context,
  { token, ...person }: Parsed<'POST /api/v1/setup'>['body'],
  userAgent: string | null,
): Promise<Result<'POST /api/v1/setup'>> {
  const details = { ...person, email: foldEmail(person.email) }
  await requireOffer(ctx.db.read, token, ctx.now())
  const made = createAccount(ctx, details, {
    key: 'roles',
    before: (tx) => useOffer(tx, token, ctx.now()),
    after: async (tx, id) => {
      await replaceGrants(tx, id, owner, ctx.now())
      return beginSession(tx, { personId: id, scope: 'full', userAgent, now: ctx.now() })
    },
  })
  const { personId, result } = await made.catch(async (error: unknown) => {
    // Of two requests with one address the later finds the address taken: by the owner just made.
    await requireOffer(ctx.db.read, token, ctx.now())
    throw error
  })
  return { token: result, person: presentPerson({ id: personId, name: details.name }, owner) }
}

async function requireOffer(db: Queries, token: string, now: number): Promise<void> {
  const offer = await verificationByName(db, SETUP)
  if (!offer || offer.value !== hashToken(token) || offer.expiresAt <= now || (await ownerIds(db)).length > 0)
    throw new Refusal(
      'gone',
      'This setup link is no longer good. The server prints a new one when it starts without an owner.',
    )
}

async function useOffer(tx: Tx, token: string, now: number): Promise<void> {
  await requireOffer(tx, token, now)
  await takeVerification(tx, SETUP)
}
