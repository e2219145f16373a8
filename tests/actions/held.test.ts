import { inArray } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { appealCase } from '../../server/cases/appeal-case.ts'
import { decideCase } from '../../server/cases/decide-case.ts'
import { flagComment } from '../../server/cases/flagging/flag-comment.ts'
import { flaggable, lookUp } from '../../server/cases/look-up.ts'
import { readMyCase } from '../../server/cases/my-cases.ts'
import { readCase } from '../../server/cases/read-cases.ts'
import { takeStep } from '../../server/cases/take-step.ts'
import { deleteComment } from '../../server/comments/delete-comment.ts'
import { editComment } from '../../server/comments/edit-comment.ts'
import { postComment } from '../../server/comments/post-comment.ts'
import { readChanges } from '../../server/comments/read-changes.ts'
import { commentHandlers } from '../../server/comments/routes.ts'
import type { Context, Reader } from '../../server/context.ts'
import type { Result } from '../../server/contract/index.ts'
import { readQueue } from '../../server/desk/read-queue.ts'
import { UNDO_MS } from '../../server/desk/rules.ts'
import { readFigures } from '../../server/figures/read-figures.ts'
import { decideHeld } from '../../server/held/decide-held.ts'
import { readOwnHeld } from '../../server/held/read-own.ts'
import { readNotices } from '../../server/notices/read-notices.ts'
import { replay } from '../../server/realtime/replay.ts'
import { changeSettings } from '../../server/sites/change-settings.ts'
import { beginStory } from '../../server/stories/begin-story.ts'
import { changeStory } from '../../server/stories/change-story.ts'
import { eventsSince } from '../../server/stories/events.ts'
import { endSuspension } from '../../server/suspensions/end-suspension.ts'
import { stopSchedule } from '../../server/suspensions/stop-schedule.ts'
import { decide as decideOf, step as stepOf } from '../support/cases.ts'
import { type Clock, contextOn, someone } from '../support/context.ts'
import { dialects, freshDatabase, type TestDatabase } from '../support/databases.ts'
import {
  at,
  DAY,
  HOUR,
  MINUTE,
  outcomeOf,
  runDue,
  schedule,
  shownIn,
  suspend,
  type Target,
  type Wanted,
} from '../support/suspending.ts'

const NOON = Date.UTC(2026, 10, 22, 12)
const SECOND = 1000
/** What waits is looked at so often. */
const LOOK = 10 * SECOND

