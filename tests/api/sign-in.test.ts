import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withAccount } from '../support/accounts.ts'
import { startServer, type TestServer } from '../support/start-server.ts'

const MINUTE = 60_000
const EMBEDDING = 'https://news.example'
const password = 'correct horse battery'

let made = 0
function details() {
  made += 1
  return { name: 'Ann Reader', email: `ann${made}@example.org`, password }
}

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.close())

/** A request as a browser would send it. */
function send(path: string, headers: Record<string, string>, body?: unknown, method = 'POST') {
  return fetch(server.url + path, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
}

describe('cookies of our own pages', () => {
  const sameOrigin = { 'sec-fetch-site': 'same-origin' }
  const credentials = async () => {
    const body = details()
    await withAccount(server, body)
    return { email: body.email, password }
  }

  test('a page of ours gets a cookie that scripts cannot read, and signs out with it', async () => {
    const answer = await send('/api/v1/sessions', sameOrigin, await credentials())
    const [cookie = '', ...more] = answer.headers.getSetCookie()
    expect(more).toEqual([])
    expect(cookie).toMatch(/^afterword=[\w-]{43}; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax$/)
    const pair = cookie.split(';')[0]!
    const asking = await send('/api/v1/me', { cookie: pair }, undefined, 'GET')
    expect((await asking.json()).person).toMatchObject({ name: 'Ann Reader' })
    const out = await send('/api/v1/sessions/current', { cookie: pair, ...sameOrigin }, undefined, 'DELETE')
    expect(out.status).toBe(204)
    expect(out.headers.getSetCookie()[0]).toMatch(/^afterword=; Path=\/; Max-Age=0;/)
    expect((await (await send('/api/v1/me', { cookie: pair }, undefined, 'GET')).json()).person).toBeNull()
  })

  test.each([
    { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
    { 'sec-fetch-site': 'same-site', origin: EMBEDDING },
    { origin: EMBEDDING },
    { origin: 'null' },
    {},
  ])('a request that is not from our own page gets none: %o', async (headers) => {
    const answer = await send('/api/v1/sessions', headers as Record<string, string>, await credentials())
    expect(answer.status).toBe(201)
    expect(answer.headers.getSetCookie()).toEqual([])
  })

  test.each([
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site', origin: 'https://sibling.example' },
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { referer: 'https://evil.example/page' },
    {},
  ])('no other page can write with a reader’s cookie: %o', async (headers) => {
    const { token } = await server.as('Careless Reader')
    const cookie = `afterword=${token}`
    const answer = await send('/api/v1/sessions/codes', { cookie, ...(headers as object) }, { origin: EMBEDDING })
    expect(answer.status).toBe(401)
  })

  test('our own page can, also where the browser sends only Origin', async () => {
    const { token } = await server.as('Careful Reader')
    for (const headers of [sameOrigin, { origin: server.url }] as Record<string, string>[]) {
      const answer = await send(
        '/api/v1/sessions/codes',
        { cookie: `afterword=${token}`, ...headers },
        { origin: EMBEDDING },
      )
      expect(answer.status).toBe(201)
    }
  })

  test('of two cookies of the name neither counts', async () => {
    const [ann, eve] = [await server.as('Ann'), await server.as('Eve')]
    const cookie = `afterword=${eve.token}; afterword=${ann.token}`
    expect((await (await send('/api/v1/me', { cookie }, undefined, 'GET')).json()).person).toBeNull()
  })

  test('with https the cookie is bound to the host', async () => {
    const secure = await startServer({ env: { PUBLIC_URL: 'https://comments.example' } })
    try {
      const { email } = details()
      await withAccount(secure, { name: 'Ann', email, password })
      const answer = await fetch(`${secure.url}/api/v1/sessions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: 'https://comments.example' },
        body: JSON.stringify({ email, password }),
      })
      expect(answer.headers.getSetCookie()[0]).toMatch(
        /^__Host-afterword=[\w-]+; Path=\/; .*HttpOnly; SameSite=Lax; Secure$/,
      )
    } finally {
      await secure.close()
    }
  })
})

describe('sign-in for embedded threads', () => {
  const exchange = (code: string, origin?: string) =>
    send('/api/v1/sessions/exchange', origin === undefined ? {} : { origin }, { code })

  async function codeOf(token: string) {
    const answer = await send('/api/v1/sessions/codes', { authorization: `Bearer ${token}` }, { origin: EMBEDDING })
    return (await answer.json()).code as string
  }

  test('a code is good for one session, with a reader’s rights whoever made it', async () => {
    const owner = await server.as('Orla Owner', { role: 'owner' })
    const code = await codeOf(owner.token)
    const answer = await exchange(code, EMBEDDING)
    expect(answer.status).toBe(201)
    const { token, person } = await answer.json()
    expect(person).toMatchObject({ id: owner.id, role: 'reader' })
    expect((await send('/api/v1/people', { authorization: `Bearer ${token}` }, undefined, 'GET')).status).toBe(403)
    expect((await exchange(code, EMBEDDING)).status).toBe(401)
    const again = await send('/api/v1/sessions/codes', { authorization: `Bearer ${token}` }, { origin: EMBEDDING })
    expect(again.status).toBe(403)
  })

  test('ten pages that try one code at once: one gets a session', async () => {
    const code = await codeOf((await server.as('Ann')).token)
    const answers = await Promise.all(Array.from({ length: 10 }, () => exchange(code, EMBEDDING)))
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(9)
  })

  test.each([undefined, 'https://evil.example', 'null', `${EMBEDDING}.evil.example`])(
    'a code does nothing from %s, and is used up',
    async (origin) => {
      const code = await codeOf((await server.as('Ann')).token)
      expect((await exchange(code, origin)).status).toBe(401)
      expect((await exchange(code, EMBEDDING)).status).toBe(401)
    },
  )

  test('a code is over after a minute', async () => {
    const code = await codeOf((await server.as('Ann')).token)
    server.clock.forward(MINUTE)
    expect((await exchange(code, EMBEDDING)).status).toBe(401)
  })

  test.each(['https://evil.example', `${EMBEDDING}/path`, 'javascript:alert(1)', 'file:///etc/passwd'])(
    'no code is made for %s',
    async (origin) => {
      const { token } = await server.as('Ann')
      const answer = await send('/api/v1/sessions/codes', { authorization: `Bearer ${token}` }, { origin })
      expect(answer.status).toBe(403)
    },
  )
})
