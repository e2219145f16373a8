import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dialects, freshDatabase, type TestDatabase } from '../support/databases.ts'
import { startServer, type TestServer } from '../support/start-server.ts'
import { hasTidied } from '../support/tidying.ts'

const origin = 'https://news.example'
const words = (text: string) => `<p>${text} The ferry left the harbour at noon.</p>`
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

describe.each(dialects)('the text that a story’s page shows (%s)', (dialect) => {
  let db: TestDatabase
  let server: TestServer
  let count = 0
  beforeAll(async () => {
    db = await freshDatabase(dialect)
    const env = { ALLOWED_ORIGINS: `${origin},https://blog.example`, TRUST_PROXY: '127.0.0.1' }
    server = await startServer({ db, env })
  })
  afterAll(async () => {
    await server.close()
    await db.close()
  })

  const begin = async (base = origin) =>
    (await server.call('POST /api/v1/stories', { body: { url: `${base}/page-${++count}`, title: 'A page' } })).id
  const send = async (id: string, html: string, from: string | null = '203.0.113.1', by: string | null = origin) => {
    const headers = {
      'content-type': 'application/json',
      ...(by && { origin: by }),
      ...(from && { 'x-forwarded-for': from }),
    }
    const url = `${server.url}/api/v1/stories/${id}/page-text`
    const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ html }) })
    return { status: answer.status, ...(await answer.json()) }
  }
  const textOf = (id: string) => server.call('GET /api/v1/stories/:id/text', { params: { id } })
  const wanted = async (id: string, html: string) =>
    (await server.call('GET /api/v1/stories/:id/page-text', { params: { id }, query: { digest: sha256(html) } })).wanted

  test('counts unconfirmed at first, and confirmed once another network has sent the same', async () => {
    const id = await begin()
    expect(await textOf(id)).toEqual({ revision: 0, text: '', via: null, isConfirmed: false })
    expect(await wanted(id, words('One.'))).toBe(true)
    expect(await send(id, words('One.'))).toMatchObject({ status: 200, revision: 1, isConfirmed: false })
    expect(await send(id, words('One.'))).toMatchObject({ revision: 1, isConfirmed: false })
    expect(await wanted(id, words('One.'))).toBe(true)
    expect(await send(id, words('One.').replace('<p>', '<p class="x">'), '203.0.113.2')).toMatchObject({
      revision: 1,
      isConfirmed: true,
    })
    expect(await textOf(id)).toMatchObject({ revision: 1, via: 'page', isConfirmed: true })
    expect(await wanted(id, words('One.'))).toBe(false)
    expect(await wanted(id, words('Two.'))).toBe(true)
  })

  test('changes once two networks have sent the change, and every version stays', async () => {
    const id = await begin()
    await send(id, words('One.'), '203.0.113.1')
    expect(await send(id, words('Two.'), '203.0.113.2')).toMatchObject({ revision: 1, isConfirmed: false })
    expect(await send(id, words('Two.'), '203.0.113.2')).toMatchObject({ revision: 1 })
    // One household has many addresses of the newer kind.
    expect(await send(id, words('Three.'), '2001:db8:1:1::1')).toMatchObject({ revision: 1 })
    expect(await send(id, words('Three.'), '2001:db8:1:1::2')).toMatchObject({ revision: 1 })
    expect((await textOf(id)).text).toMatch(/^One/)
    expect(await send(id, words('Two.'), '203.0.113.3')).toMatchObject({ revision: 2, isConfirmed: true })
    expect((await textOf(id)).text).toMatch(/^Two/)
    const { storyRevisions } = db.read.tables
    const kept = await db.read.select().from(storyRevisions)
    const mine = kept.filter(({ storyId }) => storyId === id)
    expect(mine.map(({ text }) => text.slice(0, 3)).sort()).toEqual(['One', 'Two'])
  })

  test('is one of the two when many networks send it at once', async () => {
    const id = await begin()
    const from = Array.from({ length: 12 }, (_, i) => `198.51.100.${i}`)
    const answers = await Promise.all(from.map((address) => send(id, words('At once.'), address)))
    expect(answers.every(({ revision }) => revision === 1)).toBe(true)
    expect(await textOf(id)).toMatchObject({ revision: 1, isConfirmed: true })
  })

  test('is taken only from a page of the story’s own site', async () => {
    const id = await begin()
    for (const by of [
      null,
      'https://evil.example',
      'https://blog.example',
      'null',
      server.url,
      `${origin}.evil.example`,
    ])
      expect(await send(id, words('Evil.'), '203.0.113.9', by)).toMatchObject({ status: 403, code: 'forbidden' })
    expect((await textOf(id)).revision).toBe(0)
    const own = await begin('https://blog.example')
    expect(await send(own, words('A blog.'), '203.0.113.9', 'https://blog.example')).toMatchObject({ status: 200 })
    expect((await send('01890a5d-ac96-774b-bcce-b302099a8057', words('Nowhere.'))).status).toBe(404)
  })

  test('never takes the place of a text that was sent or imported, and gives way to it', async () => {
    const mo = await server.as('Mo', { role: 'moderator' })
    const id = await begin()
    await send(id, words('Off the page.'))
    const input = { params: { id }, body: { html: words('Off the page.') } }
    expect(await mo.call('PUT /api/v1/stories/:id/text', input)).toEqual({ revision: 2 })
    expect(await textOf(id)).toMatchObject({ via: 'api', isConfirmed: true })
    for (const from of ['203.0.113.1', '203.0.113.2', '203.0.113.3'])
      expect(await send(id, words('Another.'), from)).toMatchObject({ revision: 2, isConfirmed: true })
    expect(await wanted(id, words('Another.'))).toBe(false)
    expect(await mo.call('PUT /api/v1/stories/:id/text', input)).toEqual({ revision: 2 })
  })

  test('is sanitised and bounded, and needs words', async () => {
    const id = await begin()
    expect(await send(id, '<script>alert(1)</script><img src=x onerror=alert(1)>')).toMatchObject({ status: 403 })
    expect((await send(id, 'x'.repeat(400_001))).status).toBe(400)
    expect((await send(id, 'x'.repeat(600_000))).status).toBe(413)
    await send(id, '<p onclick="alert(1)">Said<script>alert(1)</script> <a href="javascript:alert(1)">so</a>.</p>')
    const { storyRevisions } = db.read.tables
    const [row] = (await db.read.select().from(storyRevisions)).filter(({ storyId }) => storyId === id)
    expect(row?.html).toBe('<p>Said <a>so</a>.</p>')
  })

  test('leaves no address behind, and of its senders no more than some for some days', async () => {
    const id = await begin()
    const addresses = Array.from({ length: 40 }, (_, i) => `192.0.2.${i + 1}`)
    for (const address of addresses) await send(id, words(`By ${address.replaceAll('.', ' ')}.`), address)
    const { pageTexts } = db.read.tables
    const all = await db.read.select().from(pageTexts)
    const mine = all.filter(({ storyId }) => storyId === id)
    expect(mine.length).toBeGreaterThan(2)
    expect(mine.length).toBeLessThan(30)
    expect(JSON.stringify(all)).not.toMatch(/\d+\.\d+\.\d+\.\d+/)

    server.clock.forward(8 * 24 * 60 * 60 * 1000)
    await hasTidied(server)
    expect(await db.read.select().from(pageTexts)).toEqual([])
    // Under the next key nobody is taken for somebody else.
    const again = words(`By ${addresses[0]?.replaceAll('.', ' ')}.`)
    expect(await send(id, again, addresses[0] ?? '')).toMatchObject({ isConfirmed: false })
    expect(await send(id, again, addresses[0] ?? '')).toMatchObject({ isConfirmed: false })
    expect(await send(id, again, addresses[1] ?? '')).toMatchObject({ isConfirmed: true })
  })
})

test('one network sends page texts so often and no oftener', async () => {
  const server = await startServer({ limits: true })
  try {
    const url = `${origin}/limited`
    const { id } = await server.call('POST /api/v1/stories', { body: { url, title: 'Limited' } })
    const input = { params: { id }, headers: { origin }, body: { html: words('Again.') } }
    const codes: string[] = []
    for (let i = 0; i < 62; i++)
      codes.push(
        await server.call('POST /api/v1/stories/:id/page-text', input).then(
          () => 'taken',
          (problem) => problem.code,
        ),
      )
    expect(codes.filter((code) => code === 'taken')).toHaveLength(60)
    expect(codes.at(-1)).toBe('rate_limited')
  } finally {
    await server.close()
  }
})
