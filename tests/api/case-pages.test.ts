import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { drawCaseCard } from '../../server/pages/cards/draw-case-card.ts'
import { articleText } from '../support/context.ts'
import { flagMisquote, publishFinding, stepIn } from '../support/findings.ts'
import { startServer, type TestPerson, type TestServer } from '../support/start-server.ts'

vi.mock('../../server/pages/cards/draw-case-card.ts', { spy: true })

const HOSTILE = '</script><script>alert(1)</script><img src=x onerror=alert(2)> & "said"'
/** What must not be in any page: who flagged, what they said, what moderators tell each other. */
const FLAGGER = 'Quillfeather Unnamed'
const WHY = 'The story gives noon, and zanderling is my private word for it.'
const NOTE = 'Between us: wobblegong, keep an eye on this one.'
const SECRETS = [FLAGGER, 'zanderling', 'wobblegong', 'mumblecrust', 'My appeal is']

describe('the page of a case', () => {
  let server: TestServer
  let writer: TestPerson
  let flagger: TestPerson
  let mo: TestPerson
  let owner: TestPerson
  let author: TestPerson
  let storyId: string

  beforeAll(async () => {
    server = await startServer()
    writer = await server.as('Wanda Reed')
    flagger = await server.as(FLAGGER)
    mo = await server.as('Mo Moderates', { role: 'moderator' })
    owner = await server.as('Olive Owns', { role: 'owner' })
    author = await server.as('Art Hour')
    storyId = await server.story('ferry')
    await server.grant(author, 'author', storyId)
  })
  afterAll(() => server.close())

  const get = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(server.url + path, { redirect: 'manual', ...init })
    const { status, headers } = response
    return { status, headers, html: await response.text() }
  }
  const write = async (body = 'Everybody knows it left at midnight.') =>
    (await writer.call('POST /api/v1/stories/:id/comments', { params: { id: storyId }, body: { body } })).id
  const flagged = async (body?: string, over: object = {}) => {
    const commentId = await write(body)
    return { commentId, id: await flagMisquote(flagger, commentId, { explanation: WHY, ...over }) }
  }
  const published = async (deciding: Parameters<typeof publishFinding>[2] = {}, body?: string) => {
    const made = await flagged(body)
    const asked = { writer, reply: 'I took it from the timetable.' }
    return { ...made, reference: await publishFinding(mo, made.id, { asked, ...deciding }) }
  }
  const read = async (reference: string) => (await get(`/cases/${reference}`)).html

  it('is complete without a script', async () => {
    const { id, commentId, reference } = await published()
    await mo.call('POST /api/v1/cases/:id/notes', { params: { id }, body: { body: NOTE } })
    await author.call('PUT /api/v1/cases/:id/answer', { params: { id }, body: { answer: 'It was noon: I saw it.' } })
    const { number } = await author.call('POST /api/v1/stories/:id/updates', {
      params: { id: storyId },
      body: { kind: 'clarification', body: 'To be *clear*: noon.', answersCaseId: id },
    })
    const { status, headers, html } = await get(`/cases/${reference}`)
    expect(status).toBe(200)
    expect(headers.get('cache-control')).toBe('no-cache')
    for (const part of [
      `<h1>Misquotes</h1>`,
      reference,
      '<bdi>Wanda Reed</bdi>',
      `href="/stories/${storyId}?comment=${commentId}#comment-${commentId}"`,
      'href="https://news.example/ferry#:~:text=left%20the%20harbour%20at%20noon"',
      '<blockquote dir="auto">“left at <mark>midnight</mark>”</blockquote>',
      '<blockquote dir="auto">“left <mark>the harbour</mark> at <mark>noon</mark>”</blockquote>',
      'This comment misquotes the story.',
      'The story says that it left at noon.',
      'A note stands beside the comment',
      'I took it from the timetable.',
      'It was noon: I saw it.',
      `UPDATE ${number}`,
      '<p>To be <em>clear</em>: noon.</p>',
      'Nobody judges their own case',
    ])
      expect(html).toContain(part)
    const entries = (await server.call('GET /api/v1/log', { query: {} })).entries
    const entry = entries.find(({ detail }) => detail.reference === reference)
    expect(html).toContain(`href="/log?after=${(entry?.number ?? 0) + 1}#e-${entry?.number}"`)
    expect(await get(`/log?after=${(entry?.number ?? 0) + 1}`)).toMatchObject({
      html: expect.stringContaining(`Case <a href="/cases/${reference}">${reference}</a>`),
    })
  })

  it('is found by search engines and previews under its one address', async () => {
    const { reference } = await published()
    const html = await read(reference)
    const meta = (name: string) => new RegExp(`<meta (?:property|name)="${name}" content="([^"]*)"`).exec(html)?.[1]
    const address = `${server.ctx.config.PUBLIC_URL}/cases/${reference}`
    expect(html).toContain(`<link rel="canonical" href="${address}"/>`)
    expect(meta('og:url')).toBe(address)
    expect(meta('og:type')).toBe('article')
    expect(meta('og:title')).toBe('Misquotes: a comment on “About the ferry”')
    expect(meta('og:description')).toBe('This comment misquotes the story. The story says that it left at noon.')
    expect(meta('description')).toBe(meta('og:description'))
    expect(meta('og:image')).toMatch(new RegExp(`^${address}/card\\.png\\?v=[\\w-]{22}$`))
    expect([meta('og:image:width'), meta('og:image:height')]).toEqual(['1200', '630'])
    expect(meta('og:image:alt')).toContain('They wrote: “left at midnight”')
    expect(meta('twitter:card')).toBe('summary_large_image')
  })

  it.each(['mr-2026-0001', ' MR-2026-0001 ', 'MR-2026-1', 'MR-2026-000001', 'mr–2026–0001'])(
    'is read at one address, however it is spelt: %j',
    async (name) => {
      const { status, headers } = await get(`/cases/${encodeURIComponent(name)}`)
      expect([status, headers.get('location')]).toEqual([301, '/cases/MR-2026-0001'])
    },
  )

  it('does not tell what is not public from what is not there', async () => {
    const unknown = await get('/cases/MR-2026-9999')
    expect(unknown.status).toBe(404)
    const open = await flagged()
    const recorded = await flagged()
    await publishFinding(mo, recorded.id, {
      asked: { writer, reply: null },
      decision: { action: 'none' },
    })
    const conductOf = await write('Left at midnight, you fools.')
    const conduct = await flagMisquote(flagger, conductOf, { kind: 'abuse', explanation: WHY })
    const conductName = await publishFinding(mo, conduct, {
      decision: {
        finding: 'breaks_rules',
        rule: 'abuse',
        action: 'collapse',
        explanation: 'It insults the mumblecrust.',
      },
    })
    const names = [
      ...[conductName, 'IL-2026-0001', 'MR-2026-0000', 'nonsense', "MR-2026-0001'--", '..%2fMR-2026-0001'],
      ...(await Promise.all(
        [open.id, recorded.id].map(
          async (id) => (await mo.call('GET /api/v1/cases/:id', { params: { id } })).reference,
        ),
      )),
    ]
    for (const name of names) {
      const { status, headers, html } = await get(`/cases/${name}`)
      expect({ name, status, html }).toEqual({ name, status: 404, html: unknown.html })
      expect(headers.get('cache-control')).toBe(unknown.headers.get('cache-control'))
      expect((await get(`/cases/${name}/card.png`)).status).toBe(404)
    }
    const log = (await get('/log')).html
    expect(log).toContain(`Case ${conductName}.`)
    expect(log).not.toContain(`/cases/${conductName}`)
    expect(log).not.toContain(conductOf)
    expect(log).not.toContain('mumblecrust')
  })

  it('has no words of a comment that its writer deleted, nor what was said about them; nor has anything else', async () => {
    const body = 'Everybody knows it left at midnight. Snarkwhistle!'
    const { commentId, reference } = await published(
      {
        asked: { writer, reply: 'I heard snarkwhistle say it left at midnight.' },
        decision: { explanation: 'It says “left at midnight”, and snarkwhistle, but the story says noon.' },
      },
      body,
    )
    const before = await read(reference)
    expect(before).toContain('left at <mark>midnight</mark>')
    const picture = /card\.png\?v=([\w-]+)/
    await writer.call('DELETE /api/v1/comments/:id', { params: { id: commentId } })
    const after = await read(reference)
    const places = [`/api/v1/findings/${reference}`, '/log', '/log.atom', '/api/v1/log', `/stories/${storyId}`]
    const all = [after, ...(await Promise.all(places.map(async (path) => (await get(path)).html)))]
    for (const text of all) expect(text).not.toMatch(/snarkwhistle/i)
    expect(after).not.toMatch(/midnight|Wanda/)
    expect(after).toContain('<h1>Misquotes</h1>')
    expect(after).toContain('These words are not shown any more.')
    expect(after).toContain('Its words are withheld, and so is what was said about them.')
    expect(after).toContain('The answer went with the comment.')
    expect(after).not.toContain('application/ld+json')
    expect(picture.exec(after)?.[1]).not.toBe(picture.exec(before)?.[1])
    await get(`/cases/${reference}/card.png`)
    expect(vi.mocked(drawCaseCard).mock.lastCall?.[0]).toMatchObject({ reference, wrote: '', says: '' })
  })

  it('keeps the reasons of a finding that removed the comment, not its words', async () => {
    const { reference } = await published({
      decision: { finding: 'invented', action: 'remove', explanation: 'The sentence was made up, and stayed.' },
    })
    const html = await read(reference)
    expect(html).toContain('The sentence was made up, and stayed.')
    expect(html).toContain('I took it from the timetable.')
    expect(html).toContain('The comment was removed by this finding')
    expect(html).not.toMatch(/midnight|Wanda/)
  })

  it('says what became of the right of reply', async () => {
    const waived = await published({ asked: { writer, reply: null } })
    expect(await read(waived.reference)).toContain('said that no answer would come')

    const silent = await flagged()
    await stepIn(mo, silent.id, { step: 'ask_reply', allegation: 'Your comment gives another time.', hours: 24 })
    server.clock.forward(25 * 60 * 60 * 1000)
    const lapsed = await publishFinding(mo, silent.id)
    expect(await read(lapsed)).toContain('did not answer in the time there was')

    const fair = await flagged()
    const unasked = await publishFinding(mo, fair.id, { decision: { finding: 'fair_paraphrase' } })
    expect(await read(unasked)).toContain('Nobody was asked, since the finding does not go against')
  })

  it('tells of an appeal, and of what was found before it', async () => {
    const { id, reference } = await published({ decision: { explanation: 'The first reasons, which were too short.' } })
    await writer.call('POST /api/v1/me/cases/:id/appeal', {
      params: { id },
      body: { reason: 'My appeal is that I meant the mumblecrust.' },
    })
    const during = await read(reference)
    expect(during).toContain('Under appeal.')
    expect(during).toContain('The first reasons')
    await publishFinding(owner, id, {
      decision: { finding: 'lacks_context', explanation: 'It leaves out what it was about.' },
    })
    const after = await read(reference)
    expect(after).not.toContain('Under appeal.')
    expect(after).toContain('<h1>Lacks context</h1>')
    expect(after).toContain('The finding before the appeal')
    expect(after).toContain('The first reasons')
    expect(after).toMatch(/Appealed<\/span><a href="\/log\?after=\d+#e-\d+">/)
    const { html: log } = await get(`/log?story=${storyId}`)
    expect(log).toContain('A later finding has taken its place.')
    expect(log).not.toContain('The first reasons')
  })

  it('says that the words were corrected, and that the passage was changed', async () => {
    const { commentId, reference } = await published()
    await writer.call('PATCH /api/v1/comments/:id', {
      params: { id: commentId },
      body: { body: 'Everybody knows it left at noon.', revision: 1 },
    })
    expect(await read(reference)).toMatch(/<b>(Corrected|Edited since)\.<\/b>/)
    const text = `<p>${articleText.replace('left the harbour at noon', 'sailed at twelve')}</p>`
    await mo.call('PUT /api/v1/stories/:id/text', { params: { id: storyId }, body: { html: text } })
    expect(await read(reference)).toContain('Passage changed.')
    const restored = `<p>${articleText}</p>`
    await mo.call('PUT /api/v1/stories/:id/text', { params: { id: storyId }, body: { html: restored } })
  })

  it('escapes what people write, also where it stands as data', async () => {
    const { id } = await flagged(`Everybody says ${HOSTILE} left at midnight.`.replace(/[<>]/g, '\\$&'), {
      claim: { exact: 'left at midnight' },
    })
    const reference = await publishFinding(mo, id, {
      asked: { writer, reply: HOSTILE },
      decision: { explanation: `Because of ${HOSTILE}` },
    })
    await author.call('PUT /api/v1/cases/:id/answer', { params: { id }, body: { answer: HOSTILE } })
    const html = await read(reference)
    expect(html).not.toContain('<img')
    expect(html).not.toContain('<script>')
    expect(html.match(/<\/script>/g)).toHaveLength(html.match(/<script /g)?.length ?? 0)
    expect(dataIn(html)).toMatchObject({ correction: { text: expect.stringContaining(`Because of ${HOSTILE}`) } })
    const decision = { explanation: 'Turned \u202Earound, as one may say.' }
    const turned = await publishFinding(mo, (await flagged()).id, { asked: { writer, reply: null }, decision })
    expect(await read(turned)).toContain('Turned around, as one may say.')
  })

  it('describes a comment as a comment with its correction, and rates it not', async () => {
    const { commentId, reference } = await published()
    expect(dataIn(await read(reference))).toMatchObject({
      '@context': 'https://schema.org',
      '@type': 'Comment',
      url: `${server.ctx.config.PUBLIC_URL}/stories/${storyId}?comment=${commentId}#comment-${commentId}`,
      author: { name: 'Wanda Reed' },
      hasPart: { '@type': 'Quotation', text: 'left at midnight' },
      correction: { '@type': 'CorrectionComment', identifier: reference },
    })
    const fair = await flagged()
    const name = await publishFinding(mo, fair.id, { decision: { finding: 'fair_paraphrase' } })
    const data = dataIn(await read(name))
    expect(data).not.toHaveProperty('correction')
    expect(data).toMatchObject({ comment: { '@type': 'Comment', identifier: name } })
  })

  describe('about a post elsewhere', () => {
    const post = {
      url: 'https://m.tidelines.example/@quay/post/9?utm_source=x',
      postedBy: '@quay',
      originatedBy: '@marsh',
      text: 'العبّارة غادرت عند منتصف الليل',
      language: 'ar',
      translation: 'The ferry left at midnight.',
    }
    const reported = async (over: object, finding: object) => {
      const { id } = await flagger.call('POST /api/v1/stories/:id/outside-flags', {
        params: { id: storyId },
        body: {
          post: { ...post, ...over },
          ...{ type: 'misquoted', explanation: WHY, source: { kind: 'story', exact: 'left the harbour at noon' } },
          claim: { exact: 'غادرت عند منتصف الليل' },
        },
      })
      return publishFinding(mo, id, { decision: { action: 'statement', ...finding } })
    }

    it('shows the original and its translation, who posted it, and that nobody could be asked', async () => {
      const reference = await reported({}, {})
      const html = await read(reference)
      expect(html).toContain(
        '<blockquote class="case-words" lang="ar" dir="auto">العبّارة غادرت عند منتصف الليل</blockquote>',
      )
      expect(html).toContain('The ferry left at midnight.')
      expect(html).toMatch(/<blockquote dir="auto">“<span lang="ar">غادرت/)
      expect(html).toContain('said to come first from <bdi>@marsh</bdi>')
      expect(html).toContain('nobody could be asked before the finding')
      expect(html).toContain('This post misquotes the story.')
      const links = [...html.matchAll(/<a href="https:\/\/m\.tidelines[^"]*"([^>]*)>/g)]
      expect(links.length).toBeGreaterThan(0)
      for (const [, attributes] of links) expect(attributes).toContain('rel="nofollow ugc noopener noreferrer"')
      expect(html).not.toContain('utm_source')
      const { html: story } = await get(`/stories/${storyId}`)
      expect(story).toContain(`<a href="/cases/${reference}">misquotes</a>`)
    })

    it('is a review of the claim that the story says so, with a verdict in words', async () => {
      const reference = await reported({ url: 'https://tidelines.example/@quay/post/10' }, {})
      const data = dataIn(await read(reference))
      expect(data).toMatchObject({
        '@type': 'ClaimReview',
        url: `${server.ctx.config.PUBLIC_URL}/cases/${reference}`,
        author: { '@type': 'Organization', name: server.ctx.config.SITE_NAME },
        claimReviewed: 'The story “About the ferry” says: “غادرت عند منتصف الليل”',
        itemReviewed: { author: { name: '@quay' }, appearance: { url: 'https://tidelines.example/@quay/post/10' } },
      })
      expect((data as { reviewRating: object }).reviewRating).toEqual({
        '@type': 'Rating',
        alternateName: 'Misquotes',
        ratingExplanation: 'This post misquotes the story. The story says that it left at noon.',
      })
      const open = await reported(
        { url: 'https://tidelines.example/@quay/post/11' },
        { finding: 'cannot_be_settled', explanation: 'Nobody wrote down when it left.' },
      )
      expect(await read(open)).not.toContain('application/ld+json')
    })
  })

  it('never tells who flagged, what they said, or what moderators tell each other', async () => {
    const all = Array.from({ length: 25 }, (_, n) => `/cases/MR-2026-${String(n + 1).padStart(4, '0')}`)
    const answers = await Promise.all(all.map((path) => get(path)))
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(10)
    const others = await Promise.all(['/log', '/log.atom', '/api/v1/log'].map((path) => get(path)))
    for (const { html } of [...answers, ...others])
      for (const secret of [...SECRETS, mo.name, owner.name]) expect(html).not.toContain(secret)
    // Beside a comment, and only there, everybody reads why it was folded.
    const thread = (await get(`/stories/${storyId}`)).html.replaceAll('It insults the mumblecrust.', '')
    for (const secret of [...SECRETS, mo.name, owner.name]) expect(thread).not.toContain(secret)
  })

  describe('as a picture', () => {
    it('is a PNG that may be kept for a day, and is not drawn for whoever has it', async () => {
      const { reference } = await published()
      const path = `/cases/${reference}/card.png`
      const response = await fetch(server.url + path)
      expect(response.status).toBe(200)
      expect(response.headers.get('content-type')).toBe('image/png')
      expect(response.headers.get('cache-control')).toBe('public, max-age=86400')
      expect(response.headers.get('cross-origin-resource-policy')).toBe('cross-origin')
      const png = Buffer.from(await response.arrayBuffer())
      expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1200, 630])
      const etag = response.headers.get('etag') ?? ''
      expect(await read(reference)).toContain(`card.png?v=${etag.slice(1, -1)}`)
      vi.mocked(drawCaseCard).mockClear()
      const again = await get(path, { headers: { 'if-none-match': etag } })
      expect(again.status).toBe(304)
      expect(drawCaseCard).not.toHaveBeenCalled()
      expect((await get(path, { headers: { 'if-none-match': '"other"' } })).status).toBe(200)
    })

    it('that cannot be drawn is missing; the page is whole', async () => {
      const { reference } = await published()
      const logged = vi.spyOn(server.ctx.log, 'error')
      vi.mocked(drawCaseCard).mockRejectedValueOnce(new Error('no library'))
      expect((await get(`/cases/${reference}/card.png`)).status).toBe(404)
      expect(logged).toHaveBeenCalledOnce()
      expect((await get(`/cases/${reference}`)).status).toBe(200)
    })

    it('is not drawn without end for one address', async () => {
      const { reference } = await published()
      const limited = await startServer({ db: server.ctx.db, limits: true })
      vi.mocked(drawCaseCard).mockResolvedValue(Buffer.from('a picture'))
      const ask = () => fetch(`${limited.url}/cases/${reference}/card.png`)
      const statuses = await Promise.all(Array.from({ length: 61 }, async () => (await ask()).status))
      expect(statuses.filter((status) => status === 429)).toHaveLength(1)
      const refused = await ask()
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
      expect((await fetch(`${limited.url}/cases/${reference}`)).status).toBe(200)
      vi.mocked(drawCaseCard).mockReset()
      await limited.close()
    })
  })
})

/** What a page says for machines. */
function dataIn(html: string): Record<string, unknown> {
  const found = [...html.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/g)]
  expect(found).toHaveLength(1)
  return JSON.parse(found[0]?.[1] ?? '')
}
