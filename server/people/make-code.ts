import { replaceVerification } from '../../db/verifications.ts'
import type { Context, Reader } from '../context.ts'
import type { Result } from '../contract/index.ts'
import { Refusal } from '../errors.ts'
import { newId } from '../ids.ts'
import { iso } from '../iso.ts'
import { hashToken, newToken } from './tokens.ts'

const CODE_MS = 60 * 1000

/** Under which name a code is kept. Each is one of its own, so several windows can sign in at once. */
export function codeName(code: string): string {
  return `code:${hashToken(code)}`
}

/**
 * Makes a one-time code with which a page of `origin` gets a reader's session for this person. It lives a minute.
 *
 * @param sessionId the session that asks: once it is ended, the code is good for nothing either.
 * @param isAllowed whether pages of an origin may embed threads here.
 * @throws Refusal `forbidden`: the origin may not embed threads, or the asking session is itself an embedded one.
 */
export async function makeCode(
  ctx: Context,
  by: Reader,
  sessionId: string | null,
  origin: string,
  isAllowed: (origin: string) => boolean,
): Promise<Result<'POST /api/v1/sessions/codes'>> {
  if (by.scope !== 'full' || sessionId === null) throw new Refusal('forbidden', 'Sign in on the site’s own page first.')
  if (new URL(origin).origin !== origin || !isAllowed(origin))
    throw new Refusal('forbidden', 'Pages at this address may not embed these comments.')
  const code = newToken()
  const now = ctx.now()
  const row = {
    id: newId(),
    identifier: codeName(code),
    value: JSON.stringify({ personId: by.personId, sessionId, origin }),
    expiresAt: now + CODE_MS,
    createdAt: now,
    updatedAt: now,
  }
  await ctx.db.transact(row.identifier, (tx) => replaceVerification(tx, row))
  return { code, expiresAt: iso(row.expiresAt) }
}
