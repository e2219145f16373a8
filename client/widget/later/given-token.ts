import { call } from '../../api.ts'
import { begin, type Session, signOut } from '../session.ts'
import { keep, kept } from '../storage.ts'
import type { Thread } from '../thread.ts'

/** A reader is signed in anew so often, so that what the publisher says of them stays true. */
const ANEW_MS = 3_600_000

/** Whom the publisher's page signed in last, with a part of the token that tells it from others, and when. */
interface Given {
  who: string
  mark: string
  at: number
}

/** Tokens being exchanged: several threads of a page may have the same one. */
const underWay = new Set<string>()

/**
 * Signs in with the token that the publisher's page carries. An empty one says that nobody is signed in there, which
 * ends a session that began with one. A page from a cache carries a token that was used: the session goes on.
 */
export async function takeToken({ element, session }: Thread) {
  const token = element.getAttribute('token')
  if (token === null || underWay.has(token)) return
  const name = `given:${session.base}`
  const before = kept<Given>(name)
  if (token === '') {
    keep(name, null)
    if (before && session.token) await signOut(session)
    return
  }
  const mark = token.slice(-16)
  const who = whoIn(token)
  if (session.token && before && (before.mark === mark || (before.who === who && Date.now() - before.at < ANEW_MS)))
    return
  underWay.add(token)
  await exchange(session, token, { who, mark, at: Date.now() }, name)
  underWay.delete(token)
}

async function exchange(session: Session, token: string, given: Given, name: string) {
  const { base, token: last } = session
  try {
    const begun = await call('POST /api/v1/sessions/token', { body: { token }, headers: {} }, { base, token: null })
    keep(name, given)
    begin(session, begun.token, begun.person)
    if (last) await call('DELETE /api/v1/sessions/current', {}, { base, token: last })
  } catch {
    // The other ways to sign in are still there; why it was refused is in the publisher's console.
  }
}

/** Whom a token names. It is only compared with the last one: the server alone finds out if it is true. */
function whoIn(token: string): string {
  try {
    const [, payload = ''] = token.split('.')
    return String(JSON.parse(atob(payload.replace(/-/g, '+').replace(/_/g, '/'))).user.id)
  } catch {
    return ''
  }
}
