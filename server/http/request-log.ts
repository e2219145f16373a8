import { randomUUID } from 'node:crypto'
import type { RequestHandler, Response } from 'express'
import type { Logger } from 'pino'

const ids = new WeakMap<Response, string>()

/** The id an answer carries in `X-Request-Id`; the log names it too. */
export function requestIdOf(res: Response): string {
  return ids.get(res) ?? ''
}

/** Gives every request an id, and logs its end: writes and failures as `info` and up, plain reads as `debug`. */
export function logRequests(log: Logger): RequestHandler {
  return (req, res, next) => {
    const id = randomUUID()
    ids.set(res, id)
    res.setHeader('X-Request-Id', id)
    if (!log.isLevelEnabled('info')) return next()
    const { method } = req
    // The path alone: a query can hold a search, a code or a setup token.
    const path = req.path.slice(0, 200)
    const began = performance.now()
    res.once('close', () => {
      const status = res.writableFinished ? res.statusCode : 499
      const level = levelOf(method, status)
      if (log.isLevelEnabled(level))
        log[level]({ method, path, status, ms: Math.round(performance.now() - began), requestId: id }, 'request')
    })
    next()
  }
}

function levelOf(method: string, status: number): 'debug' | 'info' | 'warn' {
  if (status >= 500) return 'warn'
  return status < 400 && (method === 'GET' || method === 'HEAD') ? 'debug' : 'info'
}
