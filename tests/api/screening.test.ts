import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { commentById } from '../../db/comments.ts'
import { newId } from '../../server/ids.ts'
import { openReceiver } from '../support/receiver.ts'
import { problemOf, startServer, type TestPerson, type TestServer } from '../support/start-server.ts'

let server: TestServer
let owner: TestPerson
let ann: TestPerson
let storyId: string
let count = 0

beforeAll(async () => {
  server = await startServer({ env: { PRIVATE_NETWORK: 'on' } })
  owner = await server.as('Olive', { role: 'owner' })
})
afterAll(() => server.close())
beforeEach(async () => {
  ann = await server.as('Ann')
  storyId = await server.story(`story-${++count}`)
})
afterEach(async () => {
  const { rules } = await owner.call('GET /api/v1/screening/rules')
  for (const { id } of rules) await owner.call('DELETE /api/v1/screening/rules/:id', { params: { id } })
})

const post = (body: string, more: object = {}, by = ann) =>
  by.call('POST /api/v1/stories/:id/comments', { params: { id: storyId }, body: { body, ...more } })
const why = async () =>
  (await ann.call('GET /api/v1/stories/:id/held', { params: { id: storyId } })).held.map(({ because }) => because)
type Wanted = Parameters<typeof owner.call<'POST /api/v1/screening/rules'>>[1]
const rule = (check: object, more: object = {}) =>
  owner.call('POST /api/v1/screening/rules', { body: { name: 'A rule', check, ...more } } as Wanted)

