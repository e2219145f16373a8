import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '../../db/database.ts'
import { nextUpdateNumber, storyCount, storyPage } from '../../db/stories.ts'
import { seedDemonstration } from '../../server/demo/seed.ts'
import { iso } from '../../server/iso.ts'
import { beginStory } from '../../server/stories/begin-story.ts'
import { setStoryText } from '../../server/stories/set-text.ts'
import { contextOn } from '../support/context.ts'
import { freshDatabase } from '../support/databases.ts'
import { flagMisquote, publishFinding } from '../support/findings.ts'
import { startServer, type TestServer } from '../support/start-server.ts'

const DEMO = '/stories/a-night-at-sanderling-point'
const MINUTE = 60_000
let server: TestServer
let db: Database

beforeAll(async () => {
  db = await freshDatabase('sqlite')
  await seedDemonstration({ ...contextOn(db), now: Date.now })
  server = await startServer({ db, env: { DEMO: 'on' } })
})
afterAll(async () => {
  await server.close()
  await db.close()
})

async function get(path: string, init: RequestInit = {}): Promise<{ status: number; headers: Headers; html: string }> {
  const response = await fetch(server.url + path, { redirect: 'manual', ...init })
  return { status: response.status, headers: response.headers, html: await response.text() }
}

describe('every page', () => {
  const pages: [path: string, status: number][] = [
    ['/', 200],
    ['/archive', 200],
    ['/log', 200],
    ['/embed', 200],
    ['/sign-in', 200],
    ['/sign-in?next=/console', 200],
    ['/sign-in?origin=https://news.example&state=abcdefgh12345', 200],
    ['/setup?token=abcdefghijklmnopqrstuvwx', 200],
    ['/setup', 200],
    ['/console', 200],
    ['/console/cases', 200],
    [DEMO, 200],
    ['/stories/gull-lane-without-cars', 200],
    ['/cases/MR-2026-0001', 200],
    ['/cases/MR-2026-0002', 200],
    ['/cases/MR-2026-9999', 404],
    ['/stories/no-such-story', 404],
    ['/stories/01890a5d-ac96-774b-bcce-b302099a8057', 404],
    ['/stories/..%2f..%2fetc%2fpasswd', 404],
    ['/log?story=nonsense', 404],
    ['/archive?after=nonsense', 400],
    ['/nowhere', 404],
  ]
  test.each(pages)('%s answers %i with a whole document under a strict policy', async (path, status) => {
    const { status: answered, headers, html } = await get(path)
    expect(answered).toBe(status)
    expect(headers.get('content-type')).toContain('text/html')
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toContain('unsafe-inline')
    expect(html).toMatch(/^<!doctype html><html lang="en">/)
    expect(html).toMatch(/<title>[^<]+<\/title>/)
    expect(html).toMatch(/<meta name="description" content="[^"]+"/)
    // Nothing is left for the policy to stop.
    expect(html).not.toMatch(/<style|\sstyle=|\son[a-z]+=|javascript:/i)
    const inline = [...html.matchAll(/<script\b[^>]*>/g)].filter(([tag]) => !tag.includes(' src="/'))
    // Data is not run.
    expect(inline.filter(([tag]) => tag !== '<script type="application/ld+json">')).toEqual([])
  })
})

test('what a page does not answer is said with 405, and what it does; where there is no page it is 404', async () => {
  for (const method of ['PUT', 'PATCH', 'DELETE']) {
    const { status, headers, html } = await get('/archive', { method })
    expect([status, headers.get('allow')]).toEqual([405, 'GET, HEAD'])
    expect(html).toMatch(/^<!doctype html>/)
    expect((await get('/nowhere', { method })).status).toBe(404)
  }
  expect((await get('/archive', { method: 'POST' })).headers.get('allow')).toBe('GET, HEAD')
  const flag = await get(`${DEMO}/comments/01890a5d-ac96-774b-bcce-b302099a8057/flag`, { method: 'PUT' })
  expect(flag.headers.get('allow')).toBe('GET, HEAD, POST')
})

