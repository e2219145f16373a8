import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { logPage } from '../../db/log.ts'
import { passagesNow } from '../../server/cases/passages.ts'
import { deleteComment } from '../../server/comments/delete-comment.ts'
import { postComment } from '../../server/comments/post-comment.ts'
import { threadPage } from '../../server/comments/thread-page.ts'
import type { Context, Publisher, Reader, Viewer } from '../../server/context.ts'
import { checkLog } from '../../server/log/check-log.ts'
import { removeWords } from '../../server/log/remove-words.ts'
import { readNotices } from '../../server/notices/read-notices.ts'
import { tellOfUpdate } from '../../server/notices/tell-of-update.ts'
import { subscribe } from '../../server/reactions/subscribe.ts'
import { replay } from '../../server/realtime/replay.ts'
import { setStoryText } from '../../server/stories/set-text.ts'
import { plainText } from '../../server/text/plain.ts'
import { editUpdate, type UpdateEdit } from '../../server/updates/edit-update.ts'
import { type NewUpdate, publishUpdate } from '../../server/updates/publish-update.ts'
import { readRevisions, readUpdates } from '../../server/updates/read-updates.ts'
import { cancelUpdate } from '../../server/updates/scheduled.ts'
import { withdrawUpdate } from '../../server/updates/withdraw-update.ts'
import { flagMisquote, publishFinding } from '../support/cases.ts'
import { contextOn, someone, someStory } from '../support/context.ts'
import { dialects, freshDatabase, type TestDatabase } from '../support/databases.ts'
import { runDue, stepsOf } from '../support/suspending.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const reason = 'The harbour master has told us that our clock was wrong.'
const publisher: Publisher = {
  ...{ personId: null, name: 'CMS', role: 'anyone', authorOf: [], scope: 'publisher', isMember: false },
  ...{ sections: [], memberOf: [] },
}
const nobody: Viewer = {
  ...{ personId: null, name: '', role: 'anyone', authorOf: [], scope: 'full' },
  ...{ isMember: false, sections: [], memberOf: [] },
}

