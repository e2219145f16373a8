import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { deleteComment } from '../../server/comments/delete-comment.ts'
import { editComment } from '../../server/comments/edit-comment.ts'
import { readDrafts } from '../../server/comments/keep-draft.ts'
import { postComment } from '../../server/comments/post-comment.ts'
import { readThread } from '../../server/comments/read-thread.ts'
import { threadPage } from '../../server/comments/thread-page.ts'
import type { Context, Reader } from '../../server/context.ts'
import { runJobs } from '../../server/jobs/run-jobs.ts'
import { readLog } from '../../server/log/read-log.ts'
import { endSuspension } from '../../server/suspensions/end-suspension.ts'
import { suspendStory } from '../../server/suspensions/suspend-story.ts'
import { type Clock, contextOn, someone, someStory } from '../support/context.ts'
import { dialects, freshDatabase, type TestDatabase } from '../support/databases.ts'

const MINUTE = 60_000

describe.each(dialects)('suspension on %s', (dialect) => {
  let db: TestDatabase
  let clock: Clock
  let ctx: Context
  let ann: Reader
  let mo: Reader
  let storyId: string
  const post = (body: string, on = ctx) => postComment(on, ann, storyId, { body, parentId: null })
  const pause = (minutes: number) =>
    suspendStory(ctx, mo, storyId, {
      reasonCode: 'heated',
      reason: 'Tempers are high; back soon.',
      endsAt: new Date(clock.time + minutes * MINUTE).toISOString(),
    })
  const visible = async (on = ctx) => {
    const bodies: string[] = []
    let after: string | undefined
    do {
      const { thread } = await threadPage(on, storyId, { sort: 'oldest', after })
      bodies.push(...thread.comments.map((c) => c.html))
      after = thread.next ?? undefined
    } while (after)
    return bodies
  }
  const verbs = async () => (await readLog(ctx, { storyId })).entries.map((e) => `${e.verb} ${e.role}`)

  beforeEach(async () => {
    db = await freshDatabase(dialect)
    clock = { time: Date.UTC(2026, 10, 22, 12) }
    ctx = contextOn(db, clock)
    ann = await someone(ctx, 'Ann')
    mo = await someone(ctx, 'Mo', { role: 'moderator' })
    storyId = await someStory(ctx)
  })
  afterEach(() => db.close())

  it('refuses a comment with all the writer needs, and keeps the text', async () => {
    await pause(30)
    await expect(post('half a thought')).rejects.toMatchObject({
      code: 'suspended',
      extra: {
        commenting: { mode: 'paused', suspension: { reason: 'Tempers are high; back soon.', reasonCode: 'heated' } },
        serverTime: '2026-11-22T12:00:00.000Z',
        draft: { parentId: null, body: 'half a thought' },
      },
    })
    expect(await readDrafts(ctx, ann, storyId)).toMatchObject([{ body: 'half a thought' }])
  })

  it('keeps every refused text, also one from another window in the same place', async () => {
    const { id } = await pause(30)
    for (const body of ['first thought', 'second thought', 'first thought'])
      await expect(post(body)).rejects.toMatchObject({ code: 'suspended' })
    const [draft] = await readDrafts(ctx, ann, storyId)
    expect(draft?.body).toBe('first thought\n\nsecond thought')
    await endSuspension(ctx, mo, id)
    await post('second thought')
    expect(await readDrafts(ctx, ann, storyId)).toMatchObject([{ body: 'first thought' }])
  })

  it('leaves other stories open, deleting possible and editing not', async () => {
    const { id } = await post('before')
    await pause(30)
    await expect(editComment(ctx, ann, id, { body: 'x', revision: 1 })).rejects.toMatchObject({ code: 'suspended' })
    expect((await deleteComment(ctx, ann, id)).state).toBe('deleted')
    const elsewhere = await someStory(ctx, 'bridge')
    expect(await postComment(ctx, ann, elsewhere, { body: 'hello', parentId: null })).toBeTruthy()
  })

  it('reopens by the clock alone, with no timer running, also for the bytes kept for reading', async () => {
    await pause(30)
    const mode = async () =>
      JSON.parse((await readThread(ctx, storyId, { sort: 'newest' })).body.toString()).story.commenting.mode
    expect(await mode()).toBe('paused')
    clock.time += 30 * MINUTE
    expect(await mode()).toBe('open')
    await post('back')
  })

  it('holds on a node whose clock is behind', async () => {
    const behind = contextOn(await db.openAgain(), { time: clock.time - 2_000 })
    await pause(30)
    await expect(post('too late', behind)).rejects.toMatchObject({ code: 'suspended' })
  })

  it('ends by itself once, logged, though two nodes run timers and both were down at the time', async () => {
    await pause(30)
    clock.time += 300 * MINUTE
    const nodes = [runJobs(ctx), runJobs(contextOn(await db.openAgain(), clock))]
    await Promise.all(nodes.map((node) => node.runDue()))
    await Promise.all(nodes.map((node) => node.close()))
    expect(await verbs()).toEqual(['suspension.ended automatic', 'suspension.started moderator'])
    const [ended] = (await readLog(ctx, { storyId })).entries
    expect(ended?.detail.endedAt).toBe('2026-11-22T12:30:00.000Z')
  })

  it('ends early by a moderator, once; its timer then does nothing', async () => {
    const { id } = await pause(30)
    clock.time += 5 * MINUTE
    const ends = await Promise.allSettled([1, 2, 3].map(() => endSuspension(ctx, mo, id)))
    expect(ends.filter((end) => end.status === 'fulfilled')).toHaveLength(1)
    await post('open')
    clock.time += 60 * MINUTE
    const jobs = runJobs(ctx)
    await jobs.runDue()
    await jobs.close()
    expect(await verbs()).toEqual(['suspension.ended moderator', 'suspension.started moderator'])
  })

  it('needs a date to come, and is not laid over another', async () => {
    await expect(pause(-1)).rejects.toMatchObject({ code: 'invalid' })
    await expect(pause(100 * 24 * 60)).rejects.toMatchObject({ code: 'invalid' })
    await pause(30)
    await expect(pause(60)).rejects.toMatchObject({ code: 'conflict' })
  })

  it('lets nothing through after its acknowledgement, and loses nothing, with 100 comments in flight on two nodes', async () => {
    const nodes = [ctx, contextOn(await db.openAgain(), clock)]
    const outcomes: Promise<{ body: string; posted: boolean; late: boolean }>[] = []
    let acknowledged = false
    const send = (n: number) => {
      const body = `comment ${n}`
      const late = acknowledged
      const posting = post(body, nodes[n % 2])
      outcomes.push(
        posting.then(
          () => ({ body, posted: true, late }),
          (error) => {
            expect(error.code).toBe('suspended')
            return { body, posted: false, late }
          },
        ),
      )
    }
    for (let n = 0; n < 50; n++) send(n)
    const pausing = pause(30).then(() => {
      acknowledged = true
    })
    for (let n = 50; n < 100; n++) send(n)
    await pausing
    const atAcknowledgement = await visible(nodes[1])
    for (let n = 100; n < 150; n++) send(n)
    const done = await Promise.all(outcomes)

    expect((await visible()).sort()).toEqual(atAcknowledgement.sort())
    const posted = done.filter((o) => o.posted)
    expect(posted.map((o) => `<p>${o.body}</p>`).sort()).toEqual(atAcknowledgement.sort())
    expect(posted.filter((o) => o.late)).toEqual([])
    expect(done.filter((o) => !o.posted).length).toBeGreaterThanOrEqual(50)
  })
})
