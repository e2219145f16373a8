import type { ErrorRequestHandler, Request, Response } from 'express'
import { Unavailable } from '../../db/database.ts'
import { asUnavailable } from '../../db/errors.ts'
import type { Context } from '../context.ts'
import { type ErrorCode, errorStatus } from '../contract/errors.ts'
import { Refusal } from '../errors.ts'
import { faultOf } from '../log.ts'
import { requestIdOf } from './request-log.ts'

/** What a code means, in a few words that are the same every time. */
export const titles: Record<ErrorCode, string> = {
  invalid: 'Not as expected',
  unauthenticated: 'Not signed in',
  second_factor: 'A code is needed as well',
  forbidden: 'Not allowed',
  wrong_code: 'Wrong code',
  wrong_password: 'Wrong password',
  confirm_first: 'To be confirmed first',
  not_found: 'Not found',
  method_not_allowed: 'Not possible here',
  conflict: 'Changed meanwhile',
  gone: 'No longer there',
  too_large: 'Too large',
  unsupported_media: 'Wrong kind of content',
  key_reused: 'Key used before',
  quote_absent: 'Quotation not found',
  flag_limit: 'No more flags now',
  sanctioned: 'A moderator’s warning, limit or ban',
  suspended: 'Commenting is suspended',
  screened: 'Not allowed as it stands',
  slowed: 'Slow mode',
  rate_limited: 'Too many requests',
  internal: 'Something went wrong',
  unavailable: 'Not available now',
}

/** The one place that turns whatever was thrown into an answer (RFC 9457). */
export function answerErrors(ctx: Context): ErrorRequestHandler {
  return (error: unknown, req, res, _next) => {
    const refusal = asRefusal(error)
    if (refusal.code === 'internal') ctx.log.error({ ...faultOf(error), requestId: requestIdOf(res) }, 'request failed')
    if (res.headersSent) {
      res.destroy()
      return
    }
    sendProblem(req, res, refusal)
  }
}

/** Sends a refusal as a problem document, or as a sentence to a browser that asked for a page. */
export function sendProblem(req: Request, res: Response, { code, message, extra }: Refusal): void {
  const status = errorStatus[code]
  const id = requestIdOf(res)
  res.status(status)
  res.setHeader('Cache-Control', 'no-store')
  if (code === 'unauthenticated') res.setHeader('WWW-Authenticate', 'Bearer')
  if (typeof extra.retryAfter === 'number') res.setHeader('Retry-After', String(extra.retryAfter))
  if (!req.path.startsWith('/api') && req.accepts(['json', 'html']) === 'html') {
    res.type('text/plain').send(`${message}\n`)
    return
  }
  const type = `urn:afterword:problem:${code}`
  const problem = { type, title: titles[code], status, detail: message, code, instance: `urn:uuid:${id}`, ...extra }
  res.setHeader('Content-Type', 'application/problem+json')
  res.end(JSON.stringify(problem))
}

function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  if (asUnavailable(error) instanceof Unavailable)
    return new Refusal('unavailable', 'The server cannot reach its database now. Try again shortly.', { retryAfter: 2 })
  // Express throws this for an address whose percent-encoding is broken.
  if (error instanceof URIError) return new Refusal('invalid', 'The address is not written as it should be.')
  return new Refusal('internal', 'Something went wrong on the server.')
}
