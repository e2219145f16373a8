import { request } from 'node:http'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { addEvent } from '../../db/events.ts'
import { ask, dial, type Line, listen } from '../support/listen.ts'
import { startServer, type TestServer } from '../support/start-server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.close())

const lines: Line[] = []
afterEach(() => {
  for (const line of lines.splice(0)) line.close()
})
async function connected(...args: Parameters<typeof dial> extends [string, ...infer Rest] ? Rest : never) {
  const line = await dial(server.url, ...args)
  lines.push(line)
  return line
}

/** The network socket under a line, which can stop reading. */
function wireOf(line: Line) {
  const { ws } = line.io.engine.transport as unknown as { ws: { _socket: { pause(): void; resume(): void } } }
  return ws._socket
}

function isUp() {
  return fetch(`${server.url}/healthz`).then(({ status }) => status === 200)
}

/** Asks for a WebSocket by hand; the status of the answer. */
async function upgrade(headers: Record<string, string>, query = 'EIO=4&transport=websocket') {
  const asking = request(`${server.url}/api/v1/live/?${query}`, {
    headers: {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
      ...headers,
    },
  })
  asking.end()
  return new Promise<number>((resolve) => {
    asking.once('upgrade', (answer, socket) => {
      socket.destroy()
      resolve(answer.statusCode ?? 0)
    })
    asking.once('response', (answer) => {
      answer.resume()
      resolve(answer.statusCode ?? 0)
    })
    asking.once('error', () => resolve(0))
  })
}

test('pages of other origins cannot connect; pages that may embed, and programs, can', async () => {
  const cookie = `afterword=${(await server.as('Rae Reader')).token}`
  for (const origin of ['https://evil.example', 'http://news.example', 'null']) {
    expect(await upgrade({ origin, cookie })).not.toBe(101)
    const polled = await fetch(`${server.url}/api/v1/live/?EIO=4&transport=polling`, { headers: { origin } })
    expect(polled.status).toBe(403)
    expect(polled.headers.get('access-control-allow-origin')).toBeNull()
  }
  expect(await upgrade({ origin: 'https://news.example' })).toBe(101)
  expect(await upgrade({ origin: server.url })).toBe(101)
  expect(await upgrade({})).toBe(101)
})

test('odd packets and messages do no harm', async () => {
  const storyId = await server.story('odd')
  for (const packet of [
    '["__proto__",{}]',
    '["constructor"]',
    '["toString"]',
    '["hasOwnProperty",1]',
    '["error","x"]',
    '["newListener"]',
    '["disconnect"]',
    '["follow"]',
    '[]',
    '{"a":1}',
    '["follow",{"storyId":{"$ne":1},"since":-1}]',
    '1["follow",{"__proto__":{"storyId":"x"}}]',
    '999999999["follow",null]',
    `["${'x'.repeat(40_000)}"]`,
    '["follow",',
  ]) {
    const line = await connected({ reconnection: false })
    line.io.engine.write(`2${packet}`)
  }
  for (const raw of [
    '45999999-["a"]',
    '5',
    '9',
    '40/admin,',
    '51-["follow",{"_placeholder":true,"num":0}]',
    '\u0000',
  ]) {
    const line = await connected({ reconnection: false })
    line.io.engine.write(raw)
  }
  const line = await connected()
  for (const payload of [
    null,
    1,
    'x',
    [],
    {},
    { storyId, since: -1 },
    { storyId, since: 1.5 },
    { storyId: 'x', since: 0 },
  ])
    expect(await ask(line, 'follow', payload)).toMatchObject({ ok: false, code: 'invalid' })
  expect(await ask(line, 'follow', { storyId, since: 0 })).toMatchObject({ ok: true })
  expect(await isUp()).toBe(true)
})

test('odd handshakes are refused', async () => {
  const plain = (query: string, init: RequestInit = {}) => fetch(`${server.url}/api/v1/live/?${query}`, init)
  for (const query of [
    'EIO=4&transport=__proto__',
    'EIO=4&transport=polling&sid=__proto__',
    'EIO=3&transport=polling',
    '',
  ])
    expect((await plain(query)).status).toBe(400)
  const binary = { method: 'POST', body: new Uint8Array(10), headers: { 'content-type': 'application/octet-stream' } }
  expect((await plain('EIO=4&transport=polling', binary)).status).toBe(400)
  expect(await upgrade({ 'sec-websocket-protocol': ' '.repeat(8_000) })).not.toBe(500)
  expect(await isUp()).toBe(true)
})

