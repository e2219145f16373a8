import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Tx } from '../../db/database.ts'
import { personById } from '../../db/people.ts'
import { tables } from '../../db/tables.ts'
import type { Context } from '../../server/context.ts'
import { queueMail } from '../../server/mail/queue-mail.ts'
import { admit, admitted } from '../../server/people/admit.ts'
import { takeErasureBack } from '../../server/people/ask-erasure.ts'
import { erasePerson } from '../../server/people/erase-person.ts'
import { makeLink } from '../../server/people/links.ts'
import { claim, explanation, passage } from '../support/console.ts'
import { type Dialect, dialects, freshDatabase, type TestDatabase } from '../support/databases.ts'
import { problemOf, startServer, type TestPerson, type TestServer } from '../support/start-server.ts'
import { suspend } from '../support/suspending.ts'

const HOUR = 60 * 60 * 1000
const DAY = 24 * HOUR

describe.each(dialects)('erasing an account, %s', (dialect: Dialect) => {
  let db: TestDatabase
  let server: TestServer
  beforeAll(async () => {
    db = await freshDatabase(dialect)
    server = await startServer({ db })
    await server.as('Orla', { role: 'owner' })
  })
  afterAll(async () => {
    await server.close()
    await db.close()
  })

  let count = 0
  const post = (person: TestPerson, id: string, body: string, parentId: string | null = null) =>
    person.call('POST /api/v1/stories/:id/comments', { params: { id }, body: { body, parentId } })
  const threadOf = async (id: string) =>
    (await server.call('GET /api/v1/stories/:id/thread', { params: { id }, query: { sort: 'oldest' } })).comments
  const ask = (person: TestPerson, words: 'delete' | 'keep') =>
    person.call('PUT /api/v1/me/erasure', { body: { words } })

  /** Somebody who left traces everywhere, with words that nobody else writes. */
  async function active() {
    const n = ++count
    const mark = `zanzibar${n}${dialect}`
    const person = await server.as(`Name ${mark}`)
    const other = await server.as('Other')
    const id = await server.story(`erased-${n}-${dialect}`)
    const first = await post(person, id, `First ${mark}: ${claim}.`)
    await post(other, id, 'A reply.', first.id)
    await person.call('PATCH /api/v1/comments/:id', {
      params: { id: first.id },
      body: { body: `Second ${mark}: ${claim}.`, revision: 1 },
    })
    const others = await post(other, id, `Somebody says that ${claim}.`)
    await person.call('PUT /api/v1/comments/:id/reaction', { params: { id: others.id } })
    await person.call('PUT /api/v1/stories/:id/subscription', { params: { id } })
    await person.call('PUT /api/v1/stories/:id/drafts', {
      params: { id },
      body: { parentId: null, body: `Draft ${mark}` },
    })
    const flag = (by: TestPerson, comment: string, words: string) =>
      by.call('POST /api/v1/comments/:id/flags', {
        params: { id: comment },
        body: {
          ...{ kind: 'misrepresentation', type: 'overstated', claim: { exact: claim }, source: { exact: passage } },
          explanation: words,
        },
      })
    await flag(person, others.id, `${explanation} ${mark}`)
    await flag(other, first.id, explanation)
    return { person, other, id, first, mark }
  }

  /** All that the database holds, as one text. */
  async function everything(): Promise<string> {
    const parts: string[] = []
    for (const name of Object.keys(tables.sqlite) as (keyof typeof tables.sqlite)[])
      parts.push(JSON.stringify(await db.read.select().from(db.read.tables[name])))
    return parts.join('\n')
  }

  test('comes a day after it is asked for, and leaves nothing of the person', async () => {
    const { person, id, mark } = await active()
    await ask(person, 'delete')
    await server.jobs.runDue()
    expect(await everything()).toContain(mark)
    server.clock.forward(DAY + HOUR)
    await server.jobs.runDue()
    const left = await everything()
    expect(left).not.toContain(mark)
    expect(left).not.toContain(person.id)
    const [first] = await threadOf(id)
    expect(first).toMatchObject({ state: 'deleted', author: null, html: '' })
    expect((await problemOf(person.call('GET /api/v1/me/sessions'))).code).toBe('unauthenticated')
  })

  test('leaves the words without the name, if the person says so', async () => {
    const { person, id, first, mark } = await active()
    await db.transact('test', async (tx) => {
      const { comments } = tx.tables
      await tx
        .update(comments)
        .set({ label: `Label ${mark}` })
        .where(eq(comments.id, first.id))
    })
    await ask(person, 'keep')
    server.clock.forward(DAY + HOUR)
    await server.jobs.runDue()
    const kept = (await threadOf(id)).find((comment) => comment.id === first.id)
    expect(kept).toMatchObject({ state: 'visible', author: { id: null, name: 'Former reader', label: null } })
    expect(kept?.html).toContain(`Second ${mark}`)
    const left = await everything()
    expect(left).not.toContain(`Name ${mark}`)
    expect(left).not.toContain(`Label ${mark}`)
    expect(left).not.toContain(`First ${mark}`)
    expect(left).not.toContain(person.id)
  })

  test('unties the comments that stay from the name that others called', async () => {
    const { person, other, id, first, mark } = await active()
    const calling = await post(other, id, `I agree with @Name ${mark}.`)
    const edited = await post(other, id, `As @Name ${mark} says.`)
    await other.call('PATCH /api/v1/comments/:id', {
      params: { id: edited.id },
      body: { body: `So says @Name ${mark}.`, revision: 1 },
    })
    expect(calling.html).toContain(`#comment-${first.id}`)
    await ask(person, 'keep')
    server.clock.forward(DAY + HOUR)
    await server.jobs.runDue()
    expect((await threadOf(id)).find((comment) => comment.id === calling.id)).toMatchObject({
      html: `<p>I agree with @Name ${mark}.</p>`,
      revision: 1,
    })
    expect(await everything()).not.toContain(`#comment-${first.id}`)
  })

  test('leaves nothing in links of letters, in what rules found, or in what moderators did', async () => {
    const { person, id, mark } = await active()
    const [owner, max] = [await server.as('Olga', { role: 'owner' }), await server.as('Max', { role: 'moderator' })]
    await owner.call('POST /api/v1/screening/rules', {
      body: { name: 'No links', check: { kind: 'links', most: 0 } } as never,
    })
    const held = await post(person, id, `Look at https://${mark}.example/here.`)
    const third = await server.as('Third')
    const byOther = await post(third, id, 'Look at https://third.example/here.')
    expect([held.state, byOther.state]).toEqual(['pending', 'pending'])
    const pause = { mode: 'paused' as const, reason: 'Too heated.', reasonCode: 'other' as const }
    await suspend(server.ctx, await max.reader(), { scope: 'story', storyId: id }, pause)
    const decide = (by: TestPerson, body: object) =>
      by.call('POST /api/v1/comments/:id/decision', { params: { id: byOther.id }, body: body as never })
    await decide(max, { decision: 'approve', revision: 1, release: 'at_reopening' })
    await decide(owner, { decision: 'reject', revision: 1, rule: 'spam', reason: 'Advertising.' })
    await ask(person, 'delete')
    await ask(max, 'keep')
    server.clock.forward(DAY + HOUR)
    const facts = { kind: 'sign-in' as const, next: null, browser: null }
    await db.transact('test', async (tx) => {
      await makeLink(tx, server.ctx, { ...facts, email: person.email }, server.ctx.now())
      // Letters that wait for the mail server.
      for (const to of [person.email, third.email])
        await queueMail(tx, to, { to, subject: 'News', text: 'News.' }, server.ctx.now() + HOUR)
    })
    await server.jobs.runDue()
    const waiting = await db.read.select().from(db.read.tables.jobs).where(eq(db.read.tables.jobs.kind, 'mail'))
    expect(waiting.map(({ key }) => key)).toEqual([third.email])
    const left = await everything()
    expect(left).not.toContain(mark)
    expect(left).not.toContain(person.email)
    expect(left).not.toContain(max.id)
  })

  test('is taken back by a button or by signing in, and then does not come', async () => {
    const { person, id, mark } = await active()
    await ask(person, 'delete')
    expect((await person.call('GET /api/v1/me/erasure')).erasure).toMatchObject({ words: 'delete' })
    await person.call('DELETE /api/v1/me/erasure')
    server.clock.forward(DAY + HOUR)
    await server.jobs.runDue()
    expect((await threadOf(id))[0]?.html).toContain(mark)
    await expect(person.call('GET /api/v1/me/sessions')).resolves.toBeDefined()
  })

  test.each(['by the button', 'by signing in'])(
    'is taken back %s or comes, never both, while it begins',
    async (how) => {
      const other = await db.openAgain()
      const people = await Promise.all(Array.from({ length: 12 }, () => server.as('Wavering')))
      for (const person of people) await ask(person, 'delete')
      const readers = await Promise.all(people.map((person) => person.reader()))
      server.clock.forward(DAY + HOUR)
      const now = server.ctx.now()
      for (const reader of readers) {
        const { personId } = reader
        const takeBack = async () => {
          if (how === 'by the button') return takeErasureBack({ ...server.ctx, db: other }, reader)
          const session = { personId, userAgent: null, now }
          admitted(await other.transact(`person:${personId}`, (tx) => admit(tx, session)))
        }
        const [back] = await Promise.allSettled([takeBack(), erasePerson(server.ctx, personId)])
        const isThere = (await personById(db.read, personId)) !== undefined
        expect(isThere).toBe(back.status === 'fulfilled')
      }
    },
  )

  test('goes on where it stopped, wherever that was', async () => {
    const { person, mark } = await active()
    await ask(person, 'delete')
    server.clock.forward(DAY + HOUR)
    let crashes = 0
    for (let at = 1; ; at++) {
      const outcome = await erasePerson(crashingAt(server.ctx, at), person.id).catch((error: Error) => error.message)
      if (outcome === undefined) break
      expect(outcome).toBe('crash')
      crashes++
    }
    expect(crashes).toBeGreaterThan(3)
    // The queued work, which finds nothing left to do, is named after the person as well.
    await server.jobs.runDue()
    const left = await everything()
    expect(left).not.toContain(mark)
    expect(left).not.toContain(person.id)
  })

  test('lets nothing through that is posted while it goes on', async () => {
    const { person, id } = await active()
    const reader = await person.reader()
    await ask(person, 'keep')
    server.clock.forward(DAY + HOUR)
    const { postComment } = await import('../../server/comments/post-comment.ts')
    const posts = Array.from({ length: 12 }, (_, n) =>
      postComment(server.ctx, reader, id, { body: `Late ${person.id} ${n}`, parentId: null }),
    )
    const [, ...outcomes] = await Promise.allSettled([erasePerson(server.ctx, person.id), ...posts])
    await erasePerson(server.ctx, person.id)
    const named = (await threadOf(id)).filter(({ author }) => author?.name === reader.name || author?.id === person.id)
    expect(named).toEqual([])
    const posted = outcomes.filter(({ status }) => status === 'fulfilled').length
    const kept = (await threadOf(id)).filter(({ html }) => html.includes(`Late ${person.id}`))
    expect(kept).toHaveLength(posted)
  })

  test('is refused to the only owner', async () => {
    const alone = await startServer()
    try {
      const owner = await alone.as('Olga', { role: 'owner' })
      const asked = owner.call('PUT /api/v1/me/erasure', { body: { words: 'delete' } })
      expect((await problemOf(asked)).code).toBe('conflict')
    } finally {
      await alone.close()
    }
  })

  test('the data can be taken away before: everything, and nothing that is secret', async () => {
    const { person, mark } = await active()
    const answer = await fetch(`${server.url}/account/data.json`, { headers: { cookie: `afterword=${person.token}` } })
    expect(answer.headers.get('content-disposition')).toContain('attachment')
    const text = await answer.text()
    const data = JSON.parse(text)
    expect(data.profile.rows[0].email).toBe(person.email)
    expect(data.comments.rows[0].body).toContain(`Second ${mark}`)
    expect(data.commentRevisions.rows[0].body).toContain(`First ${mark}`)
    expect(data.drafts.rows[0].body).toContain(mark)
    expect(data.flags.rows[0].explanation).toContain(mark)
    expect(data.agreed.rows).toHaveLength(1)
    expect(data.follows.rows).toHaveLength(1)
    expect(data.cases.rows).toHaveLength(1)
    expect(data.sessions.rows[0].createdAt).toMatch(/^\d{4}-\d\d-\d\dT/)
    expect(text).not.toContain(person.token)
    server.clock.forward(HOUR)
    const later = await fetch(`${server.url}/account/data.json`, {
      headers: { cookie: `afterword=${person.token}` },
      redirect: 'manual',
    })
    expect(later.headers.get('location')).toContain('/account/confirm')
  })
})

/** The same context, whose n-th transaction from now on fails before it begins. */
function crashingAt(ctx: Context, n: number): Context {
  let begun = 0
  const transact = <T>(key: string, work: (tx: Tx) => Promise<T>, options?: { sharing?: string }) => {
    begun++
    return begun === n ? Promise.reject(new Error('crash')) : ctx.db.transact(key, work, options)
  }
  return { ...ctx, db: { ...ctx.db, transact } }
}
