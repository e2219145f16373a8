import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Endpoint } from '../../server/contract/endpoint.ts'
import { endpoints, type Key } from '../../server/contract/index.ts'
import { feedFormats, feedNames, feedPath } from '../../server/pages/feeds/addresses.ts'
import { allegation, publishFinding, step } from '../support/cases.ts'
import { ask, dial } from '../support/listen.ts'
import { startServer, type TestPerson, type TestServer } from '../support/start-server.ts'

// Who flagged, how many did, what they said and what moderators note to each other: read by moderators and nobody
// else; and what is to be published later, by whoever may publish. Every answer that can be read is read as everybody, and every page and live message.

/** Names and words that must not leave, and a number of flags that nothing else in this world has. */
const secret = {
  flagger: 'Zebedee Quince',
  explanation: 'whispered-explanation about the tide',
  law: 'whispered-law of the sea',
  note: 'whispered-note between moderators',
  decline: 'whispered-reason for declining',
  appeal: 'whispered-appeal of a reader',
  moderator: 'Perpetua Gavel',
  scheduled: 'whispered-update for tomorrow',
}
const FLAGS = 23

let server: TestServer
let ann: TestPerson
let zeb: TestPerson
let mo: TestPerson
let storyId: string
let publicReference = ''
const ids: string[] = []
const viewers: Record<string, { token: string | null; sees: 'all' | 'nothing' }> = {}

const flag = {
  kind: 'misrepresentation',
  type: 'misquoted',
  claim: { exact: 'left at midnight' },
  source: { exact: 'left the harbour at noon' },
  explanation: secret.explanation,
} as const

beforeAll(async () => {
  server = await startServer()
  storyId = await server.story()
  ;[ann, zeb] = [await server.as('Ann'), await server.as(secret.flagger)]
  mo = await server.as(secret.moderator, { role: 'moderator' })
  const max = await server.as('Max', { role: 'moderator' })
  const author = await server.as('Art')
  await server.grant(author, 'author', storyId)
  const owner = await server.as('Olive', { role: 'owner' })
  const post = async (body: string) =>
    (await ann.call('POST /api/v1/stories/:id/comments', { params: { id: storyId }, body: { body } })).id
  const flagged = async (body: string, by: TestPerson[] = [zeb]) => {
    const commentId = await post(body)
    let id = ''
    for (const one of by)
      id = (await one.call('POST /api/v1/comments/:id/flags', { params: { id: commentId }, body: flag })).id
    ids.push(id, commentId)
    return id
  }
  const crowd: TestPerson[] = [zeb]
  while (crowd.length < FLAGS) crowd.push(await server.as(`Flagger ${crowd.length}`))
  const scheduled = await author.call('POST /api/v1/stories/:id/updates', {
    params: { id: storyId },
    body: { body: secret.scheduled, publishAt: new Date(server.ctx.now() + 86_400_000).toISOString() },
  })
  ids.push(scheduled.id)
  const by = await mo.reader()
  const { ctx } = server

  // One case in each state of which somebody is told: open, asked, decided, published, appealed, conduct, illegal.
  const open = await flagged('I say it left at midnight.', crowd)
  await mo.call('POST /api/v1/cases/:id/notes', { params: { id: open }, body: { body: secret.note } })
  const asked = await flagged('They say it left at midnight.')
  await step(ctx, by, asked, { step: 'ask_reply', allegation })
  const published = await flagged('We say it left at midnight.', crowd)
  publicReference = (await publishFinding(ctx, by, published)).reference
  const declined = await flagged('Who says it left at midnight?')
  await step(ctx, by, declined, { step: 'mark_staff', isStaffConcerned: true })
  await ann.call('POST /api/v1/me/cases/:id/appeal', { params: { id: published }, body: { reason: secret.appeal } })
  await mo.call('POST /api/v1/cases/:id/notes', { params: { id: declined }, body: { body: secret.decline } })
  const commentId = await post('Buy my boats, cheap, at midnight.')
  const illegal = { kind: 'illegal', law: secret.law, explanation: secret.explanation, isGoodFaith: true } as const
  for (const body of [illegal, { kind: 'spam', explanation: secret.explanation } as const]) {
    const { id } = await zeb.call('POST /api/v1/comments/:id/flags', { params: { id: commentId }, body })
    ids.push(id, commentId)
  }
  const outside = await zeb.call('POST /api/v1/stories/:id/outside-flags', {
    params: { id: storyId },
    body: {
      post: { url: 'https://social.example/p/1', postedBy: '@a', text: 'It left at midnight.', language: 'en' },
      ...{ type: 'misquoted', claim: flag.claim, source: flag.source, explanation: secret.explanation },
    },
  })
  await publishFinding(ctx, by, outside.id, { action: 'statement' })
  await server.jobs.runDue()
  ids.push(storyId, ann.id, zeb.id, outside.id)

  const key = await owner.call('POST /api/v1/keys', { body: { name: 'CMS' } })
  Object.assign(viewers, {
    'somebody signed out': { token: null, sees: 'nothing' },
    'a stranger': { token: (await server.as('Stranger')).token, sees: 'nothing' },
    'a member': { token: (await server.as('Member', { role: 'member' })).token, sees: 'nothing' },
    'the person concerned': { token: ann.token, sees: 'nothing' },
    'another who flagged': { token: crowd.at(-1)?.token ?? '', sees: 'nothing' },
    'the story’s author': { token: author.token, sees: 'nothing' },
    'a publisher’s key': { token: key.key, sees: 'nothing' },
    'a moderator in a publisher’s page': {
      token: (await server.as('Embedded', { role: 'moderator', scope: 'embed' })).token,
      sees: 'nothing',
    },
    'a moderator': { token: max.token, sees: 'all' },
    'the owner': { token: owner.token, sees: 'all' },
  })
})
afterAll(() => server.close())

