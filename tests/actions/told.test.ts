import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { deleteComment } from '../../server/comments/delete-comment.ts'
import { editComment } from '../../server/comments/edit-comment.ts'
import { postComment } from '../../server/comments/post-comment.ts'
import type { Context, Reader } from '../../server/context.ts'
import { UNDO_MS } from '../../server/desk/rules.ts'
import { undoActs } from '../../server/desk/undo.ts'
import { decideHeld } from '../../server/held/decide-held.ts'
import { runJobs } from '../../server/jobs/run-jobs.ts'
import { chooseThread } from '../../server/notices/choose.ts'
import { readNotices, readUp } from '../../server/notices/read-notices.ts'
import { tellOfComments } from '../../server/notices/tell-of-comments.ts'
import { askErasure } from '../../server/people/ask-erasure.ts'
import { erasePerson } from '../../server/people/erase-person.ts'
import { subscribe } from '../../server/reactions/subscribe.ts'
import { contextOn, someone, someStory } from '../support/context.ts'
import { dialects, freshDatabase, type TestDatabase } from '../support/databases.ts'
import { suspend } from '../support/suspending.ts'

describe.each(dialects)('people are told on %s', (dialect) => {
  let db: TestDatabase
  let ctx: Context
  const clock = { time: 0 }
  let ann: Reader
  let bob: Reader
  let cy: Reader
  let mo: Reader
  let storyId: string
  const post = (by: Reader, body: string, parentId: string | null = null) =>
    postComment(ctx, by, storyId, { body, parentId })
  const work = async () => {
    const jobs = runJobs(ctx)
    await jobs.runDue()
    await jobs.close()
  }
  const of = async (by: Reader) => (await readNotices(ctx, by, { limit: 30 })).notices
  const kinds = async (by: Reader) => (await of(by)).map(({ kind }) => kind)
  const readAll = (by: Reader) => readUp(ctx, by, { until: new Date(ctx.now()).toISOString() })

  beforeEach(async () => {
    db = await freshDatabase(dialect)
    clock.time = Date.UTC(2026, 10, 22, 12)
    ctx = contextOn(db, clock)
    ;[ann, bob, cy] = [await someone(ctx, 'Ann'), await someone(ctx, 'Bob'), await someone(ctx, 'Cy')]
    mo = await someone(ctx, 'Mo', { role: 'moderator' })
    storyId = await someStory(ctx)
  })
  afterEach(() => db.close())

  it('of a reply and a mention, once each and never of their own', async () => {
    const first = await post(ann, 'It left at noon.')
    const reply = await post(bob, 'As @Ann says, and @Bob thinks, and @Nobody knows.', first.id)
    await post(ann, 'An answer to myself, @Ann.', first.id)
    const mention = await post(cy, 'I am with @bob.')
    await work()
    expect(await of(ann)).toMatchObject([
      { kind: 'reply', commentId: reply.id, commenter: 'Bob', url: `https://news.example/ferry#comment-${reply.id}` },
    ])
    expect(await of(bob)).toMatchObject([{ kind: 'mention', commentId: mention.id, commenter: 'Cy' }])
    expect(await of(cy)).toEqual([])
    expect(reply.html).toContain(`<a href="#comment-${first.id}">@Ann</a>`)
    expect(reply.html).toContain('@Nobody knows')
    expect(mention.html).toContain(`<a href="#comment-${reply.id}">@bob</a>`)
    // Run again, at once on several nodes, nothing comes twice.
    await db.transact('test', (tx) => tx.delete(tx.tables.storyTellings).then(() => undefined))
    await Promise.all([1, 2, 3].map(() => tellOfComments(ctx, storyId)))
    expect([await kinds(ann), await kinds(bob)]).toEqual([['reply'], ['mention']])
  })

  it('of a mention that is added by an edit, and not again by the next', async () => {
    await post(ann, 'It left at noon.')
    const comment = await post(bob, 'It did.')
    await work()
    expect(await kinds(ann)).toEqual([])
    await editComment(ctx, bob, comment.id, { body: 'It did, @Ann.', revision: 1 })
    await work()
    await editComment(ctx, bob, comment.id, { body: 'It did, dear @Ann.', revision: 2 })
    await work()
    expect(await kinds(ann)).toEqual(['mention'])
  })

  it('links a name to the nearest comment above; a name that two people have is not guessed', async () => {
    const early = await post(ann, 'First.')
    const later = await post(ann, 'Second.')
    const under = await post(bob, 'To the first.', early.id)
    expect((await post(cy, '@Ann', under.id)).html, 'on the way up').toContain(early.id)
    expect((await post(cy, '@Ann')).html, 'the latest').toContain(later.id)
    await postComment(ctx, await someone(ctx, 'ANN'), storyId, { body: 'Another Ann.', parentId: null })
    expect((await post(cy, '@Ann')).html).toBe('<p>@Ann</p>')
    const elsewhere = await someStory(ctx, 'elsewhere')
    expect((await postComment(ctx, cy, elsewhere, { body: '@Bob', parentId: null })).html).toBe('<p>@Bob</p>')
  })

  it('of a held reply once it is let through, and its writer of what was decided', async () => {
    const first = await post(ann, 'It left at noon.')
    await subscribe(ctx, cy, storyId, true)
    clock.time += 1_000
    await suspend(ctx, mo, { scope: 'story', storyId }, { mode: 'premoderated' })
    const held = await post(bob, 'No, @Ann.', first.id)
    const returned = await post(bob, 'Spam, @Ann.', first.id)
    const rejected = await post(bob, 'More spam, @Ann.', first.id)
    await work()
    expect([await kinds(ann), await kinds(cy)]).toEqual([[], []])
    await decideHeld(ctx, mo, held.id, { decision: 'approve', revision: 1, release: 'now' })
    const refusal = { rule: 'spam', reason: 'This is advertising.', revision: 1 } as const
    await decideHeld(ctx, mo, returned.id, { decision: 'send_back', ...refusal })
    await decideHeld(ctx, mo, rejected.id, { decision: 'reject', ...refusal })
    await work()
    expect([await kinds(ann), await kinds(bob)]).toEqual([[], []])
    clock.time += UNDO_MS
    await work()
    expect(await of(ann)).toMatchObject([{ kind: 'reply', commentId: held.id }])
    expect(await kinds(cy)).toEqual(['thread_comments'])
    const told = await of(bob)
    expect(told.map(({ kind, rule }) => [kind, rule]).sort()).toEqual([
      ['comment_let_through', null],
      ['comment_rejected', 'spam'],
      ['comment_returned', 'spam'],
    ])
    expect(JSON.stringify([await of(ann), await of(cy), told])).not.toMatch(/spam,|advertising/i)
  })

  it('of a decision once it cannot be undone, also if others write meanwhile; of what is let through again, once', async () => {
    const first = await post(ann, 'It left at noon.')
    await work()
    await subscribe(ctx, cy, storyId, true)
    clock.time += 1_000
    await suspend(ctx, mo, { scope: 'story', storyId }, { mode: 'premoderated' })
    const held = await post(bob, 'No.', first.id)
    const approve = () => decideHeld(ctx, mo, held.id, { decision: 'approve', revision: 1, release: 'now' })
    const done = await approve()
    clock.time += 1_000
    const other = await post(mo, 'Something else.')
    await work()
    expect([await of(ann), await of(cy)]).toEqual([[], []])
    await undoActs(ctx, mo, [done.actId])
    clock.time += UNDO_MS
    await work()
    expect(await of(ann)).toEqual([])
    expect(await of(cy)).toMatchObject([{ kind: 'thread_comments', commentId: other.id, count: 1 }])
    clock.time += 1_000
    await readAll(cy)
    clock.time += 1_000
    await approve()
    clock.time += UNDO_MS
    await work()
    expect(await of(ann)).toMatchObject([{ kind: 'reply', commentId: held.id }])
    expect(await of(cy)).toMatchObject([{ isRead: false, commentId: held.id, count: 1 }, { isRead: true }])
    expect(await kinds(bob)).toEqual(['comment_let_through'])
  })

  it('of a decision for good: where another node was ahead and told of it, it is not undone', async () => {
    const first = await post(ann, 'It left at noon.')
    await suspend(ctx, mo, { scope: 'story', storyId }, { mode: 'premoderated' })
    const held = await post(bob, 'No.', first.id)
    const done = await decideHeld(ctx, mo, held.id, { decision: 'approve', revision: 1, release: 'now' })
    const jobs = runJobs({ ...ctx, now: () => clock.time + UNDO_MS })
    await jobs.runDue()
    await jobs.close()
    expect([await kinds(ann), await kinds(bob)]).toEqual([['reply'], ['comment_let_through']])
    const { undone, refused } = await undoActs(ctx, mo, [done.actId])
    expect([undone, refused.length]).toEqual([[], 1])
  })

  it('of a mention once, also where its link to somebody else goes with their account', async () => {
    await post(bob, 'It did.')
    await post(cy, 'It did not.')
    await post(ann, 'As @Bob and @Cy say.')
    await work()
    expect(await kinds(bob)).toEqual(['mention'])
    // As after a year, when it was read.
    await db.transact('test', (tx) => tx.delete(tx.tables.notices).then(() => undefined))
    await askErasure(ctx, cy, null, 'keep')
    clock.time += 25 * 60 * 60 * 1000
    await erasePerson(ctx, cy.personId)
    await post(mo, 'Something new.')
    await work()
    expect(await kinds(bob)).toEqual([])
  })

  it('of new comments in a thread they follow: one notice until it is read, however many come', async () => {
    await subscribe(ctx, cy, storyId, true)
    await subscribe(ctx, ann, storyId, true)
    await post(ann, 'Before they followed.')
    clock.time += 1_000
    const first = await post(ann, 'It left at noon.')
    await work()
    const second = await post(bob, 'It did.', first.id)
    await work()
    expect(await of(cy)).toMatchObject([{ kind: 'thread_comments', commentId: first.id, count: 2, commenter: 'Ann' }])
    expect(await kinds(ann), 'the answer names Ann, so it is told once').toEqual(['reply'])
    clock.time += 1_000
    await readAll(cy)
    clock.time += 1_000
    await post(cy, 'My own.')
    await work()
    expect(await of(cy)).toMatchObject([{ isRead: true, count: 2 }])
    const third = await post(bob, 'One more.')
    await deleteComment(ctx, bob, second.id)
    await work()
    expect(await of(cy)).toMatchObject([
      { isRead: false, count: 1, commentId: third.id },
      { isRead: true, count: 1 },
    ])
  })

  it('of nothing in a thread they muted but their own cases', async () => {
    const first = await post(ann, 'It left at noon.')
    await chooseThread(ctx, ann, storyId, 'muted')
    await post(bob, 'No, @Ann.', first.id)
    await suspend(ctx, mo, { scope: 'story', storyId }, { mode: 'premoderated' })
    const held = await post(ann, 'Held.')
    await decideHeld(ctx, mo, held.id, { decision: 'approve', revision: 1, release: 'now' })
    clock.time += UNDO_MS
    await work()
    expect(await kinds(ann)).toEqual(['comment_let_through'])
    await chooseThread(ctx, ann, storyId, null)
    await post(mo, 'Still no.', first.id)
    await work()
    expect(await kinds(ann)).toEqual(['reply', 'comment_let_through'])
  })

  it('by the thousand in bounded steps, each once, also when the first run is killed', async () => {
    const people = Array.from({ length: 5_000 }, (_, n) => ({
      ...{ id: `person-${String(n).padStart(4, '0')}`, name: `Reader ${n}`, email: `${n}@example.org` },
      ...{ createdAt: 0, updatedAt: 0 },
    }))
    for (let from = 0; from < people.length; from += 1_000)
      await db.transact('people', async (tx) => {
        const some = people.slice(from, from + 1_000)
        await tx.insert(tx.tables.people).values(some)
        await tx.insert(tx.tables.subscriptions).values(some.map(({ id }) => ({ storyId, personId: id, createdAt: 0 })))
      })
    await post(ann, 'It left at noon.')
    const sizes: number[] = []
    let steps = 0
    const watching: Context = {
      ...ctx,
      db: {
        ...db,
        transact: (key, work, options) => {
          steps += 1
          if (steps === 3) return Promise.reject(new Error('killed'))
          return db.transact(
            key,
            async (tx) => {
              const before = await tx.$count(tx.tables.notices)
              const done = await work(tx)
              sizes.push((await tx.$count(tx.tables.notices)) - before)
              return done
            },
            options,
          )
        },
      },
    }
    await expect(tellOfComments(watching, storyId)).rejects.toThrow('killed')
    await tellOfComments(watching, storyId)
    expect(Math.max(...sizes)).toBe(500)
    expect(sizes.reduce((sum, n) => sum + n, 0)).toBe(5_000)
  })
})
