import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hashToken } from '../../server/people/tokens.ts'
import { signedUp } from '../support/accounts.ts'
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
    const here = await signedUp(server, body)
    expect(here.person).toEqual({
      id: here.person.id,
      name: 'Ann Reader',
      role: 'reader',
      authorOf: [],
      isMember: false,
      sections: [],
      memberOf: [],
      guest: null,
    })
    const there = await server.call('POST /api/v1/sessions', { body: { email: body.email, password } })
    expect(there.token).not.toBe(here.token)
    expect(await me(there.token)).toEqual(here.person)

    const out = await send('/api/v1/sessions/current', { authorization: `Bearer ${there.token}` }, undefined, 'DELETE')
    expect(out.status).toBe(204)
    expect(await me(there.token)).toBeNull()
    expect(await me(here.token)).toEqual(here.person)
  })

  test('the answer to a wrong sign-in does not tell whether the address has an account', async () => {
    const body = details()
    await signedUp(server, body)
    const wrong = await problemOf(server.call('POST /api/v1/sessions', { body: { email: body.email, password: 'x' } }))
    const unknown = await problemOf(
      server.call('POST /api/v1/sessions', { body: { email: 'nobody@example.org', password: 'x' } }),
    )
    expect({ ...unknown, extra: {} }).toEqual({ ...wrong, extra: {} })
    expect(wrong).toMatchObject({ status: 401, code: 'unauthenticated' })
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
    const { token } = await signedUp(server, body)
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
      grants: [{ role: 'author', storyId: story, section: null }],
    })
  })

  test('of two owners who change the same roles or settings, the second is told what the first did', async () => {
    const fresh = await startServer()
    try {
      const [ann, ben] = [await fresh.as('Ann', { role: 'owner' }), await fresh.as('Ben', { role: 'owner' })]
      const cy = await fresh.as('Cy', { role: 'member' })
      const { people } = await ann.call('GET /api/v1/people', { query: { search: 'Cy' } })
      const before = people[0]?.grants ?? []
      const give = (by: typeof ann, role: 'moderator' | 'owner') => {
        const grants = [{ role, storyId: null, section: null }]
        return by.call('PUT /api/v1/people/:id/grants', { params: { id: cy.id }, body: { grants, before } })
      }
      await give(ann, 'moderator')
      expect((await problemOf(give(ben, 'owner'))).code).toBe('conflict')
      const { signIn } = (await ann.call('GET /api/v1/site')).settings
      const save = (by: typeof ann, change: Partial<typeof signIn>) => {
        const body = { signIn: { ...signIn, ...change }, before: { signIn } }
        return by.call('PATCH /api/v1/site/settings', { body })
      }
      await save(ann, { guests: 'name' })
      expect((await problemOf(save(ben, { link: false }))).code).toBe('conflict')
      expect((await ann.call('GET /api/v1/site')).settings.signIn).toEqual({ ...signIn, guests: 'name' })
    } finally {
      await fresh.close()
    }
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
