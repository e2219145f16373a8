import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CommentRow, insertComment } from '../../db/comments.ts'
import { nextSeq } from '../../db/events.ts'
import { placeUnder } from '../../server/comments/rules.ts'
import { newId } from '../../server/ids.ts'
import { iso } from '../../server/iso.ts'
import { beginStory } from '../../server/stories/begin-story.ts'
import { withAccount } from '../support/accounts.ts'
import { articleText } from '../support/context.ts'
import { flagMisquote, publishFinding } from '../support/findings.ts'
import { startServer, type TestPerson, type TestServer } from '../support/start-server.ts'

let server: TestServer
let wanda: TestPerson
let rolf: TestPerson
let mo: TestPerson

beforeAll(async () => {
  server = await startServer({ limits: true })
  wanda = await server.as('Wanda')
  rolf = await server.as('Rolf')
  mo = await server.as('Mo', { role: 'moderator' })
})
afterAll(() => server.close())

interface Page {
  status: number
  headers: Headers
  html: string
}

async function get(path: string, person?: TestPerson): Promise<Page> {
  const headers = person ? { cookie: `afterword=${person.token}` } : {}
  const response = await fetch(server.url + path, { redirect: 'manual', headers })
  return { status: response.status, headers: response.headers, html: await response.text() }
}

/** Sends a form as a browser would that has the page open. */
async function send(path: string, fields: Record<string, string>, headers: Record<string, string>): Promise<Page> {
  const body = new URLSearchParams(fields)
  const response = await fetch(server.url + path, { method: 'POST', redirect: 'manual', body, headers })
  return { status: response.status, headers: response.headers, html: await response.text() }
}

function by(person: TestPerson): Record<string, string> {
  return { cookie: `afterword=${person.token}`, origin: server.url }
}

/** The hidden fields of the form on a page. */
function hidden(html: string): Record<string, string> {
  const found = [...html.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)]
  return Object.fromEntries(found.map(([, name = '', value = '']) => [name, value]))
}

async function comment(person: TestPerson, storyId: string, body: string, parentId: string | null = null) {
  return person.call('POST /api/v1/stories/:id/comments', { params: { id: storyId }, body: { body, parentId } })
}

/** Reads a thread part by part, by the links of its pages. @returns the numbers of `fill` in each, and the last address. */
async function follow(start: string, rel: 'next' | 'prev') {
  const parts: string[][] = []
  let last = start
  for (let path: string | undefined = start; path; ) {
    last = path
    const { html } = await get(path)
    parts.push([...html.matchAll(/<p>Comment number (\d+)\.<\/p>/g)].map(([, n]) => n ?? ''))
    path = new RegExp(`href="([^"#]+)[^"]*" rel="${rel}"`).exec(html)?.[1]?.replace(/&amp;/g, '&')
  }
  return { parts, read: parts.flat(), last }
}

function dataOf(html: string): Record<string, unknown> {
  const [, json = ''] = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html) ?? []
  return JSON.parse(json)
}