const reads = (Object.entries(endpoints) as [Key, Endpoint][]).filter(([key]) => key.startsWith('GET '))

/** Every address an endpoint that reads has in this world. */
function addressesOf(key: Key, { params, query }: Endpoint): string[] {
  const path = key.slice('GET '.length)
  const names = Object.keys(params?.shape ?? {})
  const paths =
    names.length === 0 ? [path] : [...new Set([...ids, publicReference])].map((id) => path.replace(/:\w+/, id))
  const queries = ['', ...Object.keys(query?.shape ?? {}).flatMap(valuesOf)]
  return paths.flatMap((one) => queries.map((q) => one + q))
}

function valuesOf(name: string): string[] {
  if (name === 'queue') return ['open', 'mine', 'waiting', 'appeals', 'decided', 'ended'].map((one) => `?queue=${one}`)
  if (name === 'storyId') return [`?storyId=${storyId}`]
  if (name === 'since') return ['?since=0']
  if (name === 'search') return [`?search=${encodeURIComponent('Zebedee')}`]
  if (name === 'state') return ['?state=pending', '?state=approved']
  if (name === 'scope') return ['?scope=site', `?scope=story&storyId=${storyId}`]
  return []
}

async function readAll(token: string | null): Promise<{ address: string; text: string }[]> {
  const headers: HeadersInit = token ? { authorization: `Bearer ${token}` } : {}
  const addresses = reads.flatMap(([key, endpoint]) => addressesOf(key, endpoint))
  return Promise.all(
    addresses.map(async (address) => {
      const answer = await fetch(server.url + address, { headers })
      return { address, text: await answer.text() }
    }),
  )
}

const words = Object.values(secret)
/** The number of flags as a value of its own, as JSON or a page would have it. */
const count = new RegExp(`:${FLAGS}[,}]|\\b${FLAGS} flags`)

