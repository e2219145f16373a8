import type { RequestHandler } from 'express'
import type { Config } from '../config.ts'
import { isAllowedOrigin } from './origin.ts'

const PREFLIGHT = {
  'Access-Control-Allow-Methods': 'GET, POST, PUT, PATCH, DELETE',
  'Access-Control-Allow-Headers': 'authorization, content-type, idempotency-key, if-none-match',
  'Access-Control-Max-Age': '7200',
}

/** Lets pages of allowed origins read the API. Never with credentials: an embedded page sends its token itself. */
export function allowOrigins(config: Config): RequestHandler {
  return (req, res, next) => {
    const { origin } = req.headers
    res.setHeader('Vary', 'Origin, Accept-Encoding')
    if (origin !== undefined && isAllowedOrigin(origin, config)) {
      res.setHeader('Access-Control-Allow-Origin', origin)
      res.setHeader('Access-Control-Expose-Headers', 'Date, ETag, Retry-After, X-Request-Id')
    }
    if (req.method !== 'OPTIONS' || req.headers['access-control-request-method'] === undefined) return next()
    for (const [name, value] of Object.entries(PREFLIGHT)) res.setHeader(name, value)
    res.statusCode = 204
    res.end()
  }
}
