import type { Key } from '../../server/contract/index.ts'
import { signedUp } from './accounts.ts'
import { codeNow, withSecondFactor } from './second-factor.ts'
import { problemOf, type TestPerson, type TestServer } from './start-server.ts'

const password = 'correct horse battery'

interface World {
  server: TestServer
  ann: TestPerson
  mo: TestPerson
  /** Becomes the owner. */
  olive: TestPerson
}

async function protectedPerson(server: TestServer) {
  const person = await server.as('Prue Protected')
  await withSecondFactor(server, person.id)
  return person
}

/** Writes to somebody's own account, which go on whatever holds for commenting and for what they write. */
export const unguardedAccount: Partial<Record<Key, (world: World) => Promise<unknown>>> = {
  'PATCH /api/v1/me': ({ ann }) => ann.call('PATCH /api/v1/me', { body: { name: 'Ann' } }),
  'DELETE /api/v1/me/sessions/:id': async ({ server }) => {
    const leaving = await server.as('Leaving')
    const { sessions } = await leaving.call('GET /api/v1/me/sessions')
    return leaving.call('DELETE /api/v1/me/sessions/:id', { params: { id: sessions[0]?.id ?? '' } })
  },
  'DELETE /api/v1/me/sessions': ({ ann }) => ann.call('DELETE /api/v1/me/sessions'),
  'PUT /api/v1/me/password': async ({ server }) => {
    const email = 'changing@example.org'
    const { token } = await signedUp(server, { name: 'Changing', email, password })
    return write(server, token, 'PUT', '/api/v1/me/password', { present: password, password: 'another long one' })
  },
  'POST /api/v1/me/confirm': async ({ server }) => {
    const { token } = await signedUp(server, { name: 'Sure', email: 'sure@example.org', password })
    return write(server, token, 'POST', '/api/v1/me/confirm', { password })
  },
  'POST /api/v1/me/second-factor': async ({ server }) =>
    (await server.as('Setting Up')).call('POST /api/v1/me/second-factor'),
  'POST /api/v1/me/second-factor/confirm': async ({ server }) => {
    const person = await server.as('Switching On')
    const { secret } = await person.call('POST /api/v1/me/second-factor')
    return person.call('POST /api/v1/me/second-factor/confirm', { body: { code: codeNow(server, secret) } })
  },
  'POST /api/v1/me/second-factor/recovery-codes': async ({ server }) =>
    (await protectedPerson(server)).call('POST /api/v1/me/second-factor/recovery-codes'),
  'DELETE /api/v1/me/second-factor': async ({ server }) =>
    (await protectedPerson(server)).call('DELETE /api/v1/me/second-factor'),
  'DELETE /api/v1/people/:id/second-factor': async ({ server, olive }) => {
    const { id } = await protectedPerson(server)
    await server.grant(olive, 'owner')
    return olive.call('DELETE /api/v1/people/:id/second-factor', { params: { id } })
  },
  'PUT /api/v1/people/:id/erasure': async ({ server, olive }) => {
    await server.grant(olive, 'owner')
    const { settings } = await olive.call('GET /api/v1/site')
    await olive.call('PATCH /api/v1/site/settings', { body: { signIn: { ...settings.signIn, guests: 'name' } } })
    const { person } = await server.call('POST /api/v1/sessions/guest', { body: { name: 'Gwen Leaving' } })
    return olive.call('PUT /api/v1/people/:id/erasure', { params: { id: person.id }, body: { words: 'keep' } })
  },
  'PUT /api/v1/me/mutes/:id': ({ ann, mo: { id } }) => ann.call('PUT /api/v1/me/mutes/:id', { params: { id } }),
  'DELETE /api/v1/me/mutes/:id': async ({ server, mo: { id } }) => {
    const person = await server.as('Muting')
    await person.call('PUT /api/v1/me/mutes/:id', { params: { id } })
    return person.call('DELETE /api/v1/me/mutes/:id', { params: { id } })
  },
  'PUT /api/v1/me/erasure': async ({ server }) =>
    (await server.as('Going')).call('PUT /api/v1/me/erasure', { body: { words: 'keep' } }),
  'DELETE /api/v1/me/erasure': async ({ server }) => {
    const person = await server.as('Staying')
    await person.call('PUT /api/v1/me/erasure', { body: { words: 'keep' } })
    return person.call('DELETE /api/v1/me/erasure')
  },
  'POST /api/v1/sessions/second-factor': async ({ server }) => {
    const details = { name: 'Two Steps', email: 'two@example.org', password }
    const { person } = await signedUp(server, details)
    const [code = ''] = await withSecondFactor(server, person.id)
    const asked = await problemOf(server.call('POST /api/v1/sessions', { body: { email: details.email, password } }))
    const body = { challenge: String(asked.extra.challenge), code }
    return server.call('POST /api/v1/sessions/second-factor', { body })
  },
}

async function write(server: TestServer, token: string, method: string, path: string, body: object): Promise<void> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const answer = await fetch(server.url + path, { method, headers, body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`)
}
