import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { call } from '../../client/api.ts'
import { withAccount } from '../support/accounts.ts'
import { dialects, freshDatabase, type TestDatabase } from '../support/databases.ts'
import { linkIn } from '../support/letters.ts'
import { type MailServer, startMailServer } from '../support/mail-server.ts'
import { allowProvider, type OpenIdProvider, startOpenIdProvider } from '../support/openid-provider.ts'
import { withSecondFactor } from '../support/second-factor.ts'
import { problemOf, startServer, type TestServer } from '../support/start-server.ts'

const password = 'correct horse battery'
const email = 'ann@example.org'

describe.each(dialects)('somebody with a second factor, on %s', (dialect) => {
  let db: TestDatabase
  let mail: MailServer
  let provider: OpenIdProvider
  let server: TestServer
  let annId: string
  let codes: string[]

  beforeAll(async () => {
    ;[db, mail] = await Promise.all([freshDatabase(dialect), startMailServer()])
    server = await startServer({ db, env: { MAIL_URL: mail.url, PRIVATE_NETWORK: 'on' } })
    provider = await startOpenIdProvider(`${server.url}/sign-in/tide/back`)
    await allowProvider(await server.as('Olive', { role: 'owner' }), provider, 'tide', 'The Tide')
    annId = await withAccount(server, { name: 'Ann', email, password })
    await db.transact('test', async (tx) => {
      await tx.update(tx.tables.people).set({ emailVerified: true })
    })
    codes = await withSecondFactor(server, annId)
  })
  afterAll(async () => {
    await server?.close()
    await Promise.all([mail?.close(), provider?.close(), db?.close()])
  })

  function post(path: string, fields: Record<string, string>) {
    return fetch(server.url + path, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
      body: new URLSearchParams(fields),
    })
  }

  async function signedIn(answer: Response): Promise<string | null> {
    const cookie = answer.headers.getSetCookie().map((one) => one.split(';')[0])
    const me = await fetch(`${server.url}/api/v1/me`, { headers: { cookie: cookie.join('; ') } })
    const { person } = (await me.json()) as { person: { id: string } | null }
    return person?.id ?? null
  }

  async function openLetter(path: string, fields: Record<string, string> = {}): Promise<Response> {
    const headers = { 'content-type': 'application/json' }
    const body = JSON.stringify({ email, next: '/stories/x#write' })
    await fetch(server.url + path, { method: 'POST', headers, body })
    await server.jobs.runDue()
    const token = new URL(linkIn(mail.letters.at(-1))).searchParams.get('token') ?? ''
    return post('/link', { token, ...fields })
  }

  const ways: Record<string, () => Promise<Response>> = {
    'the plain form': () => post('/sign-in', { email, password, next: '/stories/x#write' }),
    'the link of a letter': () => openLetter('/api/v1/sessions/links'),
    'a new password by letter': () => openLetter('/api/v1/passwords/links', { password: 'another long one' }),
    async 'a provider'() {
      provider.person = { sub: 'ann', name: 'Ann', email, email_verified: true }
      const left = await fetch(`${server.url}/sign-in/tide?next=${encodeURIComponent('/stories/x#write')}`, {
        redirect: 'manual',
      })
      const back = await provider.visit(left.headers.get('location') ?? '')
      const cookie = left.headers.getSetCookie().map((one) => one.split(';')[0])
      return fetch(back, { redirect: 'manual', headers: { cookie: cookie.join('; ') } })
    },
  }

  test.each(Object.keys(ways))('is asked for it after %s, and signed in by the code alone', async (way) => {
    const asked = await ways[way]!()
    expect(asked.status).toBe(200)
    expect(await signedIn(asked)).toBeNull()
    const html = await asked.text()
    const challenge = /name="challenge" value="([^"]+)"/.exec(html)?.[1] ?? ''
    const next = /name="next" value="([^"]+)"/.exec(html)?.[1] ?? ''
    const wrong = await post('/sign-in/code', { challenge, next, code: '000000' })
    expect(await signedIn(wrong)).toBeNull()
    const right = await post('/sign-in/code', { challenge, next, code: codes.pop() ?? '' })
    expect(right.status).toBe(303)
    expect(right.headers.get('location')).toBe('/stories/x#write')
    expect(await signedIn(right)).toBe(annId)
  })

  test('is signed in by nothing that was begun before the account came to be erased', async () => {
    const bea = { email: 'bea@example.org', password }
    const beaId = await withAccount(server, { name: 'Bea', ...bea })
    const [code = ''] = await withSecondFactor(server, beaId)
    const { extra } = await problemOf(server.call('POST /api/v1/sessions', { body: bea }))
    const challenge = String(extra.challenge)
    const { token, reader } = await server.as('Bo')
    const origin = 'https://news.example'
    const { code: exchanged } = await call(
      'POST /api/v1/sessions/codes',
      { body: { origin } },
      { base: server.url, token },
    )
    const erased = [beaId, (await reader()).personId]
    const at = { words: 'keep' as const, askedAt: 1, dueAt: 2, begunAt: 3 }
    await db.transact('test', async (tx) => {
      await tx.insert(tx.tables.erasures).values(erased.map((personId) => ({ personId, ...at })))
    })
    const answered = server.call('POST /api/v1/sessions/second-factor', { body: { challenge, code } })
    expect((await problemOf(answered)).code).toBe('unauthenticated')
    const embedded = await fetch(`${server.url}/api/v1/sessions/exchange`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin },
      body: JSON.stringify({ code: exchanged }),
    })
    expect(embedded.status).toBe(401)
  })
})
