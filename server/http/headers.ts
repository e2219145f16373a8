import type { RequestHandler } from 'express'
import helmet from 'helmet'
import type { Config } from '../config.ts'

/** Paths under which the windows stay tied to the page that opened them, so that a sign-in can answer it. */
const POPUPS = /^\/sign-in(\/|$)/

/** Headers of the API, which pages of other sites read: nothing in it is ever a document. */
export function apiHeaders(config: Config): RequestHandler {
  return helmet({
    contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
    crossOriginResourcePolicy: { policy: 'cross-origin' },
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    xFrameOptions: false,
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
    xPoweredBy: false,
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: hsts(config),
  })
}

/** Headers of our own pages: no inline script or style, no frames, forms to ourselves only. */
export function pageHeaders(config: Config): RequestHandler {
  const strict = pageHelmet(config, 'same-origin-allow-popups')
  const popup = pageHelmet(config, 'unsafe-none')
  return (req, res, next) => (POPUPS.test(req.path) ? popup : strict)(req, res, next)
}

function pageHelmet(config: Config, opener: 'same-origin-allow-popups' | 'unsafe-none'): RequestHandler {
  const self = ["'self'"]
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: self,
        styleSrc: self,
        imgSrc: ["'self'", 'data:'],
        connectSrc: self,
        formAction: self,
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    xFrameOptions: { action: 'deny' },
    crossOriginOpenerPolicy: { policy: opener },
    referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
    strictTransportSecurity: hsts(config),
  })
}

function hsts(config: Config): { maxAge: number; includeSubDomains: boolean } | false {
  return config.PUBLIC_URL.startsWith('https:') ? { maxAge: 180 * 24 * 60 * 60, includeSubDomains: false } : false
}

/** The programs that publishers' pages load: any page may, whoever it belongs to. */
export const sharedFiles: RequestHandler = (_req, res, next) => {
  res.setHeader('Access-Control-Allow-Origin', '*')
  res.setHeader('Cross-Origin-Resource-Policy', 'cross-origin')
  next()
}
