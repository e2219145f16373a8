import type * as z from 'zod'
import type { Input, Key, Result } from '../../server/contract/index.ts'
import type { Person } from '../../server/contract/people.ts'
import { call, isProblem } from '../api.ts'
import { type Cell, cell } from './cells.ts'
import { keep, kept, randomName } from './storage.ts'

/** Who reads: one for each server, however many threads of it are on the page. */
export interface Session {
  base: string
  person: Cell<z.output<typeof Person> | null>
  /** True when a session ended by itself; the reader is then asked to sign in again. */
  expired: Cell<boolean>
  /** The sign-in page, when the browser did not open a window for it. */
  blocked: Cell<string | null>
  failed: Cell<boolean>
  token: string | null
  /** The random name of the sign-in under way. */
  state: string | null
}

const sessions = new Map<string, Session>()

/** The session with a server, begun from the token kept from last time. */
export function sessionFor(base: string): Session {
  const known = sessions.get(base)
  if (known) return known
  const session: Session = {
    base,
    person: cell(kept<z.output<typeof Person>>(`person:${base}`)),
    expired: cell(false),
    blocked: cell(null),
    failed: cell(false),
    token: kept<string>(`token:${base}`),
    state: null,
  }
  sessions.set(base, session)
  addEventListener('message', (event) => void receiveCode(session, event))
  addEventListener('storage', (event) => {
    if (event.key !== `afterword:token:${base}`) return
    // At once, and both: nothing may be sent with one person's token and another's words.
    begin(session, kept(`token:${base}`), kept(`person:${base}`))
    void learnPerson(session)
  })
  void learnPerson(session)
  return session
}

/**
 * Calls the server as this reader. A session that has ended is let go of, so that the reader can sign in again.
 * @throws Problem as `call` does.
 */
export async function ask<K extends Key>(session: Session, key: K, input: Input<K>): Promise<Result<K>> {
  const { token, base } = session
  try {
    return await call(key, input, { base, token })
  } catch (error) {
    if (isProblem(error, 'unauthenticated') && session.token === token) {
      session.expired.value = token !== null
      begin(session, null, null)
    }
    throw error
  }
}

/** Who is signed in with an account; null also for a guest, who can write and little more. */
export function accountOf({ person }: Session) {
  return person.value?.guest ? null : person.value
}

/** Opens the first-party sign-in window; needs a click. The session begins when that window sends its code. */
export function signIn(session: Session) {
  session.state = randomName()
  session.failed.value = false
  const query = new URLSearchParams({ origin: location.origin, state: session.state })
  const address = `${session.base}/sign-in?${query}`
  const opened = window.open(address, 'afterword-sign-in', 'popup,width=480,height=720')
  session.blocked.value = opened ? null : address
}

export async function signOut(session: Session) {
  const { token, base } = session
  begin(session, null, null)
  session.expired.value = false
  // The token is forgotten here in any case; ending it on the server is a courtesy that may fail. A page of the server's
  // own would begin another one by its cookie.
  for (const via of base === location.origin ? [{ token }, {}] : [{ token }])
    await call('DELETE /api/v1/sessions/current', {}, { base, ...via }).catch(() => undefined)
}

async function receiveCode(session: Session, event: MessageEvent) {
  if (event.origin !== new URL(session.base).origin) return
  const { type, code, state } = Object(event.data) as { type?: unknown; code?: unknown; state?: unknown }
  if (type !== 'afterword:code' || typeof code !== 'string' || !session.state || state !== session.state) return
  session.state = null
  session.blocked.value = null
  try {
    const begun = await call(
      'POST /api/v1/sessions/exchange',
      { body: { code }, headers: {} },
      { base: session.base, token: null },
    )
    begin(session, begun.token, begun.person)
  } catch {
    session.failed.value = true
  }
}

/** Makes sure of who it is, and of what that person may do; a name kept from last time stands until the server has answered. */
export async function learnPerson(session: Session) {
  const { token } = session
  if (!token) return begin(session, null, null)
  try {
    const { person } = await ask(session, 'GET /api/v1/me', {})
    if (session.token === token) begin(session, person && token, person)
  } catch {
    // Offline: the session stays, and the next call will tell.
  }
}

export function begin(session: Session, token: string | null, person: z.output<typeof Person> | null) {
  session.token = token
  if (person) session.expired.value = false
  keep(`token:${session.base}`, token)
  keep(`person:${session.base}`, person)
  if (JSON.stringify(person) !== JSON.stringify(session.person.value)) session.person.value = person
}
