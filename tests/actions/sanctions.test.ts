import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { replaceGrants } from '../../db/roles.ts'
import { flagComment } from '../../server/cases/flagging/flag-comment.ts'
import { editComment } from '../../server/comments/edit-comment.ts'
import { readDrafts } from '../../server/comments/keep-draft.ts'
import { postComment } from '../../server/comments/post-comment.ts'
import type { Context, Reader } from '../../server/context.ts'
import { readDesk } from '../../server/desk/read-queue.ts'
import { readLog } from '../../server/log/read-log.ts'
import { readNotices } from '../../server/notices/read-notices.ts'
import { reportPost } from '../../server/outside/report-post.ts'
import { react } from '../../server/reactions/react.ts'
import { mineOf } from '../../server/reactions/subscribe.ts'
import { changeTerms } from '../../server/sanctions/change-sanction.ts'
import { endSanction } from '../../server/sanctions/end-sanction.ts'
import { judgeAppeal } from '../../server/sanctions/judge-appeal.ts'
import { listSanctions } from '../../server/sanctions/list-sanctions.ts'
import { acknowledge, appealSanction, readOwn } from '../../server/sanctions/own.ts'
import { readStanding, readWritten } from '../../server/sanctions/person-file.ts'
import { changeStory } from '../../server/stories/change-story.ts'
import { type Clock, contextOn, someone, someStory } from '../support/context.ts'
import { dialects, freshDatabase, type TestDatabase } from '../support/databases.ts'
import { sanction, sanctionReason, wantedSanction } from '../support/sanctioning.ts'
import { at, DAY, HOUR, halting, MINUTE, outcomeOf, runDue, someoneWaits, suspend } from '../support/suspending.ts'

const why = 'Looked at again, and it was too much.'

