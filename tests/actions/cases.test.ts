import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CommentRow } from '../../db/comments.ts'
import { decideCase } from '../../server/cases/decide-case.ts'
import { flagComment } from '../../server/cases/flag-comment.ts'
import { presentCaseFile } from '../../server/cases/present.ts'
import { readCase, readCases } from '../../server/cases/read-cases.ts'
import { deleteComment } from '../../server/comments/delete-comment.ts'
import { editComment } from '../../server/comments/edit-comment.ts'
import { postComment } from '../../server/comments/post-comment.ts'
import { threadPage } from '../../server/comments/thread-page.ts'
import type { Context, Reader } from '../../server/context.ts'
import { eventsSince } from '../../server/stories/events.ts'
import { publishUpdate } from '../../server/updates/publish-update.ts'
import { contextOn, someone, someStory } from '../support/context.ts'
import { dialects, freshDatabase, type TestDatabase } from '../support/databases.ts'

const decision = { finding: 'misquotes', explanation: 'The story says noon, not midnight.', action: 'note' } as const
const update = { kind: 'clarification', status: null, body: 'It was noon.', answersCaseId: null } as const

describe.each(dialects)('cases on %s', (dialect) => {
  let db: TestDatabase
  let ctx: Context
  let ann: Reader
  let bob: Reader
  let mo: Reader
  let author: Reader
  let storyId: string
  let comment: CommentRow
  const flag = (by: Reader, over: object = {}) =>
    flagComment(ctx, by, comment.id, {
      type: 'misquoted',
      claim: { exact: 'left at midnight' },
      source: { kind: 'story', exact: 'left the harbour at noon' },
      explanation: 'The story gives another time.',
      ...over,
    })
  const shown = async () => (await threadPage(ctx, storyId, { sort: 'oldest' })).thread

  beforeEach(async () => {
    db = await freshDatabase(dialect)
    ctx = contextOn(db)
    storyId = await someStory(ctx)
    ;[ann, bob] = [await someone(ctx, 'Ann'), await someone(ctx, 'Bob')]
    mo = await someone(ctx, 'Mo', { role: 'moderator' })
    author = await someone(ctx, 'Art', { authorOf: [storyId] })
    comment = await postComment(ctx, ann, storyId, { body: 'The story says it left at midnight.', parentId: null })
  })
  afterEach(() => db.close())

  it('pin both texts, told how each quotation was found', async () => {
    const { row } = await flag(bob, { source: { kind: 'story', exact: 'LEFT the  harbour at noon' } })
    expect(row).toMatchObject({
      reference: 'MR-2026-0001',
      claim: { how: 'exact', exact: 'left at midnight' },
      source: { how: 'normalised', exact: 'left the harbour at noon' },
      commentText: 'The story says it left at midnight.',
    })
    await editComment(ctx, ann, comment.id, { body: 'It left at noon, sorry.', revision: 1 })
    const file = await presentCaseFile(db.read, await readCase(ctx, mo, row.id), mo)
    expect(file).toMatchObject({ commentText: 'The story says it left at midnight.', commentChanged: true })
  })

  it('take a quotation that is worded a little differently, and show the words of the text with the score', async () => {
    const { row } = await flag(bob, {
      source: { kind: 'story', exact: 'The ferry Marlin departed the harbour at noon' },
    })
    const file = await presentCaseFile(db.read, await readCase(ctx, mo, row.id), mo)
    expect(file.source).toMatchObject({ how: 'fuzzy', exact: 'The ferry Marlin left the harbour at noon', start: 0 })
    expect(file.source.score).toBeGreaterThan(0.8)
    expect(file.claim.score).toBeNull()
    const same = await flag(mo, { source: { kind: 'story', exact: 'The ferry Marlin left the harbour at noon' } })
    expect(same.joined).toBe(true)
  })

  it('refuse a quotation that is not there, unless that is what is said', async () => {
    await expect(flag(bob, { claim: { exact: 'left at dawn' } })).rejects.toMatchObject({ code: 'quote_absent' })
    const absent = { source: { kind: 'story', exact: 'sank at noon' } }
    await expect(flag(bob, absent)).rejects.toMatchObject({ code: 'quote_absent' })
    const { row } = await flag(bob, { ...absent, type: 'invented' })
    expect(row.source.how).toBe('absent')
  })

  it('are joined by flags on the same claim and passage, one a person', async () => {
    const outcomes = await Promise.allSettled([flag(bob), flag(bob), flag(mo), flag(author)])
    const made = outcomes.flatMap((o) => (o.status === 'fulfilled' ? [o.value] : []))
    expect(new Set(made.map((m) => m.row.id)).size).toBe(1)
    expect(made.filter((m) => !m.joined)).toHaveLength(1)
    expect(made).toHaveLength(3)
    const other = await flag(bob, { source: { kind: 'story', exact: 'not said why' } })
    expect(other.row.reference).toBe('MR-2026-0002')
    await expect(flag(ann)).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('are decided by one of ten moderators at once; nine are told by whom and what', async () => {
    const { row } = await flag(bob)
    const moderators = await Promise.all(
      Array.from({ length: 10 }, (_, i) => someone(ctx, `Moderator ${i}`, { role: 'moderator' })),
    )
    const second = contextOn(await db.openAgain())
    const outcomes = await Promise.allSettled(
      moderators.map((by, i) => decideCase(i % 2 ? ctx : second, by, row.id, { version: 1, ...decision })),
    )
    const lost = outcomes.flatMap((o) => (o.status === 'rejected' ? [o.reason] : []))
    expect(lost).toHaveLength(9)
    for (const refusal of lost)
      expect(refusal).toMatchObject({
        code: 'conflict',
        extra: { current: { state: 'decided', finding: 'misquotes', decidedBy: expect.stringMatching(/^Moderator/) } },
      })
  })

  it('are not judged by the commenter, one who flagged, or the story’s author', async () => {
    const { row } = await flag(mo)
    const parties = [{ ...ann, role: 'moderator' }, mo, { ...author, role: 'owner' }] as Reader[]
    for (const by of parties)
      await expect(decideCase(ctx, by, row.id, { version: 1, ...decision })).rejects.toMatchObject({
        code: 'forbidden',
      })
  })

  it('put a note beside the comment, and the author’s update beside it', async () => {
    const { row } = await flag(bob)
    const early = await publishUpdate(ctx, author, storyId, { ...update, answersCaseId: row.id })
    expect(early.number).toBe(1)
    const before = await shown()
    expect(before.comments[0]?.notes).toEqual([])
    expect(before.updates[0]?.answers).toEqual({ reference: 'MR-2026-0001', commentId: null })

    await decideCase(ctx, mo, row.id, { version: 1, ...decision })
    const after = await shown()
    expect(after.comments[0]?.notes).toMatchObject([
      { finding: 'misquotes', wrote: 'left at midnight', says: 'left the harbour at noon', updateNumber: 1 },
    ])
    expect(after.updates[0]?.answers?.commentId).toBe(comment.id)
    await expect(flag(author)).rejects.toMatchObject({ code: 'conflict' })
  })

  it('stop showing the words of a quoted comment that its writer deletes, everywhere', async () => {
    const quoted = await postComment(ctx, bob, storyId, { body: 'I said it left at noon.', parentId: null })
    const { row } = await flag(author, { source: { kind: 'comment', id: quoted.id, exact: 'it left at noon' } })
    await decideCase(ctx, mo, row.id, { version: 1, ...decision })
    expect(JSON.stringify(await shown())).toContain('it left at noon')
    const seq = (await shown()).story.seq
    await deleteComment(ctx, bob, quoted.id)
    const after = await shown()
    expect(after.comments[0]?.notes).toMatchObject([{ says: '', wrote: 'left at midnight' }])
    const replayed = await eventsSince(ctx, storyId, 0, 100)
    expect(JSON.stringify([after, replayed])).not.toContain('it left at noon')
    expect(replayed.filter((event) => event.seq > seq).map((event) => event.type)).toEqual([
      'comment.deleted',
      'comment.noted',
    ])
  })

  it('that are only recorded leave nothing beside the comment', async () => {
    const { row } = await flag(bob)
    await decideCase(ctx, mo, row.id, { version: 1, ...decision, action: 'none' })
    expect((await shown()).comments[0]?.notes).toEqual([])
  })

  it('are seen by moderators and the story’s author, who is not told who flagged; by nobody else', async () => {
    const { row } = await flag(bob)
    const fileFor = async (by: Reader) => presentCaseFile(db.read, await readCase(ctx, by, row.id), by)
    expect((await fileFor(mo)).flags[0]?.by).toBe('Bob')
    expect((await fileFor(author)).flags[0]?.by).toBeNull()
    expect(await readCases(ctx, author, { state: 'submitted' })).toHaveLength(1)
    expect(() => readCases(ctx, bob, { state: 'submitted' })).toThrow(/moderators/)
    await expect(readCase(ctx, bob, row.id)).rejects.toMatchObject({ code: 'not_found' })
    const embedded = { ...author, scope: 'embed' } as Reader
    await expect(readCase(ctx, embedded, row.id)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('give updates their numbers without a gap, two at once', async () => {
    await expect(publishUpdate(ctx, bob, storyId, update)).rejects.toMatchObject({ code: 'forbidden' })
    const foreign = { ...update, answersCaseId: storyId }
    await expect(publishUpdate(ctx, author, storyId, foreign)).rejects.toMatchObject({ code: 'not_found' })
    const two = await Promise.all([
      publishUpdate(ctx, author, storyId, update),
      publishUpdate(ctx, mo, storyId, update),
    ])
    expect(two.map((u) => u.number).sort()).toEqual([1, 2])
    expect((await shown()).updates.map((u) => u.number)).toEqual([2, 1])
  })
})
