import { createHmac, randomBytes } from 'node:crypto'
import type { Request } from 'express'
import type { Context, Reader } from '../../context.ts'
import { cookieToken } from '../../http/cookie.ts'
import { viewerByToken } from '../../people/session.ts'

/** Somebody signed in on a page of ours, who can use its forms. */
export interface Person {
  reader: Reader
  sessionId: string
  /** Stands in every form and is sent with it: only a page that this session was shown knows it. */
  token: string
}

/** Who reads a page, by the cookie alone; null when signed out. */
export async function personOf(ctx: Context, req: Request): Promise<Person | null> {
  const session = cookieToken(req.headers.cookie, ctx.config)
  return (session !== undefined && (await personWith(ctx, session))) || null
}

/** Whoever holds a session that has just begun. */
export async function personWith(ctx: Context, session: string): Promise<Person | undefined> {
  const held = await viewerByToken(ctx, session)
  if (!held) return undefined
  const { viewer, sessionId } = held
  const { personId, role, scope, isGuest } = viewer
  if (personId === null || role === 'anyone') return undefined
  // Scripts of a publisher's page have its session: no cookie of ours ever holds that of an account.
  if (scope !== 'full' && !isGuest) return undefined
  return { reader: { ...viewer, personId, role }, sessionId, token: formToken(session) }
}

/** Bound to the session: its key is the session's own secret, which no page can read. */
function formToken(session: string): string {
  return createHmac('sha256', session).update('afterword forms').digest('base64url')
}

/** An idempotency key for one showing of a form: however often it is sent, it is done once. */
export function formKey(): string {
  return randomBytes(16).toString('base64url')
}
