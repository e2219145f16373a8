import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readThread } from '../../server/comments/read-thread.ts'
import type { Context, Reader } from '../../server/context.ts'
import { readLog } from '../../server/log/read-log.ts'
import { changeSettings } from '../../server/sites/change-settings.ts'
import { beginStory, type NewStory } from '../../server/stories/begin-story.ts'
import { changeStory } from '../../server/stories/change-story.ts'
import { askReopening } from '../../server/suspensions/ask-reopening.ts'
import { endSuspension } from '../../server/suspensions/end-suspension.ts'
import { extendSuspension } from '../../server/suspensions/extend-suspension.ts'
import { suspensionOverview } from '../../server/suspensions/overview.ts'
import { stopSchedule } from '../../server/suspensions/stop-schedule.ts'
import { type Clock, contextOn, someone } from '../support/context.ts'
import { dialects, freshDatabase, type TestDatabase } from '../support/databases.ts'
import { at, commentingIn, DAY, HOUR, MINUTE, outcomeOf, runDue, schedule, suspend } from '../support/suspending.ts'

const everyDay = [1, 2, 3, 4, 5, 6, 7]
const nightly = { kind: 'weekly', days: everyDay, from: '00:00', until: '06:00' }
/** A Sunday in UTC. */
const NOON = Date.UTC(2026, 10, 22, 12)
const MIDNIGHT = NOON + 12 * HOUR

