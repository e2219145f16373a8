import type { IncomingHttpHeaders } from 'node:http'
import type { Config } from '../config.ts'

/** Whether pages of an origin may call the API and embed threads. */
export function isAllowedOrigin(origin: string, config: Config): boolean {
  return config.ALLOWED_ORIGINS.includes(origin) || origin === ownOrigin(config)
}

/**
 * Whether a request was sent by a page of our own, or by the browser itself. Browsers send Sec-Fetch-Site to https and
 * to localhost, and pages cannot set it; elsewhere Origin decides, or Referer on reads, which carry no Origin. Without
 * any of them the answer is no.
 */
export function isFirstParty(headers: IncomingHttpHeaders, config: Config): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin' || site === 'none'
  return (headers.origin ?? originOf(headers.referer)) === ownOrigin(config)
}

/** Whether a form was sent by a page of our own: as `isFirstParty`, but what the browser sends by itself is not enough. */
export function isOwnForm(headers: IncomingHttpHeaders, config: Config): boolean {
  return isFirstParty(headers, config) && headers['sec-fetch-site'] !== 'none'
}

const origins = new Map<string, string | undefined>()

function ownOrigin({ PUBLIC_URL }: Config): string | undefined {
  if (!origins.has(PUBLIC_URL)) origins.set(PUBLIC_URL, originOf(PUBLIC_URL))
  return origins.get(PUBLIC_URL)
}

function originOf(url: string | undefined): string | undefined {
  return url !== undefined && URL.canParse(url) ? new URL(url).origin : undefined
}
