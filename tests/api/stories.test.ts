import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dialects, freshDatabase, type TestDatabase } from '../support/databases.ts'
import { problemOf, startServer, type TestServer } from '../support/start-server.ts'

const post = (server: TestServer, path: string, origin?: string) =>
  fetch(`${server.url}/api/v1/stories`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(origin !== undefined && { origin }) },
    body: JSON.stringify({ url: `https://news.example/${path}`, title: `About ${path}` }),
  })

describe.each(dialects)('stories (%s)', (dialect) => {
  let db: TestDatabase
  let server: TestServer
  beforeAll(async () => {
    db = await freshDatabase(dialect)
    server = await startServer({ db, env: { ALLOWED_ORIGINS: 'https://news.example,https://blog.example' } })
  })
  afterAll(async () => {
    await server.close()
    await db.close()
  })

  test('are begun by a browser only from a page of an allowed site, and found from any', async () => {
    for (const origin of ['https://evil.example', 'null', server.url, ''])
      expect((await post(server, 'new', origin)).status).toBe(403)
    expect((await post(server, 'new', 'https://news.example')).status).toBe(200)
    expect((await post(server, 'canonical-elsewhere', 'https://blog.example')).status).toBe(200)
    expect((await post(server, 'new', 'https://evil.example')).status).toBe(200)
    expect((await post(server, 'by-a-program')).status).toBe(200)
  })

  test('are found by any part of their title, in any case', async () => {
    const titles = ['Österreichs ÄRZTE warten', 'Ελλάδα και Ευρώπη', '100 % of_it\\']
    for (const [i, title] of titles.entries())
      await server.call('POST /api/v1/stories', { body: { url: `https://news.example/title-${i}`, title } })
    const found = async (search: string) =>
      (await server.call('GET /api/v1/stories', { query: { search } })).stories.map(({ title }) => title)
    for (const search of ['österreich', 'Österreich', 'ÖSTERREICH', 'ärzte', 'Ärzte', 'WARTEN'])
      expect(await found(search), search).toEqual([titles[0]])
    for (const search of ['ελλάδα', 'Ευρώπη', 'ευρώπη']) expect(await found(search), search).toEqual([titles[1]])
    for (const search of ['0 %', 'F_I', '\\']) expect(await found(search), search).toEqual([titles[2]])
    expect(await found('of%it')).toEqual([])
  })

  test('get another title, section and byline from staff and their author, and from nobody else', async () => {
    const id = await server.story('renamed')
    const [author, other, mo] = [
      await server.as('Ann Author'),
      await server.as('Otto Other'),
      await server.as('Mo', { role: 'moderator' }),
    ]
    await server.grant(author, 'author', id)
    await server.grant(other, 'author', await server.story('other'))
    const before = await server.call('GET /api/v1/stories/:id', { params: { id } })
    const change = (body: { title?: string; section?: string; byline?: string }) => ({ params: { id }, body })

    const byAuthor = await author.call('PATCH /api/v1/stories/:id', change({ title: 'A better title' }))
    expect(byAuthor).toEqual({ ...before, title: 'A better title', seq: before.seq + 1 })
    const byStaff = await mo.call('PATCH /api/v1/stories/:id', change({ section: 'Harbour', byline: 'Ann Author' }))
    expect(byStaff).toMatchObject({ title: 'A better title', section: 'Harbour', byline: 'Ann Author' })
    expect(await mo.call('PATCH /api/v1/stories/:id', change({ title: 'A better title' }))).toEqual(byStaff)
    expect(await server.call('GET /api/v1/stories/:id', { params: { id } })).toEqual(byStaff)
    const { story } = await server.call('GET /api/v1/stories/:id/thread', { params: { id }, query: {} })
    expect(story).toEqual(byStaff)
    const { events } = await server.call('GET /api/v1/stories/:id/events', {
      params: { id },
      query: { since: before.seq },
    })
    expect(events.map(({ type }) => type)).toEqual(['story.changed', 'story.changed'])

    expect((await problemOf(other.call('PATCH /api/v1/stories/:id', change({ title: 'Mine' })))).code).toBe('forbidden')
    expect((await problemOf(server.call('PATCH /api/v1/stories/:id', change({ title: 'X' })))).code).toBe(
      'unauthenticated',
    )
    expect((await problemOf(mo.call('PATCH /api/v1/stories/:id', change({ title: ' ' })))).code).toBe('invalid')
    const nowhere = { params: { id: '01890a5d-ac96-774b-bcce-b302099a8057' }, body: { title: 'X' } }
    expect((await problemOf(mo.call('PATCH /api/v1/stories/:id', nowhere))).code).toBe('not_found')
  })
})