describe.each(dialects)('updates on %s', (dialect) => {
  let db: TestDatabase
  let ctx: Context
  let other: Context
  const clock = { time: 0 }
  let author: Reader
  let mo: Reader
  let bob: Reader
  let storyId: string
  const said: NewUpdate = { kind: 'update', status: null, body: 'It was noon.', answersCaseId: null }
  const publish = (over: Partial<NewUpdate> = {}, by: Reader | Publisher = author, key?: string) =>
    publishUpdate(ctx, by, storyId, { ...said, ...over }, key)
  const later = (ms: number) => new Date(clock.time + ms).toISOString()
  const edit = (id: string, over: Partial<UpdateEdit>, by: Reader | Publisher = author) =>
    editUpdate(ctx, by, id, { revision: 1, ...over })
  const shown = async () => (await threadPage(ctx, storyId, { sort: 'newest' })).thread.updates
  const numbers = async () => (await shown()).map(({ number }) => number)
  const events = async () => (await replay(ctx, storyId, 0)).events.map(({ type }) => type)
  const revisions = async (id: string, viewer: Viewer = nobody) =>
    (await readRevisions(ctx, viewer, id)).map(({ html }) => plainText(html))

  beforeEach(async () => {
    db = await freshDatabase(dialect)
    clock.time = Date.UTC(2026, 10, 22, 12)
    ctx = contextOn(db, clock)
    other = contextOn(await db.openAgain(), clock)
    storyId = await someStory(ctx)
    author = await someone(ctx, 'Art', { authorOf: [storyId] })
    mo = await someone(ctx, 'Mo', { role: 'moderator' })
    bob = await someone(ctx, 'Bob')
  })
  afterEach(() => db.close())

  it('of many who publish at once get their numbers without a gap, also where some are refused', async () => {
    const absent = { exact: 'words of another story altogether', after: null }
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, (_, n) =>
        publishUpdate(n % 2 ? ctx : other, n % 3 ? author : mo, storyId, {
          ...said,
          ...(n % 5 === 4 && { anchor: absent }),
        }),
      ),
    )
    const made = outcomes.flatMap((one) => (one.status === 'fulfilled' ? [one.value.number ?? 0] : []))
    expect(made.sort((a, b) => a - b)).toEqual(Array.from({ length: 16 }, (_, n) => n + 1))
    expect(await numbers()).toEqual(made.toReversed())
  })

  it('are made once under one key, however often and wherever they are sent', async () => {
    const again = () =>
      Promise.all([ctx, other, ctx].map((node) => publishUpdate(node, author, storyId, said, 'key-0001')))
    const ids = [...(await again()), ...(await again())].map(({ id }) => id)
    expect(new Set(ids).size).toBe(1)
    expect(await numbers()).toEqual([1])
    await expect(publish({ body: 'Another.' }, author, 'key-0001')).rejects.toMatchObject({ code: 'key_reused' })
    // Somebody else’s key of the same name is another key.
    expect((await publish({}, publisher, 'key-0001')).number).toBe(2)
    expect((await publish({}, publisher, 'key-0001')).number).toBe(2)
  })

  it('are not for readers to publish, change, withdraw or cancel', async () => {
    const { id } = await publish()
    const { id: waiting } = await publish({ publishAt: later(HOUR) })
    const embedded: Reader = { ...author, scope: 'embed' }
    for (const by of [bob, embedded]) {
      await expect(publish({}, by)).rejects.toMatchObject({ code: 'forbidden' })
      await expect(edit(id, { body: 'Mine.' }, by)).rejects.toMatchObject({ code: 'forbidden' })
      await expect(withdrawUpdate(ctx, by, id, reason)).rejects.toMatchObject({ code: 'forbidden' })
      await expect(cancelUpdate(ctx, by, waiting)).rejects.toMatchObject({ code: 'not_found' })
      await expect(edit(waiting, { body: 'Mine.' }, by)).rejects.toMatchObject({ code: 'not_found' })
      await expect(readRevisions(ctx, by, waiting)).rejects.toMatchObject({ code: 'not_found' })
    }
  })

  describe('with a time', () => {
    it('are seen by author, staff and publisher only, with no trace for others, until then', async () => {
      const { id } = await publish({ body: 'A secret for now.', publishAt: later(HOUR) })
      for (const viewer of [author, mo, publisher])
        expect(await readUpdates(ctx, viewer, storyId)).toMatchObject([
          {
            id,
            state: 'scheduled',
            number: null,
            publishedAt: null,
            scheduledFor: later(HOUR),
            body: 'A secret for now.',
          },
        ])
      for (const viewer of [nobody, bob, { ...author, scope: 'embed' as const }])
        expect(await readUpdates(ctx, viewer, storyId)).toEqual([])
      expect(await shown()).toEqual([])
      expect(await events()).not.toContain('update.published')
      expect(await stepsOf(ctx, storyId)).toEqual([])
      clock.time += 59 * MINUTE
      await runDue(ctx, other)
      expect(await shown()).toEqual([])
    })

    it('are published once when it comes, on two nodes at once, with the next number', async () => {
      const { id } = await publish({ publishAt: later(HOUR) })
      expect((await publish({ body: 'Meanwhile.' })).number).toBe(1)
      await subscribe(ctx, bob, storyId, true)
      clock.time += HOUR
      await runDue(ctx, other)
      await runDue(ctx, other)
      expect(await shown()).toMatchObject([{ id, number: 2, publishedAt: later(0) }, { number: 1 }])
      expect((await events()).filter((type) => type === 'update.published')).toHaveLength(2)
      expect(await stepsOf(ctx, storyId)).toEqual(['update.published automatic', 'update.published author'])
      const { notices } = await readNotices(ctx, bob, { limit: 9 })
      expect(notices.map(({ number }) => number).sort()).toEqual([1, 2])
      expect(await checkLog(ctx)).toMatchObject({ fault: null })
    })

    it('that came while no server ran are published when one runs again', async () => {
      await publish({ publishAt: later(HOUR) })
      clock.time += 3 * DAY
      await runDue(other)
      expect(await shown()).toMatchObject([{ number: 1, publishedAt: later(0) }])
    })

    it('are moved, reworded and published at once on request; cancelled, they leave no gap', async () => {
      const { id } = await publish({ publishAt: later(HOUR) })
      await edit(id, { publishAt: later(2 * HOUR), body: 'It was one.' })
      clock.time += HOUR
      await runDue(ctx, other)
      expect(await shown()).toEqual([])
      const { id: dropped } = await publish({ publishAt: later(HOUR) }, author, 'key-0001')
      await cancelUpdate(ctx, mo, dropped)
      await expect(cancelUpdate(ctx, mo, dropped)).rejects.toMatchObject({ code: 'not_found' })
      // A retry that comes late does not bring it back.
      await expect(publish({ publishAt: later(HOUR) }, author, 'key-0001')).rejects.toMatchObject({ code: 'gone' })
      expect(await edit(id, { revision: 2, publishAt: null })).toMatchObject({ number: 1, state: 'published' })
      expect(await edit(id, { revision: 2, publishAt: null })).toMatchObject({ number: 1, revision: 3 })
      clock.time += DAY
      await runDue(ctx, other)
      expect(await shown()).toMatchObject([{ id, number: 1, html: '<p>It was one.</p>', editedAt: null }])
      expect(await revisions(id, author)).toEqual([])
      await expect(edit(id, { revision: 3, publishAt: later(HOUR) })).rejects.toMatchObject({ code: 'conflict' })
      await expect(cancelUpdate(ctx, mo, id)).rejects.toMatchObject({ code: 'conflict' })
    })

    it.each([
      ['the past', -MINUTE],
      ['half a minute', MINUTE / 2],
      ['91 days', 91 * DAY],
    ])('of %s are refused', async (_, ms) => {
      await expect(publish({ publishAt: later(ms) })).rejects.toMatchObject({ code: 'invalid' })
      const { id } = await publish({ publishAt: later(HOUR) })
      await expect(edit(id, { publishAt: later(ms) })).rejects.toMatchObject({ code: 'invalid' })
      expect((await readUpdates(ctx, author, storyId))[0]).toMatchObject({ revision: 1, scheduledFor: later(HOUR) })
    })
  })

  describe('that are edited', () => {
    it('show what they say now, live, and for the public what they said before, from ten minutes on', async () => {
      const { id } = await publish({ body: 'It was nono.' })
      clock.time += 10 * MINUTE
      await edit(id, { body: 'It was noon.' })
      expect(await shown()).toMatchObject([{ html: '<p>It was noon.</p>', revision: 2, editedAt: null }])
      expect(await revisions(id)).toEqual([])
      expect(await revisions(id, mo)).toEqual(['It was nono.'])

      clock.time += 1
      await edit(id, { revision: 2, body: 'It was one.', status: 'confirmed' })
      expect(await shown()).toMatchObject([{ number: 1, status: 'confirmed', revision: 3, editedAt: later(0) }])
      expect(await readRevisions(ctx, nobody, id)).toMatchObject([
        { revision: 2, status: null, html: '<p>It was noon.</p>', from: later(-1), until: later(0), isPublic: true },
      ])
      expect(await revisions(id, author)).toEqual(['It was noon.', 'It was nono.'])
      expect((await events()).filter((type) => type === 'update.changed')).toHaveLength(2)
      expect((await replay(ctx, storyId, 0)).events.at(-1)).toMatchObject({ update: { html: '<p>It was one.</p>' } })
    })

    it('tell nobody anew, and stand in the log', async () => {
      await subscribe(ctx, bob, storyId, true)
      const { id } = await publish()
      await runDue(ctx)
      await edit(id, { body: 'It was one.' }, publisher)
      await runDue(ctx)
      expect((await readNotices(ctx, bob, { limit: 9 })).notices).toHaveLength(1)
      expect(await stepsOf(ctx, storyId)).toEqual(['update.edited publisher', 'update.published author'])
      expect(await checkLog(ctx)).toMatchObject({ fault: null })
    })

    it('by two at once are edited by one; the other is shown what stands', async () => {
      const { id } = await publish()
      const both = await Promise.allSettled([
        editUpdate(ctx, author, id, { revision: 1, body: 'It was one.' }),
        editUpdate(other, mo, id, { revision: 1, body: 'It was two.' }),
      ])
      const refused = both.find(({ status }) => status === 'rejected')
      const [{ html = '' } = {}] = await shown()
      expect(refused).toMatchObject({
        reason: { code: 'conflict', extra: { current: { revision: 2, body: plainText(html) } } },
      })
      expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    })

    it('again with the same words stay as they are: a retry is no second edit', async () => {
      const { id } = await publish()
      const retries = await Promise.all(
        [ctx, other, ctx].map((node) => editUpdate(node, author, id, { revision: 1, body: 'It was one.' })),
      )
      expect(retries.map(({ revision }) => revision)).toEqual([2, 2, 2])
      expect(await revisions(id, author)).toHaveLength(1)
      expect((await events()).filter((type) => type === 'update.changed')).toHaveLength(1)
    })
  })

  describe('that are withdrawn', () => {
    it('keep number and reason in their place; their words stand among the revisions', async () => {
      const { id } = await publish({ body: 'It was noon.', anchor: { exact: 'at noon', after: null } })
      await publish({ body: 'Second.' })
      clock.time += HOUR
      await withdrawUpdate(ctx, mo, id, reason)
      expect(await shown()).toMatchObject([
        { number: 2, state: 'published', withdrawal: null },
        { number: 1, state: 'withdrawn', html: '', anchor: null, withdrawal: { at: later(0), reason } },
      ])
      const replayed = await replay(ctx, storyId, 0)
      expect(JSON.stringify(replayed)).not.toContain('It was noon')
      expect(replayed.events.at(-1)).toMatchObject({ type: 'update.changed', update: { state: 'withdrawn' } })
      expect(await revisions(id)).toEqual(['It was noon.'])
      expect((await readUpdates(ctx, author, storyId)).at(-1)).toMatchObject({ body: 'It was noon.' })
      expect((await publish()).number).toBe(3)
      const [, entry] = await logPage(db.read, { limit: 9, publicOnly: true })
      expect(entry).toMatchObject({ verb: 'update.withdrawn', role: 'moderator', words: reason, detail: { number: 1 } })
      expect(await checkLog(ctx)).toMatchObject({ fault: null })
    })

    it('lose the reason with the words of its entry in the log', async () => {
      const { id } = await publish()
      await withdrawUpdate(ctx, author, id, reason)
      await removeWords(ctx, 2)
      expect(await shown()).toMatchObject([{ state: 'withdrawn', withdrawal: { reason: '' } }])
      expect((await events()).at(-1)).toBe('update.changed')
      expect(await checkLog(ctx)).toMatchObject({ fault: null, number: 3 })
    })

    it('within ten minutes are withdrawn with their words', async () => {
      const { id } = await publish()
      clock.time += 10 * MINUTE
      await withdrawUpdate(ctx, author, id, reason)
      expect([await revisions(id), await revisions(id, author)]).toEqual([[], ['It was noon.']])
    })

    it('are withdrawn once, for one reason, and not edited any more; what is not published is cancelled instead', async () => {
      const { id } = await publish()
      await withdrawUpdate(ctx, author, id, reason)
      await withdrawUpdate(other, mo, id, reason)
      await expect(withdrawUpdate(ctx, mo, id, `${reason} Twice.`)).rejects.toMatchObject({
        code: 'conflict',
        extra: { current: { reason } },
      })
      await expect(edit(id, { body: 'After all.' })).rejects.toMatchObject({ code: 'gone' })
      expect((await events()).filter((type) => type === 'update.changed')).toHaveLength(1)
      const { id: waiting } = await publish({ publishAt: later(HOUR) })
      await expect(withdrawUpdate(ctx, author, waiting, reason)).rejects.toMatchObject({ code: 'conflict' })
    })

    it('tell whoever was told of them, once, also when the work is done again or comes late', async () => {
      await subscribe(ctx, bob, storyId, true)
      const { id } = await publish()
      await runDue(ctx)
      // Who begins to follow only now was never told.
      await subscribe(ctx, mo, storyId, true)
      await withdrawUpdate(ctx, author, id, reason)
      await runDue(ctx, other)
      await Promise.all([tellOfUpdate(ctx, id), tellOfUpdate(other, id)])
      const kinds = async (by: Reader) => (await readNotices(ctx, by, { limit: 9 })).notices.map(({ kind }) => kind)
      expect(await kinds(bob)).toEqual(['update_withdrawn', 'clarification'])
      expect(await kinds(mo)).toEqual([])
      const { notices } = await readNotices(ctx, bob, { limit: 1 })
      expect(notices).toMatchObject([{ number: 1, url: 'https://news.example/ferry#update-1' }])
      expect(JSON.stringify(notices)).not.toContain('noon')
    })

    it('before anybody was told tell nobody', async () => {
      await subscribe(ctx, bob, storyId, true)
      const { id } = await publish()
      await withdrawUpdate(ctx, author, id, reason)
      await runDue(ctx, other)
      expect((await readNotices(ctx, bob, { limit: 9 })).notices).toEqual([])
    })
  })

  describe('anchored to a passage', () => {
    const anchor = { exact: 'The ferry marlin left the harbour at noon', after: 'The ferry Marlin left at one' }

    it('keep it as it stood, with its revision and what stands there now', async () => {
      const { id } = await publish({ anchor })
      expect((await edit(id, { anchor })).revision).toBe(1)
      const kept = {
        quotation: { how: 'normalised', exact: 'The ferry Marlin left the harbour at noon', start: 0 },
        revision: 1,
      }
      expect(await shown()).toMatchObject([{ anchor: { ...kept, after: anchor.after } }])
      await setStoryText(ctx, storyId, '<p>The ferry Marlin left at one.</p>')
      expect(await shown()).toMatchObject([{ anchor: kept }])
      // The same passage again is the same passage, though it has gone from the story.
      const same = { exact: 'The ferry Marlin left the harbour at noon', after: anchor.after }
      expect((await edit(id, { anchor: same })).revision).toBe(1)
      await edit(id, { anchor: { ...same, after: null } })
      expect(await shown()).toMatchObject([{ revision: 2, anchor: { ...kept, after: null } }])
      await expect(
        edit(id, { revision: 2, anchor: { exact: 'the harbour at noon', after: null } }),
      ).rejects.toMatchObject({
        code: 'quote_absent',
      })
      await edit(id, { revision: 2, anchor: null })
      expect(await shown()).toMatchObject([{ anchor: null }])
      expect((await readRevisions(ctx, author, id)).map((one) => one.anchor?.after)).toEqual([null, anchor.after])
    })

    it('are refused where the story has no such passage, and take no number', async () => {
      const absent = publish({ anchor: { exact: 'The ferry sank in the evening', after: null } })
      await expect(absent).rejects.toMatchObject({ code: 'quote_absent' })
      expect((await publish()).number).toBe(1)
    })
  })

  describe('that thank a reader', () => {
    const comment = (by: Reader, on = storyId) => postComment(ctx, by, on, { body: 'It was one.', parentId: null })

    it('name who wrote the comment, and lead there while it can be read', async () => {
      const { id } = await comment(bob)
      await publish({ creditCommentId: id })
      expect(await shown()).toMatchObject([{ credit: { name: 'Bob', commentId: id } }])
      await deleteComment(ctx, bob, id)
      expect(await shown()).toMatchObject([{ credit: { name: 'Bob', commentId: null } }])
      expect((await events()).at(-1)).toBe('update.changed')
      await ctx.db.transact('people', async (tx) => {
        const { people } = tx.tables
        await tx.delete(people).where(eq(people.id, bob.personId))
      })
      expect(await shown()).toMatchObject([{ credit: null }])
    })

    it('thank for nothing that is not public on their story', async () => {
      const elsewhere = await comment(bob, await someStory(ctx, 'elsewhere'))
      const gone = await comment(bob)
      await deleteComment(ctx, bob, gone.id)
      for (const creditCommentId of [elsewhere.id, gone.id, storyId])
        await expect(publish({ creditCommentId })).rejects.toMatchObject({ code: 'not_found' })
      expect(await numbers()).toEqual([])
    })

    it('can be given another credit, or none', async () => {
      const [first, second] = [await comment(bob), await comment(mo)]
      const { id } = await publish({ creditCommentId: first.id })
      await edit(id, { creditCommentId: second.id })
      expect(await shown()).toMatchObject([{ credit: { name: 'Mo' }, revision: 2, editedAt: null }])
      await edit(id, { revision: 2, creditCommentId: null })
      expect(await shown()).toMatchObject([{ credit: null }])
      expect(await revisions(id, author)).toEqual([])
    })
  })

  describe('that are quoted', () => {
    const claim = { exact: 'left at midnight' }
    const flag = async (updateId: string) => {
      const { id } = await postComment(ctx, bob, storyId, { body: 'It left at midnight.', parentId: null })
      const source = { kind: 'update', id: updateId, exact: 'It left at noon, they say' }
      return (await flagMisquote(ctx, mo, id, { claim, source })).row
    }

    it('are quoted as they stood, by revision, past their footnotes', async () => {
      const { id } = await publish({ body: 'It left at noon ((by our clock)), they say.' })
      await edit(id, { body: 'It left at noon ((by *our* clock)), they say. Not later.' })
      const row = await flag(id)
      expect(row).toMatchObject({ sourceRevision: 2, source: { how: 'exact', start: 0 } })
      expect((await passagesNow(db.read, [row])).size).toBe(0)
      await edit(id, { revision: 2, body: 'Some say that it left at one.' })
      expect((await passagesNow(db.read, [row])).get(row.id)).toMatchObject({ how: 'absent' })
    })

    it('cannot be quoted before they are published, nor once they are withdrawn', async () => {
      const { id: waiting } = await publish({ body: 'It left at noon, they say.', publishAt: later(HOUR) })
      await expect(flag(waiting)).rejects.toMatchObject({ code: 'not_found' })
      const { id } = await publish({ body: 'It left at noon, they say.' })
      const row = await flag(id)
      await withdrawUpdate(ctx, author, id, reason)
      expect((await passagesNow(db.read, [row])).size).toBe(0)
      await expect(flag(id)).rejects.toMatchObject({ code: 'not_found' })
    })
  })

  it('answer a case from when they are published until they are withdrawn', async () => {
    const { id: commentId } = await postComment(ctx, bob, storyId, { body: 'It left at midnight.', parentId: null })
    const { row } = await flagMisquote(ctx, author, commentId)
    await publishFinding(ctx, mo, row.id)
    const answered = async () =>
      (await threadPage(ctx, storyId, { sort: 'newest' })).thread.comments[0]?.notes[0]?.updateNumber
    const { id } = await publish({ answersCaseId: row.id, publishAt: later(HOUR) })
    expect(await answered()).toBeNull()
    clock.time += HOUR
    await runDue(ctx)
    expect(await answered()).toBe(1)
    await withdrawUpdate(ctx, author, id, reason)
    expect(await answered()).toBeNull()
    expect((await events()).slice(-2)).toEqual(['update.changed', 'comment.noted'])
  })

  it('have footnotes of their own, in block quotes too', async () => {
    const body = 'As read ((first)).\n\n> At noon ((second)).'
    const [one, two] = [await publish({ body }), await publish({ body })]
    const ids = [one, two].map(({ html }) => [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id))
    expect(ids.map((list) => list.length)).toEqual([4, 4])
    expect(new Set(ids.flat()).size).toBe(8)
    const { html } = await edit(one.id, { body: `${body} More.` })
    expect(html).toContain(`id="${ids[0]?.[0]}"`)
  })
})
