import type { Request, RequestHandler, Response } from 'express'
import { Unavailable } from '../../db/database.ts'
import type { Context } from '../context.ts'
import { errorStatus } from '../contract/errors.ts'
import { Refusal } from '../errors.ts'
import { faultOf } from '../log.ts'
import { troublePage } from './trouble.tsx'

type Make = (req: Request, res: Response) => Promise<void> | void

/** Answers a refusal or a fault with a page instead of a problem document. */
export function guarded(ctx: Context, make: Make): RequestHandler {
  return async (req, res) => {
    try {
      await make(req, res)
    } catch (error) {
      const status = statusOf(error)
      if (error instanceof Refusal && typeof error.extra.retryAfter === 'number')
        res.setHeader('Retry-After', String(error.extra.retryAfter))
      if (status === 500) ctx.log.error(faultOf(error), 'page failed')
      sendPage(res, status, troublePage(ctx, status))
    }
  }
}

function statusOf(error: unknown): number {
  if (error instanceof Refusal) return errorStatus[error.code]
  return error instanceof Unavailable ? 503 : 500
}

/** A page, which a cache may keep but has to ask for each time; one made for somebody, in their browser alone. */
export function sendPage(res: Response, status: number, html: string, { isPrivate = false } = {}): void {
  res.status(status)
  res.setHeader('Cache-Control', isPrivate ? 'private, no-cache' : 'no-cache')
  res.type('html').send(html)
}

/** A query parameter given once; undefined otherwise. */
export function queryText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}