describe.each(dialects)('held comments on %s', (dialect) => {
  let db: TestDatabase
  let clock: Clock
  let ctx: Context
  let other: Context
  let ann: Reader
  let bob: Reader
  let mo: Reader
  let storyId: string
  let section: string
  let story: Target
  let begun = 0
  const begin = (target = story, over: Partial<Wanted> = {}) => suspend(ctx, mo, target, over)
  const post = (body: string, parentId: string | null = null, by = ann) =>
    postComment(ctx, by, storyId, { body, parentId })
  const approve = (id: string, over: { revision?: number; release?: 'now' | 'at_reopening' } = {}, on = ctx) =>
    decideHeld(on, mo, id, { decision: 'approve', revision: 1, ...over })
  const reject = (id: string, on = ctx) =>
    decideHeld(on, mo, id, { decision: 'reject', revision: 1, rule: 'abuse', reason: 'This insults somebody.' })
  const queue = (state: 'pending' | 'approved' = 'pending') => readQueue(other, mo, { queue: state, storyId })
  const bodies = async () => (await shownIn(other, storyId)).map(({ html }) => html.replace(/<\/?p>/g, ''))
  const posted = async () =>
    (await eventsSince(ctx, storyId, 0, 1000)).flatMap((event) =>
      event.type === 'comment.posted' ? [event.comment.id] : [],
    )
  const read = (id: string, by: Partial<Reader>): Promise<Result<'GET /api/v1/comments/:id'>> =>
    commentHandlers['GET /api/v1/comments/:id'](ctx, { params: { id }, viewer: by } as never)

  /** Comments that are held by premoderation, which is over when this returns. */
  async function hold(count: number, parentId: string | null = null): Promise<string[]> {
    const { id } = await begin(story, { mode: 'premoderated' })
    const ids: string[] = []
    for (let i = 0; i < count; i++) ids.push((await post(`held ${i}`, parentId)).id)
    await endSuspension(ctx, mo, id)
    return ids
  }

  /** Once a decision cannot be undone any more. */
  async function told(): Promise<void> {
    clock.time += UNDO_MS
    await runDue(ctx)
  }

  beforeAll(async () => {
    db = await freshDatabase(dialect)
    clock = { time: NOON }
    ctx = contextOn(db, clock)
    other = contextOn(await db.openAgain(), clock)
    ann = await someone(ctx, 'Ann')
    bob = await someone(ctx, 'Bob')
    mo = await someone(ctx, 'Mo', { role: 'moderator' })
  })
  beforeEach(async () => {
    begun += 1
    clock.time = NOON + begun * 40 * DAY
    section = `Section ${begun}`
    const url = `https://news.example/${begun}`
    const made = await beginStory(ctx, { url, title: `Story ${begun}`, section, publishedAt: clock.time })
    storyId = made.id
    story = { scope: 'story', storyId }
  })
  afterAll(() => db.close())

  describe('that wait for a moderator', () => {
    it('are seen by nobody but their writer and moderators, nor counted', async () => {
      const top = await post('Before.')
      await begin(story, { mode: 'premoderated' })
      const since = (await replay(ctx, storyId, 0)).seq
      const { id, state } = await post('A secret word.', top.id)
      expect(state).toBe('pending')
      expect(await bodies()).toEqual(['Before.'])
      const [shown] = await shownIn(ctx, storyId)
      expect(shown?.id).toBe(top.id)

      const replayed = await replay(ctx, storyId, 0)
      expect(replayed.events.map(({ type }) => type)).toEqual(['comment.posted', 'commenting.changed', 'unseen'])
      expect(JSON.stringify([replayed, await shownIn(ctx, storyId)])).not.toContain('secret')
      expect(JSON.stringify(replayed)).not.toContain(id)
      expect(await readChanges(ctx, storyId, { since, parentId: top.id })).toEqual({
        ...{ comments: 0, replies: 0, updates: 0, notes: 0, parent: 'same' },
      })
      for (const viewer of [bob, mo, { personId: null }] as Partial<Reader>[])
        await expect(read(id, viewer)).rejects.toMatchObject({ code: 'not_found' })
      expect(await read(id, ann)).toMatchObject({ comment: { state: 'pending' }, body: 'A secret word.' })

      await expect(post('An answer.', id, bob)).rejects.toMatchObject({ code: 'not_found' })
      const claim = { exact: 'secret' }
      const source = { kind: 'story' as const, exact: 'the harbour' }
      const flaggedQuotes = async (commentId: string, quoted: Parameters<typeof lookUp>[2]) =>
        lookUp(ctx.db.read, await flaggable(ctx.db.read, commentId), quoted)
      await expect(flaggedQuotes(id, { claim, source })).rejects.toMatchObject({ code: 'not_found' })
      const quoted = flaggedQuotes(top.id, {
        claim: { exact: 'Before' },
        source: { kind: 'comment', id, exact: 'secret' },
      })
      await expect(quoted).rejects.toMatchObject({ code: 'not_found' })

      const held = await readOwnHeld(ctx, ann, storyId)
      expect(held).toMatchObject({
        held: [{ body: 'A secret word.', rejection: null, comment: { id, html: '<p>A secret word.</p>' } }],
      })
      expect(await readOwnHeld(ctx, bob, storyId)).toEqual({ held: [] })
      expect(await queue()).toMatchObject({
        next: null,
        items: [
          { id, author: 'Ann', html: '<p>A secret word.</p>', parent: { author: 'Ann', html: '<p>Before.</p>' } },
        ],
      })
    })

    it('by author or staff are not held', async () => {
      const ada = await someone(ctx, 'Ada', { authorOf: [storyId] })
      await begin(story, { mode: 'premoderated' })
      expect([await outcomeOf(ctx, mo, storyId), await outcomeOf(ctx, ada, storyId)]).toEqual(['visible', 'visible'])
      expect(await outcomeOf(ctx, { ...ada, scope: 'embed' }, storyId)).toBe('pending')
    })

    it('may be deleted by their writer: their words are gone, and nobody is told', async () => {
      const [id = ''] = await hold(1)
      await editComment(ctx, ann, id, { body: 'other words', revision: 1 })
      await expect(deleteComment(ctx, bob, id)).rejects.toMatchObject({ code: 'not_found' })
      expect((await deleteComment(ctx, ann, id)).state).toBe('deleted')
      expect([await bodies(), (await readOwnHeld(ctx, ann, storyId)).held, (await queue()).items]).toEqual([[], [], []])
      await expect(approve(id)).rejects.toMatchObject({ code: 'not_found' })
      await expect(read(id, ann)).rejects.toMatchObject({ code: 'not_found' })
      const { comments, commentRevisions } = ctx.db.read.tables
      expect(JSON.stringify(await db.read.select().from(comments))).not.toContain('other words')
      expect(JSON.stringify(await db.read.select().from(commentRevisions))).not.toContain(id)
      const events = (await eventsSince(ctx, storyId, 0, 100)).map(({ seq }) => seq)
      expect(events).toEqual(events.map((_, i) => i + 1))
    })

    it('are counted as rejected where a moderator rejected them, not where their writer deleted what was sent back', async () => {
      const [back = '', rejected = '', own = ''] = await hold(3)
      const words = { rule: 'abuse', reason: 'Say it without the insult.' } as const
      await decideHeld(ctx, mo, back, { decision: 'send_back', revision: 1, ...words })
      await reject(rejected)
      for (const id of [back, rejected, own]) await deleteComment(ctx, ann, id)
      const { period } = await readFigures(ctx, mo, { storyId, range: '7', compare: false })
      expect(period.comments).toMatchObject({ posted: 3, held: 3, rejected: 1, rules: [{ rule: 'abuse', number: 1 }] })
    })

    it('may be edited by their writer, who is told when they were decided meanwhile; an old reading decides nothing', async () => {
      const [id = ''] = await hold(1)
      const edited = await editComment(ctx, ann, id, { body: 'better words', revision: 1 })
      expect(edited).toMatchObject({ state: 'pending', revision: 2 })
      expect(await bodies()).toEqual([])
      await expect(approve(id)).rejects.toMatchObject({
        code: 'conflict',
        extra: { current: { state: 'pending', revision: 2 } },
      })
      expect(await approve(id, { revision: 2 })).toMatchObject({ id, state: 'visible' })
      expect(await bodies()).toEqual(['better words'])
    })

    it('are shown and announced once when they are let through, by one of two moderators', async () => {
      const [first = '', second = ''] = await hold(2)
      const before = await replay(ctx, storyId, 0)
      const both = await Promise.allSettled([approve(first), approve(first, {}, other), reject(second, other)])
      expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'fulfilled', 'rejected'])
      expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'conflict' } })
      expect(await bodies()).toEqual(['held 0'])
      const { events } = await replay(ctx, storyId, before.seq)
      const seen = events.filter(({ type }) => type !== 'unseen')
      expect(seen).toMatchObject([{ type: 'comment.posted', comment: { id: first, html: '<p>held 0</p>' } }])
      await expect(approve(first)).rejects.toMatchObject({ code: 'conflict' })
      await expect(approve(second)).rejects.toMatchObject({ code: 'conflict' })
      expect((await queue()).items).toEqual([])
    })

    it('tell their writer why they were rejected, and nobody else anything', async () => {
      const [id = ''] = await hold(1)
      expect(await reject(id)).toMatchObject({ id, state: 'rejected' })
      expect(await readOwnHeld(ctx, ann, storyId)).toMatchObject({ held: [{ comment: { state: 'pending' } }] })
      await told()
      expect(await readOwnHeld(ctx, ann, storyId)).toMatchObject({
        held: [{ rejection: 'This insults somebody.', comment: { id, state: 'rejected' }, body: 'held 0' }],
      })
      expect(await bodies()).toEqual([])
      expect(await posted()).toEqual([])
      await expect(editComment(ctx, ann, id, { body: 'again', revision: 1 })).rejects.toMatchObject({ code: 'gone' })
      await expect(read(id, bob)).rejects.toMatchObject({ code: 'not_found' })
    })

    it('can be sent back with the rule and a reason, are revised by their writer, and read again', async () => {
      const [id = ''] = await hold(1)
      const back = { decision: 'send_back', revision: 1, rule: 'off_topic', reason: 'Which ferry is meant?' } as const
      expect(await decideHeld(ctx, mo, id, back)).toMatchObject({ id, state: 'returned' })
      expect((await queue()).items).toEqual([])
      const own = async () => (await readOwnHeld(other, ann, storyId)).held
      expect(await own()).toMatchObject([{ rejection: null, comment: { state: 'pending', removedFor: null } }])
      await told()
      expect(await own()).toMatchObject([
        { rejection: 'Which ferry is meant?', caseId: null, comment: { state: 'returned', removedFor: 'off_topic' } },
      ])
      await editComment(ctx, ann, id, { body: 'The evening ferry.', revision: 1 })
      expect(await own()).toMatchObject([{ rejection: null, comment: { state: 'pending', removedFor: null } }])
      expect((await queue()).items).toMatchObject([{ id, revision: 2 }])
      await approve(id, { revision: 2, release: 'now' })
      expect(await bodies()).toEqual(['The evening ferry.'])
    })

    it('that were rejected can be appealed once to another moderator, and appear where that is upheld', async () => {
      const [id = ''] = await hold(1)
      await reject(id)
      await told()
      const [held] = (await readOwnHeld(ctx, ann, storyId)).held
      const caseId = held?.caseId ?? ''
      expect(await readMyCase(ctx, ann, caseId)).toMatchObject({
        ...{ part: 'concerned', stage: 'decided', mayAppeal: true },
        statement: {
          ...{ explanation: 'This insults somebody.', action: 'remove', rules: [{ code: 'abuse' }] },
          ...{ isAutomated: false, wasHeldByRule: false, wasLetThrough: false },
        },
      })
      const [notice] = (await readNotices(ctx, ann, { limit: 1 })).notices
      expect(notice).toMatchObject({ kind: 'comment_rejected', caseId })
      await appealCase(ctx, ann, caseId, 'It insults nobody at all.')
      await expect(stepOf(ctx, mo, caseId, { step: 'take' })).rejects.toMatchObject({ code: 'forbidden' })
      const max = await someone(ctx, 'Max', { role: 'moderator' })
      // Made and undone, an appeal's decision leaves what was decided before.
      await decideOf(ctx, max, caseId, { finding: 'breaks_rules', rule: 'abuse', action: 'remove' })
      await stepOf(ctx, max, caseId, { step: 'undo' })
      expect((await readOwnHeld(ctx, ann, storyId)).held).toMatchObject([{ comment: { state: 'rejected' } }])
      await decideOf(ctx, max, caseId, { finding: 'within_rules', action: 'none' })
      await stepOf(ctx, max, caseId, { step: 'publish' })
      expect((await readOwnHeld(ctx, ann, storyId)).held).toMatchObject([{ comment: { state: 'approved' } }])
      clock.time += LOOK
      await runDue(ctx)
      expect(await bodies()).toEqual(['held 0'])
      expect(await posted()).toEqual([id])
    })

    it('are listed page by page, oldest first', async () => {
      const ids = await hold(35)
      const first = await queue()
      expect(first.items.map(({ id }) => id)).toEqual(ids.slice(0, 30))
      const second = await readQueue(ctx, mo, { queue: 'pending', storyId, after: first.next ?? '' })
      expect(second).toMatchObject({ next: null })
      expect(second.items.map(({ id }) => id)).toEqual(ids.slice(30))
      await expect(readQueue(ctx, mo, { queue: 'pending', after: 'nonsense' })).rejects.toMatchObject({
        code: 'invalid',
      })
    })
  })

  it('among which are those a moderator removed, with the case once its reasons are published', async () => {
    const { id } = await post('A pack of fools.')
    const { row } = await flagComment(ctx, bob, id, { kind: 'abuse', explanation: '' })
    const finding = { finding: 'breaks_rules', action: 'remove', rule: 'abuse', asksAuthor: false } as const
    await decideCase(ctx, mo, row.id, { version: row.version, explanation: 'It insults the crew.', ...finding })
    const own = async () => (await readOwnHeld(other, ann, storyId)).held
    expect(await own()).toMatchObject([
      { body: 'A pack of fools.', caseId: null, comment: { id, state: 'removed', removedFor: 'abuse' } },
    ])
    const { version } = await readCase(ctx, mo, row.id)
    await takeStep(ctx, mo, row.id, { step: 'publish', version })
    expect(await own()).toMatchObject([{ caseId: row.id, comment: { html: '<p>A pack of fools.</p>' } }])
    expect((await readOwnHeld(other, bob, storyId)).held).toEqual([])
  })

  describe('that are let through while nobody can write', () => {
    it('need the moderator to say when', async () => {
      const [first = '', second = '', third = ''] = await hold(3)
      await begin()
      await expect(approve(first)).rejects.toMatchObject({
        code: 'invalid',
        extra: { issues: [{ path: 'body.release' }] },
      })
      expect(await approve(first, { release: 'now' })).toMatchObject({ id: first, state: 'visible' })
      expect(await approve(second, { release: 'at_reopening' })).toMatchObject({ id: second, state: 'approved' })
      expect(await reject(third)).toMatchObject({ id: third, state: 'rejected' })
      expect(await bodies()).toEqual(['held 0'])
      expect(await queue('approved')).toMatchObject({ items: [{ id: second }] })
      await expect(read(second, bob)).rejects.toMatchObject({ code: 'not_found' })
      expect(await read(second, ann)).toMatchObject({ comment: { state: 'approved' } })

      await expect(approve(first)).rejects.toMatchObject({ code: 'conflict' })
      // Second thoughts, while it waits.
      expect(await approve(second, { release: 'now' })).toMatchObject({ id: second, state: 'visible' })
      expect(await posted()).toEqual([first, second])
    })

    it('go back to the moderators when their writer edits them, and may be rejected after all', async () => {
      const [first = '', second = ''] = await hold(2)
      await begin(story, { allowsEdits: true })
      for (const id of [first, second]) await approve(id, { release: 'at_reopening' })
      const edited = await editComment(ctx, ann, first, { body: 'quite other words', revision: 1 })
      expect(edited.state).toBe('pending')
      expect(await reject(second)).toMatchObject({ id: second, state: 'rejected' })
      clock.time += HOUR
      await runDue(ctx, other)
      expect(await bodies()).toEqual([])
      expect((await queue()).items).toMatchObject([{ id: first, revision: 2 }])
    })

    /** Lets `count` comments through for when commenting reopens. */
    async function wait(count: number, shut: () => Promise<unknown> = () => begin()): Promise<void> {
      const ids = await hold(count)
      await shut()
      for (const id of ids) await approve(id, { release: 'at_reopening' })
      await runDue(ctx, other)
      expect(await bodies()).toEqual([])
    }
    /** How many are shown now and after each step of the clock. */
    async function shownAfter(...steps: number[]): Promise<number[]> {
      const counts: number[] = []
      for (const step of steps) {
        clock.time += step
        await runDue(ctx, other)
        counts.push((await bodies()).length)
      }
      return counts
    }

    it('are published a few at a time when it ends, each once, though two nodes are at it', async () => {
      await wait(13)
      const soon = 19 * SECOND
      expect(await shownAfter(30 * MINUTE, soon, SECOND, soon, SECOND, HOUR)).toEqual([5, 5, 10, 10, 13, 13])
      const ids = await posted()
      expect(ids).toHaveLength(13)
      expect(new Set(ids).size).toBe(13)
      expect((await queue('approved')).items).toEqual([])
      // In the order in which they came.
      expect(await bodies()).toEqual(Array.from({ length: 13 }, (_, i) => `held ${i}`))
    })

    it('come as many and as often as the settings say', async () => {
      await changeSettings(ctx, mo, { release: { count: 2, everySeconds: 60 } })
      await wait(5)
      expect(await shownAfter(30 * MINUTE, 59 * SECOND, SECOND, MINUTE)).toEqual([2, 2, 4, 5])
      await changeSettings(ctx, mo, { release: { count: 5, everySeconds: 20 } })
    })

    it('stop when it is paused again, and go on when that ends', async () => {
      await wait(8)
      expect(await shownAfter(30 * MINUTE)).toEqual([5])
      const { id } = await begin()
      expect(await shownAfter(20 * SECOND, 5 * MINUTE)).toEqual([5, 5])
      await endSuspension(other, mo, id)
      expect(await shownAfter(LOOK)).toEqual([8])
    })

    it('under a branch that is still paused wait for it', async () => {
      const top = await post('The top.')
      const beside = await post('Beside it.')
      const under = await hold(3, top.id)
      const [out = ''] = await hold(1, beside.id)
      const branch = await begin({ scope: 'branch', commentId: top.id }, { endsAt: at(clock.time, 60) })
      const { id } = await begin()
      for (const one of [...under, out]) await approve(one, { release: 'at_reopening' })
      await endSuspension(ctx, mo, id)
      expect(await shownAfter(LOOK, 5 * MINUTE)).toEqual([3, 3])
      expect(await posted()).toEqual([top.id, beside.id, out])
      await endSuspension(ctx, mo, branch.id)
      expect(await shownAfter(LOOK)).toEqual([6])
    })

    it('are not kept from being published by many that must still wait', async () => {
      const top = await post('The top.')
      const under = await hold(205, top.id)
      const [out = ''] = await hold(1)
      await begin({ scope: 'branch', commentId: top.id }, { endsAt: at(clock.time, 60) })
      const { id } = await begin()
      const { comments } = db.read.tables
      await db.transact(`story:${storyId}`, async (tx) => {
        await tx.update(comments).set({ state: 'approved' }).where(inArray(comments.id, under))
      })
      await approve(out, { release: 'at_reopening' })
      await endSuspension(ctx, mo, id)
      expect(await shownAfter(LOOK)).toEqual([2])
      expect(await posted()).toEqual([top.id, out])
    })

    const night = { kind: 'weekly', days: [1, 2, 3, 4, 5, 6, 7], from: '11:00', until: '13:00' }
    const closing = { kind: 'age', mode: 'closed', afterDays: 1 }
    let scheduleId: string
    const scheduled = async (plan: object) => {
      scheduleId = (await schedule(ctx, mo, { target: story, ...plan })).id
    }
    it.each<[string, () => Promise<unknown>, () => Promise<unknown>]>([
      [
        'a site’s pause ends early',
        () => begin({ scope: 'site' }),
        async () => {
          const { suspensions } = db.read.tables
          const rows = await db.read.select().from(suspensions)
          const [row] = rows.filter((one) => one.scope === 'site' && one.endedAt === null)
          await endSuspension(other, mo, row?.id ?? '')
        },
      ],
      [
        'a section’s pause is over',
        () => begin({ scope: 'section', section }),
        async () => {
          clock.time += 30 * MINUTE
        },
      ],
      [
        'a night is over',
        () => scheduled(night),
        async () => {
          clock.time += HOUR
        },
      ],
      ['a schedule is stopped', () => scheduled(night), () => stopSchedule(other, mo, scheduleId)],
      [
        'the clock of the site is set to another zone',
        () => scheduled(night),
        () => changeSettings(other, mo, { timeZone: 'Asia/Kathmandu' }),
      ],
      [
        'a moderator keeps a closed story open',
        async () => {
          clock.time += 2 * DAY
          await scheduled(closing)
        },
        () => begin(story, { mode: 'open' }),
      ],
      [
        'the closing of old stories is stopped',
        async () => {
          clock.time += 2 * DAY
          await scheduled(closing)
        },
        () => stopSchedule(other, mo, scheduleId),
      ],
      [
        'the story moves out of a paused section',
        () => begin({ scope: 'section', section }),
        () => changeStory(other, mo, storyId, { section: 'Elsewhere' }),
      ],
    ])('are published when %s', async (_, shut, reopen) => {
      await wait(2, shut)
      expect(await outcomeOf(ctx, bob, storyId)).toBe('suspended')
      await reopen()
      expect(await shownAfter(LOOK)).toEqual([2])
      expect((await posted()).length).toBe(2)
      if (scheduleId) await stopSchedule(ctx, mo, scheduleId).catch(() => undefined)
      scheduleId = ''
      await changeSettings(ctx, mo, { timeZone: 'UTC' })
    })
  })
})