describe('the demonstration newspaper', () => {
  test('has a front page with stories, counts, the newest update and what is paused', async () => {
    const { html } = await get('/')
    expect(html).toContain('Why did the deputy harbour chief spend the night at the coastguard station?')
    expect(html).toContain('30 comments')
    expect(html).toMatch(/Update 8/)
    expect(html).toContain('Comments paused until')
    expect(html).toContain('No comments yet')
    expect(html).toContain(`href="${DEMO}"`)
  })

  test('embeds the thread on a story page as any publisher would', async () => {
    const { html } = await get(DEMO)
    expect(html).toContain('<script type="module" src="/embed.js"></script>')
    expect(html).toContain(`<afterword-thread url="${server.url}${DEMO}" title="Why did`)
    expect(html).toContain(`<link rel="canonical" href="${server.url}${DEMO}"/>`)
  })

  test('tells a reader about the pause, and every update, without a script', async () => {
    const { html: paused } = await get('/stories/gull-lane-without-cars')
    expect(paused).toContain('Feelings about the lane are running high')
    const { html: updated } = await get(DEMO)
    for (const number of [1, 2, 3, 4, 5, 6, 7, 8]) expect(updated).toContain(`>Update ${number}</span>`)
  })

  test('tells a reader what was found about posts elsewhere, without a script', async () => {
    const { html } = await get(DEMO)
    expect(html).toContain('Elsewhere: posts about this story that were checked')
    expect(html).toContain('<bdi>@quayside</bdi> on tidelines.example: <a href="/cases/MR-2026-0002">overstates</a>.')
  })

  test('is made once', async () => {
    const before = await storyCount(server.ctx.db.read)
    await seedDemonstration(server.ctx)
    expect(await storyCount(server.ctx.db.read)).toBe(before)
  })

  test('moves a story’s id to its address', async () => {
    const found = await server.call('GET /api/v1/stories', { query: { search: 'deputy harbour' } })
    const { status, headers } = await get(`/stories/${found.stories[0]?.id}`)
    expect(status).toBe(301)
    expect(headers.get('location')).toBe(DEMO)
    const byUrl = await get(`/stories?url=${encodeURIComponent(`${server.url}${DEMO}?utm_source=x#comments`)}`)
    expect(byUrl.headers.get('location')).toBe(DEMO)
    expect((await get('/stories?url=https://elsewhere.example/')).status).toBe(404)
  })

  test('shows a story whose address has letters beyond a to z', async () => {
    const name = 'über-den-fluß, & zurück'
    const { id } = await beginStory(server.ctx, {
      url: `${server.url}/stories/${encodeURIComponent(name)}`,
      title: 'Über',
    })
    const { status, html } = await get(`/stories/${encodeURIComponent(name)}`)
    expect(status).toBe(200)
    expect(html).toContain('>Über</h1>')
    const { headers } = await get(`/stories/${id}`)
    expect(headers.get('location')).toBe(`/stories/${encodeURIComponent(name)}`)
  })

  test.each(['00:00:01', '02:59:00', '11:30:00', '23:59:59'])('is whole when first started at %s', async (time) => {
    const start = Date.parse(`2026-11-22T${time}Z`)
    const db = await freshDatabase('sqlite')
    await seedDemonstration(contextOn(db, { time: start }))
    const stories = await storyPage(db.read, { limit: 10 })
    expect(stories).toHaveLength(5)
    expect(stories.every((story) => story.publishedAt < start)).toBe(true)
    await db.close()
  })

  test('of two servers that start at once one makes it', async () => {
    const db = await freshDatabase('sqlite')
    const ctx = contextOn(db)
    await Promise.all([seedDemonstration(ctx), seedDemonstration(ctx)])
    expect(await storyCount(db.read)).toBe(5)
    await db.close()
  })
})

describe('a story from elsewhere', () => {
  test('is shown with its text, its own address for the thread, and everything escaped', async () => {
    const title = '<img src=x onerror=alert(1)> & "quoted"'
    const url = 'https://news.example/a?b=1'
    const { id } = await beginStory(server.ctx, { url, title })
    const bare = await get(`/stories/${id}`)
    expect(bare.html).toContain('This story is published at <a href="https://news.example/a?b=1">news.example</a>')
    await setStoryText(
      server.ctx,
      id,
      '<p>Words <script>alert(1)</script></p><img src="https://news.example/p.jpg" alt="A boat">',
    )
    await (await server.as('Rae Reader')).call('POST /api/v1/stories/:id/comments', {
      params: { id },
      body: { body: 'First' },
    })
    for (const path of [`/stories/${id}`, '/archive', `/log?story=${id}`]) {
      const { html, status } = await get(path)
      expect(status).toBe(200)
      expect(html).toContain('&lt;img src=x onerror=alert(1)> &amp; ')
      expect(html).not.toMatch(/<img(?! class="avatar" src="\/avatars\/[\w-]+\.svg")/)
      expect(html).not.toContain('alert(1)</script>')
    }
    const { html } = await get(`/stories/${id}`)
    expect(html).toContain('<afterword-thread url="https://news.example/a?b=1"')
    expect(html).toContain('<a href="https://news.example/p.jpg" class="picture">Picture: A boat</a>')
  })

  test('is never on the front page, and in the archive once somebody can be read there', async () => {
    const title = 'Anybody may have written this title'
    const { id } = await server.call('POST /api/v1/stories', {
      body: { url: 'https://news.example/by-anybody', title },
    })
    for (const path of ['/', '/archive']) expect((await get(path)).html).not.toContain(title)
    expect((await server.call('GET /api/v1/stories', { query: { search: title } })).stories).toHaveLength(1)
    const reader = await server.as('Rae Reader')
    const comment = await reader.call('POST /api/v1/stories/:id/comments', { params: { id }, body: { body: 'Hello' } })
    expect((await get('/archive')).html).toContain(title)
    expect((await get('/')).html).not.toContain(title)
    await reader.call('DELETE /api/v1/comments/:id', { params: { id: comment.id } })
    expect((await get('/archive')).html).not.toContain(title)
  })

  test('is found in the archive however many there are', async () => {
    const at = Date.UTC(2020, 0, 1)
    for (let n = 0; n < 60; n++) {
      const url = `https://news.example/old/${n}`
      const { id } = await beginStory(server.ctx, { url, title: `Old story ${n}`, publishedAt: at })
      await server.ctx.db.transact(`story:${id}`, (tx) => nextUpdateNumber(tx, id))
    }
    const found = new Set<string>()
    for (let path: string | undefined = '/archive'; path; ) {
      const { html } = await get(path)
      for (const [, title] of html.matchAll(/>(Old story \d+)</g)) found.add(title ?? '')
      path = /href="([^"]+)" rel="next"/.exec(html)?.[1]
    }
    expect(found.size).toBe(60)
  })
})

