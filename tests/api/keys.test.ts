import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { call } from '../../client/api.ts'
import type { Endpoint } from '../../server/contract/endpoint.ts'
import { endpoints, type Key } from '../../server/contract/index.ts'
import { newId } from '../../server/ids.ts'
import { dialects, freshDatabase, type TestDatabase } from '../support/databases.ts'
import { type Call, problemOf, startServer, type TestPerson, type TestServer } from '../support/start-server.ts'

const open = [
  'POST /api/v1/stories',
  'PATCH /api/v1/stories/:id',
  'PUT /api/v1/stories/:id/text',
  'POST /api/v1/stories/:id/updates',
  'GET /api/v1/stories/:id/updates',
  'PATCH /api/v1/updates/:id',
  'POST /api/v1/updates/:id/withdraw',
  'DELETE /api/v1/updates/:id',
]

test('the contract opens these endpoints to a publisher’s key and no others', () => {
  const named = (Object.entries(endpoints) as [Key, Endpoint][]).filter(([, { forPublishers }]) => forPublishers)
  expect(named.map(([key]) => key as string).sort()).toEqual([...open].sort())
})

describe.each(dialects)('a publisher’s key (%s)', (dialect) => {
  let db: TestDatabase
  let server: TestServer
  let owner: TestPerson
  let made: { id: string; key: string }
  let publisher: Call
  beforeAll(async () => {
    db = await freshDatabase(dialect)
    server = await startServer({ db, env: { SITE_NAME: 'The Harbour Post' } })
    owner = await server.as('Olive Owner', { role: 'owner' })
    made = await owner.call('POST /api/v1/keys', { body: { name: 'Our CMS' } })
    publisher = withKey(made.key)
  })
  afterAll(async () => {
    await server.close()
    await db.close()
  })
  const withKey =
    (token: string): Call =>
    (key, input) =>
      call(key, input ?? ({} as never), { base: server.url, token })

  test('is told once, listed by its name, and kept as a hash only', async () => {
    const { keys } = await owner.call('GET /api/v1/keys')
    expect(keys).toEqual([{ id: made.id, name: 'Our CMS', createdAt: expect.any(String) }])
    const rows = await db.read.select().from(db.read.tables.publisherKeys)
    expect(JSON.stringify(rows)).not.toContain(made.key)
    expect(JSON.stringify(rows)).not.toContain(made.key.slice(10))
  })

  test('begins a story on an allowed site, describes it, sends its text and publishes updates', async () => {
    const body = { url: 'https://news.example/from-the-cms', title: 'From the CMS' }
    const { id } = await publisher('POST /api/v1/stories', { body })
    expect((await publisher('POST /api/v1/stories', { body })).id).toBe(id)
    const elsewhere = { body: { url: 'https://evil.example/', title: 'Elsewhere' } }
    expect((await problemOf(publisher('POST /api/v1/stories', elsewhere))).code).toBe('forbidden')

    const words = { title: 'A better title', section: 'Harbour', byline: 'Ada Author' }
    expect(await publisher('PATCH /api/v1/stories/:id', { params: { id }, body: words })).toMatchObject(words)
    const text = { params: { id }, body: { html: '<p>The ferry left at noon.</p>' } }
    expect(await publisher('PUT /api/v1/stories/:id/text', text)).toEqual({ revision: 1 })
    expect(await server.call('GET /api/v1/stories/:id/text', { params: { id } })).toEqual({
      revision: 1,
      text: 'The ferry left at noon.',
      via: 'api',
      isConfirmed: true,
    })
    const update = (byline?: string) =>
      publisher('POST /api/v1/stories/:id/updates', {
        params: { id },
        body: { body: 'It is back.', ...(byline && { byline }) },
      })
    expect(await update()).toMatchObject({ number: 1, author: 'The Harbour Post' })
    expect(await update('Ada Author')).toMatchObject({ number: 2, author: 'Ada Author' })
    const { entries } = await server.call('GET /api/v1/log', { query: { storyId: id } })
    expect(entries.map(({ verb, role, personDigest }) => [verb, role, personDigest])).toEqual([
      ['update.published', 'publisher', null],
      ['update.published', 'publisher', null],
    ])
    const page = await (await fetch(`${server.url}/log`)).text()
    expect(page).toContain('The publisher')
  })

  test('schedules, edits, withdraws and cancels updates, each once however often it is sent', async () => {
    const params = { id: await server.story('scheduling') }
    const publishAt = new Date(server.ctx.now() + 3_600_000).toISOString()
    const headers = { 'idempotency-key': 'from-the-cms-1' }
    const send = (body: string) =>
      publisher('POST /api/v1/stories/:id/updates', { params, headers, body: { body, publishAt } })
    const { id, ...made } = await send('It leaves at noon.')
    expect(made).toMatchObject({
      state: 'scheduled',
      number: null,
      scheduledFor: publishAt,
      author: 'The Harbour Post',
    })
    expect((await send('It leaves at noon.')).id).toBe(id)
    expect((await problemOf(send('It leaves at one.'))).code).toBe('key_reused')
    expect((await server.call('GET /api/v1/stories/:id/updates', { params })).updates).toEqual([])

    const edit = (body: object) =>
      publisher('PATCH /api/v1/updates/:id', { params: { id }, body: { revision: 1, ...body } })
    expect(await edit({ body: 'It left at noon.', publishAt: null })).toMatchObject({ number: 1, revision: 2 })
    const stale = await problemOf(edit({ body: 'It left at one.' }))
    expect(stale).toMatchObject({ code: 'conflict', extra: { current: { revision: 2, body: 'It left at noon.' } } })
    const { updates } = await publisher('GET /api/v1/stories/:id/updates', { params })
    expect(updates).toMatchObject([{ id, state: 'published', body: 'It left at noon.' }])

    const reason = 'The ferry did not leave at all.'
    const withdrawn = await publisher('POST /api/v1/updates/:id/withdraw', { params: { id }, body: { reason } })
    expect(withdrawn).toMatchObject({ number: 1, state: 'withdrawn', html: '', withdrawal: { reason } })
    const page = await (await fetch(`${server.url}/stories/${params.id}`)).text()
    expect(page).toContain(reason)
    expect(page).not.toContain('It left at noon')

    const other = await publisher('POST /api/v1/stories/:id/updates', { params, body: { body: 'Later.', publishAt } })
    await publisher('DELETE /api/v1/updates/:id', { params: { id: other.id } })
    expect((await publisher('GET /api/v1/stories/:id/updates', { params })).updates.map((one) => one.id)).toEqual([id])
  })

  test('opens nothing else of the contract', async () => {
    const others = (Object.entries(endpoints) as [Key, Endpoint][]).filter(([key]) => !open.includes(key))
    expect(others.length).toBeGreaterThan(30)
    for (const [key] of others) {
      const [method = '', path = ''] = key.split(' ')
      const answer = await fetch(server.url + path.replace(/:\w+/g, newId()), {
        method,
        headers: { authorization: `Bearer ${made.key}`, 'content-type': 'application/json' },
        ...(method !== 'GET' && { body: '{}' }),
      })
      expect([key, answer.status, (await answer.json()).code]).toEqual([key, 403, 'forbidden'])
    }
  })

  test('is no session of the live connection, and no cookie', async () => {
    const answer = await fetch(`${server.url}/api/v1/keys`, { headers: { cookie: `afterword=${made.key}` } })
    expect([401, 403]).toContain(answer.status)
  })

  test('is made, seen and revoked by owners alone', async () => {
    for (const person of [server, await server.as('Rob'), await server.as('Mo', { role: 'moderator' })]) {
      const code = person === server ? 'unauthenticated' : 'forbidden'
      expect((await problemOf(person.call('GET /api/v1/keys'))).code).toBe(code)
      expect((await problemOf(person.call('POST /api/v1/keys', { body: { name: 'Mine' } }))).code).toBe(code)
      expect((await problemOf(person.call('DELETE /api/v1/keys/:id', { params: { id: made.id } }))).code).toBe(code)
    }
  })

  test('opens nothing from the moment it is revoked', async () => {
    const gone = await owner.call('POST /api/v1/keys', { body: { name: 'Old' } })
    const id = await server.story()
    const send = () =>
      withKey(gone.key)('PUT /api/v1/stories/:id/text', { params: { id }, body: { html: '<p>New words.</p>' } })
    await send()
    await owner.call('DELETE /api/v1/keys/:id', { params: { id: gone.id } })
    expect((await problemOf(send())).code).toBe('unauthenticated')
    const again = owner.call('DELETE /api/v1/keys/:id', { params: { id: gone.id } })
    expect((await problemOf(again)).code).toBe('not_found')
  })

  test('a person’s update stands under their own name', async () => {
    const id = await server.story('named')
    const input = { params: { id }, body: { body: 'Not by me.', byline: 'Somebody Else' } }
    expect((await problemOf(owner.call('POST /api/v1/stories/:id/updates', input))).code).toBe('forbidden')
  })
})