test('a message of more than 64 kB ends the connection', async () => {
  const line = await connected({ reconnection: false })
  const gone = new Promise((resolve) => line.once('disconnect', resolve))
  line.emit('follow', { storyId: 'x'.repeat(70_000), since: 0 }, () => undefined)
  await gone
  expect(await isUp()).toBe(true)
})

test('one connection follows 20 stories at most, stories that exist, and does not flood', async () => {
  const line = await connected()
  expect(await ask(line, 'follow', { storyId: '0198f000-0000-7000-8000-000000000000', since: 0 })).toMatchObject({
    ok: false,
    code: 'not_found',
  })
  for (let i = 0; i < 20; i += 1)
    expect(await ask(line, 'follow', { storyId: await server.story(`many-${i}`), since: 0 })).toMatchObject({
      ok: true,
    })
  const storyId = await server.story('many-more')
  expect(await ask(line, 'follow', { storyId, since: 0 })).toMatchObject({ ok: false, code: 'rate_limited' })

  const flood = await connected()
  const answers = await Promise.all(Array.from({ length: 130 }, () => ask(flood, 'follow', { storyId, since: 0 })))
  expect(answers.filter(({ ok }) => ok)).toHaveLength(100)
  expect(answers.at(-1)).toMatchObject({ code: 'rate_limited' })
})

test('a reader who does not keep up is cut, costs little memory, and comes back for the rest', {
  timeout: 60_000,
}, async () => {
  const storyId = await server.story('firehose')
  const writer = await server.as('Wanda Writer')
  const long = 'A long comment that says the same again and again. '.repeat(95)
  const { id, seq } = await writer.call('POST /api/v1/stories/:id/comments', {
    params: { id: storyId },
    body: { body: long },
  })
  const [muted, awake] = [await connected(), await connected()]
  const [slow, quick] = [await listen(muted, { storyId, since: seq }), await listen(awake, { storyId, since: seq })]
  const wire = wireOf(muted)
  const cut = new Promise((resolve) => muted.once('disconnect', resolve))
  wire.pause()

  const EVENTS = 4_000
  const before = process.memoryUsage().rss
  for (let i = 0; i < EVENTS; i += 10) {
    await server.ctx.db.transact(`story:${storyId}`, async (tx) => {
      for (let n = 0; n < 10; n += 1) await addEvent(tx, storyId, 'comment.edited', id, Date.now())
    })
    await expect.poll(quick.seq, { interval: 1 }).toBeGreaterThanOrEqual(seq + i)
  }
  await expect.poll(quick.seq).toBe(seq + EVENTS)
  expect(quick.heard.map((event) => event.seq)).toEqual(Array.from({ length: EVENTS }, (_, i) => seq + 1 + i))
  expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1024 * 1024)
  wire.resume()
  await cut
  await expect.poll(slow.seq).toBe(seq + EVENTS)
  expect(await isUp()).toBe(true)
})

test('those who ask again and again without reading the answers cost little memory', { timeout: 60_000 }, async () => {
  const storyId = await server.story('unread')
  const writer = await server.as('Wendy Writer')
  const body = 'A long comment that says the same again and again. '.repeat(95)
  const { id } = await writer.call('POST /api/v1/stories/:id/comments', { params: { id: storyId }, body: { body } })
  const seq = await server.ctx.db.transact(`story:${storyId}`, async (tx) => {
    for (let n = 0; n < 44; n += 1) await addEvent(tx, storyId, 'comment.edited', id, Date.now())
    return addEvent(tx, storyId, 'comment.edited', id, Date.now())
  })
  const since = seq - 45
  expect(await ask(await connected(), 'follow', { storyId, since })).toMatchObject({ reset: false })

  const deaf = await Promise.all(Array.from({ length: 10 }, () => connected({ reconnection: false })))
  for (const line of deaf) wireOf(line).pause()
  const before = process.memoryUsage().rss
  const answers: { seq?: number; reset?: boolean }[] = []
  for (let i = 0; i < 100; i += 1) {
    for (const line of deaf) line.emit('follow', { storyId, since }, (answer) => answers.push(answer as never))
    expect(await isUp()).toBe(true)
  }
  expect(process.memoryUsage().rss - before).toBeLessThan(120 * 1024 * 1024)
  // Who reads again gets every answer: what was too much by then is to be fetched anew.
  for (const line of deaf) wireOf(line).resume()
  await expect.poll(() => answers.length).toBe(1_000)
  expect(answers.every((answer) => answer.seq === seq)).toBe(true)
  expect(answers.filter(({ reset }) => !reset).length).toBeGreaterThanOrEqual(10)
})
