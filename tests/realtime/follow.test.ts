import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { addEvent } from '../../db/events.ts'
import type { ServerMessages } from '../../server/contract/events.ts'
import { freshDatabase, type TestDatabase } from '../support/databases.ts'
import { ask, dial, type Heard, type Line, listen } from '../support/listen.ts'
import { startServer, type TestPerson, type TestServer } from '../support/start-server.ts'

let database: TestDatabase
let server: TestServer
let writer: TestPerson
beforeAll(async () => {
  database = await freshDatabase('sqlite')
  server = await startServer({ db: database })
  writer = await server.as('Will Writer')
})
afterAll(async () => {
  await server.close()
  await database.close()
})

const lines: Line[] = []
afterEach(() => {
  for (const line of lines.splice(0)) line.close()
})
async function connected(...args: Parameters<typeof dial> extends [string, ...infer Rest] ? Rest : never) {
  const line = await dial(server.url, ...args)
  lines.push(line)
  return line
}

async function begin(slug: string) {
  const storyId = await server.story(slug)
  const { seq } = await server.call('GET /api/v1/stories/:id', { params: { id: storyId } })
  return { storyId, since: seq }
}

function write(storyId: string, body: string) {
  return writer.call('POST /api/v1/stories/:id/comments', { params: { id: storyId }, body: { body } })
}

/** Leaves events without any of the work around them. */
function happen(storyId: string, count: number) {
  return server.ctx.db.transact(`story:${storyId}`, async (tx) => {
    for (let i = 0; i < count; i += 1) await addEvent(tx, storyId, 'story.changed', null, Date.now())
  })
}

function numbers(heard: readonly Heard[]) {
  return heard.map((event) => event.seq)
}

function from(first: number, count: number) {
  return Array.from({ length: count }, (_, i) => first + i)
}

test('a comment reaches everyone who follows its story, and nobody else', async () => {
  const [here, there] = [await begin('here'), await begin('there')]
  const reader = await listen(await connected(), here)
  const other = await listen(await connected({ transports: ['polling'] }), here)
  const elsewhere = await listen(await connected(), there)
  const comment = await write(here.storyId, 'Was it **late**?')
  for (const { heard } of [reader, other]) {
    await expect.poll(() => heard).toHaveLength(1)
    expect(heard[0]).toMatchObject({ type: 'comment.posted', seq: here.since + 1, comment })
  }
  expect(elsewhere.heard).toEqual([])
})

test('readers who are cut off again and again get every event once, in order', { timeout: 60_000 }, async () => {
  const story = await begin('stormy')
  const EVENTS = 200
  const sockets = await Promise.all(
    (['websocket', 'websocket', 'polling', 'websocket'] as const).map((transport) =>
      connected({ transports: [transport] }),
    ),
  )
  const readers = await Promise.all(sockets.map((line) => listen(line, story)))
  let cuts = 0
  const storm = setInterval(() => {
    const line = sockets[Math.floor(Math.random() * sockets.length)]!
    if (!line.connected) return
    cuts += 1
    line.io.engine.close()
  }, 15)
  for (let i = 0; i < EVENTS; i += 5) await Promise.all(from(i, 5).map((n) => write(story.storyId, `Comment ${n}`)))
  clearInterval(storm)
  expect(cuts).toBeGreaterThan(5)
  for (const { heard, seq } of readers) {
    await expect.poll(seq).toBe(story.since + EVENTS)
    expect(numbers(heard)).toEqual(from(story.since + 1, EVENTS))
  }
})

test('readers who come in while much happens miss nothing and get nothing twice', async () => {
  const story = await begin('busy')
  const writing = (async () => {
    for (let i = 0; i < 60; i += 1) await happen(story.storyId, 3)
  })()
  const readers = await Promise.all(
    from(0, 12).map(async (i) => {
      const line = await connected({ transports: [i % 3 === 0 ? 'polling' : 'websocket'] })
      return listen(line, story)
    }),
  )
  await writing
  for (const { heard, seq } of readers) {
    await expect.poll(seq).toBe(story.since + 180)
    expect(numbers(heard)).toEqual(from(story.since + 1, 180))
  }
})

