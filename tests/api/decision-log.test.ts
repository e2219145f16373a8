import { SaxesParser } from 'saxes'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { iso } from '../../server/iso.ts'
import { appendLog, type NewLogEntry } from '../../server/log/append-log.ts'
import { removeWords } from '../../server/log/remove-words.ts'
import { verifyLog } from '../../server/log/verify-log.ts'
import { beginStory } from '../../server/stories/begin-story.ts'
import { dialects, freshDatabase, type TestDatabase } from '../support/databases.ts'
import { logRows, tamper } from '../support/decisions.ts'
import { flagMisquote, publishFinding } from '../support/findings.ts'
import { problemOf, startServer, type TestPerson, type TestServer } from '../support/start-server.ts'

const MINUTE = 60_000
const pause = { mode: 'paused', reasonCode: 'heated', reason: 'Tempers are high; back in a while.' } as const

describe.each(dialects)('the public log on %s', (dialect) => {
  let db: TestDatabase
  let server: TestServer
  let mo: TestPerson

  beforeAll(async () => {
    db = await freshDatabase(dialect)
    server = await startServer({ db })
    mo = await server.as('Mo Quill', { role: 'owner' })
  })
  afterAll(async () => {
    await server.close()
    await db.close()
  })
  const later = (minutes: number) => iso(server.ctx.now() + minutes * MINUTE)
  const log = (entry: Partial<NewLogEntry>) =>
    db.transact('test', (tx) =>
      appendLog(tx, {
        ...{ at: server.ctx.now(), verb: 'suspension.started', role: 'moderator', personId: mo.id, storyId: null },
        detail: {},
        ...entry,
      }),
    )
  const get = (path: string, headers: Record<string, string> = {}) => fetch(server.url + path, { headers })
  const read = async (path: string) => (await get(path)).text()
  /** The words of a page, as a reader sees them. */
  const seen = async (path: string) =>
    (await read(path))
      .replace(/<[^>]*>/g, '')
      .replaceAll('&amp;', '&')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
  const suspend = (body: object) => mo.call('POST /api/v1/suspensions', { body: { ...pause, ...body } as never })

  it('tells in words what becomes of a pause, and for how long', async () => {
    const storyId = await server.story('pause')
    const target = { scope: 'story', storyId }
    const made = await suspend({ target, endsAt: later(40) })
    await mo.call('POST /api/v1/suspensions/:id/extend', {
      params: { id: made.id },
      body: { version: made.version, endsAt: later(100) },
    })
    const during = await seen(`/log?story=${storyId}`)
    for (const words of [
      ...['Comments paused', 'An owner', pause.reason, 'Heated discussion. Planned: 40 minutes, until'],
      ...['Extended since, until', 'Still paused.', 'Pause extended', 'New end: ', 'Before: ', '1 hour longer.'],
    ])
      expect(during).toContain(words)
    server.clock.forward(20 * MINUTE)
    await mo.call('POST /api/v1/suspensions/:id/end', { params: { id: made.id }, body: {} })
    const after = await seen(`/log?story=${storyId}`)
    expect(after).not.toContain('Still paused.')
    expect(after).toContain('Lasted: 20 minutes.')
    expect(after).toContain('Pause ended')
    expect(after).toContain('It lasted 20 minutes of the 1 hour 40 minutes that were planned.')
    expect(await seen('/log')).toContain('on About the pause')
  })

  it('tells of every kind of decision, wherever it holds', async () => {
    const { id: storyId } = await beginStory(server.ctx, {
      ...{ url: 'https://news.example/kinds', title: 'All kinds', section: 'Harbour' },
    })
    const { id: commentId } = await mo.call('POST /api/v1/stories/:id/comments', {
      params: { id: storyId },
      body: { body: 'The top of a branch.' },
    })
    const planned = await suspend({ target: { scope: 'site' }, startsAt: later(60), endsAt: later(180) })
    await mo.call('POST /api/v1/suspensions/:id/end', { params: { id: planned.id }, body: {} })
    await suspend({ target: { scope: 'section', section: 'Harbour' }, mode: 'premoderated', reviewAt: later(600) })
    await suspend({ target: { scope: 'branch', commentId }, endsAt: later(30) })
    await suspend({ target: { scope: 'story', storyId }, mode: 'slow', slowSeconds: 90, endsAt: later(30) })
    const weekly = { kind: 'weekly', from: '00:00', until: '06:00' } as const
    const night = await mo.call('POST /api/v1/schedules', {
      body: { ...pause, ...weekly, days: [1, 2, 3, 4, 5], target: { scope: 'site' } },
    })
    await mo.call('DELETE /api/v1/schedules/:id', { params: { id: night.id } })
    await log({
      verb: 'suspension.started',
      role: 'automatic',
      personId: null,
      detail: { madeBy: 'heat', scope: 'site' },
    })
    const page = await seen('/log')
    for (const words of [
      ...['Pause planned', 'It is to hold from', ': 2 hours.', 'Planned pause cancelled', 'on the whole site'],
      ...[
        'Comments checked before they appear',
        'in the section Harbour',
        'Planned without an end; to be looked at again by ',
      ],
      ...['on one branch of the thread under All kinds', 'Slow mode begun', 'One comment a person every 90 seconds.'],
      ...['Schedule set up: pause', 'Monday to Friday, 00:00 to 06:00 (UTC).', 'Schedule stopped: pause'],
      ...['By itself', 'It began by itself'],
    ])
      expect(page).toContain(words)
    expect(await read('/log')).toContain(`href="/stories/${storyId}?comment=${commentId}#comment-${commentId}"`)
  })

  it('never tells who', async () => {
    const listed = await server.call('GET /api/v1/log', { query: {} })
    expect(listed.entries.length).toBeGreaterThan(8)
    const rows = await logRows(db)
    const all = JSON.stringify(listed) + (await read('/api/v1/log')) + (await read('/log')) + (await read('/log.atom'))
    for (const secret of [mo.id, mo.name, 'personId', 'personSalt', ...rows.flatMap((row) => row.personSalt ?? [])])
      expect(all).not.toContain(secret)
    const [entry] = listed.entries
    expect(entry).toMatchObject({ storyId: null, storyTitle: null, personDigest: null, hash: rows.at(-1)?.hash })
  })

  it('pages by number, newest first', async () => {
    const storyId = await server.story('pages')
    for (let n = 0; n < 60; n += 1) await log({ verb: 'update.published', storyId, detail: { number: n } })
    const { entries, next } = await server.call('GET /api/v1/log', { query: { storyId } })
    const rest = await server.call('GET /api/v1/log', { query: { storyId, after: next ?? '' } })
    const numbers = [...entries, ...rest.entries].map((entry) => entry.number)
    expect(numbers).toHaveLength(60)
    expect(numbers).toEqual([...numbers].sort((a, b) => b - a))
    expect(rest.next).toBeNull()
    const bad = await problemOf(server.call('GET /api/v1/log', { query: { after: 'nonsense' } }))
    expect(bad.status).toBe(400)
    expect((await get('/log?after=nonsense')).status).toBe(400)
    const oldest = rest.entries.at(-1)?.number ?? 0
    expect(await read(`/log?after=${oldest + 1}`)).toContain(`id="e-${oldest}"`)
  })

  it('shows removed words nowhere, and says that they were removed', async () => {
    const storyId = await server.story('removal')
    const words = 'Somebody called Quillfeather is being insulted.'
    await log({ storyId, words })
    const places = ['/log', `/log?story=${storyId}`, '/api/v1/log', '/log.atom', `/log.atom?story=${storyId}`]
    for (const place of places) expect(await read(place)).toContain(words)
    const { number } = await verifyLog(db.read)
    const { salt } = { salt: (await logRows(db)).at(-1)?.wordsSalt ?? '' }
    const before = await get(`/log.atom?story=${storyId}`)
    await removeWords(server.ctx, number)
    for (const place of places) {
      const text = await read(place)
      expect(text).not.toContain('Quillfeather')
      expect(text).not.toContain(salt)
    }
    expect(await seen('/log')).toMatch(
      new RegExp(`The words of this entry have been removed: see entry ${number + 1}, .+ UTC\\.`),
    )
    expect(await seen('/log')).toContain(`Words removed from entry ${number}`)
    const headers = { 'if-none-match': before.headers.get('etag') ?? '' }
    expect((await get(`/log.atom?story=${storyId}`, headers)).status).toBe(200)
    expect((await verifyLog(db.read)).faults).toEqual([])
  })

  it('leads from a finding and its appeal to the page of the case, and back', async () => {
    const storyId = await server.story('cited')
    const [writer, flagger] = [await server.as('Wanda'), await server.as('Rolf')]
    const { id: commentId } = await writer.call('POST /api/v1/stories/:id/comments', {
      params: { id: storyId },
      body: { body: 'It left at midnight.' },
    })
    const id = await flagMisquote(flagger, commentId)
    const reference = await publishFinding(mo, id, { asked: { writer, reply: 'I was there.' } })
    const reason = 'I was there, and it was dark.'
    await writer.call('POST /api/v1/me/cases/:id/appeal', { params: { id }, body: { reason } })
    const log = await read(`/log?story=${storyId}`)
    expect(log.split(`Case <a href="/cases/${reference}">${reference}</a>.`)).toHaveLength(3)
    expect(log).toContain('Appeal against a finding')
    expect(log.split('The story says that it left at noon.')).toHaveLength(2)
    expect(log).not.toContain(reason)
    const page = await read(`/cases/${reference}`)
    const { entries } = await server.call('GET /api/v1/log', { query: { storyId } })
    expect(entries.map(({ verb }) => verb)).toEqual(['case.appealed', 'case.decided'])
    for (const { number } of entries) expect(page).toContain(`href="/log?after=${number + 1}#e-${number}"`)
  })

  describe('of steps that are for staff', () => {
    const step = (words: string) => log({ verb: 'case.step', role: 'sealed', words })
    const secret = (n: number) => JSON.stringify({ reference: `MR-2026-900${n}`, step: 'wimblewick' })

    it('has a line for each run, with every hash, and no words', async () => {
      const storyId = await server.story('steps')
      await log({ verb: 'update.published', storyId, detail: { number: 1 } })
      const { number } = await verifyLog(db.read)
      for (const n of [1, 2, 3]) await step(secret(n))
      await log({ verb: 'update.published', storyId, detail: { number: 2 } })
      await step(secret(4))
      const text = await seen('/log')
      expect(text).toContain(`3 steps told to staff only (entries ${number + 1}–${number + 3})`)
      expect(text).toContain(`1 step told to staff only (entry ${number + 5})`)
      const page = await read('/log')
      const rows = await logRows(db)
      for (const n of [1, 2, 3, 5]) {
        expect(page).toContain(`id="e-${number + n}"`)
        expect(page).toContain(rows.find((row) => row.number === number + n)?.hash)
      }
      const sealed = page.slice(page.indexOf(`id="e-${number + 3}"`), page.indexOf(`id="e-${number + 1}"`))
      expect(sealed).not.toMatch(/removed|gone/)
      const places = ['/log', '/log.atom', '/api/v1/log', `/log?story=${storyId}`]
      for (const place of places) expect(await read(place)).not.toMatch(/wimblewick|MR-2026-900/)
      expect((await verifyLog(db.read)).faults).toEqual([])
    })

    it('are in the data, each one, and neither in the feed nor in the log of a story', async () => {
      const storyId = await server.story('quiet-steps')
      await step(secret(5))
      await log({ verb: 'update.published', storyId, detail: { number: 1 } })
      const { entries } = await server.call('GET /api/v1/log', { query: {} })
      expect(entries[1]).toMatchObject({ verb: 'case.step', role: 'sealed', words: null, wordsSalt: null, detail: {} })
      expect(entries[1]?.wordsDigest).toMatch(/^[0-9a-f]{64}$/)
      const feed = await read('/log.atom')
      expect(feed).toContain(entries[0]?.id)
      expect(feed).not.toContain(entries[1]?.id)
      const ofStory = await seen(`/log?story=${storyId}`)
      expect(ofStory).toContain('UPDATE 1 published')
      expect(ofStory).not.toContain('told to staff only (')
    })
  })

  it('says that its chain verifies, or what is wrong', async () => {
    server.clock.forward(MINUTE)
    const { number, hash } = await server.call('GET /api/v1/log/check', {})
    const page = await seen('/log')
    expect(page).toContain(`The chain verifies up to entry ${number}.`)
    expect(page).toContain(hash)
    await db.transact('tamper', (tx) => tamper(tx, 2, { role: 'author' }))
    server.clock.forward(MINUTE)
    expect((await server.call('GET /api/v1/log/check', {})).fault).toMatch(/^Entry 2 was changed/)
    expect(await seen('/log')).toContain('The chain does not verify. Entry 2 was changed')
    await db.transact('tamper', (tx) => tamper(tx, 2, { role: 'owner' }))
    server.clock.forward(MINUTE)
    expect((await server.call('GET /api/v1/log/check', {})).fault).toBeNull()
  })

  describe('as a feed', () => {
    it('is well-formed Atom whatever people write, with the same identifiers each time', async () => {
      const title = 'Fish & <chips> ]]> “quoted” \u0007&amp;'
      const { id: storyId } = await beginStory(server.ctx, { url: 'https://news.example/odd', title })
      await log({ storyId, words: '<script>alert(1)</script> ]]> & more', detail: { mode: 'closed', scope: 'story' } })
      const feed = parseFeed(await read(`/log.atom?story=${storyId}`))
      expect(feed.texts('feed/id')[0]).toMatch(/^urn:uuid:[0-9a-f-]{36}$/)
      expect(feed.texts('feed/title')[0]).toContain('Fish & <chips> ]]>')
      expect(feed.texts('feed/updated')[0]).toMatch(/^\d{4}-\d\d-\d\dT.+Z$/)
      expect(feed.texts('feed/author/name')).toHaveLength(1)
      expect(feed.links('feed/link', 'self')).toEqual([`${server.ctx.config.PUBLIC_URL}/log.atom?story=${storyId}`])
      expect(feed.links('feed/link', 'alternate')).toEqual([`${server.ctx.config.PUBLIC_URL}/log?story=${storyId}`])
      const { entries } = await server.call('GET /api/v1/log', { query: { storyId } })
      expect(feed.texts('feed/entry/id')).toEqual([`urn:uuid:${entries[0]?.id}`])
      expect(feed.texts('feed/entry/updated')).toEqual([entries[0]?.at])
      expect(feed.texts('feed/entry/title')[0]).toMatch(/^Comments closed – Fish & <chips> ]]>/)
      expect(feed.texts('feed/entry/content')[0]).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
      expect(feed.links('feed/entry/link', 'alternate')[0]).toContain(`#e-${entries[0]?.number}`)
      expect(parseFeed(await read(`/log.atom?story=${storyId}`)).texts('feed/id')).toEqual(feed.texts('feed/id'))
      const whole = parseFeed(await read('/log.atom'))
      expect(whole.texts('feed/entry/id').length).toBe(50)
      expect(whole.texts('feed/id')).not.toEqual(feed.texts('feed/id'))
    })

    it('answers 304 to a reader that has it, and is found from the pages', async () => {
      const { status, headers } = await get('/log.atom')
      expect(status).toBe(200)
      expect(headers.get('content-type')).toBe('application/atom+xml; charset=utf-8')
      const [etag, modified] = [headers.get('etag') ?? '', headers.get('last-modified') ?? '']
      expect((await get('/log.atom', { 'if-none-match': etag })).status).toBe(304)
      expect((await get('/log.atom', { 'if-modified-since': modified })).status).toBe(304)
      expect((await get('/log.atom', { 'if-none-match': '"other"' })).status).toBe(200)
      expect((await get('/log.atom?story=nonsense')).status).toBe(404)
      const storyId = await server.story('found')
      const linked = (path: string) => `rel="alternate" type="application/atom\\+xml" title="[^"]+" href="${path}"`
      expect(await read('/log')).toMatch(new RegExp(linked('/log.atom')))
      for (const path of [`/log?story=${storyId}`, `/stories/${storyId}`])
        expect(await read(path)).toMatch(new RegExp(linked(`/log.atom\\?story=${storyId}`)))
    })

    it('of a story on which nothing was decided is a feed all the same', async () => {
      const feed = parseFeed(await read(`/log.atom?story=${await server.story('calm')}`))
      expect(feed.texts('feed/updated')).toHaveLength(1)
      expect(feed.texts('feed/entry/id')).toEqual([])
    })
  })
})

/** Reads Atom as a strict parser does; throws if it is not well-formed or of another namespace. */
function parseFeed(xml: string) {
  const found: { path: string; text: string; attributes: Record<string, string> }[] = []
  const open: typeof found = []
  const parser = new SaxesParser({ xmlns: true })
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', (tag) => {
    expect(tag.uri).toBe('http://www.w3.org/2005/Atom')
    const attributes = Object.fromEntries(Object.entries(tag.attributes).map(([name, { value }]) => [name, value]))
    const path = [open.at(-1)?.path, tag.local].filter(Boolean).join('/')
    open.push({ path, text: '', attributes })
  })
  const add = (text: string) => {
    const at = open.at(-1)
    if (at) at.text += text
  }
  parser.on('text', add)
  parser.on('cdata', add)
  parser.on('closetag', () => {
    const closed = open.pop()
    if (closed) found.push(closed)
  })
  parser.write(xml).close()
  const at = (path: string) => found.filter((element) => element.path === path)
  return {
    texts: (path: string) => at(path).map(({ text }) => text.trim()),
    links: (path: string, rel?: string) =>
      at(path).flatMap(({ attributes }) => (attributes.rel === rel ? [attributes.href] : [])),
  }
}
