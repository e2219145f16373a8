import { io } from 'socket.io-client'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type * as z from 'zod'
import { call } from '../../client/api.ts'
import type { Followed } from '../../server/contract/events.ts'
import { publishFinding } from '../support/cases.ts'
import { dialects, freshDatabase, type TestDatabase } from '../support/databases.ts'
import { problemOf, startServer, type TestPerson, type TestServer } from '../support/start-server.ts'
import { type Target, wanted } from '../support/suspending.ts'

type Answer = z.output<typeof Followed>
type Events = Answer['events']

/** Two servers on one PostgreSQL; on SQLite, two servers on one file, as when the command line writes beside one. */
describe.each(dialects)('two nodes on one database (%s)', (dialect) => {
  let db: TestDatabase
  let nodes: [TestServer, TestServer]
  let ann: TestPerson
  let storyId: string
  const closing: (() => void)[] = []
  const on =
    (node: TestServer, person: TestPerson): TestPerson['call'] =>
    (key, input) =>
      call(key, input ?? ({} as never), { base: node.url, token: person.token })
  const suspend = (mo: TestPerson, target: Target = { scope: 'story', storyId }) =>
    mo.call('POST /api/v1/suspensions', { body: wanted(Date.now(), target) })
  const end = (mo: TestPerson, id: string) => mo.call('POST /api/v1/suspensions/:id/end', { params: { id }, body: {} })

  beforeEach(async () => {
    db = await freshDatabase(dialect)
    nodes = [await startServer({ db }), await startServer({ db: await db.openAgain() })]
    ann = await nodes[0].as('Ann')
    storyId = await nodes[0].story()
  })
  afterEach(async () => {
    for (const close of closing.splice(0)) close()
    await Promise.all(nodes.map((node) => node.close()))
    await db.close()
  })

  /** Follows the story as a page does; what comes is kept. */
  async function follow(node: TestServer) {
    const socket = io(node.url, { path: '/api/v1/live', transports: ['websocket'] })
    closing.push(() => socket.close())
    const heard: Events = []
    const modes: string[] = []
    socket.on('events', ({ events }: { events: Events }) => heard.push(...events))
    socket.on('commenting', (told: { storyId: string; commenting: { mode: string } }) => {
      expect(told.storyId).toBe(storyId)
      modes.push(told.commenting.mode)
    })
    const { seq } = await nodes[0].call('GET /api/v1/stories/:id', { params: { id: storyId } })
    const answer: Answer = await socket.emitWithAck('follow', { storyId, since: seq })
    expect(answer).toMatchObject({ ok: true, events: [], now: expect.any(String) })
    return { heard, modes, mode: answer.commenting.mode }
  }

  it('shows a reader of one node what is written on the other: comment, edit, note, update, pause', async () => {
    const { heard, mode } = await follow(nodes[1])
    expect(mode).toBe('open')
    const mo = await nodes[0].as('Mo', { role: 'moderator' })
    const bob = await nodes[0].as('Bob')
    const made = await ann.call('POST /api/v1/stories/:id/comments', {
      params: { id: storyId },
      body: { body: 'It left at midnight.' },
    })
    const flag = await bob.call('POST /api/v1/comments/:id/flags', {
      params: { id: made.id },
      body: {
        kind: 'misrepresentation',
        type: 'misquoted',
        claim: { exact: 'left at midnight' },
        source: { exact: 'left the harbour at noon' },
        explanation: 'The story gives another time.',
      },
    })
    await publishFinding(nodes[0].ctx, await mo.reader(), flag.id)
    await mo.call('POST /api/v1/stories/:id/updates', { params: { id: storyId }, body: { body: 'It was noon.' } })
    await ann.call('PATCH /api/v1/comments/:id', {
      params: { id: made.id },
      body: { body: 'Noon, then.', revision: 1 },
    })
    await suspend(mo)
    await vi.waitFor(() => expect(heard).toHaveLength(5), { timeout: 10_000 })
    expect(heard.map((event) => event.type)).toEqual([
      'comment.posted',
      'comment.noted',
      'update.published',
      'comment.edited',
      'commenting.changed',
    ])
    expect(heard.map((event) => event.seq)).toEqual(heard.map((_, i) => (heard[0]?.seq ?? 0) + i))
    expect(heard[4]).toMatchObject({ commenting: { mode: 'paused' } })
  })

  it('refuses on each node once the other acknowledged a pause: 423, with the text kept, and takes it after reopening', async () => {
    const mo = await nodes[0].as('Mo', { role: 'moderator' })
    const { id } = await suspend(mo)
    const send = () =>
      on(nodes[1], ann)('POST /api/v1/stories/:id/comments', {
        params: { id: storyId },
        headers: { 'idempotency-key': 'one-submission' },
        body: { body: 'half a thought' },
      })
    const problem = await problemOf(send())
    expect(problem).toMatchObject({ status: 423, code: 'suspended', extra: { draft: { body: 'half a thought' } } })
    const drafts = { params: { id: storyId } }
    expect((await ann.call('GET /api/v1/stories/:id/drafts', drafts)).drafts).toMatchObject([
      { body: 'half a thought' },
    ])

    await end(mo, id)
    const made = await Promise.all(Array.from({ length: 10 }, send))
    expect(new Set(made.map((comment) => comment.id)).size).toBe(1)
    expect((await ann.call('GET /api/v1/stories/:id/drafts', drafts)).drafts).toEqual([])
  })

  it.each(['story', 'site'])(
    'lets nothing in after the acknowledgement of a %s’s pause while 100 comments are in flight on both nodes',
    async (scope) => {
      const target: Target = scope === 'site' ? { scope } : { scope: 'story', storyId }
      const mo = await nodes[0].as('Mo', { role: 'moderator' })
      const send = (n: number) =>
        on(nodes[n % 2] ?? nodes[0], ann)('POST /api/v1/stories/:id/comments', {
          params: { id: storyId },
          body: { body: `comment ${n}` },
        }).then(
          () => 201,
          (problem) => problem.status,
        )
      const sent = Array.from({ length: 60 }, (_, n) => send(n))
      const pausing = suspend(mo, target)
      sent.push(...Array.from({ length: 40 }, (_, n) => send(60 + n)))
      await pausing
      const count = async (node: TestServer) =>
        (await node.call('GET /api/v1/stories/:id', { params: { id: storyId } })).commentCount
      const atAcknowledgement = await count(nodes[1])
      sent.push(...Array.from({ length: 20 }, (_, n) => send(100 + n)))
      const statuses = await Promise.all(sent)
      expect(await count(nodes[0])).toBe(atAcknowledgement)
      expect(statuses.filter((status) => status === 201)).toHaveLength(atAcknowledgement)
      // A machine that is busy with other things may refuse some with 503, which lets nothing in either.
      const refused = statuses.filter((status) => status !== 201 && status !== 503)
      expect(new Set(refused)).toEqual(new Set([423]))
      expect(statuses.slice(100)).not.toContain(201)
    },
  )

  it('serves an unchanged page as 304, and the new one at once after a write on the other node', async () => {
    const read = (etag?: string) =>
      fetch(`${nodes[1].url}/api/v1/stories/${storyId}/thread`, { headers: etag ? { 'if-none-match': etag } : {} })
    const etag = (await read()).headers.get('etag') ?? ''
    expect((await read(etag)).status).toBe(304)
    await ann.call('POST /api/v1/stories/:id/comments', { params: { id: storyId }, body: { body: 'news' } })
    const fresh = await read(etag)
    expect(fresh.status).toBe(200)
    expect((await fresh.json()).comments[0].html).toBe('<p>news</p>')
  })

  it('tells whoever follows a story on one node that its section or the site was paused on the other, and reopened', async () => {
    const mo = await nodes[0].as('Mo', { role: 'moderator' })
    const section = { params: { id: storyId }, body: { section: 'Harbour' } }
    await mo.call('PATCH /api/v1/stories/:id', section)
    const readers = [await follow(nodes[0]), await follow(nodes[1])]
    const heardBy = (which: { modes: string[] }[], mode: string) =>
      Promise.all(which.map(({ modes }) => vi.waitFor(() => expect(modes.at(-1)).toBe(mode), { timeout: 10_000 })))
    const wide = await suspend(mo, { scope: 'section', section: 'Harbour' })
    await heardBy(readers, 'paused')
    const wider = await suspend(mo, { scope: 'site' })
    // Whoever comes now hears of it in the answer.
    const late = [await follow(nodes[0]), await follow(nodes[1])]
    expect(late.map(({ mode }) => mode)).toEqual(['paused', 'paused'])
    for (const { id } of [wider, wide]) await end(mo, id)
    await heardBy([...readers, ...late], 'open')
    // These are no events of the story: its numbers stay.
    expect([...readers, ...late].flatMap(({ heard }) => heard)).toEqual([])
  })

  it('serves another page once the section or the site is suspended on the other node', async () => {
    const mo = await nodes[0].as('Mo', { role: 'moderator' })
    const read = async (etag?: string) => {
      const url = `${nodes[1].url}/api/v1/stories/${storyId}/thread`
      const answer = await fetch(url, { headers: etag ? { 'if-none-match': etag } : {} })
      const mode = answer.status === 200 ? (await answer.json()).story.commenting.mode : undefined
      return { status: answer.status, etag: answer.headers.get('etag') ?? '', mode }
    }
    const open = await read()
    const { id } = await suspend(mo, { scope: 'site' })
    const paused = await read(open.etag)
    expect(paused).toMatchObject({ status: 200, mode: 'paused' })
    expect((await read(paused.etag)).status).toBe(304)
    await end(mo, id)
    expect(await read(paused.etag)).toMatchObject({ status: 200, mode: 'open' })
  })
})
