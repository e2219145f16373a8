import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { deleteComment } from '../../server/comments/delete-comment.ts'
import { editComment } from '../../server/comments/edit-comment.ts'
import { readDrafts } from '../../server/comments/keep-draft.ts'
import { postComment } from '../../server/comments/post-comment.ts'
import { readThread } from '../../server/comments/read-thread.ts'
import type { Context, Reader } from '../../server/context.ts'
import { readLog } from '../../server/log/read-log.ts'
import { askReopening } from '../../server/suspensions/ask-reopening.ts'
import { endSuspension } from '../../server/suspensions/end-suspension.ts'
import { extendSuspension } from '../../server/suspensions/extend-suspension.ts'
import { suspensionOverview } from '../../server/suspensions/overview.ts'
import { type Clock, contextOn, someone, someStory } from '../support/context.ts'
import { dialects, freshDatabase, type TestDatabase } from '../support/databases.ts'
import {
  at,
  commentingIn,
  MINUTE,
  outcomeOf,
  runDue,
  shownIn,
  stepsOf,
  suspend,
  type Wanted,
  whyText,
} from '../support/suspending.ts'

describe.each(dialects)('suspension on %s', (dialect) => {
  let db: TestDatabase
  let clock: Clock
  let ctx: Context
  let other: Context
  let ann: Reader
  let mo: Reader
  let max: Reader
  let storyId: string
  let stories = 0
  const begin = (over: Partial<Wanted> = {}) => suspend(ctx, mo, { scope: 'story', storyId }, over)
  const pause = (minutes: number) => begin({ endsAt: at(clock.time, minutes) })
  const post = (body: string, on = ctx) => postComment(on, ann, storyId, { body, parentId: null })
  const may = (by = ann, on = ctx) => outcomeOf(on, by, storyId)
  const mode = async () => (await commentingIn(ctx, storyId)).mode
  const visible = async (on = ctx) => (await shownIn(on, storyId)).map(({ html }) => html)
  const steps = () => stepsOf(ctx, storyId)

  beforeAll(async () => {
    db = await freshDatabase(dialect)
    clock = { time: Date.UTC(2026, 10, 22, 12) }
    ctx = contextOn(db, clock)
    other = contextOn(await db.openAgain(), clock)
    ann = await someone(ctx, 'Ann')
    mo = await someone(ctx, 'Mo', { role: 'moderator' })
    max = await someone(ctx, 'Max', { role: 'moderator' })
  })
  beforeEach(async () => {
    clock.time = Date.UTC(2026, 10, 22, 12)
    storyId = await someStory(ctx, `story-${stories++}`)
  })
  afterAll(() => db.close())

  it('refuses a comment with all the writer needs, and keeps the text', async () => {
    await pause(30)
    const before = await commentingIn(ctx, storyId)
    await expect(post('half a thought')).rejects.toMatchObject({
      code: 'suspended',
      message: `Comments here are paused. ${whyText}`,
      extra: {
        commenting: before,
        by: { mode: 'paused', reason: whyText, reasonCode: 'heated', endsAt: at(clock.time, 30), scope: 'story' },
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

  it('keeps a text that is tried again and again once, without writing anything more', async () => {
    await pause(30)
    await expect(post('my thought')).rejects.toMatchObject({ code: 'suspended' })
    const kept = await readDrafts(ctx, ann, storyId)
    clock.time += MINUTE
    for (const on of [ctx, other])
      await expect(post('my thought', on)).rejects.toMatchObject({ extra: { draft: { body: 'my thought' } } })
    expect(await readDrafts(ctx, ann, storyId)).toEqual(kept)
  })

  it('leaves other stories open, deleting possible and editing not', async () => {
    const { id } = await post('before')
    await pause(30)
    await expect(editComment(ctx, ann, id, { body: 'x', revision: 1 })).rejects.toMatchObject({
      code: 'suspended',
      extra: { by: { mode: 'paused' }, serverTime: at(clock.time, 0) },
    })
    expect((await deleteComment(ctx, ann, id)).state).toBe('deleted')
    expect(await outcomeOf(ctx, ann, await someStory(ctx, `story-${stories++}`))).toBe('visible')
  })

  it('lets what was posted be corrected where it says so, and nothing new in', async () => {
    const { id } = await post('before')
    await begin({ allowsEdits: true })
    const edited = await editComment(ctx, ann, id, { body: 'corrected', revision: 1 })
    expect(edited).toMatchObject({ state: 'visible', html: '<p>corrected</p>' })
    expect(await may()).toBe('suspended')
  })

  it('lets author and staff write, labelled; in a publisher’s page they are readers', async () => {
    const ada = await someone(ctx, 'Ada', { authorOf: [storyId] })
    const embedded = { ...ada, scope: 'embed' as const }
    const elsewhere = await someone(ctx, 'Abe', { authorOf: [await someStory(ctx, `story-${stories++}`)] })
    await pause(30)
    expect(await Promise.all([mo, ada, embedded, elsewhere, ann].map((by) => may(by)))).toEqual([
      'official',
      'official',
      'suspended',
      'suspended',
      'suspended',
    ])
    clock.time += 31 * MINUTE
    expect(await may(mo)).toBe('visible')
  })

  it('reopens by the clock alone, with no timer running, also for the bytes kept for reading', async () => {
    await pause(30)
    const read = async () => {
      const answer = await readThread(ctx, storyId, { sort: 'newest' })
      return { etag: answer.etag, mode: JSON.parse(answer.body.toString()).story.commenting.mode }
    }
    const paused = await read()
    expect(paused.mode).toBe('paused')
    clock.time += 30 * MINUTE
    const open = await read()
    expect(open.mode).toBe('open')
    expect(open.etag).not.toBe(paused.etag)
    await post('back')
  })

  it('begins by the clock alone when it was planned, and the bytes kept for reading say so at once', async () => {
    const planned = await begin({ startsAt: at(clock.time, 60), endsAt: at(clock.time, 120) })
    const read = async () =>
      JSON.parse((await readThread(ctx, storyId, { sort: 'newest' })).body.toString()).story.commenting
    expect(await read()).toMatchObject({ mode: 'open', suspension: null, others: [{ id: planned.id }] })
    clock.time += 60 * MINUTE - 1
    expect([await may(), (await read()).mode]).toEqual(['visible', 'open'])
    clock.time += 1
    expect([await may(), (await read()).mode]).toEqual(['suspended', 'paused'])
    clock.time += 60 * MINUTE
    expect([await may(), (await read()).mode]).toEqual(['visible', 'open'])
  })

  it('planned for a later week is told a day before', async () => {
    await begin({ startsAt: at(clock.time, 7 * 24 * 60), endsAt: at(clock.time, 7 * 24 * 60 + 30) })
    expect((await commentingIn(ctx, storyId)).others).toEqual([])
    clock.time += 6 * 24 * 60 * MINUTE
    expect((await commentingIn(ctx, storyId)).others).toHaveLength(1)
  })

  it('holds on a node whose clock is behind', async () => {
    const behind = contextOn(other.db, { time: clock.time - 2_000 })
    await pause(30)
    await expect(post('too late', behind)).rejects.toMatchObject({ code: 'suspended' })
  })

  it('begins and ends by itself once, logged, though two nodes run timers and both were down at the time', async () => {
    await begin({ startsAt: at(clock.time, 10), endsAt: at(clock.time, 30) })
    expect(await steps()).toEqual(['suspension.planned moderator'])
    clock.time += 300 * MINUTE
    await runDue(ctx, other)
    expect(await steps()).toEqual([
      'suspension.ended automatic',
      'suspension.started automatic',
      'suspension.planned moderator',
    ])
    const [ended, started] = (await readLog(ctx, { storyId })).entries
    expect(ended?.detail).toMatchObject({ startedAt: '2026-11-22T12:10:00.000Z', endedAt: '2026-11-22T12:30:00.000Z' })
    expect([started?.words, ended?.words]).toEqual([whyText, null])
  })

  it('ends early by a moderator, once; its timer then does nothing', async () => {
    const { id } = await pause(30)
    clock.time += 5 * MINUTE
    const ends = await Promise.allSettled([ctx, other, ctx].map((on) => endSuspension(on, mo, id)))
    expect(ends.filter((end) => end.status === 'fulfilled')).toHaveLength(1)
    expect(ends.filter((end) => end.status === 'rejected').map(({ reason }) => reason.code)).toEqual([
      'conflict',
      'conflict',
    ])
    await post('open')
    clock.time += 60 * MINUTE
    await runDue(ctx, other)
    expect(await steps()).toEqual(['suspension.ended moderator', 'suspension.started moderator'])
  })

  it('cannot be ended once its time is over, nor extended', async () => {
    const { id, version } = await pause(30)
    clock.time += 30 * MINUTE
    await expect(endSuspension(ctx, mo, id)).rejects.toMatchObject({ code: 'conflict' })
    await expect(extendSuspension(ctx, mo, id, { version, endsAt: at(clock.time, 60) })).rejects.toMatchObject({
      code: 'conflict',
    })
    await expect(endSuspension(ctx, mo, storyId)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('needs dates to come, in order and within 90 days, and an end for what is to follow', async () => {
    const codes = [
      pause(-1),
      pause(91 * 24 * 60),
      begin({ startsAt: at(clock.time, 60), endsAt: at(clock.time, 50) }),
      begin({ startsAt: at(clock.time, 91 * 24 * 60), endsAt: at(clock.time, 91 * 24 * 60 + 5) }),
      begin({
        reviewAt: at(clock.time, 60),
        followedBy: { mode: 'slow', slowSeconds: 60, endsAt: at(clock.time, 120) },
      }),
      begin({
        endsAt: at(clock.time, 60),
        followedBy: { mode: 'slow', slowSeconds: 60, endsAt: at(clock.time, 59) },
      }),
    ].map((made) => made.catch(({ code }) => code))
    expect(new Set(await Promise.all(codes))).toEqual(new Set(['invalid']))
    expect(await mode()).toBe('open')
    expect(await steps()).toEqual([])
  })

  it('is not laid over the same at the same time; beside it, in another mode or at another time, it may be', async () => {
    const first = await pause(30)
    await expect(pause(60)).rejects.toMatchObject({ code: 'conflict', extra: { current: { id: first.id } } })
    await begin({ mode: 'premoderated', endsAt: at(clock.time, 60) })
    await begin({ startsAt: at(clock.time, 30), endsAt: at(clock.time, 45) })
    await expect(begin({ startsAt: at(clock.time, 40), endsAt: at(clock.time, 90) })).rejects.toMatchObject({
      code: 'conflict',
    })
    const modes: string[] = []
    for (const minute of [0, 30, 45, 60]) {
      clock.time = Date.UTC(2026, 10, 22, 12, minute)
      modes.push(await mode())
    }
    expect(modes).toEqual(['paused', 'paused', 'premoderated', 'open'])
  })

  it('is made by one of two moderators who do so at once', async () => {
    const both = await Promise.allSettled([
      suspend(ctx, mo, { scope: 'story', storyId }),
      suspend(other, max, { scope: 'story', storyId }),
    ])
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'conflict' } })
    expect(await steps()).toEqual(['suspension.started moderator'])
  })

  describe('that is followed by a milder mode', () => {
    const slowAfter = (from: number, to: number) =>
      begin({
        endsAt: at(clock.time, from),
        followedBy: { mode: 'slow', slowSeconds: 60, endsAt: at(clock.time, to) },
      })

    it('turns into it by the clock alone, and both ends are logged once', async () => {
      const { id } = await slowAfter(30, 90)
      expect((await commentingIn(ctx, storyId)).others).toMatchObject([{ mode: 'slow', startsAt: at(clock.time, 30) }])
      const { suspensions } = await suspensionOverview(ctx, { storyId })
      expect(suspensions.map(({ state, followsId }) => [state, followsId])).toEqual([
        ['running', null],
        ['planned', id],
      ])
      clock.time += 30 * MINUTE
      expect(await mode()).toBe('slow')
      clock.time += 60 * MINUTE
      expect(await mode()).toBe('open')
      await runDue(ctx, other)
      expect((await steps()).sort()).toEqual(
        [
          ...['suspension.started moderator', 'suspension.planned moderator', 'suspension.started automatic'],
          ...['suspension.ended automatic', 'suspension.ended automatic'],
        ].sort(),
      )
    })

    it('is extended with it: what follows keeps its length', async () => {
      const { id } = await slowAfter(30, 90)
      await extendSuspension(ctx, mo, id, { version: 1, endsAt: at(clock.time, 50) })
      clock.time += 49 * MINUTE
      await runDue(ctx)
      expect(await mode()).toBe('paused')
      clock.time += MINUTE
      expect(await mode()).toBe('slow')
      clock.time += 59 * MINUTE
      expect(await mode()).toBe('slow')
      clock.time += MINUTE
      expect(await mode()).toBe('open')
      await expect(extendSuspension(ctx, mo, id, { version: 2, reviewAt: at(clock.time, 50) })).rejects.toMatchObject({
        code: 'conflict',
      })
    })

    it('needs its end: it cannot be left to a review', async () => {
      const { id } = await slowAfter(30, 90)
      await expect(extendSuspension(ctx, mo, id, { version: 1, reviewAt: at(clock.time, 60) })).rejects.toMatchObject({
        code: 'invalid',
      })
    })

    it('reopens at once when ended early, or turns into another mode', async () => {
      const { id } = await slowAfter(30, 90)
      clock.time += 10 * MINUTE
      await endSuspension(ctx, mo, id)
      expect(await mode()).toBe('open')
      clock.time += 30 * MINUTE
      await runDue(ctx, other)
      expect(await mode()).toBe('open')
      expect(await steps()).toEqual([
        'suspension.cancelled moderator',
        'suspension.ended moderator',
        'suspension.planned moderator',
        'suspension.started moderator',
      ])

      const again = await pause(30)
      await endSuspension(ctx, max, again.id, {
        followedBy: { mode: 'premoderated', endsAt: at(clock.time, 20) },
      })
      expect(await commentingIn(ctx, storyId)).toMatchObject({
        mode: 'premoderated',
        suspension: { madeBy: 'person', reason: whyText, endsAt: at(clock.time, 20) },
        others: [],
      })
      clock.time += 20 * MINUTE
      expect(await mode()).toBe('open')
    })
  })

  it('is extended from the version that was seen; of two at once one is', async () => {
    const { id } = await pause(30)
    const extend = (on: Context, by: Reader, minutes: number) =>
      extendSuspension(on, by, id, { version: 1, endsAt: at(clock.time, minutes) })
    await expect(extend(ctx, mo, 20)).rejects.toMatchObject({ code: 'invalid' })
    await expect(extend(ctx, mo, 91 * 24 * 60)).rejects.toMatchObject({ code: 'invalid' })
    const both = await Promise.allSettled([extend(ctx, mo, 45), extend(other, max, 60)])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const [late] = both.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
    const [done] = both.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
    expect(late).toMatchObject({
      code: 'conflict',
      extra: { current: { version: 2, endsAt: new Date(done?.endsAt ?? 0).toISOString() } },
    })
    const [extended] = (await readLog(ctx, { storyId })).entries
    expect(extended).toMatchObject({ verb: 'suspension.extended', detail: { previousEndsAt: at(clock.time, 30) } })
    clock.time = (done?.endsAt ?? 0) - 1
    expect(await mode()).toBe('paused')
    clock.time += 1
    expect(await mode()).toBe('open')
  })

  it('that was planned is cancelled by being ended, and never begins', async () => {
    const { id } = await begin({ startsAt: at(clock.time, 10), endsAt: at(clock.time, 30) })
    await endSuspension(ctx, mo, id)
    clock.time += 15 * MINUTE
    await runDue(ctx, other)
    expect(await may()).toBe('visible')
    expect(await steps()).toEqual(['suspension.cancelled moderator', 'suspension.planned moderator'])
    const { suspensions } = await suspensionOverview(ctx, { storyId })
    expect(suspensions).toMatchObject([{ id, state: 'ended' }])
  })

  it('past its review date still holds, and is raised to moderators', async () => {
    await begin({ reviewAt: at(clock.time, 30) })
    clock.time += 31 * MINUTE
    await runDue(ctx, other)
    expect(await may()).toBe('suspended')
    expect((await suspensionOverview(ctx, { storyId })).suspensions).toMatchObject([{ state: 'overdue' }])
  })

  it('counts each person who asks for reopening once, on two nodes', async () => {
    const { id } = await pause(30)
    const bob = await someone(ctx, 'Bob')
    const asks = [ann, bob, ann, bob, ann].map((by, i) => askReopening(i % 2 ? other : ctx, by, id))
    expect((await Promise.all(asks)).map(({ count }) => count).sort()).toEqual(expect.arrayContaining([1, 2]))
    expect(await askReopening(ctx, ann, id)).toEqual({ count: 2 })
    expect((await suspensionOverview(ctx, { storyId })).suspensions).toMatchObject([{ reopeningRequests: 2 }])
    clock.time += 30 * MINUTE
    await expect(askReopening(ctx, ann, id)).rejects.toMatchObject({ code: 'conflict' })
    await expect(askReopening(ctx, ann, storyId)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('lets a retry with the same key post once after it reopened, on both nodes', async () => {
    await pause(30)
    const send = (on: Context) =>
      postComment(on, ann, storyId, { body: 'my word', parentId: null, key: 'retry-123456' })
    await expect(send(ctx)).rejects.toMatchObject({ code: 'suspended' })
    await expect(send(other)).rejects.toMatchObject({ code: 'suspended' })
    clock.time += 30 * MINUTE
    const made = await Promise.all(Array.from({ length: 8 }, (_, i) => send(i % 2 ? ctx : other)))
    expect(new Set(made.map(({ id }) => id)).size).toBe(1)
    expect(await visible()).toEqual(['<p>my word</p>'])
    expect(await readDrafts(ctx, ann, storyId)).toEqual([])
  })
})