test('a large crowd gets every event once, in order', { timeout: 60_000 }, async () => {
  const story = await begin('crowd')
  const readers: Awaited<ReturnType<typeof listen>>[] = []
  for (let i = 0; i < 320; i += 40) {
    const group = await Promise.all(from(i, 40).map(() => connected()))
    readers.push(...(await Promise.all(group.map((line) => listen(line, story)))))
  }
  for (let i = 0; i < 20; i += 1) await happen(story.storyId, 2)
  for (const { heard, seq } of readers) {
    await expect.poll(seq).toBe(story.since + 40)
    expect(numbers(heard)).toEqual(from(story.since + 1, 40))
  }
})

test('an event is shown as things stand when it is sent', async () => {
  const story = await begin('deleted')
  const { id } = await write(story.storyId, 'I take this back')
  await writer.call('DELETE /api/v1/comments/:id', { params: { id } })
  const { heard } = await listen(await connected(), story)
  expect(heard.map(({ type }) => type)).toEqual(['comment.posted', 'comment.deleted'])
  expect(JSON.stringify(heard)).not.toContain('take this back')
  const answer = await server.call('GET /api/v1/stories/:id/events', {
    params: { id: story.storyId },
    query: { since: story.since },
  })
  expect(answer.events).toEqual(heard)
})

test('a reader who missed too much, or who knows numbers that never were, starts anew', async () => {
  const story = await begin('long')
  await happen(story.storyId, 501)
  const line = await connected()
  const seq = story.since + 501
  const follow = (since: number) => ask(line, 'follow', { storyId: story.storyId, since })
  expect(await follow(story.since)).toMatchObject({ ok: true, reset: true, events: [], seq })
  expect(await follow(seq + 1)).toMatchObject({ ok: true, reset: true, events: [], seq })
  expect(await follow(story.since + 1)).toMatchObject({ ok: true, reset: false, seq })
  expect(await follow(seq)).toMatchObject({ ok: true, reset: false, events: [], seq })
})

test('a reader who is ahead of the hints of this node is not sent back to the start', async () => {
  const story = await begin('other-node')
  const { heard } = await listen(await connected(), story)
  const other = await database.openAgain()
  await other.transact(`story:${story.storyId}`, (tx) => addEvent(tx, story.storyId, 'story.changed', null, Date.now()))
  // Somebody whose page was made by the other node is ahead of the readers here, not lost.
  const ahead = { storyId: story.storyId, since: story.since + 1 }
  expect(await ask(await connected(), 'follow', ahead)).toMatchObject({ ok: true, reset: false, events: [] })
  await expect.poll(() => numbers(heard)).toEqual([story.since + 1])
})

test('what another node wrote comes within about a second to those who only listen', async () => {
  const story = await begin('quiet')
  const { heard } = await listen(await connected(), story)
  const other = await database.openAgain()
  await other.transact(`story:${story.storyId}`, (tx) => addEvent(tx, story.storyId, 'story.changed', null, Date.now()))
  await expect.poll(() => numbers(heard)).toEqual([story.since + 1])
})

test('nothing comes any more after unfollowing', async () => {
  const [left, kept] = [await begin('left'), await begin('kept')]
  const line = await connected()
  const got: string[] = []
  line.on('events', (({ storyId }) => got.push(storyId)) satisfies ServerMessages['events'])
  await ask(line, 'follow', left)
  await ask(line, 'follow', kept)
  await ask(line, 'unfollow', { storyId: left.storyId })
  await happen(left.storyId, 1)
  await happen(kept.storyId, 1)
  await expect.poll(() => got).toEqual([kept.storyId])
})

test('when the server stops, sockets are let go and come back by themselves', async () => {
  const own = await startServer()
  const line = await dial(own.url)
  lines.push(line)
  const gone = new Promise((resolve) => line.once('disconnect', resolve))
  await own.close()
  expect(await gone).toBe('transport close')
  expect(line.active).toBe(true)
})
