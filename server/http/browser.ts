import { randomBytes } from 'node:crypto'
import type { Request, Response } from 'express'
import type { Context } from '../context.ts'
import { browserCookie, browserToken } from './cookie.ts'

/** The token by which a browser is known again; it is given one if it has none. Only for requests of our own pages. */
export function knownBrowser({ config }: Context, req: Request, res: Response): string {
  const token = browserToken(req.headers.cookie, config) ?? randomBytes(32).toString('base64url')
  res.appendHeader('Set-Cookie', browserCookie(token, config))
  return token
}
