import { call } from '../../api.ts'
import { begin, learnPerson } from '../session.ts'
import { keep, kept } from '../storage.ts'
import type { Thread } from '../thread.ts'

/**
 * On a page of the server's own: who reads is whoever the page says it was made for, who has signed in there already.
 * The page names them, and the browser's cookie proves it; a session that began so ends when the page names nobody.
 */
export async function followPage({ element, session }: Thread) {
  const { base } = session
  const named = element.getAttribute('person')
  // A publisher's page says nothing of the kind: people allow it to act for them in a window of ours.
  if (named === null || base !== location.origin) return
  // A session that was kept may have been ended elsewhere.
  if (session.token) await learnPerson(session)
  const { token } = session
  const name = `own:${base}`
  const last = kept<string>(name)
  const isSame = token !== null && session.person.value?.id === named
  if (isSame) keep(name, named)
  if (isSame || (named === '' && !last)) return
  try {
    if (named !== '') {
      const { code } = await call('POST /api/v1/sessions/codes', { body: { origin: base } }, { base })
      const input = { body: { code }, headers: {} }
      const begun = await call('POST /api/v1/sessions/exchange', input, { base, token: null })
      keep(name, begun.person.id)
      begin(session, begun.token, begun.person)
    } else {
      keep(name, null)
      if (session.person.value?.id !== last) return
      begin(session, null, null)
    }
    if (token && last) await call('DELETE /api/v1/sessions/current', {}, { base, token })
  } catch {
    // The other ways to sign in are still there.
  }
}
