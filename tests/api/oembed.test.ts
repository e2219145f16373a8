import { eq } from 'drizzle-orm'
import { XmlDocument, type XmlElement } from 'libxml2-wasm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cardSize, shortened } from '../../server/pages/oembed/rules.ts'
import { beginStory } from '../../server/stories/begin-story.ts'
import { flagMisquote, publishFinding } from '../support/findings.ts'
import { startServer, type TestPerson, type TestServer } from '../support/start-server.ts'

interface Card {
  html: string
  title: string
  width: number
  height: number
}

let server: TestServer
let mo: TestPerson
let ann: TestPerson
let bo: TestPerson
let base: string
let storyId: string

beforeAll(async () => {
  server = await startServer()
  base = server.ctx.config.PUBLIC_URL
  mo = await server.as('Mo Derator', { role: 'moderator' })
  ann = await server.as('Ann Writes')
  bo = await server.as('Bo Reads')
  storyId = await server.story()
})
afterAll(() => server.close())

const ask = (url: string, more: Record<string, string> = {}) =>
  fetch(`${server.url}/oembed?${new URLSearchParams({ url, ...more })}`)
async function card(url: string, more: Record<string, string> = {}): Promise<Card> {
  const response = await ask(url, more)
  expect([url, response.status]).toEqual([url, 200])
  return (await response.json()) as Card
}
async function post(body: string, by = ann): Promise<{ id: string; url: string }> {
  const input = { params: { id: storyId }, headers: {}, body: { body, parentId: null } }
  const { id } = await by.call('POST /api/v1/stories/:id/comments', input)
  return { id, url: `${base}/stories/${storyId}?comment=${id}#comment-${id}` }
}
async function finding(over: { finding?: 'invented'; action?: 'remove' | 'collapse' } = {}) {
  const comment = await post('They all say it left at midnight.')
  const id = await flagMisquote(bo, comment.id)
  const reference = await publishFinding(mo, id, { asked: { writer: ann, reply: null }, decision: over })
  return { ...comment, reference }
}

