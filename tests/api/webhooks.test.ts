import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { type WebhookType, webhookEvents, webhookPayload } from '../../server/contract/webhook-events.ts'
import { isInReach } from '../../server/outgoing/reach.ts'
import { runDeliveries } from '../../server/outgoing/run-deliveries.ts'
import { openPoster } from '../../server/outgoing/signed-post.ts'
import { escaped } from '../../server/outgoing/slack.ts'
import { beginStory } from '../../server/stories/begin-story.ts'
import { decideCase, flaggedComment, hearInVain, stepCase } from '../support/console.ts'
import { openReceiver, type Receiver } from '../support/receiver.ts'
import { problemOf, startServer, type TestPerson, type TestServer } from '../support/start-server.ts'
import { at } from '../support/suspending.ts'

const everything = Object.keys(webhookEvents) as WebhookType[]
const reason = 'Tempers are high; back soon.'

describe('webhooks of a server', () => {
  let server: TestServer
  let owner: TestPerson
  let mo: TestPerson
  let ann: TestPerson
  let receiver: Receiver
  let slack: Receiver
  let storyId: string
  let secret: string
  beforeAll(async () => {
    server = await startServer({ env: { PRIVATE_NETWORK: 'on' } })
    ;[receiver, slack] = [await openReceiver(), await openReceiver()]
    owner = await server.as('Olive Owner', { role: 'owner' })
    mo = await server.as('Mo', { role: 'moderator' })
    ann = await server.as('Ann')
    const made = await owner.call('POST /api/v1/webhooks', { body: { url: receiver.url, events: everything } })
    secret = made.secret
    const body = { url: slack.url, format: 'slack' as const, events: everything }
    await owner.call('POST /api/v1/webhooks', { body })
    const { id } = await beginStory(server.ctx, { url: 'https://news.example/<ferry>', title: 'Ferry & <sea>' })
    storyId = id
  })
  afterAll(async () => {
    receiver.close()
    slack.close()
    await server.close()
  })

  async function send() {
    const deliveries = runDeliveries(server.ctx)
    await deliveries.sendDue()
    await deliveries.close()
  }
  const post = (by: TestPerson, body: string) =>
    by.call('POST /api/v1/stories/:id/comments', { params: { id: storyId }, body: { body } })
  const pause = (mode: 'paused' | 'premoderated') =>
    mo.call('POST /api/v1/suspensions', {
      body: {
        ...{ target: { scope: 'story', storyId }, mode, reasonCode: 'heated', reason },
        ...{ endsAt: at(server.ctx.now(), 30), note: 'Between us.' },
      },
    })

  /** Lets everything happen that webhooks can be told of. */
  async function eventfulDay() {
    const comment = await post(ann, 'A word & <b>more</b>.')
    await ann.call('PATCH /api/v1/comments/:id', { params: { id: comment.id }, body: { body: 'Two.', revision: 1 } })
    await ann.call('DELETE /api/v1/comments/:id', { params: { id: comment.id } })
    const { id } = await pause('premoderated')
    await post(ann, 'Held words.')
    await mo.call('POST /api/v1/suspensions/:id/extend', {
      params: { id },
      body: { endsAt: at(server.ctx.now(), 90), version: 1 },
    } as never)
    await mo.call('POST /api/v1/suspensions/:id/end', { params: { id }, body: {} } as never)
    const update = await mo.call('POST /api/v1/stories/:id/updates', {
      params: { id: storyId },
      body: { body: 'The ferry is back.' },
    })
    await mo.call('PATCH /api/v1/updates/:id', {
      params: { id: update.id },
      body: { revision: update.revision, body: 'The ferry is back in port.' },
    })
    await mo.call('POST /api/v1/updates/:id/withdraw', {
      params: { id: update.id },
      body: { reason: 'It was another ferry.' },
    })
  }

  it('tell of everything that the contract names, each as its schema says, without what is private', async () => {
    await eventfulDay()
    const storied = await server.story()
    const { id, reader, flagger } = await flaggedComment(server, storied)
    await hearInVain(mo, id, reader)
    await decideCase(mo, id, {
      finding: 'invented',
      action: 'remove',
      explanation: 'The story does not say so at all.',
    })
    await stepCase(mo, id, { step: 'publish' })
    await reader.call('POST /api/v1/me/cases/:id/appeal', {
      params: { id },
      body: { reason: 'I do not agree with it at all.' },
    })
    const second = await server.as('Max', { role: 'moderator' })
    await decideCase(second, id, { finding: 'fair_paraphrase', explanation: 'It is near enough to the story.' })
    await stepCase(second, id, { step: 'publish' })
    await send()

    const told = receiver.received.map((_, n) => receiver.verified(secret, n))
    expect([...new Set(told.map(({ type }) => type))].sort()).toEqual([...everything].sort())
    for (const { type, ...rest } of told) {
      const schema = webhookPayload(type as WebhookType, webhookEvents[type as WebhookType].data.strict())
      expect(schema.parse({ type, ...rest })).toEqual({ type, ...rest })
    }
    const all = JSON.stringify(told)
    expect(all).not.toContain('@example.org')
    expect(all).not.toContain('Between us.')
    expect(all).not.toContain(flagger.name)
    const held = told.filter((one) => JSON.stringify(one).includes('Held words.'))
    expect(held.map(({ type }) => type)).toEqual(['comment.held'])
    const decided = told.find(({ type }) => type === 'case.decided')
    expect(decided?.data).toMatchObject({ case: { id, finding: expect.any(String) } })
  })

  it('speak to Slack in a sentence with a link, and no text of anybody’s is a command there', async () => {
    const lines = slack.received.map(({ body }) => JSON.parse(body) as { text: string })
    expect(lines.length).toBe(receiver.received.length)
    for (const line of lines) {
      expect(Object.keys(line)).toEqual(['text'])
      expect(line.text).toMatch(/ <http[^<>|]+\|(?:Read it|Open it in the console)>$/)
      expect(line.text.replace(/ <[^<>]+>$/, '')).not.toMatch(/[<>]/)
    }
    expect(lines.map(({ text }) => text).join('\n')).toContain('under “Ferry &amp; &lt;sea&gt;”')
    expect(escaped('<!channel> & co')).toBe('&lt;!channel&gt; &amp; co')
  })

  it('are the owner’s alone, and their secrets are told once', async () => {
    expect((await problemOf(mo.call('GET /api/v1/webhooks'))).code).toBe('forbidden')
    const listed = await owner.call('GET /api/v1/webhooks')
    expect(listed.webhooks).toHaveLength(2)
    expect(JSON.stringify(listed)).not.toMatch(/whsec_|secret"/)
    const [{ id } = { id: '' }] = listed.webhooks
    const params = { id }
    const { deliveries } = await owner.call('GET /api/v1/webhooks/:id/deliveries', { params, query: {} })
    expect(deliveries.length).toBeGreaterThan(10)
    receiver.reply = { status: 400, body: 'no' }
    const test = await owner.call('POST /api/v1/webhooks/:id/test', { params })
    expect(test).toMatchObject({ type: 'webhook.test', state: 'failed', status: 400, answer: 'no' })
    receiver.reply = { status: 200 }
    const rotated = await owner.call('POST /api/v1/webhooks/:id/secret', { params })
    expect(rotated.webhook.oldSecretUntil).not.toBeNull()
    await owner.call('POST /api/v1/webhooks/:id/test', { params })
    for (const one of [secret, rotated.secret]) expect(receiver.verified(one, -1).type).toBe('webhook.test')
    const replay = owner.call('POST /api/v1/webhooks/:id/replay', { params, body: { deliveryId: test.id } })
    expect((await problemOf(replay)).code).toBe('not_found')
    await owner.call('DELETE /api/v1/webhooks/:id', { params })
    expect((await problemOf(owner.call('POST /api/v1/webhooks/:id/test', { params }))).code).toBe('not_found')
  })

  it('stand in the OpenAPI document with everything they send', async () => {
    const document = await (await fetch(`${server.url}/api/openapi.json`)).json()
    expect(Object.keys(document.webhooks)).toEqual(everything)
  })
})

const inner = [
  'http://hooks.example/',
  'https://localhost/',
  'https://127.0.0.1/',
  'https://2130706433/',
  'https://0x7f.1/',
  'https://[::1]/',
  'https://[::ffff:10.0.0.1]/',
  'https://10.1.2.3/',
  'https://169.254.169.254/latest/meta-data/',
  'https://192.168.0.1/',
  'https://100.64.0.1/',
  'https://[fd00::1]/',
  'https://printer/',
  'https://db.internal/',
  'https://user:secret@hooks.example/',
  'ftp://hooks.example/',
]

test.each(inner)('%s is no address for a webhook', async (url) => {
  expect(isInReach(url, { allowsPrivate: false })).toBe(false)
  const poster = openPoster({ userAgent: () => 'Afterword', allowsPrivate: false })
  const what = { id: '1', at: 0, body: '{}', secrets: [] }
  expect(await poster.post({ ...what, url })).toMatchObject({
    status: null,
    answer: expect.stringMatching('not a public'),
  })
  await poster.close()
})

test('a name that leads to an inner address is refused when it is asked, whatever else it leads to', async () => {
  const receiver = await openReceiver()
  const { port } = new URL(receiver.url)
  const resolve = async () => ['192.0.2.1', '127.0.0.1']
  const poster = openPoster({ userAgent: () => 'Afterword', allowsPrivate: false, resolve })
  const answer = await poster.post({ url: `https://hooks.example:${port}/`, id: '1', at: 0, body: '{}', secrets: [] })
  expect(answer).toMatchObject({ status: null, answer: expect.stringMatching('not a public') })
  expect(receiver.received).toEqual([])
  await poster.close()
  receiver.close()
})

test('also where own networks are allowed, the link on which clouds keep their keys is not', () => {
  expect(isInReach('http://169.254.169.254/latest', { allowsPrivate: true })).toBe(false)
  expect(isInReach('http://168.63.129.16/', { allowsPrivate: true })).toBe(false)
  expect(isInReach('http://10.0.0.7:8080/hook', { allowsPrivate: true })).toBe(true)
  expect(isInReach('http://receiver:8080/hook', { allowsPrivate: true })).toBe(true)
})
