import { hasSecondFactor } from '../../db/second-factors.ts'
import { confirmSession, sessionById } from '../../db/sessions.ts'
import type { Context, Reader } from '../context.ts'
import { Refusal } from '../errors.ts'
import { hasPassword, requirePassword } from './password.ts'
import { checkCode } from './second-factor.ts'

/** For so long a proof of who one is counts for what cannot be undone easily. */
const RECENT_MS = 15 * 60 * 1000

/**
 * Stands before what somebody at an open screen must not do: change roles, take the data away, erase the account; switch
 * the second factor off, or set up their own, whose codes would then be the proof; change who signs people in here, be
 * given a secret or key, or have what is written here sent to an address.
 * @throws Refusal `confirm_first`.
 */
export async function requireRecent(ctx: Context, sessionId: string | null): Promise<void> {
  const session = sessionId === null ? undefined : await sessionById(ctx.db.read, sessionId)
  if (!session || session.confirmedAt <= ctx.now() - RECENT_MS)
    throw new Refusal('confirm_first', 'Confirm first that it is you.', {
      at: `${ctx.config.PUBLIC_URL}/account/confirm`,
    })
}

/** By what a person can prove once more who they are; by neither, they sign in again. */
export async function proofOf(ctx: Context, personId: string): Promise<'code' | 'password' | null> {
  if (await hasSecondFactor(ctx.db.read, personId)) return 'code'
  return (await hasPassword(ctx, personId)) ? 'password' : null
}

/**
 * Takes a proof: the code of the second factor, or of who has none the password.
 * @throws Refusal `wrong_code`, `wrong_password`, `rate_limited`; `conflict`: there is neither.
 */
export async function confirm(
  ctx: Context,
  { personId }: Reader,
  sessionId: string,
  { code, password }: { code?: string | undefined; password?: string | undefined },
): Promise<void> {
  const proof = await proofOf(ctx, personId)
  if (proof !== 'code') await requirePassword(ctx, personId, password ?? '')
  const refusal = await ctx.db.transact(`person:${personId}`, async (tx) => {
    const refused = proof === 'code' ? await checkCode(tx, personId, code ?? '', ctx.now()) : undefined
    if (!refused) await confirmSession(tx, sessionId, ctx.now())
    return refused
  })
  if (refusal) throw refusal
}
