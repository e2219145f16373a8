import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { offerSetup } from '../../server/people/offer-setup.ts'
import { hashToken } from '../../server/people/tokens.ts'
import { problemOf, startServer, type TestServer } from '../support/start-server.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const EMBEDDING = 'https://news.example'
const password = 'correct horse battery'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.close())

let made = 0
function details(over: { name?: string; email?: string } = {}) {
  made += 1
  return { name: 'Ann Reader', email: `ann${made}@example.org`, password, ...over }
}

function me(token: string) {
  return fetch(`${server.url}/api/v1/me`, { headers: { authorization: `Bearer ${token}` } })
    .then((answer) => answer.json())
    .then(({ person }) => person)
}

/** A request as a browser would send it. */
function send(path: string, headers: Record<string, string>, body?: unknown, method = 'POST') {
  return fetch(server.url + path, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
}

describe('accounts', () => {
  test('a person signs up as a plain reader, signs in elsewhere and out again', async () => {
    const body = details()
    const here = await server.call('POST /api/v1/people', { body })
    expect(here.person).toEqual({ id: here.person.id, name: 'Ann Reader', role: 'reader', authorOf: [] })
    const there = await server.call('POST /api/v1/sessions', { body: { email: body.email, password } })
    expect(there.token).not.toBe(here.token)
    expect(await me(there.token)).toEqual(here.person)

    const out = await send('/api/v1/sessions/current', { authorization: `Bearer ${there.token}` }, undefined, 'DELETE')
    expect(out.status).toBe(204)
    expect(await me(there.token)).toBeNull()
    expect(await me(here.token)).toEqual(here.person)
  })

  test('one person has one account, however the address is written and however many ask at once', async () => {
    const body = details({ email: 'Mary.Jones@Example.org' })
    const spellings = [body.email, body.email.toLowerCase(), body.email.toUpperCase()]
    const tries = Array.from({ length: 20 }, (_, i) =>
      server.call('POST /api/v1/people', { body: { ...body, email: spellings[i % 3]! } }).then(
        () => 'made',
        (problem) => problem.code,
      ),
    )
    const outcomes = await Promise.all(tries)
    expect(outcomes.filter((outcome) => outcome === 'made')).toHaveLength(1)
    expect(outcomes.filter((outcome) => outcome === 'conflict')).toHaveLength(19)
    const owner = await server.as('Otto Owner', { role: 'owner' })
    const { people } = await owner.call('GET /api/v1/people', { query: { search: 'mary.jones' } })
    expect(people).toHaveLength(1)
  })

  test('the answer to a wrong sign-in does not tell whether the address has an account', async () => {
    const body = details()
    await server.call('POST /api/v1/people', { body })
    const wrong = await problemOf(server.call('POST /api/v1/sessions', { body: { email: body.email, password: 'x' } }))
    const unknown = await problemOf(
      server.call('POST /api/v1/sessions', { body: { email: 'nobody@example.org', password: 'x' } }),
    )
    expect({ ...unknown, extra: {} }).toEqual({ ...wrong, extra: {} })
    expect(wrong).toMatchObject({ status: 401, code: 'unauthenticated' })
  })

  test('a sign-in takes as long for an unknown address as for a known one', async () => {
    const body = details()
    await server.call('POST /api/v1/people', { body })
    const times = { known: [] as number[], unknown: [] as number[] }
    for (let i = 0; i < 12; i += 1)
      for (const [kind, email] of [
        ['known', body.email],
        ['unknown', `nobody${i}@example.org`],
      ] as const) {
        const began = performance.now()
        await problemOf(server.call('POST /api/v1/sessions', { body: { email, password: 'wrong one' } }))
        times[kind].push(performance.now() - began)
      }
    const median = (all: number[]) => all.sort((a, b) => a - b)[all.length >> 1]!
    const [known, unknown] = [median(times.known), median(times.unknown)]
    expect(Math.abs(known - unknown)).toBeLessThan(Math.max(15, 0.5 * Math.max(known, unknown)))
  })

  test.each(['=?utf-8?q?=40evil?=@x.example', '"a@evil b"@example.org', 'two@at@example.org', 'no-at.example.org'])(
    'refuses the address %s',
    async (email) => {
      const problem = await problemOf(server.call('POST /api/v1/people', { body: details({ email }) }))
      expect(problem.code).toBe('invalid')
      expect(problem.extra.issues).toMatchObject([{ path: 'body.email' }])
    },
  )

  test('neither passwords nor tokens can be read from the database', async () => {
    const body = details()
    const { token } = await server.call('POST /api/v1/people', { body })
    const { people, accounts, sessions } = server.ctx.db.read.tables
    const everything = JSON.stringify([
      await server.ctx.db.read.select().from(people),
      await server.ctx.db.read.select().from(accounts),
      await server.ctx.db.read.select().from(sessions),
    ])
    expect(everything).not.toContain(token)
    expect(everything).not.toContain(password)
    expect(everything).toContain(hashToken(token))
    expect(everything).toContain('$argon2id$v=19$m=19456,t=2,p=1$')
  })
})

describe('sessions', () => {
  test('a session ends 30 days after it was last used', async () => {
    const idle = await server.as('Idle Reader')
    const busy = await server.as('Busy Reader')
    for (let day = 0; day < 29; day += 4) {
      server.clock.forward(4 * DAY)
      expect(await me(busy.token)).toMatchObject({ name: 'Busy Reader' })
    }
    expect(await me(idle.token)).toBeNull()
    expect(await problemOf(idle.call('POST /api/v1/sessions/codes', { body: { origin: EMBEDDING } }))).toMatchObject({
      code: 'unauthenticated',
    })
  })

  test.each([
    'x',
    'Bearer',
    `Bearer ${'a'.repeat(43)}`,
    'Bearer __proto__',
    'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.',
    'Basic YTpi',
    `Bearer ${'%00'.repeat(9)}`,
  ])('a made-up token is nobody: %s', async (authorization) => {
    const answer = await send('/api/v1/sessions/codes', { authorization }, { origin: EMBEDDING })
    expect(answer.status).toBe(401)
  })

  test('a role that is taken away is gone from the next request of an open session', async () => {
    const [owner, other] = [await server.as('Olga Owner', { role: 'owner' }), await server.as('Otis Owner')]
    await owner.call('PUT /api/v1/people/:id/grants', {
      params: { id: other.id },
      body: { grants: [{ role: 'owner', storyId: null }] },
    })
    expect((await other.call('GET /api/v1/me')).person?.role).toBe('owner')
    await owner.call('PUT /api/v1/people/:id/grants', { params: { id: other.id }, body: { grants: [] } })
    expect((await other.call('GET /api/v1/me')).person?.role).toBe('reader')
    expect((await problemOf(other.call('GET /api/v1/people', { query: {} }))).code).toBe('forbidden')
  })
})

describe('cookies of our own pages', () => {
  const sameOrigin = { 'sec-fetch-site': 'same-origin' }
  const credentials = async () => {
    const body = details()
    await server.call('POST /api/v1/people', { body })
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
      const body = details()
      const answer = await fetch(`${secure.url}/api/v1/people`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: 'https://comments.example' },
        body: JSON.stringify(body),
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

describe('setup', () => {
  async function freshServer() {
    const fresh = await startServer()
    const link = async () => new URL((await offerSetup(fresh.ctx))!).searchParams.get('token')!
    return { fresh, link }
  }

  test('whoever signs up first is a plain reader; the link makes one owner, once', async () => {
    const { fresh, link } = await freshServer()
    try {
      const first = await fresh.call('POST /api/v1/people', { body: details() })
      expect(first.person.role).toBe('reader')
      const token = await link()
      const outcomes = await Promise.all(
        Array.from({ length: 10 }, () =>
          fresh.call('POST /api/v1/setup', { body: { token, ...details() } }).then(
            ({ person }) => person.role,
            (problem) => problem.code,
          ),
        ),
      )
      expect(outcomes.filter((outcome) => outcome === 'owner')).toHaveLength(1)
      expect(outcomes.filter((outcome) => outcome === 'gone')).toHaveLength(9)
      expect(await offerSetup(fresh.ctx)).toBeNull()
      expect((await problemOf(fresh.call('POST /api/v1/setup', { body: { token, ...details() } }))).code).toBe('gone')
    } finally {
      await fresh.close()
    }
  })

  test('ten requests with one address: one owner, nine are told that the link is gone', async () => {
    const { fresh, link } = await freshServer()
    try {
      const body = { token: await link(), ...details() }
      const outcomes = await Promise.all(
        Array.from({ length: 10 }, () =>
          fresh.call('POST /api/v1/setup', { body }).then(
            ({ person }) => person.role,
            (problem) => problem.code,
          ),
        ),
      )
      expect(outcomes.sort()).toEqual([...Array(9).fill('gone'), 'owner'])
    } finally {
      await fresh.close()
    }
  })

  test('a wrong link, one replaced by a later start, and one of last week do nothing', async () => {
    const { fresh, link } = await freshServer()
    try {
      const setUp = (token: string) => problemOf(fresh.call('POST /api/v1/setup', { body: { token, ...details() } }))
      const older = await link()
      const newer = await link()
      expect((await setUp('a'.repeat(43))).code).toBe('gone')
      expect((await setUp(older)).code).toBe('gone')
      fresh.clock.forward(7 * DAY)
      expect((await setUp(newer)).code).toBe('gone')
      const { person } = await fresh.call('POST /api/v1/setup', { body: { token: await link(), ...details() } })
      expect(person.role).toBe('owner')
    } finally {
      await fresh.close()
    }
  })
})

describe('roles', () => {
  test('an owner finds people by name or address, page by page', async () => {
    const fresh = await startServer()
    try {
      const owner = await fresh.as('Odette Owner', { role: 'owner' })
      for (let i = 0; i < 60; i += 1) await fresh.as(i % 2 ? `Reader_${i}` : `Zoë 50% ${i}`)
      const first = await owner.call('GET /api/v1/people', { query: {} })
      expect(first.people).toHaveLength(50)
      const second = await owner.call('GET /api/v1/people', { query: { after: first.next! } })
      expect(second).toMatchObject({ next: null })
      expect(new Set([...first.people, ...second.people].map(({ id }) => id)).size).toBe(61)

      const found = async (search: string) =>
        (await owner.call('GET /api/v1/people', { query: { search } })).people.length
      expect(await found('reader_')).toBe(30)
      expect(await found('Zoë 50%')).toBe(30)
      expect(await found('%')).toBe(30)
      expect(await found(owner.email.toUpperCase())).toBe(1)
      expect(await found("'; drop table people")).toBe(0)
    } finally {
      await fresh.close()
    }
  })

  test('only owners see people and give roles', async () => {
    const somebody = await server.as('Sam')
    const body = { grants: [{ role: 'owner' as const, storyId: null }] }
    for (const by of [server, await server.as('Ron'), await server.as('Mo', { role: 'moderator' })]) {
      const codes = [
        (await problemOf(by.call('GET /api/v1/people', { query: {} }))).code,
        (await problemOf(by.call('PUT /api/v1/people/:id/grants', { params: { id: somebody.id }, body }))).code,
      ]
      expect(new Set(codes)).toEqual(new Set([by === server ? 'unauthenticated' : 'forbidden']))
    }
  })

  test('grants must fit: an author has a story that exists, others have none, the person exists', async () => {
    const owner = await server.as('Oona Owner', { role: 'owner' })
    const { id } = await server.as('Abe Author')
    const story = await server.story('grants')
    const set = (grants: { role: 'author' | 'moderator' | 'owner'; storyId: string | null }[], person = id) =>
      owner.call('PUT /api/v1/people/:id/grants', { params: { id: person }, body: { grants } })
    expect((await problemOf(set([{ role: 'author', storyId: null }]))).code).toBe('invalid')
    expect((await problemOf(set([{ role: 'moderator', storyId: story }]))).code).toBe('invalid')
    expect((await problemOf(set([{ role: 'author', storyId: owner.id }]))).code).toBe('invalid')
    expect((await problemOf(set([], story))).code).toBe('not_found')
    const twice = [
      { role: 'author' as const, storyId: story },
      { role: 'author' as const, storyId: story },
    ]
    expect(await set(twice)).toMatchObject({
      role: 'reader',
      authorOf: [story],
      grants: [{ role: 'author', storyId: story }],
    })
  })

  test('the site keeps an owner, also when two owners demote each other at once', async () => {
    const fresh = await startServer()
    try {
      const ann = await fresh.as('Ann', { role: 'owner' })
      const none = (by: typeof ann, of: typeof ann) =>
        by.call('PUT /api/v1/people/:id/grants', { params: { id: of.id }, body: { grants: [] } }).then(
          () => 'done',
          (problem) => problem.code,
        )
      expect(await none(ann, ann)).toBe('conflict')
      const ben = await fresh.as('Ben', { role: 'owner' })
      const outcomes = await Promise.all([none(ann, ben), none(ben, ann), none(ann, ann), none(ben, ben)])
      const owners = await fresh.ctx.db.read.$count(fresh.ctx.db.read.tables.roles)
      expect(owners).toBe(1)
      expect(outcomes).toContain('done')
    } finally {
      await fresh.close()
    }
  })
})