describe('signing in', () => {
  const refused = [
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '/%09/evil.example\t',
    '/\t/evil.example',
    '/\n/evil.example',
    'javascript:alert(1)',
    '\\\\evil.example',
    '/..//evil.example',
    '/a/../..//evil.example',
    'console',
    '',
  ]
  test.each(refused)('does not go on to %j', async (next) => {
    const { html } = await get(`/sign-in?next=${encodeURIComponent(next)}`)
    const sent = /data-next="([^"]*)"/.exec(html)?.[1] ?? ''
    expect(new URL(sent, server.url).origin).toBe(server.url)
    if (!next.startsWith('/%09')) expect(sent).toBe('/')
  })

  test('goes on to a page of this site', async () => {
    const { html } = await get(`/sign-in?next=${encodeURIComponent('/console/cases?state=submitted')}`)
    expect(html).toContain('data-next="/console/cases?state=submitted"')
  })

  test('serves as a popup only for pages that may have threads', async () => {
    const { html: allowed } = await get('/sign-in?origin=https://news.example&state=abcdefgh12345')
    expect(allowed).toContain('data-origin="https://news.example" data-state="abcdefgh12345"')
    for (const query of [
      'origin=https://evil.example&state=abcdefgh12345',
      'origin=https://news.example/path&state=abcdefgh12345',
      'origin=https://news.example',
      'origin=https://news.example&state=%22%3E%3Cscript%3E',
      'state=abcdefgh12345',
    ]) {
      const { html } = await get(`/sign-in?${query}`)
      expect(html).toContain('The page that opened this window is not on a site that may have threads here.')
      expect(html).not.toContain('id="account"')
    }
  })

  test('leads a browser on this machine to the one name that sign-in knows', async () => {
    const { port } = new URL(server.url)
    const moved = await fetch(`http://localhost:${port}/archive?after=`, { redirect: 'manual' }).catch(() => undefined)
    // Where localhost is only IPv6 the server, which listens on 127.0.0.1, is not reached at all.
    if (moved) expect(moved.headers.get('location')).toBe(`${server.url}/archive?after=`)
  })
})

