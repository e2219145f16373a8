import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { deleteComment } from '../../server/comments/delete-comment.ts'
import { keepDraftOf, readDrafts } from '../../server/comments/keep-draft.ts'
import { postComment } from '../../server/comments/post-comment.ts'
import type { Context, Reader } from '../../server/context.ts'
import { decideHeld } from '../../server/held/decide-held.ts'
import { runJobs } from '../../server/jobs/run-jobs.ts'
import { readLog } from '../../server/log/read-log.ts'
import { changeStory } from '../../server/stories/change-story.ts'
import { endSuspension } from '../../server/suspensions/end-suspension.ts'
import { extendSuspension } from '../../server/suspensions/extend-suspension.ts'
import { makeSchedule } from '../../server/suspensions/make-schedule.ts'
import { makeSuspension } from '../../server/suspensions/make-suspension.ts'
import { type Clock, contextOn, someone, someStory } from '../support/context.ts'
import { dialects, freshDatabase, type TestDatabase } from '../support/databases.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const why = { reasonCode: 'heated', reason: 'Tempers are high; back soon.' } as const

describe.each(dialects)('at the edges of suspension on %s', (dialect) => {
  let db: TestDatabase
  let clock: Clock
  let ctx: Context
  let ann: Reader
  let mo: Reader
  let storyId: string
  const inMinutes = (minutes: number) => new Date(clock.time + minutes * MINUTE).toISOString()
  const post = (body: string, more: { draftFrom?: string | null; key?: string } = {}, on = ctx, by = ann) =>
    postComment(on, by, storyId, { body, parentId: null, ...more })
  const suspend = (over: Partial<Parameters<typeof makeSuspension>[2]> = {}) =>
    makeSuspension(ctx, mo, {
      target: { scope: 'story', storyId },
      mode: 'paused',
      allowsEdits: false,
      endsAt: inMinutes(30),
      ...why,
      ...over,
    })
  const draft = async () => (await readDrafts(ctx, ann, storyId))[0]
  const verbs = async () => (await readLog(ctx, { storyId })).entries.map((entry) => entry.verb)
  const runDue = async () => {
    const jobs = runJobs(ctx)
    await jobs.runDue()
    await jobs.close()
  }

  beforeEach(async () => {
    db = await freshDatabase(dialect)
    clock = { time: Date.UTC(2026, 10, 22, 12) }
    ctx = contextOn(db, clock)
    ann = await someone(ctx, 'Ann')
    mo = await someone(ctx, 'Mo', { role: 'moderator' })
    storyId = await someStory(ctx)
  })
  afterEach(() => db.close())

  it('an author cannot take a story out of a section whose age has closed it; staff can', async () => {
    await changeStory(ctx, mo, storyId, { section: 'News' })
    const target = { scope: 'section', section: 'News' } as const
    await makeSchedule(ctx, mo, { kind: 'age', target, mode: 'closed', afterDays: 1, ...why })
    clock.time += 2 * DAY
    const ada = await someone(ctx, 'Ada', { authorOf: [storyId] })
    await expect(changeStory(ctx, ada, storyId, { section: 'Sport' })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(post('too late')).rejects.toMatchObject({ code: 'suspended' })
    await changeStory(ctx, mo, storyId, { section: 'Sport' })
    await post('open there')
  })

  it('a node whose clock is behind refuses once the beginning of a planned pause was written down', async () => {
    await suspend({ startsAt: inMinutes(10) })
    const behind = contextOn(await db.openAgain(), { time: clock.time + 10 * MINUTE - 3_000 })
    clock.time += 10 * MINUTE
    await runDue()
    await expect(post('too late', {}, behind)).rejects.toMatchObject({ code: 'suspended' })
  })

  it('a corrected text takes the place of the draft it was written from', async () => {
    await suspend()
    await expect(post('I was there on Sunday.')).rejects.toMatchObject({ code: 'suspended' })
    const from = new Date((await draft())?.updatedAt ?? 0).toISOString()
    await expect(post('I was there on Monday.', { draftFrom: from })).rejects.toMatchObject({ code: 'suspended' })
    expect((await draft())?.body).toBe('I was there on Monday.')
  })

  it('a device that did not know of a refused text keeps its own beside it, and cannot remove it', async () => {
    await suspend()
    await expect(post('refused on the telephone')).rejects.toMatchObject({ code: 'suspended' })
    await keepDraftOf(ctx, ann, storyId, { parentId: null, body: 'typed at the desk', draftFrom: null })
    expect((await draft())?.body).toBe('refused on the telephone\n\ntyped at the desk')
    await keepDraftOf(ctx, ann, storyId, { parentId: null, body: '', draftFrom: null })
    expect((await draft())?.body).toContain('refused on the telephone')
  })

  it('a draft saved while another text is refused in the same place loses neither', async () => {
    await suspend()
    const other = contextOn(await db.openAgain(), clock)
    const saving = Array.from({ length: 10 }, (_, n) =>
      keepDraftOf(other, ann, storyId, { parentId: null, body: `desk ${n}`, draftFrom: null }),
    )
    const refused = Array.from({ length: 10 }, (_, n) => post(`telephone ${n}`).catch((error) => error.code))
    expect(await Promise.all(refused)).toEqual(Array(10).fill('suspended'))
    await Promise.all(saving)
    const kept = (await draft())?.body.split('\n\n')
    for (let n = 0; n < 10; n++) expect(kept).toEqual(expect.arrayContaining([`desk ${n}`, `telephone ${n}`]))
  })

  it('slow mode is not reset by deleting a comment that waits for a moderator', async () => {
    await suspend({ mode: 'premoderated' })
    await suspend({ mode: 'slow', slowSeconds: 600 })
    const first = await post('first', { key: 'first-submission' })
    expect(first.state).toBe('pending')
    await deleteComment(ctx, ann, first.id)
    await expect(post('second')).rejects.toMatchObject({ code: 'slowed' })
    await expect(post('first', { key: 'first-submission' })).rejects.toMatchObject({ code: 'gone' })
    clock.time += 600_000
    expect((await post('second')).state).toBe('pending')
  })

  it('a moderator does not decide a held comment of their own', async () => {
    await suspend({ mode: 'premoderated' })
    const asReader: Reader = { ...mo, role: 'reader', scope: 'embed' }
    const { id } = await post('mine', {}, ctx, asReader)
    const approve = { decision: 'approve', revision: 1 } as const
    await expect(decideHeld(ctx, mo, id, approve)).rejects.toMatchObject({ code: 'forbidden' })
    const other = await someone(ctx, 'Max', { role: 'moderator' })
    expect(await decideHeld(ctx, other, id, approve)).toMatchObject({ id, state: 'visible' })
  })

  it('what follows has to be milder', async () => {
    const members = { mode: 'members', endsAt: inMinutes(60) } as const
    await expect(suspend({ mode: 'slow', slowSeconds: 60, followedBy: members })).rejects.toMatchObject({
      code: 'invalid',
    })
  })

  it('each step is a row of the log in its order, also where a moderator is quicker than the timer', async () => {
    const { id } = await suspend({ startsAt: inMinutes(10), endsAt: inMinutes(40) })
    clock.time += 15 * MINUTE
    await extendSuspension(ctx, mo, id, { version: 1, endsAt: inMinutes(60) })
    await endSuspension(ctx, mo, id)
    await runDue()
    expect((await verbs()).reverse()).toEqual([
      'suspension.planned',
      'suspension.started',
      'suspension.extended',
      'suspension.ended',
    ])
  })

  it('an end is told before the beginning of what follows', async () => {
    await suspend({ followedBy: { mode: 'slow', slowSeconds: 60, endsAt: inMinutes(60) } })
    clock.time += 30 * MINUTE
    const nodes = [runJobs(ctx), runJobs(contextOn(await db.openAgain(), clock))]
    await Promise.all(nodes.map((node) => node.runDue()))
    await Promise.all(nodes.map((node) => node.close()))
    expect((await verbs()).reverse()).toEqual([
      'suspension.started',
      'suspension.planned',
      'suspension.ended',
      'suspension.started',
    ])
  })
})