describe('an outside check', () => {
  let receiver: Server
  let url: string
  let secret: string
  let asked: { body: string; headers: Record<string, string> }[]
  /** What it answers; undefined for nothing at all. */
  let answer: { status: number; body: string } | undefined

  beforeEach(async () => {
    asked = []
    answer = { status: 200, body: '{"verdict":"allow"}' }
    receiver = createServer((req, res) => {
      let body = ''
      req.on('data', (part) => {
        body += part
      })
      req.on('end', () => {
        asked.push({ body, headers: req.headers as Record<string, string> })
        if (answer) res.writeHead(answer.status).end(answer.body)
      })
    })
    await new Promise<void>((done) => receiver.listen(0, '127.0.0.1', done))
    url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/check`
    const made = await rule({ kind: 'external', url, timeoutMs: 1_500 }, { name: 'Checker' })
    secret = made.secret ?? ''
  })
  afterEach(() => {
    receiver.closeAllConnections()
    receiver.close()
  })

  it('is sent the comment signed, with nothing by which its writer can be reached, and is believed', async () => {
    expect((await post('A fine day.')).state).toBe('visible')
    const [one] = asked
    const sent = new Webhook(secret).verify(one!.body, one!.headers) as Record<string, never>
    expect(sent).toMatchObject({
      type: 'comment.check',
      comment: { text: 'A fine day.', parentId: null },
      story: { id: storyId },
      person: { id: ann.id, name: 'Ann', hasPublicComment: false },
    })
    expect(one!.body).not.toContain(ann.email)
    answer = { status: 200, body: '{"verdict":"hold","reason":"Looks\\u0000 bought.\\u202e","rule":"ads"}' }
    expect((await post('Buy this.')).state).toBe('pending')
    const { items } = await owner.call('GET /api/v1/queue', { query: { storyId } })
    expect(items[0]?.screenings[0]).toMatchObject({ name: 'Checker', words: 'Looks bought. (ads)' })
    expect((await why())[0]).not.toContain('Looks bought')
    answer = { status: 200, body: '{"verdict":"refuse"}' }
    expect(await problemOf(post('Buy that.'))).toMatchObject({ code: 'screened', status: 422 })
  })

  it.each([
    ['is slow', () => (answer = undefined), 'slow'],
    ['fails', () => (answer = { status: 500, body: 'Oh' }), 'down'],
    ['answers nonsense', () => (answer = { status: 200, body: '{"verdict":"perhaps"}' }), 'nonsense'],
    ['is down', () => receiver.close(), 'down'],
  ])(
    'that %s holds comments and loses none; after three it is left alone, then asked again',
    async (_, fail, failure) => {
      fail()
      if (failure === 'down') receiver.closeAllConnections()
      for (let i = 0; i < 5; i++) expect((await post(`Number ${i}`)).state).toBe('pending')
      expect(asked.length).toBeLessThanOrEqual(4)
      expect((await why())[0]).toContain('the check that comments go through could not be made')
      const { items } = await owner.call('GET /api/v1/queue', { query: { storyId } })
      expect(items[0]?.screenings[0]?.words).toMatch(/so the comment is held$/)
      if (!receiver.listening) return
      answer = { status: 200, body: '{"verdict":"allow"}' }
      server.clock.forward(31_000)
      expect((await post('Well again.')).state).toBe('visible')
    },
  )

  it('is not asked where commenting is shut', async () => {
    const reason = { reasonCode: 'heated' as const, reason: 'Tempers are high here.' }
    const endsAt = new Date(server.ctx.now() + 3_600_000).toISOString()
    await owner.call('POST /api/v1/suspensions', { body: { target: { scope: 'story', storyId }, ...reason, endsAt } })
    expect(await problemOf(post('Hello.'))).toMatchObject({ code: 'suspended' })
    expect(asked).toEqual([])
  })

  it('never shows its secret again', async () => {
    const { rules } = await owner.call('GET /api/v1/screening/rules')
    expect(JSON.stringify(rules)).not.toContain(secret.slice('whsec_'.length))
  })
})

describe('the address of an outside check', () => {
  it('inside the house is neither taken nor asked, unless the setting says so', async () => {
    const receiver = await openReceiver()
    try {
      await rule({ kind: 'external', url: receiver.url })
      server.ctx.config.PRIVATE_NETWORK = false
      const path = 'body.check.url'
      expect(await problemOf(rule({ kind: 'external', url: receiver.url }))).toMatchObject({
        ...{ code: 'invalid', extra: { issues: [expect.objectContaining({ path })] } },
      })
      expect((await post('Hello.')).state).toBe('pending')
      expect(receiver.received).toEqual([])
    } finally {
      server.ctx.config.PRIVATE_NETWORK = true
      receiver.close()
    }
  })

  it('on the link, where clouds keep the keys of their machines, never is', async () => {
    for (const url of ['http://169.254.169.254/latest/', 'http://[fe80::1]/', 'http://168.63.129.16/'])
      expect(await problemOf(rule({ kind: 'external', url }))).toMatchObject({ code: 'invalid' })
  })
})

it('words that were held stand among the earlier wordings no more than among the comments', async () => {
  await rule({ kind: 'words', phrases: ['dastard'] })
  const { id } = await post('First words.')
  await post('An answer.', { parentId: id }, await server.as('Bob'))
  const edit = (body: string, revision: number) =>
    ann.call('PATCH /api/v1/comments/:id', { params: { id }, body: { body, revision } })
  await edit('Second words.', 1)
  expect((await edit('You dastard.', 2)).state).toBe('pending')
  await edit('Third words, not let through either.', 3)
  await edit('Last words.', 4)
  const body = { decision: 'approve', revision: 5, release: 'now' } as const
  await owner.call('POST /api/v1/comments/:id/decision', { params: { id }, body })
  const { story } = await owner.call('GET /api/v1/stories/:id/thread', { params: { id: storyId }, query: {} as never })
  const page = await fetch(`${server.url}/stories?url=${encodeURIComponent(story.url)}`)
  const wordings = await (await fetch(`${page.url.split('?')[0]}/comments/${id}/wordings`)).text()
  expect(wordings).toContain('Second words')
  expect(wordings).not.toMatch(/dastard|Third words/)
  expect(wordings).toContain('First words')
})

describe('rules', () => {
  it('are the owner’s', async () => {
    const mo = await server.as('Mo', { role: 'moderator' })
    expect(await problemOf(mo.call('GET /api/v1/screening/rules'))).toMatchObject({ code: 'forbidden' })
  })

  it.each([
    ['a pattern that cannot be read', { kind: 'pattern', patterns: ['('] }, 'body.check.patterns.0'],
    ['a pattern that fits everything', { kind: 'pattern', patterns: ['x*'] }, 'body.check.patterns.0'],
    [
      'a pattern that takes long',
      { kind: 'pattern', patterns: ['ok', '(?:(?:[a-z]+ ?){1,40}){1,20}9'] },
      'body.check.patterns.1',
    ],
    [
      'patterns that take long together',
      { kind: 'pattern', patterns: Array.from({ length: 12 }, (_, n) => `(?:.{0,9}){0,9}x${n}`) },
      'body.check.patterns.11',
    ],
    ['what is no site', { kind: 'links', most: 1, blocked: ['not a site'] }, 'body.check.blocked.0'],
  ])('refuse %s', async (_, check, path) => {
    expect(await problemOf(rule(check))).toMatchObject({
      ...{ code: 'invalid', extra: { issues: [expect.objectContaining({ path })] } },
    })
  })

  it('that together look for too much are not all switched on', async () => {
    const patterns = (rule: number) => Array.from({ length: 11 }, (_, n) => `(?:.{0,9}){0,9}x${rule}${n}`)
    for (const n of [1, 2]) await rule({ kind: 'pattern', patterns: patterns(n) })
    expect(await problemOf(rule({ kind: 'pattern', patterns: patterns(3) }))).toMatchObject({ code: 'conflict' })
    const off = await rule({ kind: 'pattern', patterns: patterns(3) }, { isOn: false })
    const check = { kind: 'pattern' as const, patterns: patterns(3) }
    const body = { version: 1, rule: { name: 'On now', check, isOn: true } }
    const on = owner.call('PUT /api/v1/screening/rules/:id', { params: { id: off.id }, body })
    expect(await problemOf(on)).toMatchObject({ code: 'conflict' })
    await rule({ kind: 'pattern', patterns: ['short'] })
  })

  it('of a kind that leaves nothing to be changed cannot refuse', async () => {
    expect(await problemOf(rule({ kind: 'first_comment' }, { outcome: 'refuse' }))).toMatchObject({ code: 'invalid' })
  })

  it('are tried on past comments before they are saved, and agreement with moderators is counted', async () => {
    await rule({ kind: 'premoderate' })
    const [one, two] = [await post('You utter dastard.'), await post('Dastard weather.')]
    await rule({ kind: 'words', phrases: ['unused'] })
    const decide = (id: string, body: object) =>
      owner.call('POST /api/v1/comments/:id/decision', { params: { id }, body: { revision: 1, ...body } as never })
    await decide(one.id, { decision: 'reject', rule: 'abuse', reason: 'That is an insult.' })
    await decide(two.id, { decision: 'approve' })
    await post('A fine day.')
    const check = { kind: 'words', phrases: ['dastard'] } as const
    const scope = { sections: [], storyIds: [storyId] }
    const body = { rule: { name: 'Insults', scope, check: { ...check, phrases: [...check.phrases] } } }
    const run = await owner.call('POST /api/v1/screening/dry-run', { body })
    expect(run).toMatchObject({ caught: 2, published: 1, refused: 1, isCut: false })
    expect(run.comments.map(({ decided, excerpts }) => [decided, excerpts[0]?.words])).toEqual([
      ['published', 'Dastard'],
      ['refused', 'dastard'],
    ])
    expect((await post('Still no rule: dastard.')).state).toBe('pending')
    expect((await owner.call('GET /api/v1/screening/rules')).rules).toHaveLength(2)
  })

  it('are tried on imported comments too, whose writers are told apart by their names', async () => {
    const { id } = await post('You utter blackguard.')
    const { ctx } = server
    const model = await commentById(ctx.db.read, id)
    if (!model) throw new Error('no comment')
    const import_ = (authorName: string, minutesAgo: number) => {
      const createdAt = model.createdAt - minutesAgo * 60_000
      const key = `${authorName} ${minutesAgo}`
      const place = { id: newId(), rootSeq: model.rootSeq + minutesAgo, createdAt }
      const row = { ...model, ...place, personId: null, authorName, importKey: key }
      return ctx.db.transact(key, (tx) => tx.insert(tx.tables.comments).values(row))
    }
    await import_('Cato', 10)
    await import_('Cato', 9)
    await import_('Livia', 8)
    const tried = (check: object) => {
      const scope = { sections: [], storyIds: [storyId] }
      return owner.call('POST /api/v1/screening/dry-run', { body: { rule: { name: 'A rule', scope, check } } } as never)
    }
    const authors = async (check: object) => (await tried(check)).comments.map(({ author }) => author)
    expect(await authors({ kind: 'words', phrases: ['blackguard'] })).toEqual(['Ann', 'Livia', 'Cato', 'Cato'])
    expect(await authors({ kind: 'flood', most: 1, minutes: 60 })).toEqual(['Cato'])
    expect(await authors({ kind: 'first_comment' })).toEqual(['Ann', 'Livia', 'Cato'])
    const outside = tried({ kind: 'external', url: 'https://check.example/' })
    expect(await problemOf(outside)).toMatchObject({
      code: 'invalid',
      detail: expect.stringContaining('cannot be tried'),
    })
  })
})

describe('the form without scripts', () => {
  const send = async (fields: Record<string, string>, page?: string) => {
    const path = `${server.url}/stories/${storyId}`
    const headers = { cookie: `afterword=${ann.token}`, origin: server.url, 'sec-fetch-site': 'same-origin' }
    const html = page ?? (await (await fetch(path, { headers })).text())
    const hidden = [...html.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [
      name,
      value,
    ])
    const body = new URLSearchParams({ ...Object.fromEntries(hidden), ...fields })
    const answer = await fetch(`${path}/comments`, { method: 'POST', headers, body, redirect: 'manual' })
    const to = answer.headers.get('location')
    return { status: answer.status, html: await (to ? await fetch(server.url + to, { headers }) : answer).text() }
  }

  it('says why a comment is held', async () => {
    await rule({ kind: 'first_comment' })
    expect((await send({ body: 'Hello.' })).html).toContain('It is held because it is your first comment here.')
  })

  it('has a field for programs alone, and knows when it was shown', async () => {
    await rule({ kind: 'automation', seconds: 3 })
    expect((await send({ body: 'Buy.', website: 'https://spam.example' })).html).toContain('sent by a program')
    expect((await send({ body: 'Quick.', website: '' })).html).toContain('sent by a program')
    const opened = String(server.ctx.now() - 10_000)
    expect((await send({ body: 'Slowly.', website: '', opened })).html).toContain('Slowly.')
  })

  it('keeps a refused text in its field, with the rule it comes under', async () => {
    await rule({ kind: 'words', phrases: ['dastard'] }, { outcome: 'refuse', houseRule: 'abuse' })
    const refused = await send({ body: 'You dastard.' })
    expect(refused.status).toBe(422)
    expect(refused.html).toContain('The rule on abuse')
    expect(refused.html).toContain('You dastard.</textarea>')
    const posted = await send({ body: 'You are wrong.' }, refused.html)
    expect(posted.html).toContain('You are wrong.')
    const { drafts } = await ann.call('GET /api/v1/stories/:id/drafts', { params: { id: storyId } })
    expect(drafts).toEqual([])
  })
})
