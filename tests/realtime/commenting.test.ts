import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type * as z from 'zod'
import { addEvent } from '../../db/events.ts'
import type { Commenting } from '../../server/contract/suspensions.ts'
import { freshDatabase, type TestDatabase } from '../support/databases.ts'
import { ask, dial, type Line, listen } from '../support/listen.ts'
import { startServer, type TestPerson, type TestServer } from '../support/start-server.ts'
import { at, type Target, type Wanted, wanted } from '../support/suspending.ts'

let database: TestDatabase
let server: TestServer
let mo: TestPerson
beforeAll(async () => {
  database = await freshDatabase('sqlite')
  server = await startServer({ db: database })
  mo = await server.as('Mona Moderator', { role: 'moderator' })
})
afterAll(async () => {
  await server.close()
  await database.close()
})

const lines: Line[] = []
const standing: string[] = []
afterEach(async () => {
  for (const line of lines.splice(0)) line.close()
  for (const id of standing.splice(0)) await end(id).catch(() => undefined)
})

async function suspend(target: Target, over: Partial<Wanted> = {}): Promise<string> {
  const { id } = await mo.call('POST /api/v1/suspensions', { body: wanted(server.ctx.now(), target, over) })
  standing.push(id)
  return id
}

function end(id: string) {
  return mo.call('POST /api/v1/suspensions/:id/end', { params: { id }, body: {} })
}

/** A page with a story: what it hears of commenting, in order. */
async function page(slug: string) {
  const storyId = await server.story(slug)
  const { seq } = await server.call('GET /api/v1/stories/:id', { params: { id: storyId } })
  const line = await dial(server.url)
  lines.push(line)
  const told: z.output<typeof Commenting>[] = []
  line.on('commenting', (message) => {
    expect(message.storyId).toBe(storyId)
    told.push(message.commenting)
  })
  const { heard } = await listen(line, { storyId, since: seq })
  return { storyId, seq, line, told, heard, modes: () => told.map(({ mode }) => mode) }
}

/** Resolves when the server has looked, as it does each second, at what other nodes wrote. */
async function nextLook({ storyId, heard }: Awaited<ReturnType<typeof page>>): Promise<void> {
  const other = await database.openAgain()
  const before = heard.length
  await other.transact(`story:${storyId}`, (tx) => addEvent(tx, storyId, 'story.changed', null, server.ctx.now()))
  await expect.poll(() => heard.length).toBeGreaterThan(before)
}

test('pages of every story hear of the whole site’s pause and of its end, once each', async () => {
  const pages = [await page('one'), await page('two')]
  // The server's first look tells whoever follows by then, which may be one of the two.
  for (const one of pages) await nextLook(one)
  const before = pages.map(({ told }) => told.length)
  const id = await suspend({ scope: 'site' })
  for (const { modes } of pages) await expect.poll(() => modes().at(-1)).toBe('paused')
  await end(id)
  for (const { modes } of pages) await expect.poll(() => modes().at(-1)).toBe('open')
  for (const one of pages) await nextLook(one)
  for (const [n, { modes }] of pages.entries()) expect(modes().slice(before[n])).toEqual(['paused', 'open'])
  expect(pages[0]?.told.at(-2)?.suspension).toMatchObject({ id, scope: 'site', reason: expect.any(String) })
})

test('a section’s pause reaches the pages of its stories, also of one that staff move into it', async () => {
  const one = await page('three')
  const move = (section: string) =>
    mo.call('PATCH /api/v1/stories/:id', { params: { id: one.storyId }, body: { section } })
  await move('Harbour')
  await suspend({ scope: 'section', section: 'Town' })
  await suspend({ scope: 'section', section: 'Harbour' }, { mode: 'members' })
  await expect.poll(() => one.modes().at(-1)).toBe('members')
  await move('Town')
  await expect.poll(() => one.heard.at(-1)).toMatchObject({ type: 'story.changed' })
  const { story } = await server.call('GET /api/v1/stories/:id/thread', { params: { id: one.storyId }, query: {} })
  expect(story.commenting.mode).toBe('paused')
})

test('a story’s own pause, its extension, its end and a branch’s pause are events of the story', async () => {
  const one = await page('four')
  const branch = await mo.call('POST /api/v1/stories/:id/comments', {
    params: { id: one.storyId },
    body: { body: 'The top.' },
  })
  const id = await suspend({ scope: 'story', storyId: one.storyId })
  const later = { version: 1, endsAt: at(server.ctx.now(), 60) }
  await mo.call('POST /api/v1/suspensions/:id/extend', { params: { id }, body: later })
  await end(id)
  await suspend({ scope: 'branch', commentId: branch.id })
  await expect.poll(() => one.heard).toHaveLength(5)
  expect(one.heard.map(({ type }) => type)).toEqual(['comment.posted', ...Array(4).fill('commenting.changed')])
  expect(one.heard.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5].map((n) => one.seq + n))
  expect(one.heard.at(-1)).toMatchObject({
    commenting: { mode: 'open', suspension: null, others: [{ scope: 'branch', commentId: branch.id }] },
  })
})

test('whoever follows is told how things stand and what the server’s clock says, after being away too', async () => {
  const one = await page('five')
  await suspend({ scope: 'site' }, { mode: 'premoderated' })
  const follow = { storyId: one.storyId, since: one.seq }
  const answer = await ask(one.line, 'follow', follow)
  expect(answer).toMatchObject({ ok: true, events: [], commenting: { mode: 'premoderated' }, now: expect.any(String) })
  const replayed = await server.call('GET /api/v1/stories/:id/events', {
    params: { id: one.storyId },
    query: { since: one.seq },
  })
  expect(replayed).toMatchObject({ events: [], commenting: { mode: 'premoderated' } })
  // Too far behind for a replay: still told.
  expect(await ask(one.line, 'follow', { ...follow, since: one.seq + 9 })).toMatchObject({
    reset: true,
    commenting: { mode: 'premoderated' },
  })
})

test('a held comment moves the numbers and tells nothing else; let through, it comes as posted', async () => {
  const one = await page('six')
  const ann = await server.as('Ann')
  await suspend({ scope: 'story', storyId: one.storyId }, { mode: 'premoderated' })
  const { id } = await ann.call('POST /api/v1/stories/:id/comments', {
    params: { id: one.storyId },
    body: { body: 'A secret word.' },
  })
  await expect.poll(() => one.heard).toHaveLength(2)
  expect(one.heard[1]).toEqual({ seq: one.seq + 2, at: expect.any(String), type: 'unseen' })
  expect(JSON.stringify(one.heard)).not.toContain('secret')
  await mo.call('POST /api/v1/comments/:id/decision', { params: { id }, body: { decision: 'approve', revision: 1 } })
  await expect.poll(() => one.heard.at(-1)).toMatchObject({ type: 'comment.posted', comment: { id, state: 'visible' } })
})
