import type { Config } from '../config.ts'

/** The longest that browsers keep a cookie. The session's own end is the server's to decide. */
const COOKIE_SECONDS = 400 * 24 * 60 * 60

/** The session cookie's name. The `__Host-` prefix keeps other hosts of a domain from setting it, and needs https. */
export function cookieName(config: Config): string {
  return config.PUBLIC_URL.startsWith('https:') ? '__Host-afterword' : 'afterword'
}

/** The session token in a Cookie header. Two cookies of the name mean that someone planted one: neither counts. */
export function cookieToken(header: string | undefined, config: Config): string | undefined {
  return cookieNamed(header, cookieName(config))
}

function cookieNamed(header: string | undefined, name: string): string | undefined {
  if (!header) return undefined
  const prefix = `${name}=`
  const found = header.split(';').flatMap((part) => {
    const pair = part.trim()
    return pair.startsWith(prefix) ? [pair.slice(prefix.length)] : []
  })
  return found.length === 1 ? found[0] : undefined
}

/** A Set-Cookie header for a session; an empty token takes the cookie away. */
export function sessionCookie(token: string, config: Config): string {
  const secure = config.PUBLIC_URL.startsWith('https:') ? '; Secure' : ''
  const maxAge = token === '' ? 0 : COOKIE_SECONDS
  return `${cookieName(config)}=${token}; Path=/; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${secure}`
}

const DAY_SECONDS = 24 * 60 * 60

/**
 * By what a browser is known again between asking for something and coming back with the answer, such as the link of a
 * letter. It says nothing of who uses it.
 */
export function browserToken(header: string | undefined, config: Config): string | undefined {
  const token = cookieNamed(header, `${cookieName(config)}-browser`)
  return token?.length === 43 ? token : undefined
}

/** A Set-Cookie header for that. */
export function browserCookie(token: string, config: Config): string {
  const secure = config.PUBLIC_URL.startsWith('https:') ? '; Secure' : ''
  const name = `${cookieName(config)}-browser`
  return `${name}=${token}; Path=/; Max-Age=${DAY_SECONDS}; HttpOnly; SameSite=Lax${secure}`
}
