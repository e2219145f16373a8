import { ownerIds } from '../../db/roles.ts'
import { replaceVerification } from '../../db/verifications.ts'
import type { Context } from '../context.ts'
import { newId } from '../ids.ts'
import { hashToken, newToken } from './tokens.ts'

const WEEK_MS = 7 * 24 * 60 * 60 * 1000

/** Under which name the setup link is kept: there is one at a time. */
export const SETUP = 'setup'

/**
 * A one-time link with which the first owner is made; older ones stop working. Null once the site has an owner.
 * Show it on the terminal only: whoever opens it first owns the site.
 */
export async function offerSetup(ctx: Context): Promise<string | null> {
  const token = newToken()
  const offered = await ctx.db.transact('roles', async (tx) => {
    if ((await ownerIds(tx)).length > 0) return false
    const now = ctx.now()
    await replaceVerification(tx, {
      id: newId(),
      identifier: SETUP,
      value: hashToken(token),
      expiresAt: now + WEEK_MS,
      createdAt: now,
      updatedAt: now,
    })
    return true
  })
  return offered ? `${ctx.config.PUBLIC_URL}/setup?token=${token}` : null
}
