import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../../server/ids.ts'
import { type Dialect, dialects, freshDatabase, type TestDatabase } from '../support/databases.ts'
import { startServer, type TestPerson, type TestServer } from '../support/start-server.ts'
import { hasTidied } from '../support/tidying.ts'

const DAY = 24 * 60 * 60 * 1000

describe.each(dialects)('%s', (dialect: Dialect) => {
  let db: TestDatabase
  let server: TestServer
  let owner: TestPerson
  beforeAll(async () => {
    db = await freshDatabase(dialect)
    server = await startServer({ db })
    owner = await server.as('Olga', { role: 'owner' })
  })
  afterAll(async () => {
    await server.close()
    await db.close()
  })

  /** The tables in which some words stand. */
  async function kept(words: string): Promise<string[]> {
    const found: string[] = []
    for (const name of ['comments', 'commentRevisions', 'cases', 'screenings'] as const)
      if (JSON.stringify(await db.read.select().from(db.read.tables[name])).includes(words)) found.push(name)
    return found
  }
  const noticeOf = async (id: string) =>
    (await db.read.select().from(db.read.tables.notices).where(eq(db.read.tables.notices.id, id)))[0]

  test('words of rejected comments and notices that were read go after the days that the owner says', async () => {
    const id = await server.story(`kept-${dialect}`)
    const ann = await server.as('Ann')
    await ann.call('POST /api/v1/stories/:id/comments', {
      params: { id },
      body: { body: 'Shown.' },
    })
    // A rejection can be appealed for longer than its words are wanted.
    const { settings } = await owner.call('GET /api/v1/site')
    const cases = { ...settings.cases, appealDays: 40 }
    await owner.call('PATCH /api/v1/site/settings', { body: { cases } })
    const links = { name: 'No links', check: { kind: 'links' as const, most: 0 } }
    await owner.call('POST /api/v1/screening/rules', { body: links })
    const { id: rejected } = await ann.call('POST /api/v1/stories/:id/comments', {
      params: { id },
      body: { body: 'Rejected: https://zanzibar.example/here' },
    })
    const refusal = { decision: 'reject' as const, rule: 'spam' as const, reason: 'Advertising.', revision: 1 }
    await owner.call('POST /api/v1/comments/:id/decision', { params: { id: rejected }, body: refusal })
    server.clock.forward(10_000)
    await server.jobs.runDue()
    const [read, unread] = [newId(), newId()]
    const now = server.ctx.now()
    await db.transact('test', async (tx) => {
      const notice = { personId: ann.id, kind: 'case_closed' as const, storyId: id, detail: {}, createdAt: now }
      await tx.insert(tx.tables.notices).values([
        { ...notice, id: read, key: 'a', readAt: now },
        { ...notice, id: unread, key: 'b', readAt: null },
      ])
    })
    const keep = (rejectedDays: number | null, readNoticeDays: number | null) =>
      owner.call('PATCH /api/v1/site/settings', { body: { retention: { rejectedDays, readNoticeDays } } })

    await keep(null, null)
    server.clock.forward(29 * DAY)
    await hasTidied(server)
    expect(await noticeOf(read)).toBeDefined()
    owner = await server.as('Olga', { role: 'owner' })
    await keep(30, 30)
    await hasTidied(server)
    expect(await noticeOf(read)).toBeDefined()
    server.clock.forward(2 * DAY)
    await hasTidied(server)
    expect(await noticeOf(read)).toBeUndefined()
    expect(await noticeOf(unread)).toBeDefined()
    // In the comment, its case, and what the rule found.
    expect(await kept('zanzibar')).toEqual(['comments', 'cases', 'screenings'])
    server.clock.forward(10 * DAY)
    await server.jobs.runDue()
    await hasTidied(server)
    expect(await kept('zanzibar')).toEqual([])
    expect(await kept('Shown.')).toEqual(['comments'])
  })

  test('what a muted person wrote is told no more; what concerns a case is', async () => {
    const id = await server.story(`quiet-${dialect}`)
    const [ann, loud] = [await server.as('Ann'), await server.as('Loud')]
    const { id: commentId } = await loud.call('POST /api/v1/stories/:id/comments', {
      params: { id },
      body: { body: 'A reply.' },
    })
    const notice = { personId: ann.id, storyId: id, commentId, detail: {}, createdAt: server.ctx.now() }
    await db.transact('test', (tx) =>
      tx.insert(tx.tables.notices).values([
        { ...notice, id: newId(), key: 'reply', kind: 'edit_asked' },
        { ...notice, id: newId(), key: 'case', kind: 'case_closed', caseId: newId() },
      ]),
    )
    const told = async () => ann.call('GET /api/v1/me/notices', { query: {} })
    expect(await told()).toMatchObject({ unread: 2, notices: [{}, {}] })
    await ann.call('PUT /api/v1/me/mutes/:id', { params: { id: loud.id } })
    expect(await told()).toMatchObject({ unread: 1, notices: [{ kind: 'case_closed' }] })
    await ann.call('DELETE /api/v1/me/mutes/:id', { params: { id: loud.id } })
    expect(await told()).toMatchObject({ unread: 2 })
  })
})