describe.each(dialects)('what a moderator does about a person on %s', (dialect) => {
  let db: TestDatabase
  let clock: Clock
  let ctx: Context
  let other: Context
  let ann: Reader
  let bob: Reader
  let mo: Reader
  let max: Reader
  let olive: Reader
  let storyId: string
  let stories = 0

  const staff = async (name: string, role: 'moderator' | 'owner') => {
    const one = await someone(ctx, name, { role })
    const grants = [{ role, storyId: null, section: null }]
    await ctx.db.transact('roles', (tx) => replaceGrants(tx, one.personId, grants, clock.time))
    return one
  }
  const may = (by = ann, on = ctx) => outcomeOf(on, by, storyId)
  const post = (by: Reader, body = 'A word.', on = ctx) => postComment(on, by, storyId, { body, parentId: null })
  const codeOf = (doing: Promise<unknown>) =>
    doing.then(
      () => 'done',
      ({ code }) => code as string,
    )
  const toldTo = async (by: Reader) =>
    (await readNotices(ctx, by, { limit: 30 })).notices.map(({ kind, sanction, ended }) => [kind, sanction, ended])
  const standing = async (by = mo, person = ann) => readStanding(ctx, by, person.personId)

  beforeAll(async () => {
    db = await freshDatabase(dialect)
    clock = { time: Date.UTC(2026, 10, 22, 12) }
    ctx = contextOn(db, clock)
    other = contextOn(await db.openAgain(), clock)
    mo = await staff('Mo', 'moderator')
    max = await staff('Max', 'moderator')
    olive = await staff('Olive', 'owner')
  })
  beforeEach(async () => {
    ann = await someone(ctx, 'Ann')
    bob = await someone(ctx, 'Bob')
    storyId = await someStory(ctx, `story-${stories++}`)
  })
  afterAll(() => db.close())

  it('bans from all writing, plainly: what, why, until when; and keeps the text', async () => {
    const [{ id: theirs }, { id: own }] = [await post(bob, 'It left at midnight.'), await post(ann)]
    const { id } = await sanction(ctx, mo, ann, { commentIds: [own] })
    await expect(post(ann, 'Half a thought', other)).rejects.toMatchObject({
      code: 'sanctioned',
      message: `You cannot write here until 2026-11-29 12:00 UTC: a moderator has banned you. ${sanctionReason}`,
      extra: {
        ...{ sanctionId: id, kind: 'ban', rule: 'abuse', reason: sanctionReason },
        ...{ endsAt: at(clock.time, 7 * 24 * 60), draft: { body: 'Half a thought' } },
        sanction: { isHolding: true, appeal: { isPossible: true }, comments: [{ id: own, text: 'A word.' }] },
      },
    })
    expect(await readDrafts(ctx, ann, storyId)).toMatchObject([{ body: 'Half a thought' }])
    const flag = { kind: 'spam' as const, explanation: '' }
    const report = {
      post: { url: 'https://social.example/1', postedBy: '@x', originatedBy: '', text: 'It left at midnight.' },
      ...{ type: 'misquoted' as const, claim: { exact: 'left at midnight' } },
      source: { kind: 'story' as const, exact: 'left the harbour at noon' },
      explanation: 'The story gives another time.',
    }
    const outside = { ...report, post: { ...report.post, language: 'en', translation: '' } }
    expect([
      await codeOf(editComment(other, ann, own, { body: 'Other words.', revision: 1 })),
      await codeOf(react(other, ann, theirs, true)),
      await codeOf(react(other, ann, theirs, false)),
      await codeOf(flagComment(other, ann, theirs, flag)),
      await codeOf(reportPost(other, ann, storyId, outside)),
    ]).toEqual(Array(5).fill('sanctioned'))
    const law = {
      kind: 'illegal' as const,
      explanation: 'It is against the law, as I read it.',
      law: '',
      isGoodFaith: true as const,
    }
    expect(await codeOf(flagComment(ctx, ann, theirs, law))).toBe('done')
    expect((await mineOf(ctx, ann, storyId)).sanctions).toMatchObject([{ id, kind: 'ban' }])
    expect(await toldTo(ann)).toEqual([['sanctioned', 'ban', null]])
    expect(await may(bob)).toBe('visible')
  })

  it('waits for what is being written, on any node; once it is acknowledged nothing comes in', async () => {
    let isAcknowledged = false
    let banning: Promise<unknown> = Promise.resolve()
    const slowly = halting(ctx, async () => {
      banning = sanction(other, mo, ann).then(() => {
        isAcknowledged = true
      })
      await Promise.race([banning, someoneWaits(other)])
      expect(isAcknowledged).toBe(false)
    })
    expect(await may(ann, slowly)).toBe('visible')
    await banning
    expect([await may(ann), await may(ann, other)]).toEqual(['sanctioned', 'sanctioned'])
  })

  it('lets nothing slip in of many comments that race with a ban on two nodes', async () => {
    const posting = Array.from({ length: 18 }, (_, i) => may(ann, i % 2 ? ctx : other))
    const count = async () => (await readWritten(ctx, mo, ann.personId, undefined)).comments.length
    const atBan = sanction(other, mo, ann).then(count)
    const outcomes = await Promise.all(posting)
    const settled = outcomes.filter((one) => one === 'visible').length
    expect([await atBan, await count()]).toEqual([settled, settled])
    expect(new Set([...outcomes, await may(ann)])).toContain('sanctioned')
  })

  it('warns: the words are read once, and then one can write', async () => {
    const { id } = await sanction(ctx, mo, ann, { kind: 'warn' })
    await expect(post(ann)).rejects.toMatchObject({ code: 'sanctioned', extra: { kind: 'warn', endsAt: null } })
    clock.time += 400 * DAY
    expect(await may(ann, other)).toBe('sanctioned')
    expect(await codeOf(acknowledge(ctx, bob, id))).toBe('not_found')
    await acknowledge(other, ann, id)
    await acknowledge(ctx, ann, id)
    expect(await may()).toBe('visible')
    expect(await codeOf(appealSanction(ctx, ann, id, 'I did not mean it like that.'))).toBe('conflict')
    const [shown] = (await standing()).sanctions
    expect(shown).toMatchObject({ isHolding: false, ended: 'acknowledged' })
    expect(shown?.history.map(({ step, by }) => [step, by])).toEqual([
      ['made', 'Mo'],
      ['acknowledged', 'Ann'],
    ])
  })

  it('limits: what is written is checked first, and what is public stays as it is', async () => {
    const { id } = await post(ann)
    await sanction(ctx, mo, ann, { kind: 'limit' })
    expect(await may()).toBe('pending')
    expect(await codeOf(editComment(ctx, ann, id, { body: 'Worse.', revision: 1 }))).toBe('sanctioned')
    const held = await post(ann, 'Second thoughts')
    const revised = await editComment(ctx, ann, held.id, { body: 'Third thoughts', revision: 1 })
    expect(revised.state).toBe('pending')
    expect(await react(ctx, ann, (await post(bob)).id, true)).toBe(1)
  })

  it('limits to an interval between comments, over all stories it reaches and no others', async () => {
    const [harbour, town] = [await someStory(ctx, `h-${stories}`), await someStory(ctx, `t-${stories}`)]
    await changeStory(ctx, olive, storyId, { section: 'Harbour' })
    await changeStory(ctx, olive, harbour, { section: 'Harbour' })
    await sanction(ctx, mo, ann, { kind: 'limit', slowSeconds: 600, section: 'Harbour' })
    expect(await may()).toBe('visible')
    clock.time += 9 * MINUTE
    await expect(postComment(other, ann, harbour, { body: 'More.', parentId: null })).rejects.toMatchObject({
      code: 'sanctioned',
      extra: { kind: 'limit', retryAt: at(clock.time, 1), retryAfter: 60, draft: { body: 'More.' } },
    })
    expect(await outcomeOf(ctx, ann, town)).toBe('visible')
    clock.time += MINUTE
    expect(await outcomeOf(ctx, ann, harbour)).toBe('visible')
  })

  it('keeps the interval also of comments sent under several stories and on two nodes at once', async () => {
    const places = await Promise.all(Array.from({ length: 4 }, (_, i) => someStory(ctx, `at-once-${stories}-${i}`)))
    await sanction(ctx, mo, ann, { kind: 'limit', slowSeconds: 600 })
    const outcomes = await Promise.all(places.map((at, i) => outcomeOf(i % 2 ? ctx : other, ann, at)))
    expect(outcomes.sort()).toEqual(['sanctioned', 'sanctioned', 'sanctioned', 'visible'])
  })

  it('holds beside a suspension, and says first what is about the person', async () => {
    await sanction(ctx, mo, ann, { kind: 'limit' })
    await suspend(ctx, mo, { scope: 'story', storyId })
    expect(await may()).toBe('suspended')
    await sanction(ctx, mo, ann)
    expect(await may()).toBe('sanctioned')
  })

  it('ends by the clock without any job; the job tells the person, once on two nodes', async () => {
    await sanction(ctx, mo, ann)
    clock.time += 7 * DAY - 1
    expect(await may()).toBe('sanctioned')
    clock.time += 1
    expect([await may(ann, other), (await readOwn(ctx, ann)).sanctions[0]?.ended]).toEqual(['visible', 'over'])
    await runDue(ctx, other)
    await runDue(other)
    expect(await toldTo(ann)).toEqual([
      ['sanction_over', 'ban', 'over'],
      ['sanctioned', 'ban', null],
    ])
  })

  it('can wait for a review, which is listed when it is due; if nobody comes it ends two weeks later', async () => {
    const { id } = await sanction(ctx, mo, ann, { reviewAt: at(clock.time, 30 * 24 * 60) })
    clock.time += 30 * DAY
    await runDue(ctx)
    const { sanctions, counts } = await listSanctions(ctx, mo, 'reviews')
    expect([sanctions.map((one) => one.id), counts.reviews]).toEqual([[id], 1])
    clock.time += 14 * DAY - 1
    expect(await may()).toBe('sanctioned')
    clock.time += 1
    expect(await may()).toBe('visible')
    await runDue(ctx)
    expect((await toldTo(ann))[0]).toEqual(['sanction_over', 'ban', 'over'])
  })

  it('needs an end within a year, and terms that fit its kind', async () => {
    const codes = [
      { endsAt: null },
      { endsAt: at(clock.time, 367 * 24 * 60) },
      { endsAt: at(clock.time, -1) },
      { endsAt: at(clock.time, 60), reviewAt: at(clock.time, 60) },
      { kind: 'limit', reviewAt: at(clock.time, 60) },
      { kind: 'warn', endsAt: at(clock.time, 60) },
      { slowSeconds: 60 },
      { commentIds: [(await post(bob)).id] },
      { caseIds: [storyId] },
    ].map((over) => codeOf(sanction(ctx, mo, ann, over)))
    expect(new Set(await Promise.all(codes))).toEqual(new Set(['invalid']))
    for (const reason of ['Too short', 'x'.repeat(501)]) expect(() => wantedSanction(clock.time, { reason })).toThrow()
    expect(await may()).toBe('visible')
  })

  it('is made by one of two moderators who do so at once', async () => {
    const both = await Promise.all([codeOf(sanction(ctx, mo, ann)), codeOf(sanction(other, max, ann))])
    expect(both.sort()).toEqual(['conflict', 'done'])
    await sanction(ctx, mo, ann, { section: 'Harbour' })
  })

  it('is for those above: never oneself, an owner, or a peer', async () => {
    const codes = [
      [mo, mo],
      [mo, max],
      [mo, olive],
      [olive, olive],
    ] as const
    for (const [by, person] of codes) expect(await codeOf(sanction(ctx, by, person))).toBe('forbidden')
    const { id } = await sanction(ctx, olive, max)
    const end = { version: 1, why, inError: false }
    expect(await codeOf(endSanction(ctx, mo, id, end))).toBe('forbidden')
    expect(await codeOf(endSanction(ctx, max, id, end))).toBe('forbidden')
    expect((await standing(mo, max)).barred).toBe('Only an owner can warn, limit or ban a moderator.')
    await endSanction(ctx, olive, id, end)
  })

  it('is appealed once, and judged by another moderator than who made or changed it', async () => {
    const { id } = await sanction(ctx, mo, ann)
    expect(await codeOf(appealSanction(ctx, bob, id, 'On behalf of Ann.'))).toBe('not_found')
    await appealSanction(ctx, ann, id, 'I was quoting somebody else.')
    expect(await codeOf(appealSanction(ctx, ann, id, 'And once more, please.'))).toBe('conflict')
    expect(await may()).toBe('sanctioned')
    const changed = {
      version: 2,
      endsAt: at(clock.time, 60),
      reviewAt: null,
      slowSeconds: null,
      reason: sanctionReason,
    }
    await changeTerms(ctx, olive, id, { ...changed, why })
    const judge = (by: Reader, decision: 'uphold' | 'lift', version = 3) =>
      judgeAppeal(ctx, by, id, { version, decision, answer: 'The quotation marks are there.' })
    for (const by of [mo, olive]) expect(await codeOf(judge(by, 'lift'))).toBe('forbidden')
    expect(await codeOf(judge(max, 'lift', 2))).toBe('conflict')
    expect((await listSanctions(ctx, max, 'appeals')).sanctions).toMatchObject([{ id, mayJudge: true }])
    expect(await readDesk(other, max)).toMatchObject({ appeals: 1, sanctionAppeals: 1 })
    await judge(max, 'lift')
    expect(await readDesk(other, max)).toMatchObject({ appeals: 0, sanctionAppeals: 0 })
    expect(await may()).toBe('visible')
    const [own] = (await readOwn(ctx, ann)).sanctions
    expect(own?.appeal).toMatchObject({ state: 'lifted', answer: 'The quotation marks are there.', isPossible: false })
    expect(JSON.stringify(own)).not.toMatch(/Mo|Max|Olive/)
    expect((await toldTo(ann)).map(([kind]) => kind)).toEqual(['sanction_over', 'sanction_changed', 'sanctioned'])
    const [shown] = (await standing()).sanctions
    expect(shown?.history.map(({ step, by }) => `${step} ${by}`)).toEqual([
      ...['made Mo', 'appealed Ann', 'changed Olive', 'appeal_lifted Max'],
    ])
    expect(shown?.history[2]?.before).toMatchObject({ endsAt: at(clock.time, 7 * 24 * 60) })
  })

  it('stays where the appeal is turned down, with the answer', async () => {
    const { id } = await sanction(ctx, mo, ann, { kind: 'limit' })
    await appealSanction(ctx, ann, id, 'I was quoting somebody else.')
    await judgeAppeal(ctx, max, id, { version: 2, decision: 'uphold', answer: 'There is no quotation.' })
    expect(await may()).toBe('pending')
    expect((await toldTo(ann))[0]).toEqual(['sanction_changed', 'limit', 'upheld'])
    expect((await listSanctions(ctx, max, 'appeals')).sanctions).toEqual([])
  })

  it.each(['uphold', 'lift'] as const)(
    'is over before anybody looked at the appeal, which is answered all the same: %s',
    async (decision) => {
      const { id } = await sanction(ctx, mo, ann)
      await appealSanction(ctx, ann, id, 'I was quoting somebody else.')
      clock.time += 8 * DAY
      await runDue(ctx)
      const { version } = (await listSanctions(ctx, max, 'appeals')).sanctions.find(
        (one) => one.id === id && one.mayJudge,
      )!
      const answer = 'I have read the thread again.'
      await judgeAppeal(other, max, id, { version, decision, answer })
      const state = decision === 'lift' ? 'lifted' : 'upheld'
      const [own] = (await readOwn(ctx, ann)).sanctions
      expect(own).toMatchObject({ ended: 'over', endedAt: at(clock.time, -24 * 60), appeal: { state, answer } })
      expect((await toldTo(ann)).slice(0, 2)).toEqual([
        ['sanction_changed', 'ban', state],
        ['sanction_over', 'ban', 'over'],
      ])
      expect((await listSanctions(ctx, max, 'appeals')).counts.appeals).toBe(0)
    },
  )

  it('is made longer or shorter by the row alone, whatever was queued', async () => {
    const { id } = await sanction(ctx, mo, ann)
    const terms = { reviewAt: null, slowSeconds: null, reason: sanctionReason, why }
    await changeTerms(other, mo, id, { ...terms, version: 1, endsAt: at(clock.time, 14 * 24 * 60) })
    clock.time += 8 * DAY
    await runDue(ctx)
    expect(await may()).toBe('sanctioned')
    await changeTerms(ctx, mo, id, { ...terms, version: 2, endsAt: at(clock.time, 60) })
    clock.time += HOUR
    expect(await may(ann, other)).toBe('visible')
    expect(await codeOf(endSanction(ctx, mo, id, { version: 3, why, inError: false }))).toBe('conflict')
  })

  it('is taken back within ten minutes as an error, which counts nowhere; after that it is ended early', async () => {
    const { id } = await sanction(ctx, mo, ann)
    clock.time += 10 * MINUTE - 1
    await endSanction(ctx, mo, id, { version: 1, why, inError: true })
    expect([await may(), await toldTo(ann), (await readOwn(ctx, ann)).sanctions]).toEqual(['visible', [], []])
    expect(await codeOf(appealSanction(ctx, ann, id, 'It still hurts a little.'))).toBe('not_found')
    expect((await standing()).sanctions).toMatchObject([
      { ended: 'error', history: [{}, { step: 'error', words: why }] },
    ])
    const late = await sanction(ctx, mo, ann)
    clock.time += 10 * MINUTE
    expect(await codeOf(endSanction(ctx, mo, late.id, { version: 1, why, inError: true }))).toBe('conflict')
    await endSanction(ctx, mo, late.id, { version: 1, why, inError: false })
    expect(await toldTo(ann)).toEqual([
      ['sanction_over', 'ban', 'lifted'],
      ['sanctioned', 'ban', null],
    ])
  })

  it('leaves its place in the public log, and nothing of whom or what', async () => {
    const before = (await readLog(ctx, {})).entries[0]?.number ?? 0
    await sanction(ctx, mo, ann, { note: 'Seen before under another name.' })
    const entry = (await readLog(ctx, {})).entries[0]
    expect(entry).toMatchObject({
      ...{ number: before + 1, verb: 'sanction.step', role: 'sealed', storyId: null },
      ...{ detail: {}, words: null, wordsSalt: null, wordsDigest: expect.any(String) },
    })
    expect((await readLog(ctx, { publicOnly: true })).entries[0]?.number).not.toBe(before + 1)
  })
})
