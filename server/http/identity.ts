import type { IncomingMessage } from 'node:http'
import type { Context } from '../context.ts'
import { type Identify, type Identity, nobody } from './caller.ts'
import { cookieToken } from './cookie.ts'
import { isFirstParty } from './origin.ts'

/**
 * Who sends a request: by its bearer token, or else by the cookie of our own pages. A write counts the cookie only
 * when a page of our own sent it, so no other site can act in a reader's name. An unknown or expired token is nobody.
 */
export function identityOf(ctx: Context, identify: Identify, req: IncomingMessage): Promise<Identity> | Identity {
  const token = tokenOf(ctx, req)
  return token === undefined ? nobody : known(ctx, identify, token)
}

async function known(ctx: Context, identify: Identify, token: string): Promise<Identity> {
  return (await identify(ctx, token)) ?? nobody
}

function tokenOf(ctx: Context, { headers, method }: IncomingMessage): string | undefined {
  if (headers.authorization !== undefined) return /^Bearer +([\w-]{1,200})$/i.exec(headers.authorization)?.[1]
  const reads = method === 'GET' || method === 'HEAD'
  if (headers.cookie === undefined || !(reads || isFirstParty(headers, ctx.config))) return undefined
  return cookieToken(headers.cookie, ctx.config)
}
