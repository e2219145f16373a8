import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { feedFormats, feedNames, feedPath, feedTypes } from '../../server/pages/feeds/addresses.ts'
import { writeFeed } from '../../server/pages/feeds/write.ts'
import { beginStory } from '../../server/stories/begin-story.ts'
import { dialects, freshDatabase, type TestDatabase } from '../support/databases.ts'
import { type ReadFeed, readValidFeed } from '../support/feeds/read.ts'
import { flagMisquote, publishFinding } from '../support/findings.ts'
import { startServer, type TestPerson, type TestServer } from '../support/start-server.ts'

vi.mock('../../server/pages/feeds/write.ts', { spy: true })

const MINUTE = 60_000

describe.each(dialects)('feeds on %s', (dialect) => {
  let db: TestDatabase
  let server: TestServer
  let mo: TestPerson
  let ann: TestPerson
  let bo: TestPerson
  let base: string

  beforeAll(async () => {
    db = await freshDatabase(dialect)
    server = await startServer({ db })
    base = server.ctx.config.PUBLIC_URL
    mo = await server.as('Mo Derator', { role: 'moderator' })
    ann = await server.as('Ann Writes')
    bo = await server.as('Bo Reads')
  })
  afterAll(async () => {
    await server.close()
    await db.close()
  })
  beforeEach(async () => {
    server.clock.forward(2 * MINUTE)
    // What became due with it must not come about in the midst of a test.
    await server.jobs.runDue()
  })

  const get = (path: string, headers: Record<string, string> = {}) => fetch(server.url + path, { headers })
  async function read(path: string): Promise<ReadFeed> {
    const response = await get(path)
    expect(response.status, path).toBe(200)
    const format = feedFormats.find((one) => path.split('?')[0]?.endsWith(`.${one}`)) ?? 'atom'
    return readValidFeed(format, await response.text())
  }
  /** The same feed in every format, which has to say the same in each. */
  async function readAll(name: (typeof feedNames)[number], storyId?: string): Promise<ReadFeed> {
    const feeds = await Promise.all(feedFormats.map((format) => read(feedPath(name, format, storyId))))
    const told = (feed: ReadFeed | undefined) =>
      feed?.entries.map(({ published, updated, ...entry }) => ({
        ...entry,
        published: published.slice(0, 19),
        updated: Date.parse(updated),
      }))
    for (const feed of feeds) expect(told(feed)).toEqual(told(feeds[0]))
    return feeds[0] as ReadFeed
  }
  async function post(by: TestPerson, storyId: string, body: string, parentId: string | null = null) {
    const params = { id: storyId }
    return by.call('POST /api/v1/stories/:id/comments', { params, headers: {}, body: { body, parentId } })
  }
  const update = (storyId: string, body: string) =>
    mo.call('POST /api/v1/stories/:id/updates', {
      params: { id: storyId },
      body: { body, kind: 'correction', status: 'confirmed' },
    })
  async function finding(storyId: string, action: 'note' | 'remove' = 'note') {
    const { id: commentId } = await post(ann, storyId, 'They say it left at midnight.')
    const id = await flagMisquote(bo, commentId)
    const decision = {
      action,
      explanation: 'The story says noon.',
      ...(action === 'remove' && { finding: 'invented' as const }),
    }
    const reference = await publishFinding(mo, id, { asked: { writer: ann, reply: 'I misread it.' }, decision })
    return { id, commentId, reference }
  }

  it('are valid in every format, of the site and of a story, empty or not', async () => {
    const [full, empty] = [await server.story('full'), await server.story('empty')]
    await post(ann, full, 'First *words*, with [a link](https://news.example/x).')
    await update(full, 'It was the other boat.')
    await finding(full)
    for (const name of feedNames)
      for (const storyId of [undefined, full, empty]) {
        const feed = await readAll(name, storyId)
        expect(feed.entries.length > 0).toBe(storyId !== empty)
        expect(feed.page.startsWith(base)).toBe(true)
        for (const format of feedFormats)
          expect((await read(feedPath(name, format, storyId))).self).toBe(base + feedPath(name, format, storyId))
      }
  })

  it('have each comment with its words, its writer and the way to it', async () => {
    const storyId = await server.story('words')
    const { id } = await post(ann, storyId, 'One & two, **bold**, [a link](https://news.example/x?a=1&b=2).')
    const [entry] = (await readAll('comments', storyId)).entries
    expect(entry).toMatchObject({
      id: `urn:uuid:${id}`,
      url: `${base}/stories/${storyId}?comment=${id}#comment-${id}`,
      title: 'Ann Writes',
      author: 'Ann Writes',
      html: '<p>One &amp; two, <strong>bold</strong>, <a href="https://news.example/x?a=1&amp;b=2" rel="nofollow ugc noopener">a link</a>.</p>',
    })
    const [onSite] = (await readAll('comments')).entries
    expect(onSite).toMatchObject({ id: entry?.id, title: 'Ann Writes on “About the words”' })
    server.clock.forward(MINUTE)
    await ann.call('PATCH /api/v1/comments/:id', { params: { id }, body: { body: 'Other words.', revision: 1 } })
    for (const scope of [storyId, undefined]) {
      const [edited] = (await readAll('comments', scope)).entries
      expect(edited).toMatchObject({ id: entry?.id, html: '<p>Other words.</p>' })
      expect(edited?.published.slice(0, 19)).toBe(entry?.published.slice(0, 19))
      expect(Date.parse(edited?.updated ?? '') - Date.parse(entry?.updated ?? '')).toBeGreaterThanOrEqual(MINUTE)
    }
  })

  it('have each update with its number, kind and place', async () => {
    const storyId = await server.story('clarified')
    await update(storyId, 'It was the **other** boat.')
    await update(storyId, 'And the other day.')
    const { entries } = await readAll('updates', storyId)
    expect(entries.map(({ title }) => title)).toEqual([
      'UPDATE 2: Correction, confirmed',
      'UPDATE 1: Correction, confirmed',
    ])
    expect(entries[1]).toMatchObject({
      url: `${base}/stories/${storyId}#update-1`,
      author: 'Mo Derator',
      html: '<p>It was the <strong>other</strong> boat.</p>',
    })
    const updated = async () => (await readAll('updates', storyId)).entries.map((entry) => Date.parse(entry.updated))
    const [second = 0, first = 0] = await updated()
    server.clock.forward(MINUTE)
    const { updates } = await mo.call('GET /api/v1/stories/:id/updates', { params: { id: storyId } })
    await mo.call('PATCH /api/v1/updates/:id', {
      params: { id: updates.find(({ number }) => number === 1)?.id ?? '' },
      body: { body: 'It was the *other* boat.', kind: 'correction', status: 'confirmed', revision: 1 },
    })
    const after = await updated()
    expect(after[0]).toBe(second)
    expect(after[1], 'also within the minutes in which no earlier wording is kept').toBeGreaterThanOrEqual(
      first + MINUTE,
    )
    expect((await readAll('updates')).entries[0]?.title).toBe('UPDATE 2: Correction, confirmed – About the clarified')
  })

  it('say beside a comment what was found about it, and where that is told', async () => {
    const storyId = await server.story('noted')
    const { id, commentId, reference } = await finding(storyId)
    for (const scope of [storyId, undefined]) {
      const entry = (await readAll('comments', scope)).entries.find((one) => one.id.endsWith(commentId))
      expect(entry?.html).toMatch(/^<p><strong>Note: Misquotes\.<\/strong> This comment misquotes the story\./)
      expect(entry?.html).toContain(`<a href="${base}/cases/${reference}">Finding ${reference}</a></p><p>They say`)
    }
    const [found] = (await readAll('findings')).entries
    expect(found).toMatchObject({
      url: `${base}/cases/${reference}`,
      title: `Misquotes: a comment on “About the noted” (${reference})`,
    })
    expect(found?.html).toContain('The story says noon.')
    await ann.call('POST /api/v1/me/cases/:id/appeal', {
      params: { id },
      body: { reason: 'I did mean noon, and said so in the next sentence.' },
    })
    expect((await readAll('comments', storyId)).entries[0]?.html).toContain('under appeal')
    expect((await readAll('findings')).entries[0]?.html).toContain('Under appeal')
    await ann.call('DELETE /api/v1/comments/:id', { params: { id: commentId } })
    const gone = await readAll('findings', storyId)
    expect(gone.entries[0]?.html).not.toMatch(/midnight|says noon/)
  })

  it('lose a comment that was deleted or removed, and never had one that is held', async () => {
    const storyId = await server.story('gone')
    const { id: kept } = await post(ann, storyId, 'This one stays.')
    const { id } = await post(ann, storyId, 'Snarkwhistle was here.')
    const { commentId: removed } = await finding(storyId, 'remove')
    await mo.call('POST /api/v1/suspensions', {
      body: {
        ...{
          target: { scope: 'story', storyId },
          mode: 'premoderated',
          reasonCode: 'heated',
          reason: 'Checked first.',
        },
        endsAt: new Date(server.ctx.now() + 60 * MINUTE).toISOString(),
      },
    })
    const { id: held } = await post(bo, storyId, 'Mumblecrust waits.')
    const paths = feedFormats.flatMap((format) => [feedPath('comments', format, storyId), feedPath('comments', format)])
    const before = await Promise.all(paths.map((path) => get(path)))
    for (const response of before) expect(await response.text()).toContain('Snarkwhistle')
    await ann.call('DELETE /api/v1/comments/:id', { params: { id } })
    for (const [at, path] of paths.entries()) {
      const had = before[at]?.headers
      const byDate = await get(path, { 'if-modified-since': had?.get('last-modified') ?? '' })
      const byTag = await get(path, { 'if-none-match': had?.get('etag') ?? '' })
      expect([byDate.status, byTag.status]).toEqual([200, 200])
      const text = await byTag.text()
      expect(text).toContain(kept)
      for (const words of [id, removed, held, 'Snarkwhistle', 'Mumblecrust']) expect(text).not.toContain(words)
    }
  })

  it('say that commenting is paused, why and until when, as long as it is', async () => {
    const storyId = await server.story('paused')
    await post(ann, storyId, 'Words.')
    const endsAt = new Date(server.ctx.now() + 30 * MINUTE)
    await mo.call('POST /api/v1/suspensions', {
      body: {
        ...{ target: { scope: 'story', storyId }, reasonCode: 'heated', reason: 'Tempers & <tea> are high.' },
        endsAt: endsAt.toISOString(),
      },
    })
    const told = `Comments paused until ${endsAt.getUTCDate()} `
    const paused = await readAll('comments', storyId)
    expect(paused.description).toContain(told)
    expect(paused.description).toContain('“Tempers & <tea> are high.”')
    server.clock.forward(31 * MINUTE)
    expect((await readAll('comments', storyId)).description).toBe('The newest comments on “About the paused”.')
  })

  it('stay well-formed and harmless whatever people wrote', async () => {
    const title = 'Fish & <chips> ]]> </script> \u0007\u202egnp.exe\u0001 “x” &amp;'
    const { id: storyId } = await beginStory(server.ctx, { url: 'https://news.example/odd', title: 'Odd' })
    const { id } = await post(ann, storyId, '<script>alert(1)</script> ]]> </script> <![CDATA[ &amp; 😀 & more')
    const { comments, stories } = db.read.tables
    const row = (await db.read.select({ html: comments.html }).from(comments).where(eq(comments.id, id)))[0]
    // As an import may have brought them.
    await db.transact(`story:${storyId}`, async (tx) => {
      const html = `${row?.html}<p>bell \u0007\u000b \ufffe end</p><p>not &lt;a href="/x"> but <a rel="ugc" href="/about?a=1&amp;b=2">this</a></p>`
      await tx.update(comments).set({ html, authorName: 'Ann \u202eevil\u0008 ]]>' }).where(eq(comments.id, id))
      await tx.update(stories).set({ title, lastSeq: 99 }).where(eq(stories.id, storyId))
    })
    const feed = await readAll('comments', storyId)
    expect(feed.title).toContain('Comments on “Fish & <chips> ]]> </script> gnp.exe “x” &amp;”')
    expect(feed.entries[0]).toMatchObject({ author: 'Ann evil ]]>', title: 'Ann evil ]]>' })
    expect(feed.entries[0]?.html).toContain('&lt;script&gt;alert(1)&lt;/script&gt; ]]&gt;')
    expect(feed.entries[0]?.html).toContain('😀')
    expect(feed.entries[0]?.html).toContain('<p>bell   end</p><p>not &lt;a href="/x"> but ')
    expect(feed.entries[0]?.html).toContain('<a rel="ugc" href="https://news.example/about?a=1&amp;b=2">this</a>')
    await readAll('comments')
  })

  it('come in parts without gap or repetition, whatever is posted meanwhile', async () => {
    const storyId = await server.story('long')
    const { comments } = db.read.tables
    const { id: first } = await post(ann, storyId, 'The model.')
    const [model] = await db.read.select().from(comments).where(eq(comments.id, first))
    if (!model) throw new Error('not posted')
    const made = Array.from({ length: 119 }, (_, n) => ({
      ...model,
      id: `01890a5d-ac96-774b-bcce-${String(n).padStart(12, '0')}`,
      ...{ seq: n + 1000, rootSeq: n + 1000, path: String(n + 1000) },
      // Many in the same millisecond.
      createdAt: model.createdAt - Math.floor(n / 40),
    }))
    await db.transact(`story:${storyId}`, async (tx) => {
      await tx.insert(comments).values(made)
    })
    for (const format of feedFormats) {
      const seen: string[] = []
      let path: string | undefined = feedPath('comments', format, storyId)
      let parts = 0
      while (path) {
        const feed: ReadFeed = await read(path)
        expect(feed.self).toBe(base + path)
        seen.push(...feed.entries.map(({ id }) => id))
        path = feed.next?.slice(base.length)
        parts += 1
        if (parts === 1) await post(bo, storyId, `Posted while ${format} is read.`)
      }
      const old = seen.filter((id) => id === `urn:uuid:${first}` || id.includes('01890a5d'))
      expect(old).toHaveLength(120)
      expect(new Set(seen).size).toBe(seen.length)
      expect(parts).toBe(3)
    }
    const { next } = await read(feedPath('comments', 'atom'))
    expect((await read(next?.slice(base.length) ?? '')).entries).toHaveLength(50)
  })

  it('refuse places that are none and stories that are not there', async () => {
    for (const name of feedNames) {
      expect((await get(`/${name}.rss?after=nonsense`)).status).toBe(400)
      expect((await get(`/${name}.rss?after=1_2`)).status).toBe(400)
      expect((await get(`/${name}.rss?after=9999999999999999_01890a5d-ac96-774b-bcce-b302099a8057`)).status).toBe(400)
      const far = await get(`/${name}.rss?after=9999999999_01890a5d-ac96-774b-bcce-b302099a8057`)
      expect(far.status).toBe(name === 'log' ? 400 : 200)
      expect((await get(`/${name}.json?story=nonsense`)).status).toBe(404)
      expect((await get(`/${name}.atom?story=01890a5d-ac96-774b-bcce-b302099a8057`)).status).toBe(404)
    }
    expect((await get('/secrets.atom')).status).toBe(404)
  })

  it('answer 304 to whoever has them, and only headers to HEAD', async () => {
    const storyId = await server.story('kept')
    await post(ann, storyId, 'Some words, quite a few of them. '.repeat(60))
    for (const format of feedFormats)
      for (const path of [feedPath('comments', format, storyId), feedPath('comments', format)]) {
        const { status, headers } = await get(path)
        const [etag, modified] = [headers.get('etag') ?? '', headers.get('last-modified') ?? '']
        expect(status).toBe(200)
        expect(headers.get('content-type')).toBe(`${feedTypes[format]}; charset=utf-8`)
        expect(headers.get('cache-control')).toBe('no-cache')
        expect(headers.get('content-encoding')).toBe('gzip')
        expect(headers.get('access-control-allow-origin')).toBe('*')
        expect(etag).toMatch(/^"[\w-]{22}"$/)
        const cached = await get(path, { 'if-none-match': etag })
        expect([cached.status, await cached.text(), cached.headers.get('etag')]).toEqual([304, '', etag])
        expect((await get(path, { 'if-modified-since': modified })).status).toBe(304)
        expect((await get(path, { 'if-none-match': '"other"', 'if-modified-since': modified })).status).toBe(200)
        const head = await fetch(server.url + path, { method: 'HEAD' })
        expect([head.status, head.headers.get('etag'), await head.text()]).toEqual([200, etag, ''])
      }
  })

  it('are written once for any number of readers, until something changes', async () => {
    const storyId = await server.story('polled')
    await post(ann, storyId, 'Words.')
    const paths = feedNames.flatMap((name) => [feedPath(name, 'atom', storyId), feedPath(name, 'atom')])
    const poll = async () => {
      vi.mocked(writeFeed).mockClear()
      for (let n = 0; n < 20; n += 1) for (const path of paths) await get(path)
      return vi.mocked(writeFeed).mock.calls.length
    }
    await poll()
    expect(await poll()).toBe(0)
    await post(ann, storyId, 'More words.')
    expect(await poll()).toBeLessThanOrEqual(paths.length)
    const { entries } = await read(feedPath('comments', 'atom', storyId))
    expect(entries).toHaveLength(2)
  })

  it('from another server on the same database have what is deleted no longer', async () => {
    const other = await startServer({ db: await db.openAgain() })
    try {
      const storyId = await server.story('two-nodes')
      const { id } = await post(ann, storyId, 'Fumblegrass.')
      const paths = [feedPath('comments', 'json', storyId), feedPath('comments', 'json')]
      const there = (path: string) => fetch(other.url + path).then((response) => response.text())
      for (const path of paths) expect(await there(path)).toContain('Fumblegrass')
      await ann.call('DELETE /api/v1/comments/:id', { params: { id } })
      for (const path of paths) expect(await there(path)).not.toContain('Fumblegrass')
    } finally {
      await other.close()
    }
  })

  it('are found from the pages, by programs and by people', async () => {
    const storyId = await server.story('found')
    const expected = {
      '/': ['comments', 'updates'],
      '/log': ['log', 'findings'],
      [`/log?story=${storyId}`]: ['log', 'findings'],
      [`/stories/${storyId}`]: ['comments', 'updates', 'log'],
    }
    for (const [page, names] of Object.entries(expected)) {
      const html = await (await get(page)).text()
      const ofStory = page.includes(storyId) ? storyId : undefined
      for (const name of names)
        for (const format of feedFormats) {
          const path = feedPath(name as 'log', format, ofStory)
          expect(html).toMatch(
            new RegExp(
              `<link rel="alternate" type="${feedTypes[format].replace('+', '\\+')}" title="[^"]+" href="${path.replace('?', '\\?')}"/>`,
            ),
          )
          expect(html).toContain(`<a href="${path}">`)
          expect((await get(path)).status).toBe(200)
        }
    }
  })

  describe('the sitemap', () => {
    const locs = (xml: string) => [...xml.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, loc = '']) => loc)
    const text = async (path: string) => (await get(path)).text()

    it('is named in robots.txt, and leads to every page that has something to read, wherever its story is, and to nothing else', async () => {
      const own = await beginStory(server.ctx, { url: `${base}/stories/über-den-fluß`, title: 'Own' })
      const odd = await beginStory(server.ctx, { url: `${base}/stories/this-&-that?x=1`, title: 'Odd address' })
      const elsewhere = await server.story('elsewhere')
      const unread = await server.story('nothing-here')
      const { reference } = await finding(elsewhere)
      const { id: open } = await post(ann, elsewhere, 'I say it left at midnight, too.')
      const openCase = await flagMisquote(bo, open)
      const { reference: secret } = await mo.call('GET /api/v1/cases/:id', { params: { id: openCase } })
      server.clock.forward(11 * MINUTE)

      expect(await text('/robots.txt')).toContain(`\nSitemap: ${base}/sitemap.xml\n`)
      const index = await get('/sitemap.xml')
      expect(index.headers.get('content-type')).toBe('application/xml; charset=utf-8')
      const parts = await Promise.all(locs(await index.text()).map((loc) => text(loc.slice(base.length))))
      const all = parts.flatMap(locs)
      expect(new Set(all).size).toBe(all.length)
      expect(all).toContain(`${base}/`)
      expect(all).toContain(`${base}/stories/%C3%BCber-den-flu%C3%9F`)
      expect(all).toContain(`${base}/stories/${odd.id}`)
      expect(all).toContain(`${base}/cases/${reference}`)
      expect(all).toContain(`${base}/stories/${elsewhere}`)
      expect(all.join()).not.toContain(unread)
      expect(all.join()).not.toContain(own.id)
      expect(all.join()).not.toContain(secret)
      for (const loc of all) {
        const response = await fetch(loc.replaceAll('&amp;', '&').replace(base, server.url), { redirect: 'manual' })
        expect([loc, response.status]).toEqual([loc, 200])
      }
      const lastmods = [...parts.join('').matchAll(/<lastmod>([^<]+)<\/lastmod>/g)].map(([, at = '']) => at)
      expect(lastmods.length).toBeGreaterThan(1)
      for (const at of lastmods) expect(new Date(at).toISOString()).toBe(at)
    })

    it('has no parts beyond its end', async () => {
      for (const name of ['stories-2', 'stories-0', 'cases-99999', 'people-1', 'places-2', '..%2fplaces-1'])
        expect((await get(`/sitemaps/${name}.xml`)).status).toBe(404)
    })
  })
})