describe('a card', () => {
  it('shows a comment with its words, writer and story, and needs no script, style or frame', async () => {
    const { url } = await post('Some **words** about the ferry.')
    const response = await ask(url, { format: 'json' })
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8')
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    const answer = (await response.json()) as Card
    expect(answer).toEqual({
      version: '1.0',
      type: 'rich',
      title: 'Ann Writes on “About the ferry”',
      author_name: 'Ann Writes',
      provider_name: server.ctx.config.SITE_NAME,
      provider_url: base,
      cache_age: 300,
      html: `<blockquote class="afterword-card" cite="${url}"><p dir="auto">Some words about the ferry.</p><footer><cite><bdi>Ann Writes</bdi></cite>, <a href="${url}">About the ferry</a></footer></blockquote>`,
      width: expect.any(Number),
      height: expect.any(Number),
    })
    expect((await card(url.replace(/#.*/, ''))).html).toBe(answer.html)
    expect((await card(url.replace(/\?.*#/, '#'))).html).toBe(answer.html)
  })

  it('says what was found about the words, and withholds them where they are folded', async () => {
    const noted = await finding()
    const { html } = await card(noted.url)
    expect(html).toContain('They all say it left at midnight.')
    expect(html).toContain(`<a href="${base}/cases/${noted.reference}">Note: misquotes, finding ${noted.reference}</a>`)
    const folded = await finding({ action: 'collapse' })
    const hidden = await card(folded.url)
    expect(hidden.html).not.toContain('midnight')
    expect(hidden.html).toContain(folded.reference)
  })

  it('shows a finding, and a story', async () => {
    const { reference } = await finding()
    const found = await card(`${base}/cases/${reference}`)
    expect(found.title).toBe(`Misquotes: a comment on “About the ferry” (${reference})`)
    expect(found.html).toContain('This comment misquotes the story.')
    const story = await card(`${base}/stories/${storyId}#comments`)
    expect(story.html).toContain('The ferry Marlin left the harbour at noon.')
    expect(story.html).toMatch(/About the ferry \(\d+ comments?\)/)
  })

  it('is as XML what it is as JSON', async () => {
    const { url } = await post('Less < than & more ]]> "quoted".')
    const response = await ask(url, { format: 'xml' })
    expect(response.headers.get('content-type')).toBe('text/xml; charset=utf-8')
    using document = XmlDocument.fromString(await response.text())
    const fields = document.find('/oembed/*').map((node) => [(node as XmlElement).name, node.content])
    const json = Object.entries(await card(url)).map(([name, value]) => [name, String(value)])
    expect(fields).toEqual(json)
  })

  it('is harmless whatever people wrote', async () => {
    const { id, url } = await post('</blockquote><script>alert(1)</script> ]]>')
    const { comments } = server.ctx.db.read.tables
    await server.ctx.db.transact('names', async (tx) => {
      await tx.update(comments).set({ authorName: 'A\u202e"><img src=x onerror=alert(1)>' }).where(eq(comments.id, id))
    })
    const { html } = await card(url)
    expect(html).toContain('&lt;/blockquote&gt;&lt;script&gt;alert(1)&lt;/script&gt; ]]&gt;')
    expect(html).toContain('<bdi>A&quot;&gt;&lt;img src=x onerror=alert(1)&gt;</bdi>')
    expect(html.match(/<(?!\/?(?:blockquote|p|a|footer|cite|bdi)[ >])/g)).toBeNull()
    expect(html).not.toContain('\u202e')
  })

  it.each([
    [550, 1000],
    [320, 400],
    [200, 200],
    [100, 100],
    [1, 1],
  ])('is no wider than %i and no higher than %i pixels where that is asked', async (maxwidth, maxheight) => {
    const { url } = await post('Many words that go on and on. '.repeat(30))
    const { width, height, html } = await card(url, { maxwidth: String(maxwidth), maxheight: String(maxheight) })
    expect(width).toBeLessThanOrEqual(maxwidth)
    expect(height).toBeLessThanOrEqual(maxheight)
    expect(html).toContain('About the ferry')
    expect(html.length).toBeLessThan(1000)
  })

  it('has as many of the words as there is room for', () => {
    const text = 'Word after word. '.repeat(100)
    const [small, large] = [{ maxheight: 200 }, {}].map((most) => cardSize(text.length, 0, most))
    expect(small?.letters).toBeLessThan(large?.letters ?? 0)
    for (const letters of [1, 2, 10, 55, 400]) expect(shortened(text, letters).length).toBeLessThanOrEqual(letters)
    expect(shortened('😀'.repeat(50), 21)).toBe(`${'😀'.repeat(9)} …`)
    expect(shortened('one two three', 11)).toBe('one two …')
    expect(shortened('short', 5)).toBe('short')
  })
})

describe('no card', () => {
  it('is there of what was deleted, removed or is held', async () => {
    const deleted = await post('Snarkwhistle.')
    await card(deleted.url)
    await ann.call('DELETE /api/v1/comments/:id', { params: { id: deleted.id } })
    const removed = await finding({ action: 'remove', finding: 'invented' })
    const paused = { target: { scope: 'story', storyId }, mode: 'premoderated', reasonCode: 'heated' } as const
    const endsAt = new Date(server.ctx.now() + 600_000).toISOString()
    const { id } = await mo.call('POST /api/v1/suspensions', { body: { ...paused, reason: 'Checked first.', endsAt } })
    const held = await post('Mumblecrust.', bo)
    await mo.call('POST /api/v1/suspensions/:id/end', { params: { id }, body: {} })
    for (const { url } of [deleted, removed, held]) {
      const response = await ask(url)
      expect([url, response.status]).toEqual([url, 404])
      expect(await response.text()).not.toMatch(/Snarkwhistle|Mumblecrust|midnight/)
    }
  })

  it('has words of a comment that was deleted since its finding', async () => {
    const { id, reference } = await finding()
    await ann.call('DELETE /api/v1/comments/:id', { params: { id } })
    const { html } = await card(`${base}/cases/${reference}`)
    expect(html).toContain('This comment misquotes the story.')
    expect(html).not.toContain('midnight')
  })

  it('is made for other sites, other pages, or comments of other stories', async () => {
    const { id, url } = await post('Words.')
    const other = await server.story('other')
    const { id: open } = await post('It left at midnight, I say.')
    const { reference } = await mo.call('GET /api/v1/cases/:id', { params: { id: await flagMisquote(bo, open) } })
    for (const address of [
      'https://elsewhere.example/stories/x',
      url.replace('http:', 'https:'),
      `${base}/`,
      `${base}/log`,
      `${base}/stories/nothing`,
      `${base}/stories/%ff`,
      `${base}/stories/${other}#comment-${id}`,
      `${base}/stories/${storyId}#comment-nonsense`,
      `${base}/cases/${reference}`,
      `${base}/cases/nonsense`,
    ]) {
      const { status } = await ask(address)
      expect([address, status]).toEqual([address, 404])
    }
  })

  it('is made in other formats, or without an address or with a size that is none', async () => {
    const { url } = await post('Words.')
    expect((await ask(url, { format: 'yaml' })).status).toBe(501)
    for (const query of ['', 'url=nonsense', `url=javascript:alert(1)`, `url=${encodeURIComponent(url)}&maxwidth=0`])
      expect((await fetch(`${server.url}/oembed?${query}`)).status).toBe(400)
  })
})

it('is discovered from the pages', async () => {
  const { reference } = await finding()
  const { id: own } = await beginStory(server.ctx, { url: `${base}/stories/own-one`, title: 'Own' })
  for (const page of [`/stories/${storyId}`, `/stories/${own}`, `/cases/${reference}`]) {
    const html = await (await fetch(server.url + page)).text()
    for (const type of ['application/json+oembed', 'text/xml+oembed']) {
      const href = new RegExp(`<link rel="alternate" type="${type.replace('+', '\\+')}" title="[^"]+" href="([^"]+)"`)
      const found = href.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? ''
      expect(found).toMatch(new RegExp(`^${base}/oembed\\?`))
      expect((await fetch(found)).status).toBe(200)
    }
  }
})