describe.each(dialects)('schedules on %s', (dialect) => {
  let db: TestDatabase
  let clock: Clock
  let ctx: Context
  let other: Context
  let ann: Reader
  let mo: Reader
  let storyId: string
  let begun = 0
  /** Number of the last entry of the log before the test. */
  let logged = 0
  const newStory = (over: Partial<NewStory> = {}) => {
    begun += 1
    return beginStory(ctx, { url: `https://news.example/${begun}`, title: `Story ${begun}`, ...over }).then(
      ({ id }) => id,
    )
  }
  /** What the log tells of this test, newest first. */
  const steps = async () =>
    (await readLog(ctx, {})).entries.flatMap(({ number, verb, role }) => (number > logged ? [`${verb} ${role}`] : []))
  const may = (on = ctx, id = storyId) => outcomeOf(on, ann, id)
  const mode = async (id = storyId) => (await commentingIn(ctx, id)).mode
  /** From the bytes that are kept. */
  const modeRead = async () =>
    JSON.parse((await readThread(ctx, storyId, { sort: 'newest' })).body.toString()).story.commenting.mode
  const running = async () => (await suspensionOverview(ctx, {})).suspensions.filter(({ state }) => state === 'running')
  async function modesAt(...times: number[]) {
    const modes: string[] = []
    for (const time of times) {
      clock.time = time
      modes.push(await mode())
    }
    return modes
  }

  beforeAll(async () => {
    db = await freshDatabase(dialect)
    clock = { time: NOON }
    ctx = contextOn(db, clock)
    other = contextOn(await db.openAgain(), clock)
    ann = await someone(ctx, 'Ann')
    mo = await someone(ctx, 'Mo', { role: 'moderator' })
  })
  beforeEach(async () => {
    clock.time = NOON
    storyId = await newStory()
    logged = (await readLog(ctx, {})).entries[0]?.number ?? 0
  })
  afterEach(async () => {
    // The clock goes back to noon: what is over would hold again.
    await db.transact('test', async (tx) => {
      for (const table of [tx.tables.suspensions, tx.tables.schedules, tx.tables.jobs]) await tx.delete(table)
    })
    await changeSettings(ctx, mo, { timeZone: 'UTC' })
  })
  afterAll(() => db.close())

  describe('of the week', () => {
    it('hold by the clock alone, night after night, for writers and for the bytes kept for reading', async () => {
      await schedule(ctx, mo, nightly)
      const seen: string[] = []
      for (const night of [0, 1, 2])
        for (const time of [-1, 0, 6 * HOUR - 1, 6 * HOUR]) {
          clock.time = MIDNIGHT + night * DAY + time
          seen.push(`${await modeRead()} ${await may(other)}`)
        }
      const each = ['open visible', 'paused suspended', 'paused suspended', 'open visible']
      expect(seen).toEqual([...each, ...each, ...each])
    })

    it('are told a day before, also in bytes kept for longer', async () => {
      await schedule(ctx, mo, { ...nightly, days: [5] })
      const told = async () =>
        JSON.parse((await readThread(ctx, storyId, { sort: 'newest' })).body.toString()).story.commenting.others
      const friday = MIDNIGHT + 4 * DAY
      expect(await told()).toEqual([])
      clock.time = friday - DAY - 1
      expect(await told()).toEqual([])
      clock.time = friday - DAY
      expect(await told()).toMatchObject([
        { mode: 'paused', madeBy: 'schedule', scope: 'site', startsAt: at(friday, 0), endsAt: at(friday, 360) },
      ])
      clock.time = friday
      expect(await modeRead()).toBe('paused')
    })

    it.each([
      ['no timer has run', false],
      ['timers have begun the night', true],
    ])('mean the site’s time zone, and move with it, where %s', async (_, isTurned) => {
      await changeSettings(ctx, mo, { timeZone: 'Asia/Kathmandu' })
      await schedule(ctx, mo, nightly)
      const begins = MIDNIGHT - 5.75 * HOUR
      expect(await modesAt(begins - 1, begins, begins + 6 * HOUR)).toEqual(['open', 'paused', 'open'])
      clock.time = begins + HOUR
      if (isTurned) await runDue(ctx, other)
      expect(await modeRead()).toBe('paused')
      await changeSettings(other, mo, { timeZone: 'America/New_York' })
      expect([await modeRead(), await may()]).toEqual(['open', 'visible'])
      expect(await modesAt(MIDNIGHT + 5 * HOUR - 1, MIDNIGHT + 5 * HOUR, MIDNIGHT + 11 * HOUR)).toEqual([
        'open',
        'paused',
        'open',
      ])
    })

    it('reach a section or a story, in any mode', async () => {
      const harbour = await newStory({ section: 'Harbour' })
      const story = { scope: 'story', storyId }
      await schedule(ctx, mo, { ...nightly, target: story, mode: 'slow', slowSeconds: 60 })
      await schedule(ctx, mo, { ...nightly, target: { scope: 'section', section: 'Harbour' }, mode: 'premoderated' })
      clock.time = MIDNIGHT
      expect([await mode(), await mode(harbour)]).toEqual(['slow', 'premoderated'])
      expect([await may(other), await may(other), await may(other, harbour)]).toEqual(['visible', 'slowed', 'pending'])
      await expect(
        schedule(ctx, mo, { ...nightly, target: { scope: 'story', storyId: mo.personId } }),
      ).rejects.toThrow()
    })

    it('begin and end once a night in the log, with timers on two nodes', async () => {
      await schedule(ctx, mo, nightly)
      for (const night of [0, 1])
        for (const time of [0, HOUR, 6 * HOUR]) {
          clock.time = MIDNIGHT + night * DAY + time
          await runDue(ctx, other)
        }
      const night = ['suspension.ended automatic', 'suspension.started automatic']
      expect(await steps()).toEqual([...night, ...night, 'schedule.made moderator'])
      const [ended] = (await readLog(ctx, {})).entries
      expect(ended).toMatchObject({
        storyId: null,
        detail: { startedAt: at(MIDNIGHT + DAY, 0), endedAt: at(MIDNIGHT + DAY, 360), madeBy: 'schedule' },
      })
    })

    it('are logged when they really began and ended, though the timer came late', async () => {
      await schedule(ctx, mo, nightly)
      clock.time = MIDNIGHT + HOUR
      await runDue(ctx)
      clock.time = MIDNIGHT + 9 * HOUR
      await runDue(other)
      const { entries } = await readLog(ctx, {})
      expect(entries[0]?.detail).toMatchObject({ startedAt: at(MIDNIGHT, 0), endedAt: at(MIDNIGHT, 360) })
    })

    it('let a night be ended early: it stays ended, and the next night comes', async () => {
      await schedule(ctx, mo, nightly)
      clock.time = MIDNIGHT + HOUR
      const { suspension } = await commentingIn(other, storyId)
      await endSuspension(ctx, mo, suspension?.id ?? '')
      expect([await mode(), await may(other)]).toEqual(['open', 'visible'])
      await runDue(ctx, other)
      expect(await mode()).toBe('open')
      expect(await steps()).toEqual([
        ...['suspension.ended moderator', 'suspension.started automatic', 'schedule.made moderator'],
      ])
      expect(await running()).toEqual([])
      await expect(endSuspension(ctx, mo, suspension?.id ?? '')).rejects.toMatchObject({ code: 'conflict' })
      expect(await modesAt(MIDNIGHT + 5 * HOUR, MIDNIGHT + DAY)).toEqual(['open', 'paused'])
    })

    it('let a night be called off before it begins', async () => {
      await schedule(ctx, mo, nightly)
      const [tonight] = (await commentingIn(ctx, storyId)).others
      await endSuspension(ctx, mo, tonight?.id ?? '')
      expect((await commentingIn(ctx, storyId)).others).toEqual([])
      clock.time = MIDNIGHT
      await runDue(ctx, other)
      expect(await mode()).toBe('open')
      expect((await steps())[0]).toBe('suspension.cancelled moderator')
      expect(await modesAt(MIDNIGHT + DAY)).toEqual(['paused'])
    })

    it('let a night be extended, or ended into a milder mode', async () => {
      await schedule(ctx, mo, nightly)
      clock.time = MIDNIGHT + HOUR
      const id = (await commentingIn(ctx, storyId)).suspension?.id ?? ''
      await extendSuspension(ctx, mo, id, { version: 1, endsAt: at(MIDNIGHT, 8 * 60) })
      expect(await modesAt(MIDNIGHT + 7 * HOUR)).toEqual(['paused'])
      await endSuspension(other, mo, id, {
        followedBy: { mode: 'slow', slowSeconds: 30, endsAt: at(MIDNIGHT, 10 * 60) },
      })
      await runDue(ctx, other)
      expect(await commentingIn(ctx, storyId)).toMatchObject({ mode: 'slow', suspension: { madeBy: 'person' } })
      expect(await modesAt(MIDNIGHT + 10 * HOUR, MIDNIGHT + DAY)).toEqual(['open', 'paused'])
    })

    it('end with what they have begun when they are stopped, whether or not a timer had begun it', async () => {
      for (const isTurned of [true, false]) {
        const { id } = await schedule(ctx, mo, nightly)
        clock.time = clock.time === NOON ? MIDNIGHT + HOUR : clock.time + DAY
        if (isTurned) await runDue(ctx)
        expect(await modeRead()).toBe('paused')
        await stopSchedule(other, mo, id)
        expect([await modeRead(), await may()]).toEqual(['open', 'visible'])
        await runDue(ctx, other)
        clock.time += DAY
        expect(await mode()).toBe('open')
        await expect(stopSchedule(ctx, mo, id)).rejects.toMatchObject({ code: 'conflict' })
        clock.time -= DAY
      }
      expect((await suspensionOverview(ctx, {})).schedules).toEqual([])
    })

    it('are shown with the times of the coming week, and the night that holds', async () => {
      await schedule(ctx, mo, { ...nightly, days: [1, 3] })
      const { schedules, timeZone } = await suspensionOverview(ctx, { storyId })
      expect(timeZone).toBe('UTC')
      expect(schedules).toMatchObject([
        {
          ...{ kind: 'weekly', scope: 'site', days: [1, 3], from: '00:00', until: '06:00' },
          next: [
            { startsAt: at(MIDNIGHT, 0), endsAt: at(MIDNIGHT, 360) },
            { startsAt: at(MIDNIGHT + 2 * DAY, 0), endsAt: at(MIDNIGHT + 2 * DAY, 360) },
          ],
        },
      ])
      expect(await running()).toEqual([])
      clock.time = MIDNIGHT + HOUR
      const before = await running()
      await runDue(ctx)
      expect(before).toMatchObject([{ madeBy: 'schedule', state: 'running', createdBy: 'Mo' }])
      expect((await running()).map(({ id }) => id)).toEqual(before.map(({ id }) => id))
    })

    it('take requests for reopening, also of a night that no timer has begun', async () => {
      await schedule(ctx, mo, nightly)
      clock.time = MIDNIGHT + HOUR
      const id = (await commentingIn(ctx, storyId)).suspension?.id ?? ''
      expect(await askReopening(other, ann, id)).toEqual({ count: 1 })
      expect(await askReopening(ctx, ann, id)).toEqual({ count: 1 })
      await runDue(ctx, other)
      expect(await running()).toMatchObject([{ id, reopeningRequests: 1 }])
      expect((await steps())[0]).toBe('suspension.started automatic')
    })

    it('leave a story open that a moderator keeps open, and pause it all the same when one pauses it', async () => {
      const elsewhere = await newStory()
      await schedule(ctx, mo, nightly)
      await suspend(ctx, mo, { scope: 'story', storyId }, { mode: 'open', endsAt: at(NOON, 3 * 24 * 60) })
      for (const isTurned of [false, true]) {
        clock.time = MIDNIGHT + HOUR
        if (isTurned) await runDue(ctx, other)
        expect([await may(), await may(other, elsewhere)]).toEqual(['visible', 'suspended'])
        expect(await commentingIn(ctx, storyId)).toMatchObject({
          mode: 'open',
          suspension: { mode: 'open' },
          others: [{ madeBy: 'schedule' }, { madeBy: 'schedule' }],
        })
      }
      await suspend(ctx, mo, { scope: 'site' })
      expect(await may()).toBe('suspended')
      expect(await modesAt(MIDNIGHT + 3 * DAY + HOUR)).toEqual(['paused'])
    })
  })

  describe('of age', () => {
    const afterDays = { kind: 'age', afterDays: 14, mode: 'closed' }
    const told = async () => (await commentingIn(ctx, storyId)).others

    it('close each story so many days after it was published, by the clock alone', async () => {
      const busy = storyId
      storyId = await newStory()
      await schedule(ctx, mo, afterDays)
      const closes = NOON + 14 * DAY
      const seen: string[] = []
      for (const time of [NOON, closes - 1, closes, closes + 100 * DAY]) {
        clock.time = time
        // Nothing is written in the story that is read.
        seen.push(`${await modeRead()} ${await may(other, busy)}`)
      }
      expect(seen).toEqual(['open visible', 'open visible', 'closed suspended', 'closed suspended'])
      expect(await may(ctx, await newStory())).toBe('visible')
      expect((await commentingIn(ctx, storyId)).suspension).toMatchObject({
        ...{ scope: 'story', storyId, madeBy: 'schedule', mode: 'closed', startsAt: at(closes, 0) },
        ...{ endsAt: null, reviewAt: null },
      })
    })

    it('close at once what is older when they are made, and tell of the rest a day before', async () => {
      const old = await newStory({ publishedAt: NOON - 15 * DAY })
      await schedule(ctx, mo, afterDays)
      expect([await mode(old), await mode()]).toEqual(['closed', 'open'])
      clock.time = NOON + 13 * DAY - 1
      expect(await told()).toEqual([])
      clock.time += 1
      expect(await told()).toMatchObject([{ mode: 'closed', startsAt: at(NOON + 14 * DAY, 0) }])
    })

    it('give way to a moderator who opens a story again, for as long as said', async () => {
      await schedule(ctx, mo, afterDays)
      clock.time = NOON + 20 * DAY
      expect(await modeRead()).toBe('closed')
      const { id } = await suspend(ctx, mo, { scope: 'story', storyId }, { mode: 'open' })
      expect([await modeRead(), await may(other)]).toEqual(['open', 'visible'])
      await endSuspension(other, mo, id)
      expect([await modeRead(), await may()]).toEqual(['closed', 'suspended'])
      await suspend(ctx, mo, { scope: 'story', storyId }, { mode: 'open' })
      clock.time += 30 * MINUTE
      expect([await modeRead(), await may()]).toEqual(['closed', 'suspended'])
    })

    it('stay lifted from a story where a moderator ends them, and from no other', async () => {
      const elsewhere = await newStory()
      await schedule(ctx, mo, afterDays)
      clock.time = NOON + 20 * DAY
      const id = (await commentingIn(ctx, storyId)).suspension?.id ?? ''
      await endSuspension(other, mo, id)
      await runDue(ctx, other)
      clock.time += 40 * DAY
      expect([await modeRead(), await may(), await may(other, elsewhere)]).toEqual(['open', 'visible', 'suspended'])
      await expect(endSuspension(ctx, mo, id)).rejects.toMatchObject({ code: 'conflict' })
    })

    it('are lifted when they are stopped', async () => {
      const { id } = await schedule(ctx, mo, { ...afterDays, target: { scope: 'story', storyId } })
      clock.time = NOON + 20 * DAY
      expect(await modeRead()).toBe('closed')
      await stopSchedule(other, mo, id)
      expect([await modeRead(), await may()]).toEqual(['open', 'visible'])
    })

    it('take requests for reopening', async () => {
      await schedule(ctx, mo, afterDays)
      clock.time = NOON + 20 * DAY
      const id = (await commentingIn(ctx, storyId)).suspension?.id ?? ''
      expect(await askReopening(ctx, ann, id)).toEqual({ count: 1 })
      expect(await askReopening(other, ann, id)).toEqual({ count: 1 })
      expect([await mode(), await may(other)]).toEqual(['closed', 'suspended'])
    })

    it('of a section are not escaped by the author’s move to another', async () => {
      const id = await newStory({ section: 'Harbour' })
      const ada = await someone(ctx, 'Ada', { authorOf: [id] })
      await schedule(ctx, mo, { ...afterDays, target: { scope: 'section', section: 'Harbour' } })
      clock.time = NOON + 20 * DAY
      await expect(changeStory(ctx, ada, id, { section: 'Town' })).rejects.toMatchObject({ code: 'forbidden' })
      await changeStory(ctx, mo, id, { section: 'Town' })
      expect(await mode(id)).toBe('open')
    })
  })
})
