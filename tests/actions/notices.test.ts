import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CommentRow } from '../../db/comments.ts'
import { deleteComment } from '../../server/comments/delete-comment.ts'
import { postComment } from '../../server/comments/post-comment.ts'
import type { Context, Reader } from '../../server/context.ts'
import { runJobs } from '../../server/jobs/run-jobs.ts'
import { peopleReachedBy, peopleReachedByUpdate } from '../../server/notices/reach.ts'
import { readNotices, readUp } from '../../server/notices/read-notices.ts'
import { type NewNotice, reachOf, tell } from '../../server/notices/tell.ts'
import { keyOfUpdate, tellOfUpdate } from '../../server/notices/tell-of-update.ts'
import { react } from '../../server/reactions/react.ts'
import { subscribe } from '../../server/reactions/subscribe.ts'
import { publishUpdate } from '../../server/updates/publish-update.ts'
import { flagMisquote, publishFinding } from '../support/cases.ts'
import { contextOn, someone, someStory } from '../support/context.ts'
import { dialects, freshDatabase, type TestDatabase } from '../support/databases.ts'

const update = { kind: 'clarification', status: null, body: 'It was noon.', answersCaseId: null } as const

describe.each(dialects)('notices on %s', (dialect) => {
  let db: TestDatabase
  let ctx: Context
  const clock = { time: 0 }
  let ann: Reader
  let bob: Reader
  let cy: Reader
  let author: Reader
  let storyId: string
  let comment: CommentRow
  const post = (by: Reader, body: string, parentId: string | null = null) =>
    postComment(ctx, by, storyId, { body, parentId })
  const of = (by: Reader) => readNotices(ctx, by, { limit: 30 })
  const publish = async (over: Partial<Parameters<typeof publishUpdate>[3]> = {}) => {
    const row = await publishUpdate(ctx, author, storyId, { ...update, ...over })
    const jobs = runJobs(ctx)
    await jobs.runDue()
    await jobs.close()
    return row
  }

  beforeEach(async () => {
    db = await freshDatabase(dialect)
    clock.time = Date.UTC(2026, 10, 22, 12)
    ctx = contextOn(db, clock)
    ;[ann, bob, cy] = [await someone(ctx, 'Ann'), await someone(ctx, 'Bob'), await someone(ctx, 'Cy')]
    storyId = await someStory(ctx)
    author = await someone(ctx, 'Art', { authorOf: [storyId] })
    comment = await post(ann, 'The ferry left the *old harbour* at midnight, as everybody saw.')
  })
  afterEach(() => db.close())

  describe('reach whoever', () => {
    const reached = async () => Object.fromEntries(await peopleReachedBy(db.read, { storyId, commentId: comment.id }))

    it('replied, agreed, quoted or follows, and say by which of these', async () => {
      const reply = await post(bob, 'No.', comment.id)
      await post(cy, 'And a reply to the reply.', reply.id)
      await react(ctx, bob, comment.id, true)
      await subscribe(ctx, cy, storyId, true)
      expect(await reached()).toEqual({ [bob.personId]: ['replied', 'agreed'], [cy.personId]: ['subscribed'] })
      await deleteComment(ctx, bob, reply.id)
      await react(ctx, bob, comment.id, false)
      await subscribe(ctx, cy, storyId, false)
      expect(await reached()).toEqual({})
    })

    it.each([
      ['words of it, whatever the type', '> left the old harbour at midnight\n\nReally?', true],
      ['a paragraph of it among others', '> Somebody else said this.\n>\n> as everybody saw\n\nNot me.', true],
      ['it inside another quotation', '> He wrote:\n>\n> > at midnight, as everybody saw\n\nOh.', true],
      ['too few words', '> midnight\n\nReally?', false],
      ['other words', '> left the harbour at noon\n\nRather.', false],
      ['the same words as words of their own', 'It left the old harbour at midnight.', false],
    ])('quote %s', async (_, body, isReached) => {
      await post(bob, body)
      expect(await reached()).toEqual(isReached ? { [bob.personId]: ['quoted'] } : {})
    })

    it('quoted it in this thread, after it, while its words stand', async () => {
      const elsewhere = await someStory(ctx, 'elsewhere')
      const body = '> left the old harbour at midnight'
      await postComment(ctx, bob, elsewhere, { body, parentId: null })
      expect(await reached()).toEqual({})
      await post(cy, body)
      expect(await reached()).toEqual({ [cy.personId]: ['quoted'] })
      await deleteComment(ctx, ann, comment.id)
      expect(await reached()).toEqual({})
    })

    it('follows the story of an update, or is reached by the comment it answers', async () => {
      await subscribe(ctx, cy, storyId, true)
      await react(ctx, bob, comment.id, true)
      const people = async (answersCommentId: string | null) =>
        [...(await peopleReachedByUpdate(db.read, { storyId, answersCommentId })).keys()].sort()
      expect(await people(null)).toEqual([cy.personId])
      expect(await people(comment.id)).toEqual([bob.personId, cy.personId].sort())
    })
  })

  it('tell of an update whom it thanks, and who answered or agreed with that comment', async () => {
    await post(bob, 'It did.', comment.id)
    await react(ctx, cy, comment.id, true)
    await publish({ creditCommentId: comment.id })
    const kinds = async (by: Reader) => (await of(by)).notices.map(({ kind, isThanked }) => [kind, isThanked])
    expect(await kinds(ann)).toContainEqual(['clarification', true])
    for (const by of [bob, cy]) expect(await kinds(by)).toEqual([['clarification', false]])
    await publish({ creditCommentId: (await post(author, 'I ask myself.')).id })
    expect(await kinds(author), 'nobody is told of their own').toEqual([])
  })

  it('tell everybody once of an update, and not its author, however often the work is done', async () => {
    await subscribe(ctx, bob, storyId, true)
    await subscribe(ctx, author, storyId, true)
    const { id } = await publish()
    await Promise.all([tellOfUpdate(ctx, id), tellOfUpdate(ctx, id), tellOfUpdate(ctx, id)])
    expect(await of(bob)).toMatchObject({
      unread: 1,
      notices: [
        {
          ...{ kind: 'clarification', number: 1, updateKind: 'clarification', isRead: false },
          url: 'https://news.example/ferry#update-1',
          story: { id: storyId, title: 'About the ferry' },
        },
      ],
    })
    expect((await of(author)).notices).toEqual([])
    expect((await of(ann)).notices).toEqual([])
    await publish()
    expect((await of(bob)).notices.map((notice) => notice.number)).toEqual([2, 1])
  })

  it('say which comment an update answers once its case is decided, not before', async () => {
    await react(ctx, bob, comment.id, true)
    const flagged = await flagMisquote(ctx, cy, comment.id, { claim: { exact: 'at midnight' } })
    await publish({ answersCaseId: flagged.row.id })
    expect((await of(bob)).notices).toMatchObject([
      { commentId: null, commenter: null, reference: flagged.row.reference },
    ])
    const mo = await someone(ctx, 'Mo', { role: 'moderator' })
    await publishFinding(ctx, mo, flagged.row.id)
    await publish({ answersCaseId: flagged.row.id })
    expect((await of(bob)).notices[0]).toMatchObject({ commentId: comment.id, commenter: 'Ann', isOwn: false })
  })

  const notice = (over: Partial<NewNotice> = {}): NewNotice => ({
    ...{ personId: bob.personId, key: 'case:1:decided', kind: 'finding_reach', storyId },
    ...{ commentId: comment.id, detail: { reference: 'MR-2026-0001', finding: 'misquotes' }, createdAt: ctx.now() },
    ...over,
  })

  it('are told once by the database: of many at once one counts', async () => {
    const tellBoth = () =>
      db.transact(`test:${Math.random()}`, (tx) => tell(tx, [notice(), notice({ personId: cy.personId })]))
    const counts = await Promise.all(Array.from({ length: 10 }, tellBoth))
    expect(counts.reduce((sum, n) => sum + n, 0)).toBe(2)
    expect((await of(bob)).notices).toHaveLength(1)
    expect(await db.transact('test', (tx) => tell(tx, [notice({ kind: 'case_flagger' }), notice()]))).toBe(0)
    expect(await reachOf(db.read, 'case:1:decided')).toEqual({ told: 2, read: 0 })
  })

  it('hint at each person who is newly told, after the commit', async () => {
    const heard: string[] = []
    const stop = db.onHint((topic) => heard.push(topic))
    await db.transact('test', (tx) => tell(tx, [notice(), notice({ personId: cy.personId })]))
    await db.transact('test', (tx) => tell(tx, [notice()]))
    await expect.poll(() => heard.length).toBe(2)
    stop()
    expect(heard.sort()).toEqual([`notices:${bob.personId}`, `notices:${cy.personId}`].sort())
  })

  it('name a comment while it can be read, and nothing of it after', async () => {
    await db.transact('test', (tx) => tell(tx, [notice()]))
    expect((await of(bob)).notices).toMatchObject([
      {
        ...{ commentId: comment.id, commenter: 'Ann', reference: 'MR-2026-0001', finding: 'misquotes' },
        url: `https://news.example/ferry#comment-${comment.id}`,
      },
    ])
    await deleteComment(ctx, ann, comment.id)
    const [after] = (await of(bob)).notices
    expect(after).toMatchObject({ commentId: null, commenter: null, url: 'https://news.example/ferry' })
    expect(JSON.stringify(after)).not.toMatch(/Ann|midnight/)
  })

  it('come in pages without a gap, and are marked as read by name or up to a time, one’s own only', async () => {
    for (let n = 0; n < 7; n += 1) {
      clock.time += 1_000
      await db.transact('test', (tx) =>
        tell(tx, [notice({ key: `n:${n}` }), notice({ key: `n:${n}`, personId: cy.personId })]),
      )
    }
    const first = await readNotices(ctx, bob, { limit: 4 })
    const second = await readNotices(ctx, bob, { limit: 4, after: first.next ?? undefined })
    expect([first.notices.length, second.notices.length, second.next, first.unread]).toEqual([4, 3, null, 7])
    const all = [...first.notices, ...second.notices]
    expect(all.map(({ at }) => at)).toEqual(
      all
        .map(({ at }) => at)
        .sort()
        .reverse(),
    )

    const [newest] = all.map(({ id }) => id)
    expect(await readUp(ctx, bob, { ids: [newest!] })).toEqual({ unread: 6 })
    expect(await readUp(ctx, cy, { ids: [newest!] }), 'not Cy’s').toEqual({ unread: 7 })
    const [, , third, fourth] = all
    expect(await readUp(ctx, bob, { ids: [third!.id], until: fourth!.at })).toEqual({ unread: 1 })
    expect((await of(bob)).notices.map(({ isRead }) => isRead)).toEqual([true, false, true, true, true, true, true])
    expect(await reachOf(db.read, 'n:6')).toEqual({ told: 2, read: 1 })
  })

  it('reach thousands in bounded steps, and a second run tells those who are left', async () => {
    const people = Array.from({ length: 1_100 }, (_, n) => ({
      ...{ id: `person-${n}`, name: `Reader ${n}`, email: `${n}@example.org`, createdAt: 0, updatedAt: 0 },
    }))
    await db.transact('people', async (tx) => {
      await tx.insert(tx.tables.people).values(people)
      const follows = people.map(({ id }) => ({ storyId, personId: id, createdAt: 0 }))
      await tx.insert(tx.tables.subscriptions).values(follows)
    })
    const { id } = await publishUpdate(ctx, author, storyId, update)
    const steps: number[] = []
    const failing: Context = {
      ...ctx,
      db: {
        ...db,
        transact: (key, work, options) => {
          steps.push(1)
          return steps.length === 2 ? Promise.reject(new Error('killed')) : db.transact(key, work, options)
        },
      },
    }
    await expect(tellOfUpdate(failing, id)).rejects.toThrow('killed')
    expect(await reachOf(db.read, keyOfUpdate(id))).toEqual({ told: 500, read: 0 })
    await tellOfUpdate(ctx, id)
    expect(await reachOf(db.read, keyOfUpdate(id))).toEqual({ told: 1_100, read: 0 })
  })
})
