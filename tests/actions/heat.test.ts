import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { deleteComment } from '../../server/comments/delete-comment.ts'
import { postComment } from '../../server/comments/post-comment.ts'
import type { Context, Reader } from '../../server/context.ts'
import { readHeat } from '../../server/heat/read-heat.ts'
import { watchHeat } from '../../server/heat/watch-heat.ts'
import { decideHeld } from '../../server/held/decide-held.ts'
import { readLog } from '../../server/log/read-log.ts'
import { changeSettings } from '../../server/sites/change-settings.ts'
import { settingsOf } from '../../server/sites/settings.ts'
import { endSuspension } from '../../server/suspensions/end-suspension.ts'
import { extendSuspension } from '../../server/suspensions/extend-suspension.ts'
import { flagMisquote, publishFinding } from '../support/cases.ts'
import { type Clock, contextOn, someone, someStory } from '../support/context.ts'
import { dialects, freshDatabase, type TestDatabase } from '../support/databases.ts'
import {
  at,
  commentingIn,
  DAY,
  HOUR,
  MINUTE,
  outcomeOf,
  runDue,
  stepsOf,
  suspend,
  type Wanted,
} from '../support/suspending.ts'

describe.each(dialects)('heat on %s', (dialect) => {
  let db: TestDatabase
  let clock: Clock
  let ctx: Context
  let other: Context
  let ann: Reader
  let mo: Reader
  let readers: Reader[]
  let storyId: string
  let begun = 0
  const post = (story = storyId, by = ann) =>
    postComment(ctx, by, story, { body: 'It left at midnight.', parentId: null })
  const pause = (over: Partial<Wanted> = {}) => suspend(ctx, mo, { scope: 'story', storyId }, over)
  const mode = async (story = storyId) => (await commentingIn(ctx, story)).mode
  const flag = (by: Reader, commentId: string) => flagMisquote(ctx, by, commentId)
  /** A comment with as many flags, all of one case. */
  async function flagged(flags: number): Promise<string> {
    const { id } = await post()
    let caseId = ''
    for (const by of readers.slice(0, flags)) caseId = (await flag(by, id)).row.id
    return caseId
  }

  beforeAll(async () => {
    db = await freshDatabase(dialect)
    clock = { time: Date.UTC(2026, 10, 22, 12) }
    ctx = contextOn(db, clock)
    other = contextOn(await db.openAgain(), clock)
    ann = await someone(ctx, 'Ann')
    mo = await someone(ctx, 'Mo', { role: 'owner' })
    readers = await Promise.all(Array.from({ length: 4 }, (_, i) => someone(ctx, `Reader ${i}`)))
  })
  beforeEach(async () => {
    // Nothing of the test before is of the last hours.
    clock.time += DAY
    storyId = await someStory(ctx, `story-${begun++}`)
  })
  afterEach(() =>
    changeSettings(ctx, mo, {
      heat: { comments: 4, flags: 3, rejections: 2 },
      automaticPause: { isOn: false, minutes: 30 },
    }),
  )
  afterAll(() => db.close())

  describe('of a story', () => {
    beforeEach(() => changeSettings(ctx, mo, { heat: { comments: 4, flags: 3, rejections: 2 } }))

    it('is what came in within the last hour, and the hottest story is first', async () => {
      const cool = await someStory(ctx, `story-${begun++}`)
      const quiet = await someStory(ctx, `story-${begun++}`)
      clock.time -= 2 * HOUR
      for (let i = 0; i < 2; i++) await post()
      await post(quiet)
      clock.time += 2 * HOUR
      for (let i = 0; i < 4; i++) await post()
      await deleteComment(ctx, ann, (await post()).id)
      await post(cool)
      const { stories, limits, automatic } = await readHeat(ctx)
      expect(limits).toEqual({ comments: 4, flags: 3, rejections: 2 })
      expect(automatic).toEqual([])
      expect(stories.map((story) => story.storyId)).toEqual([storyId, cool])
      expect(stories[0]).toMatchObject({
        ...{ comments: 5, flags: 0, rejections: 0, over: ['comments'] },
        hours: [0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 5],
        commenting: { mode: 'open' },
      })
      expect(stories[1]).toMatchObject({ comments: 1, over: [] })
    })

    it('comes of flags and of rejected comments too', async () => {
      await flagged(3)
      const { id } = await pause({ mode: 'premoderated' })
      for (const held of [await post(), await post()])
        await decideHeld(ctx, mo, held.id, {
          decision: 'reject',
          revision: 1,
          rule: 'abuse',
          reason: 'This insults somebody.',
        })
      await endSuspension(ctx, mo, id)
      const [story] = (await readHeat(other)).stories
      expect(story).toMatchObject({ storyId, flags: 3, rejections: 2 })
      expect(story?.over.toSorted()).toEqual(['flags', 'rejections'])
    })
  })

  describe('that pauses a story by itself', () => {
    const turnOn = (minutes = 30) =>
      changeSettings(ctx, mo, {
        ...{
          automaticPause: { isOn: true, minutes },
          heat: { comments: 3, flags: 3, rejections: 2 },
          openFlagLimit: 3,
        },
      })
    const heatUp = async () => {
      for (let i = 0; i < 3; i++) await post()
    }

    it('is off unless the owner turns it on', async () => {
      const { automaticPause } = await settingsOf(db.read)
      expect(automaticPause).toEqual({ isOn: false, minutes: 30 })
      await heatUp()
      expect(await watchHeat(ctx)).toBe(0)
      await runDue(ctx, other)
      expect(await mode()).toBe('open')
    })

    it('does so once, though two nodes watch, and says that it was automatic', async () => {
      await turnOn()
      await post()
      await post()
      expect(await watchHeat(ctx)).toBe(0)
      await post()
      const paused = await Promise.all([watchHeat(ctx), watchHeat(other), watchHeat(ctx)])
      expect(paused.sort()).toEqual([0, 0, 1])
      expect(await outcomeOf(other, ann, storyId)).toBe('suspended')
      expect(await commentingIn(ctx, storyId)).toMatchObject({
        mode: 'paused',
        suspension: { madeBy: 'heat', reasonCode: 'heated', endsAt: at(clock.time, 30), storyId, scope: 'story' },
      })
      expect((await readHeat(ctx)).automatic).toMatchObject([{ madeBy: 'heat', storyId }])
      expect(await stepsOf(ctx, storyId)).toEqual(['suspension.started automatic'])
      const [entry] = (await readLog(ctx, { storyId })).entries
      expect(entry).toMatchObject({ detail: { madeBy: 'heat' }, words: expect.stringContaining('by themselves') })
      clock.time += 30 * MINUTE
      expect(await mode()).toBe('open')
    })

    it('is noticed by the timer that runs each minute', async () => {
      await turnOn()
      await heatUp()
      clock.time += 2 * MINUTE
      await runDue(ctx, other)
      expect(await mode()).toBe('paused')
    })

    it('leaves alone a story that is paused or that a moderator keeps open; a milder mode it makes stricter', async () => {
      await turnOn()
      await heatUp()
      const own = await pause()
      expect(await watchHeat(ctx)).toBe(0)
      await endSuspension(ctx, mo, own.id)
      const open = await pause({ mode: 'open' })
      expect(await watchHeat(ctx)).toBe(0)
      await endSuspension(ctx, mo, open.id)
      await pause({ mode: 'open', startsAt: at(clock.time, 7 * 24 * 60), endsAt: at(clock.time, 8 * 24 * 60) })
      await pause({ mode: 'slow', slowSeconds: 60 })
      expect(await watchHeat(ctx)).toBe(1)
      expect(await mode()).toBe('paused')
    })

    it('does not do so again for six hours, whether it ended early or not', async () => {
      await turnOn()
      await heatUp()
      expect(await watchHeat(ctx)).toBe(1)
      const { suspension } = await commentingIn(ctx, storyId)
      await endSuspension(ctx, mo, suspension?.id ?? '')
      const hot: number[] = []
      for (const minutes of [1, 5 * 60, 58, 2]) {
        clock.time += minutes * MINUTE
        await heatUp()
        hot.push(await watchHeat(other))
      }
      expect(hot).toEqual([0, 0, 0, 1])
    })

    it('lasts an hour at most, with its extension', async () => {
      for (const [minutes, upTo] of [
        [45, 60],
        [60, 60],
        [20, 40],
      ] as const) {
        clock.time += DAY
        storyId = await someStory(ctx, `story-${begun++}`)
        await turnOn(minutes)
        await flagged(3)
        const start = clock.time
        expect(await watchHeat(ctx)).toBe(1)
        // Flags are looked at a minute before the end, and once only.
        for (const minute of [minutes - 1, upTo - 1]) {
          clock.time = start + minute * MINUTE
          await runDue(ctx)
        }
        const modes: string[] = []
        for (clock.time = start + upTo * MINUTE - 1; modes.length < 2; clock.time += 1) modes.push(await mode())
        expect([minutes, modes]).toEqual([minutes, ['paused', 'open']])
      }
    })
  })

  describe('at the end of a pause', () => {
    beforeEach(() => changeSettings(ctx, mo, { openFlagLimit: 2 }))
    const modesAfter = async (...minutes: number[]) => {
      const modes: string[] = []
      for (const step of minutes) {
        clock.time += step * MINUTE
        await runDue(ctx, other)
        modes.push(await mode())
      }
      return modes
    }

    it('open flags extend it by itself once, by its own length, what follows included', async () => {
      await flagged(2)
      const start = clock.time
      const { id } = await pause({
        endsAt: at(start, 20),
        followedBy: { mode: 'slow', slowSeconds: 60, endsAt: at(start, 50) },
      })
      // They are looked at a minute before the end.
      expect(await modesAfter(18.9, 0.2)).toEqual(['paused', 'paused'])
      expect((await commentingIn(other, storyId)).suspension).toMatchObject({
        ...{ id, endsAt: at(start, 40), extendedAt: at(clock.time, 0) },
      })
      clock.time = start
      expect(await modesAfter(39, 0.9, 0.1, 29.9, 0.1)).toEqual(['paused', 'paused', 'slow', 'slow', 'open'])
      const steps = await stepsOf(ctx, storyId)
      expect(steps.toSorted()).toEqual([
        ...['suspension.ended automatic', 'suspension.ended automatic'],
        ...['suspension.extended automatic', 'suspension.extended automatic'],
        ...['suspension.planned owner', 'suspension.started automatic', 'suspension.started owner'],
      ])
      // How many flags there are is nobody’s business but moderators’.
      const { entries } = await readLog(ctx, { storyId })
      expect(JSON.stringify(entries)).not.toContain('lags')
    })

    it('flags that were decided do not extend it, nor do too few', async () => {
      const caseId = await flagged(2)
      await publishFinding(ctx, mo, caseId, { action: 'none' })
      await flagged(1)
      await pause({ endsAt: at(clock.time, 20) })
      expect(await modesAfter(19, 1)).toEqual(['paused', 'open'])
    })

    it('nothing extends it when no timer ran until it was over', async () => {
      await flagged(3)
      await pause({ endsAt: at(clock.time, 20) })
      clock.time += 20 * MINUTE
      expect(await mode()).toBe('open')
      expect(await modesAfter(0, 1)).toEqual(['open', 'open'])
    })

    it('a moderator’s later end is looked at anew', async () => {
      const commentId = (await post()).id
      const start = clock.time
      const { id, version } = await pause({ endsAt: at(start, 20) })
      await extendSuspension(ctx, mo, id, { version, endsAt: at(start, 30) })
      expect(await modesAfter(20)).toEqual(['paused'])
      for (const by of readers.slice(0, 2)) await flag(by, commentId)
      expect(await modesAfter(9.5, 0.5)).toEqual(['paused', 'paused'])
      expect((await commentingIn(ctx, storyId)).suspension?.endsAt).toBe(at(start, 60))
    })

    it('a milder mode and a wide one are not extended', async () => {
      await flagged(3)
      await pause({ mode: 'premoderated', endsAt: at(clock.time, 20) })
      const { id } = await suspend(ctx, mo, { scope: 'site' }, { endsAt: at(clock.time, 10) })
      expect(await modesAfter(9.5, 0.5, 9.5, 0.5)).toEqual(['paused', 'premoderated', 'premoderated', 'open'])
      await expect(endSuspension(ctx, mo, id)).rejects.toMatchObject({ code: 'conflict' })
    })
  })
})