function leaksIn(text: string, allowed: readonly string[] = []): string[] {
  const told = words.filter((word) => text.includes(word) && !allowed.includes(word))
  return count.test(text) ? [...told, 'how many flagged'] : told
}

describe('what only moderators may read', () => {
  it('is there for them to read: this test would notice', async () => {
    for (const [, { token }] of Object.entries(viewers).filter(([, { sees }]) => sees === 'all')) {
      const all = (await readAll(token)).map(({ text }) => text).join('\n')
      expect(leaksIn(all).sort()).toEqual([...words, 'how many flagged'].sort())
    }
  })

  it.each([
    'somebody signed out',
    'a stranger',
    'a member',
    'the person concerned',
    'another who flagged',
    'the story’s author',
    'a publisher’s key',
    'a moderator in a publisher’s page',
  ])('is in no answer to %s', async (who) => {
    const answers = await readAll(viewers[who]?.token ?? null)
    expect(answers.length).toBeGreaterThan(200)
    // One’s own words come back to oneself.
    const own: Record<string, string> = {
      'the person concerned': secret.appeal,
      'the story’s author': secret.scheduled,
      'a publisher’s key': secret.scheduled,
    }
    const allowed = [own[who] ?? []].flat()
    expect(
      answers.map(({ address, text }) => [address, leaksIn(text, allowed)]).filter(([, told]) => told?.length),
    ).toEqual([])
  })

  it('is in no answer to what the people in a case do', async () => {
    const asked = (await ann.call('GET /api/v1/me/cases', { query: {} })).cases.find((one) => one.mayReply)
    const params = { id: asked?.id ?? '' }
    const reply = await ann.call('POST /api/v1/me/cases/:id/reply', { params, body: { reply: 'I meant the evening.' } })
    expect(leaksIn(JSON.stringify(reply))).toEqual([])
    expect(reply).toMatchObject({ reply: 'I meant the evening.', part: 'concerned' })
  })

  it('is in no page and no feed', async () => {
    const paths = ['/', '/archive', '/log', `/log?story=${storyId}`, `/stories/${storyId}`, '/sitemaps/cases-1.xml']
    const feeds = feedNames.flatMap((name) =>
      feedFormats.flatMap((format) => [feedPath(name, format), feedPath(name, format, storyId)]),
    )
    const pages = [
      ...paths,
      ...feeds,
      `/cases/${publicReference}`,
      '/cases/CO-2026-0001',
      '/cases/IL-2026-0001',
      '/cases/MR-2026-0001',
    ]
    for (const path of pages) {
      const text = await (await fetch(server.url + path)).text()
      expect([path, leaksIn(text)]).toEqual([path, []])
    }
  })

  it('is in no live message, neither replayed from the beginning nor at the desk’s door', async () => {
    const line = await dial(server.url)
    try {
      const followed = await ask(line, 'follow', { storyId, since: 0 })
      expect(followed.events?.length).toBeGreaterThan(5)
      expect(leaksIn(JSON.stringify(followed))).toEqual([])
      for (const { token, sees } of Object.values(viewers)) {
        const { ok } = await ask(line, 'desk', token ? { token } : {})
        // An author hears that a queue changed, of which story, and nothing else.
        if (ok) expect(sees === 'all' || token === viewers['the story’s author']?.token).toBe(true)
      }
    } finally {
      line.close()
    }
  })
})

it('a case that is not public cannot be told from one that does not exist', async () => {
  const statuses = await Promise.all(
    ['MR-2026-0001', 'MR-2026-9999', 'CO-2026-0001', 'IL-2026-0001'].map(async (reference) => {
      const { status, headers } = await fetch(`${server.url}/api/v1/findings/${reference}`)
      return [status, headers.get('content-type')]
    }),
  )
  expect(new Set(statuses.map((one) => JSON.stringify(one))).size).toBe(1)
  expect(statuses[0]?.[0]).toBe(404)
})
