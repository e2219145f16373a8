import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CommentRow } from '../../db/comments.ts'
import { deleteComment } from '../../server/comments/delete-comment.ts'
import { postComment } from '../../server/comments/post-comment.ts'
import { threadPage } from '../../server/comments/thread-page.ts'
import type { Context, Reader } from '../../server/context.ts'
import { runJobs } from '../../server/jobs/run-jobs.ts'
import { react } from '../../server/reactions/react.ts'
import { mineOf, subscribe } from '../../server/reactions/subscribe.ts'
import { eventsSince } from '../../server/stories/events.ts'
import { contextOn, someone, someStory } from '../support/context.ts'
import { dialects, freshDatabase, type TestDatabase } from '../support/databases.ts'

describe.each(dialects)('agreeing on %s', (dialect) => {
  let db: TestDatabase
  let ctx: Context
  const clock = { time: 0 }
  let ann: Reader
  let bob: Reader
  let storyId: string
  let comment: CommentRow
  const counted = async () => (await threadPage(ctx, storyId, { sort: 'oldest' })).thread.comments[0]?.agreed
  const reactedEvents = async () =>
    (await eventsSince(ctx, storyId, 0, 100)).filter(({ type }) => type === 'comment.reacted')

  beforeEach(async () => {
    db = await freshDatabase(dialect)
    clock.time = Date.UTC(2026, 10, 22, 12)
    ctx = contextOn(db, clock)
    ;[ann, bob] = [await someone(ctx, 'Ann'), await someone(ctx, 'Bob')]
    storyId = await someStory(ctx)
    comment = await postComment(ctx, ann, storyId, { body: 'It was noon.', parentId: null })
  })
  afterEach(() => db.close())

  it('counts a person once, however often and at once they press, and takes it back', async () => {
    const counts = await Promise.all(Array.from({ length: 8 }, () => react(ctx, bob, comment.id, true)))
    expect(counts).toEqual(Array(8).fill(1))
    expect(await react(ctx, await someone(ctx, 'Cy'), comment.id, true)).toBe(2)
    expect(await counted()).toBe(2)
    expect(await mineOf(ctx, bob, storyId)).toMatchObject({ agreed: [comment.id], isSubscribed: false })
    await Promise.all(Array.from({ length: 4 }, () => react(ctx, bob, comment.id, false)))
    expect(await counted()).toBe(1)
    expect((await mineOf(ctx, bob, storyId)).agreed).toEqual([])
  })

  it('is for comments of others that can be read', async () => {
    await expect(react(ctx, ann, comment.id, true)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(react(ctx, bob, '019aa000-0000-7000-8000-000000000000', true)).rejects.toMatchObject({
      code: 'not_found',
    })
    await react(ctx, bob, comment.id, true)
    const reply = await postComment(ctx, bob, storyId, { body: 'So it was.', parentId: comment.id })
    await deleteComment(ctx, ann, comment.id)
    await expect(react(ctx, bob, comment.id, false)).rejects.toMatchObject({ code: 'gone' })
    await expect(react(ctx, ann, reply.id, true)).resolves.toBe(1)
    expect(await counted(), 'a tombstone tells nothing').toBe(0)
    expect((await mineOf(ctx, bob, storyId)).agreed).toEqual([])
  })

  it('moves the story’s number once for all that comes within moments, and tells the count as it stands', async () => {
    const before = (await eventsSince(ctx, storyId, 0, 100)).length
    const crowd = await Promise.all(Array.from({ length: 12 }, (_, n) => someone(ctx, `Reader ${n}`)))
    await Promise.all(crowd.map((one) => react(ctx, one, comment.id, true)))
    const jobs = runJobs(ctx)
    await jobs.runDue()
    expect(await reactedEvents()).toEqual([])
    clock.time += 2_000
    await jobs.runDue()
    expect(await reactedEvents()).toMatchObject([{ seq: before + 1, commentId: comment.id, agreed: 12 }])
    // Agreeing again changes nothing, and is not told.
    await react(ctx, crowd[0]!, comment.id, true)
    clock.time += 2_000
    await jobs.runDue()
    expect(await reactedEvents()).toHaveLength(1)
    await react(ctx, crowd[0]!, comment.id, false)
    clock.time += 2_000
    await jobs.runDue()
    expect(await reactedEvents()).toMatchObject([{ agreed: 11 }, { agreed: 11 }])
    await jobs.close()
  })

  it('is not put off by those who go on', async () => {
    const crowd = await Promise.all(Array.from({ length: 5 }, (_, n) => someone(ctx, `Reader ${n}`)))
    const jobs = runJobs(ctx)
    for (const one of crowd) {
      await react(ctx, one, comment.id, true)
      clock.time += 1_000
    }
    await jobs.runDue()
    expect((await reactedEvents()).length).toBeGreaterThan(0)
    await jobs.close()
  })

  it('follows a story and ceases to, each as often as one likes', async () => {
    await Promise.all(Array.from({ length: 5 }, () => subscribe(ctx, bob, storyId, true)))
    expect(await mineOf(ctx, bob, storyId)).toMatchObject({ isSubscribed: true, level: 'usual' })
    expect(await mineOf(ctx, ann, storyId)).toMatchObject({ isSubscribed: false, level: null })
    await subscribe(ctx, bob, storyId, false)
    await subscribe(ctx, bob, storyId, false)
    expect(await mineOf(ctx, bob, storyId)).toMatchObject({ isSubscribed: false, level: null })
    await expect(subscribe(ctx, bob, comment.id, true)).rejects.toMatchObject({ code: 'not_found' })
  })
})