describe('the log', () => {
  test('shows a pause in words, then how long it really was', async () => {
    const storyId = await server.story('log-of-a-pause')
    const moderator = await server.as('Mo', { role: 'moderator' })
    const reason = 'We are checking reports that quote this story wrongly.'
    const pause = await moderator.call('POST /api/v1/suspensions', {
      body: {
        target: { scope: 'story', storyId },
        ...{ reasonCode: 'misrepresentation_review', reason, endsAt: iso(server.ctx.now() + 90 * MINUTE) },
      },
    })
    const during = await get(`/log?story=${storyId}`)
    expect(during.html).toContain(reason)
    expect(during.html).toContain('A moderator')
    expect(during.html).toContain('Planned: 1 hour 30 minutes')
    expect(during.html).toContain('Still paused.')
    expect(during.html).not.toContain('Mo<')

    server.clock.forward(20 * MINUTE)
    await moderator.call('POST /api/v1/suspensions/:id/end', { params: { id: pause.id }, body: {} })
    const after = await get('/log')
    expect(after.html).toContain('Pause ended')
    expect(after.html).toContain('It lasted 20 minutes of the 1 hour 30 minutes that were planned.')
    expect(after.html).toContain('About the log-of-a-pause')
  })

  test('gives the reasons of a finding that readers see, and leads to the comment', async () => {
    const { html } = await get('/log')
    expect(html).toContain('Finding: overstates')
    expect(html).toContain('The story says what would follow if the station had sent Mr Wrenfield back')
    expect(html).toMatch(/href="\/stories\/[\w-]+\?comment=[\w-]+#comment-[\w-]+"/)
  })
})

test('the log keeps a finding whose comment was deleted, without what was said of its words', async () => {
  const storyId = await server.story('log-of-a-deletion')
  const [writer, reader] = [await server.as('Wanda'), await server.as('Rolf')]
  const moderator = await server.as('Mo', { role: 'moderator' })
  const { id } = await writer.call('POST /api/v1/stories/:id/comments', {
    params: { id: storyId },
    body: { body: 'It left at midnight.' },
  })
  const flag = await flagMisquote(reader, id)
  const explanation = 'The comment says “midnight”; the story says noon.'
  await publishFinding(moderator, flag, { asked: { writer, reply: null }, decision: { explanation } })
  const log = async () => (await get(`/log?story=${storyId}`)).html
  expect(await log()).toContain(explanation)
  await writer.call('DELETE /api/v1/comments/:id', { params: { id } })
  const after = await log()
  expect(after).toContain('Finding: misquotes')
  expect(after).toContain('The note went with the comment')
  expect(after).not.toContain('midnight')
})

describe('small files', () => {
  test('are there', async () => {
    const icon = await get('/favicon.svg')
    expect(icon.headers.get('content-type')).toContain('image/svg+xml')
    const robots = await get('/robots.txt')
    expect(robots.html).toContain('Disallow: /api/')
  })
})