describe('the thread on a story’s page', () => {
  test('is there whole: words, replies under what they answer, names, exact times, and who wrote in which office', async () => {
    const id = await server.story('whole')
    const first = await comment(wanda, id, 'It left at *noon*.')
    await comment(mo, id, 'So it did.', first.id)
    const { html, status } = await get(`/stories/${id}`)
    expect(status).toBe(200)
    const inside = html.slice(html.indexOf('<afterword-thread'), html.indexOf('</afterword-thread>'))
    expect(inside).toContain('<p>It left at <em>noon</em>.</p>')
    expect(inside).toMatch(/<ol class="replies"><li><article[^>]*aria-label="Comment by Mo"/)
    expect(inside).toContain('>Moderator</span>')
    expect(inside).toContain(`<time datetime="${first.createdAt}"`)
    expect(inside).toContain(`href="/stories/${id}?comment=${first.id}#comment-${first.id}"`)
    expect(html).not.toContain('<noscript>')
  })

  test('cannot be broken out of by what people write or are called', async () => {
    const id = await server.story('hostile')
    const eve = await server.as('</script><img src=x onerror=alert(1)>')
    await comment(eve, id, '</afterword-thread><script>alert(2)</script> [a](javascript:alert(3)) </script>')
    const { html } = await get(`/stories/${id}`)
    expect(html).not.toMatch(/<img(?! class="avatar" src="\/avatars\/[\w-]+\.svg")/)
    expect(html).not.toMatch(/alert\(2\)<\/script>|href="javascript:/)
    expect(html.match(/<\/afterword-thread>/g)).toHaveLength(1)
    expect(JSON.stringify(dataOf(html))).toContain('onerror=alert(1)')
  })

  test('has nothing of a comment that was deleted or is held, but for its place', async () => {
    const id = await server.story('gone')
    const gone = await comment(wanda, id, 'A word to regret.')
    await comment(rolf, id, 'An answer to it.', gone.id)
    await wanda.call('DELETE /api/v1/comments/:id', { params: { id: gone.id } })
    await mo.call('POST /api/v1/suspensions', {
      body: {
        target: { scope: 'story', storyId: id },
        ...{ mode: 'premoderated', reasonCode: 'heated', reason: 'Every comment is read by a moderator first.' },
        endsAt: iso(server.ctx.now() + 3_600_000),
      },
    })
    await comment(rolf, id, 'A word that waits.')
    const { html } = await get(`/stories/${id}`)
    expect(html).toContain('This comment was deleted.')
    expect(html).toContain('An answer to it.')
    expect(html).not.toContain('regret')
    expect(html).not.toContain('word that waits')
    expect(html).toContain('Every comment is read by a moderator first.')
  })

  test('shows a finding beside its comment, and tells machines of the correction', async () => {
    const id = await server.story('finding')
    const { id: commentId } = await comment(wanda, id, 'It left at midnight.')
    const explanation = 'The comment says “midnight”; the story says noon.'
    const flag = await flagMisquote(rolf, commentId)
    const reference = await publishFinding(mo, flag, {
      asked: { writer: wanda, reply: null },
      decision: { explanation },
    })
    const { html } = await get(`/stories/${id}`)
    expect(html).toContain('They wrote')
    expect(html).toContain('The story says')
    expect(html).toContain(explanation)
    expect(html).toContain(`href="/cases/${reference}"`)
    const data = dataOf(html)
    expect(data).toMatchObject({
      '@type': 'DiscussionForumPosting',
      comment: [{ '@type': 'Comment', correction: [{ '@type': 'CorrectionComment', identifier: reference }] }],
    })
  })

  test('is read to its end by links, every comment once, in both orders', async () => {
    const id = await server.story('pages')
    await fill(id, 120)
    for (const order of ['newest', 'oldest']) {
      const start = `/stories/${id}?sort=${order}`
      const { read, last } = await follow(start, 'next')
      expect(read).toHaveLength(120)
      expect(new Set(read).size).toBe(120)
      expect(read[0]).toBe(order === 'newest' ? '120' : '1')
      // And back again, by the other link.
      const back = await follow(last, 'prev')
      expect(back.parts.reverse().flat()).toEqual(read)
    }
    expect((await get(`/stories/${id}?after=nonsense`)).status).toBe(400)
  })

  test('has each update between the comments it came between, also where a part ends, once', async () => {
    const id = await server.story('parted')
    const ids = await fill(id, 50)
    server.clock.forward(60_000)
    const input = { params: { id }, body: { kind: 'update', body: 'It came in between.' } as const }
    await mo.call('POST /api/v1/stories/:id/updates', input)
    server.clock.forward(60_000)
    const last = await comment(rolf, id, 'After it.')
    server.clock.forward(60_000)
    await mo.call('POST /api/v1/stories/:id/updates', input)
    const dividers = (html: string) =>
      [...html.matchAll(/<li class="divider">.*?#update-(\d)|<article id="comment-([\w-]+)"/g)].map(
        ([, number, own]) => number ?? own,
      )
    for (const [sort, first, second] of [
      ['oldest', ids, ['1', last.id, '2']],
      ['newest', ['2', last.id, '1', ...ids.slice(1).reverse()], ids.slice(0, 1)],
    ] as const) {
      const { html } = await get(`/stories/${id}?sort=${sort}`)
      expect(dividers(html)).toEqual(first)
      const next = /<a class="aw-button" href="([^"#]+)#comments" rel="next">/.exec(html)?.[1] ?? ''
      expect(dividers((await get(next.replaceAll('&amp;', '&'))).html)).toEqual(second)
    }
  })

  test('has before a comment in its middle what stands before it, once', async () => {
    const id = await server.story('middle')
    const ids = await fill(id, 70)
    // Newest first the 20th stands behind fifty others.
    const { parts } = await follow(`/stories/${id}?comment=${ids[19]}`, 'prev')
    expect(parts.map((numbers) => [numbers[0], numbers.at(-1)])).toEqual([
      ['20', '1'],
      ['70', '21'],
    ])
  })
})

describe('a permalink', () => {
  test('leads to a comment in the middle of 5,000 in one request, marked, with an address of its own', async () => {
    const id = await server.story('long')
    const ids = await fill(id, 5_000)
    const wanted = ids[188]
    const path = `/stories/${id}?comment=${wanted}`
    const { html, status } = await get(path)
    expect(status).toBe(200)
    expect(html).toMatch(new RegExp(`<article id="comment-${wanted}" class="comment highlighted"`))
    expect(html).toContain('<p>Comment number 189.</p>')
    expect(html.match(/<article id="comment-/g)?.length).toBeLessThanOrEqual(51)
    expect(html).toContain(`<link rel="canonical" href="${server.url}${path}"/>`)
    const newest = await get(`/stories/${id}?comment=${ids.at(-1)}`)
    expect(newest.html).toContain(`<link rel="canonical" href="${server.url}/stories/${id}"/>`)
  })

  test('says of whom it is and how it begins where it is shared, and leads there; the story’s page is named by the story', async () => {
    const id = await server.story('shared')
    const { id: own } = await comment(wanda, id, 'It *left* at noon & "on time".')
    const meta = (html: string, name: string) =>
      new RegExp(`<meta (?:property|name)="${name}" content="([^"]*)"`).exec(html)?.[1]
    const told = ({ html }: Page) => ['og:title', 'og:description', 'og:url', 'og:type'].map((name) => meta(html, name))
    expect(told(await get(`/stories/${id}`))).toEqual([
      'About the shared',
      expect.stringContaining('The ferry Marlin left the harbour at noon.'),
      `${server.url}/stories/${id}`,
      'article',
    ])
    const permalink = await get(`/stories/${id}?comment=${own}`)
    const title = 'Wanda on “About the shared”'
    const address = `${server.url}/stories/${id}?comment=${own}`
    expect(told(permalink)).toEqual([title, 'It left at noon &amp; &quot;on time&quot;.', address, 'article'])
    expect(permalink.html).toContain(`<title>${title} – `)
    expect(meta(permalink.html, 'description')).toBe(meta(permalink.html, 'og:description'))
    await wanda.call('DELETE /api/v1/comments/:id', { params: { id: own } })
    expect(meta((await get(`/stories/${id}?comment=${own}`)).html, 'og:title')).not.toContain('Wanda')
    expect(told(await get('/log'))[3]).toBe('website')
  })

  test('to what was deleted says so with 410 and shows its answers; to what is not under the story, 404', async () => {
    const id = await server.story('permalinks')
    const other = await comment(wanda, await server.story('another'), 'Elsewhere.')
    const gone = await comment(wanda, id, 'A word to regret.')
    await comment(rolf, id, 'An answer to it.', gone.id)
    await wanda.call('DELETE /api/v1/comments/:id', { params: { id: gone.id } })
    const { html, status } = await get(`/stories/${id}?comment=${gone.id}`)
    expect(status).toBe(410)
    expect(html).toContain('The comment this link leads to is not here any more.')
    expect(html).toContain('An answer to it.')
    expect(html).not.toContain('regret')
    for (const asked of [other.id, newId(), 'nonsense'])
      expect((await get(`/stories/${id}?comment=${asked}`)).status).toBe(404)
  })

  test('keeps its comment when the story’s page has another address', async () => {
    const name = 'a-story-here'
    const { id } = await beginStory(server.ctx, { url: `${server.url}/stories/${name}`, title: 'A story here' })
    const { id: commentId } = await comment(wanda, id, 'Hello.')
    const { headers } = await get(`/stories/${id}?comment=${commentId}`)
    expect(headers.get('location')).toBe(`/stories/${name}?comment=${commentId}`)
  })
})

describe('the form for a comment', () => {
  test('posts once however often it is sent, and leads to the comment; a reply the same', async () => {
    const id = await server.story('form')
    const { html, headers } = await get(`/stories/${id}`, wanda)
    expect(headers.get('cache-control')).toBe('private, no-cache')
    const fields = { ...hidden(html), body: 'Written with a *plain* form.' }
    const answers = await Promise.all([1, 2, 3].map(() => send(`/stories/${id}/comments`, fields, by(wanda))))
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303])
    const [to, ...others] = answers.map(({ headers }) => headers.get('location') ?? '')
    expect(new Set(others)).toEqual(new Set([to]))
    const commentId = /comment=([\w-]+)#/.exec(to ?? '')?.[1] ?? ''
    expect((await get(to ?? '')).html.match(/Written with a <em>plain<\/em> form/g)).toHaveLength(1)

    const reply = await get(`/stories/${id}?comment=${commentId}&reply=1`, rolf)
    const form = reply.html.slice(reply.html.indexOf('id="write-reply"'))
    expect(form).toContain('Your reply to Wanda')
    const sent = await send(`/stories/${id}/comments`, { ...hidden(form), body: 'Heard.' }, by(rolf))
    const replied = await get(sent.headers.get('location') ?? '')
    expect(replied.html).toMatch(/<ol class="replies">.*<p>Heard\.<\/p>/s)
  })

  test('comes back with the reason and the text while commenting is paused', async () => {
    const id = await server.story('paused')
    const fields = {
      ...hidden((await get(`/stories/${id}`, wanda)).html),
      body: 'A thought of <mine>,\n\nin two parts.',
    }
    await mo.call('POST /api/v1/suspensions', {
      body: {
        target: { scope: 'story', storyId: id },
        ...{ reasonCode: 'heated', reason: 'We are reading what was said before it goes on.' },
        endsAt: iso(server.ctx.now() + 3_600_000),
      },
    })
    const { status, html } = await send(`/stories/${id}/comments`, fields, by(wanda))
    expect(status).toBe(423)
    expect(html).toContain('We are reading what was said before it goes on.')
    expect(html).toContain('Your text is kept.')
    expect(html).toContain('>\nA thought of &lt;mine>,\n\nin two parts.</textarea>')
  })

  test('comes back with a text that is too long or empty, and one whose session has ended', async () => {
    const id = await server.story('refused')
    const fields = hidden((await get(`/stories/${id}`, wanda)).html)
    const long = await send(`/stories/${id}/comments`, { ...fields, body: '語'.repeat(5_012) }, by(wanda))
    expect(long.status).toBe(400)
    expect(long.html).toContain('12 characters too many')
    expect(long.html).toContain('語'.repeat(5_012))
    expect((await send(`/stories/${id}/comments`, { ...fields, body: ' ' }, by(wanda))).status).toBe(400)
    const ended = await send(`/stories/${id}/comments`, { ...fields, body: 'Still here.' }, { origin: server.url })
    expect(ended.status).toBe(401)
    expect(ended.html).toContain('Still here.</textarea>')
    expect(ended.html).toContain('/sign-in?next=%2Fstories%2F')
    const huge = await send(`/stories/${id}/comments`, { ...fields, body: 'a'.repeat(300_000) }, by(wanda))
    expect(huge.status).toBe(413)
  })

  test('is refused from another site’s page, with another session’s token, and as anything but a form', async () => {
    const id = await server.story('forged')
    const path = `/stories/${id}/comments`
    const { token: wandas = '', ...rest } = hidden((await get(`/stories/${id}`, wanda)).html)
    const fields = { ...rest, token: wandas, body: 'Forged.' }
    const cookie = { cookie: `afterword=${wanda.token}` }
    const own = { ...cookie, origin: server.url }
    const foreign: Record<string, string>[] = [
      { ...cookie, origin: 'https://evil.example' },
      { ...cookie, origin: 'null' },
      { ...cookie, 'sec-fetch-site': 'cross-site' },
      { ...cookie, 'sec-fetch-site': 'same-site' },
      { ...cookie, 'sec-fetch-site': 'none' },
      cookie,
    ]
    for (const headers of foreign) {
      const { status, html } = await send(path, fields, headers)
      expect(status).toBe(403)
      expect(html).not.toContain('Forged.')
    }
    const { token: others } = hidden((await get(`/stories/${id}`, rolf)).html)
    for (const token of [others ?? '', '', 'a'.repeat(43)])
      expect((await send(path, { ...fields, token }, own)).status).toBe(403)
    for (const act of ['follow', `comments/${(await comment(wanda, id, 'Mine.')).id}/delete`]) {
      const at = `/stories/${id}/${act}`
      expect((await send(at, { token: wandas }, { ...cookie, origin: 'https://evil.example' })).status).toBe(403)
      expect((await send(at, { token: others ?? '' }, own)).status).toBe(403)
    }
    const json = await fetch(server.url + path, {
      method: 'POST',
      headers: { ...own, 'content-type': 'application/json' },
      body: JSON.stringify(fields),
    })
    expect(json.status).toBe(415)
    const bearer = await send(path, fields, { authorization: `Bearer ${wanda.token}`, origin: server.url })
    expect(bearer.status).toBe(401)
    expect((await get(`/stories/${id}`)).html).not.toContain('Forged.')
  })

  test('counts with the API: who has posted too often there cannot go on here', async () => {
    const id = await server.story('often')
    const hasty = await server.as('Hasty')
    for (let n = 1; n <= 20; n++) await comment(hasty, id, `Number ${n}`)
    const fields = hidden((await get(`/stories/${id}`, hasty)).html)
    const { status, headers, html } = await send(`/stories/${id}/comments`, { ...fields, body: 'And more.' }, by(hasty))
    expect(status).toBe(429)
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
    expect(html).toContain('And more.</textarea>')
  })
})

describe('the page to flag a comment', () => {
  test('flags with the words of both, and tells the reference', async () => {
    const id = await server.story('flagged')
    const { id: commentId } = await comment(wanda, id, 'The ferry left at midnight.')
    const path = `/stories/${id}/comments/${commentId}/flag`
    const { html } = await get(path, rolf)
    expect(html).toContain('The ferry left at midnight.')
    const fields = {
      ...hidden(html),
      ...{ kind: 'misrepresentation', type: 'misquoted', claim: 'left at midnight', source: 'story' },
      ...{ says: 'words that stand nowhere', explanation: 'The story says that it left at noon.' },
    }
    const absent = await send(path, fields, by(rolf))
    expect(absent.status).toBe(422)
    expect(absent.html).toContain('words that stand nowhere</textarea>')
    const says = articleText.slice(0, articleText.indexOf('.'))
    const sent = await send(path, { ...fields, says }, by(rolf))
    expect(sent.status).toBe(303)
    const { html: receipt } = await get(sent.headers.get('location') ?? '', rolf)
    expect(receipt).toMatch(/Its reference is <strong[^>]*>MR-\d{4}-\d{4}</)
    expect((await send(path, { ...fields, says }, by(rolf))).status).toBe(409)
  })

  test('says what is missing and keeps the rest; is refused from elsewhere; asks who is signed out to sign in', async () => {
    const id = await server.story('flagged-2')
    const { id: commentId } = await comment(wanda, id, 'Words.')
    const path = `/stories/${id}/comments/${commentId}/flag`
    const fields = hidden((await get(path, rolf)).html)
    const illegal = { ...fields, kind: 'illegal', explanation: 'It names a protected witness.' }
    const { status, html } = await send(path, illegal, by(rolf))
    expect(status).toBe(400)
    expect(html).toContain('Confirm that you believe it to be accurate and complete.')
    expect(html).toContain('It names a protected witness.</textarea>')
    const forged = await send(path, { ...fields, kind: 'spam' }, { ...by(rolf), origin: 'https://evil.example' })
    expect(forged.status).toBe(403)
    const out = await get(path)
    expect(out.html).toContain(`href="/sign-in?next=${encodeURIComponent(path)}"`)
    expect((await send(path, { ...fields, kind: 'spam' }, by(rolf))).status).toBe(303)
    await wanda.call('DELETE /api/v1/comments/:id', { params: { id: commentId } })
    expect((await get(path)).status).toBe(404)
  })
})

/** Puts many comments under a story at once. Answers their ids, oldest first. */
async function fill(storyId: string, count: number): Promise<string[]> {
  const ids: string[] = []
  await server.ctx.db.transact(`story:${storyId}`, async (tx) => {
    for (let n = 1; n <= count; n++) {
      const seq = await nextSeq(tx, storyId)
      const at = server.ctx.now()
      const row: CommentRow = {
        ...placeUnder(null, seq),
        ...{ id: newId(), storyId, parentId: null, personId: null, authorName: 'Ida', badge: null, isOfficial: false },
        ...{ state: 'visible', removedFor: null, body: '', html: `<p>Comment number ${n}.</p>`, revision: 1, seq },
        ...{ createdAt: at, editedAt: null, deletedAt: null, decidedBy: null, decidedAt: null },
        ...{ rejection: null, importKey: null, label: null },
      }
      await insertComment(tx, row)
      ids.push(row.id)
    }
  })
  return ids
}

describe('signing in by a plain form', () => {
  const fields = { email: 'wanda@example.org', password: 'not the password' }

  test('is refused to a page of another site, and to what no page sent, without a look at it', async () => {
    for (const headers of [{ origin: 'https://elsewhere.test' }, { 'sec-fetch-site': 'cross-site' }, {}] as const) {
      const { status, headers: answered } = await send('/sign-in', fields, headers)
      expect(status).toBe(403)
      expect(answered.get('set-cookie')).toBeNull()
    }
  })

  test('says what is wrong without giving the password back, and guesses are counted with the API’s', async () => {
    const own = { origin: server.url }
    const refused = await send('/sign-in', fields, own)
    expect(refused.status).toBe(401)
    expect(refused.html).toContain('value="wanda@example.org"')
    expect(refused.html).not.toContain('not the password')
    const guess = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(fields) }
    for (let tries = 1; tries < 10; tries++) await fetch(`${server.url}/api/v1/sessions`, guess)
    const last = await send('/sign-in', fields, own)
    expect(last.status).toBe(429)
    expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0)
  })

  test('goes on to a page of this site only', async () => {
    const account = { email: 'nils@example.org', password: 'a long enough one' }
    await withAccount(server, { name: 'Nils', ...account })
    const next = 'https://elsewhere.test/'
    const { status, headers } = await send('/sign-in', { ...account, next }, { origin: server.url })
    expect(status).toBe(303)
    expect(headers.get('location')).toBe('/')
    expect(headers.get('set-cookie')).toMatch(/^afterword=[^;]+; .*HttpOnly; SameSite=Lax/)
  })
})
