import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { tell } from '../../server/notices/tell.ts'
import { freshDatabase } from '../support/databases.ts'
import { ask, dial, type Line } from '../support/listen.ts'
import { wantedSanction } from '../support/sanctioning.ts'
import { startServer, type TestPerson, type TestServer } from '../support/start-server.ts'

let server: TestServer
let storyId: string
beforeAll(async () => {
  server = await startServer()
  storyId = await server.story()
})
afterAll(() => server.close())

const lines: Line[] = []
afterEach(() => {
  for (const line of lines.splice(0)) line.close()
})
/** A connection, with the numbers it is told. */
async function connected(url = server.url) {
  const line = await dial(url, { reconnection: false })
  lines.push(line)
  const heard: number[] = []
  line.on('notices', ({ unread }) => heard.push(unread))
  return { line, heard }
}

let told = 0
function tellOne({ id }: TestPerson, { ctx } = server) {
  const notice = { personId: id, key: `n:${++told}`, kind: 'case_closed', storyId, createdAt: ctx.now() } as const
  return ctx.db.transact('test', (tx) => tell(tx, [notice]))
}

test('people hear of their own notices alone, in publishers’ pages too', async () => {
  const [ann, bob] = [await server.as('Ann', { scope: 'embed' }), await server.as('Bob')]
  const [hers, his, other] = [await connected(), await connected(), await connected()]
  await tellOne(ann)
  expect(await ask(hers.line, 'me', { token: ann.token })).toMatchObject({ ok: true, unread: 1 })
  expect(await ask(his.line, 'me', { token: bob.token })).toMatchObject({ ok: true, unread: 0 })
  for (const payload of [{}, { token: 'x'.repeat(43) }])
    expect(await ask(other.line, 'me', payload)).toMatchObject({ ok: false, code: 'unauthenticated' })

  await tellOne(ann)
  await expect.poll(() => hers.heard.at(-1)).toBe(2)
  const { notices } = await ann.call('GET /api/v1/me/notices', { query: {} })
  await ann.call('POST /api/v1/me/notices/read', { body: { ids: notices.map(({ id }) => id) } })
  await expect.poll(() => hers.heard.at(-1)).toBe(0)
  await tellOne(bob)
  await expect.poll(() => his.heard.at(-1)).toBe(1)
  expect(other.heard).toEqual([])
})

test('whoever signs out hears nothing more, and goes on following stories', async () => {
  const ann = await server.as('Ann')
  const [{ line, heard }, other] = [await connected(), await connected()]
  const second = await server.as('Second')
  await ask(line, 'me', { token: ann.token })
  await ask(other.line, 'me', { token: second.token })
  const before = heard.length
  await ann.call('DELETE /api/v1/sessions/current')
  await ask(line, 'follow', { storyId, since: 0 })
  await tellOne(ann)
  await tellOne(second)
  await expect.poll(() => other.heard.at(-1)).toBe(1)
  expect(heard.slice(before)).toEqual([])
  expect(line.connected).toBe(true)
})

test('a connection is the last person’s who joined with it, or nobody’s', async () => {
  const [ann, bob] = [await server.as('Ann'), await server.as('Bob')]
  const [{ line, heard }, anns] = [await connected(), await connected()]
  await ask(line, 'me', { token: ann.token })
  await ask(anns.line, 'me', { token: ann.token })
  await ask(line, 'me', { token: bob.token })
  heard.length = 0
  await tellOne(ann)
  await expect.poll(() => anns.heard.at(-1)).toBe(1)
  await tellOne(bob)
  await expect.poll(() => heard).toEqual([1])
  expect(await ask(line, 'me', { token: null })).toMatchObject({ ok: true, unread: 0 })
  await tellOne(bob)
  await tellOne(ann)
  await expect.poll(() => anns.heard.at(-1)).toBe(2)
  expect(heard).toEqual([1])
})

test('of two people who join at once with one connection, the later one hears', async () => {
  const [ann, bob] = [await server.as('Ann'), await server.as('Bob')]
  const { line, heard } = await connected()
  const anns = await connected()
  await ask(anns.line, 'me', { token: ann.token })
  await Promise.all([ann, bob, ann, bob].map(({ token }) => ask(line, 'me', { token })))
  heard.length = 0
  await tellOne(ann)
  await expect.poll(() => anns.heard.at(-1)).toBe(1)
  await tellOne(bob)
  await expect.poll(() => heard).toEqual([1])
})

test('what moderators do about somebody is told to their connections alone, on every node, and so is its end', async () => {
  const db = await freshDatabase('postgres')
  const [one, two] = [await startServer({ db }), await startServer({ db: await db.openAgain() })]
  const [ann, bob, mo] = [
    await one.as('Ann', { scope: 'embed' }),
    await one.as('Bob'),
    await one.as('Mo', { role: 'moderator' }),
  ]
  const [hers, his] = [await connected(two.url), await connected(two.url)]
  const heard: number[] = []
  hers.line.on('notices', ({ sanctions }) => heard.push(sanctions))
  expect(await ask(hers.line, 'me', { token: ann.token })).toMatchObject({ ok: true, sanctions: 0 })
  await ask(his.line, 'me', { token: bob.token })
  his.heard.length = 0
  const body = wantedSanction(one.ctx.now())
  const { id } = await mo.call('POST /api/v1/people/:id/sanctions', { params: { id: ann.id }, body })
  await expect.poll(() => heard.at(-1)).toBeGreaterThan(0)
  const made = heard.at(-1)
  const end = { version: 1, inError: true, why: 'It was somebody else.' }
  await mo.call('POST /api/v1/sanctions/:id/end', { params: { id }, body: end })
  await expect.poll(() => heard.at(-1)).not.toBe(made)
  // Whoever joins later is told the same number.
  const again = await connected(one.url)
  expect(await ask(again.line, 'me', { token: ann.token })).toMatchObject({ sanctions: heard.at(-1) })
  await bob.call('PUT /api/v1/stories/:id/subscription', { params: { id: await one.story() } })
  expect(his.heard).toEqual([])
  for (const { line } of [hers, his, again]) line.close()
  await one.close()
  await two.close()
  await db.close()
})

test('a notice written by one node is heard on another', async () => {
  const db = await freshDatabase('postgres')
  const [one, two] = [await startServer({ db }), await startServer({ db: await db.openAgain() })]
  const ann = await one.as('Ann')
  const { line, heard } = await connected(two.url)
  await ask(line, 'me', { token: ann.token })
  const id = await one.story()
  const notice = { personId: ann.id, key: 'n', kind: 'case_closed', storyId: id, createdAt: one.ctx.now() } as const
  await one.ctx.db.transact('test', (tx) => tell(tx, [notice]))
  await expect.poll(() => heard.at(-1)).toBe(1)
  line.close()
  await one.close()
  await two.close()
  await db.close()
})
