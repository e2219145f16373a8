import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { caseById } from '../../db/cases.ts'
import { type CommentRow, commentById } from '../../db/comments.ts'
import { logPage } from '../../db/log.ts'
import { answerCase, appealCase, noteOnCase, replyToCase } from '../../server/cases/answer-case.ts'
import { flagComment } from '../../server/cases/flagging/flag-comment.ts'
import { flaggingOf } from '../../server/cases/flagging/standing.ts'
import { takeFlagBack } from '../../server/cases/flagging/withdraw-flag.ts'
import { readMyCase, readMyCases } from '../../server/cases/my-cases.ts'
import { presentCaseFile } from '../../server/cases/present-file.ts'
import { readFinding } from '../../server/cases/present-public.ts'
import { readCase, readCases } from '../../server/cases/read-cases.ts'
import { deleteComment } from '../../server/comments/delete-comment.ts'
import { editComment } from '../../server/comments/edit-comment.ts'
import { postComment } from '../../server/comments/post-comment.ts'
import { threadPage } from '../../server/comments/thread-page.ts'
import type { Context, Reader } from '../../server/context.ts'
import { jobHandlers } from '../../server/jobs/handlers.ts'
import { runJobs } from '../../server/jobs/run-jobs.ts'
import { checkLog } from '../../server/log/check-log.ts'
import { readNotices } from '../../server/notices/read-notices.ts'
import { react } from '../../server/reactions/react.ts'
import { subscribe } from '../../server/reactions/subscribe.ts'
import { eventsSince } from '../../server/stories/events.ts'
import { setStoryText } from '../../server/stories/set-text.ts'
import { publishUpdate } from '../../server/updates/publish-update.ts'
import { allegation, decide, flagMisquote, hear, publishFinding, step } from '../support/cases.ts'
import { type Clock, contextOn, someone, someStory } from '../support/context.ts'
import { dialects, freshDatabase, type TestDatabase } from '../support/databases.ts'

const update = { kind: 'clarification', status: null, body: 'It was noon.', answersCaseId: null } as const
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

describe.each(dialects)('cases on %s', (dialect) => {
  let db: TestDatabase
  let clock: Clock
  let ctx: Context
  let ann: Reader
  let bob: Reader
  let mo: Reader
  let max: Reader
  let author: Reader
  let storyId: string
  let comment: CommentRow
  const flag = (by: Reader, over: object = {}) => flagMisquote(ctx, by, comment.id, over)
  const shown = async () => (await threadPage(ctx, storyId, { sort: 'oldest' })).thread
  const beside = async () => (await shown()).comments[0]
  const fileFor = async (by: Reader, id: string) => presentCaseFile(db.read, await readCase(ctx, by, id), by, ctx.now())
  const told = async (by: Reader) => (await readNotices(ctx, by, { limit: 50 })).notices
  const kindsTold = async (by: Reader) => (await told(by)).map((notice) => notice.kind)
  /** Does what is due by the clock. */
  async function turn(): Promise<void> {
    const jobs = runJobs(ctx, { ...jobHandlers, heat: async () => undefined })
    await jobs.runDue()
    await jobs.close()
  }

  beforeEach(async () => {
    db = await freshDatabase(dialect)
    clock = { time: Date.UTC(2026, 10, 22, 12) }
    ctx = contextOn(db, clock)
    storyId = await someStory(ctx)
    ;[ann, bob] = [await someone(ctx, 'Ann'), await someone(ctx, 'Bob')]
    mo = await someone(ctx, 'Mo', { role: 'moderator' })
    max = await someone(ctx, 'Max', { role: 'moderator' })
    author = await someone(ctx, 'Art', { authorOf: [storyId] })
    comment = await postComment(ctx, ann, storyId, { body: 'The story says it left at midnight.', parentId: null })
  })
  afterEach(() => db.close())

  describe('are opened by flags', () => {
    it('that pin both texts, told how each quotation was found', async () => {
      const { row } = await flag(bob, { source: { kind: 'story', exact: 'LEFT the  harbour at noon' } })
      expect(row).toMatchObject({
        reference: 'MR-2026-0001',
        claim: { how: 'exact', exact: 'left at midnight' },
        source: { how: 'normalised', exact: 'left the harbour at noon' },
        subjectText: 'The story says it left at midnight.',
      })
      await setStoryText(ctx, storyId, '<p>The ferry Marlin left the harbour late.</p>')
      expect(await fileFor(mo, row.id)).toMatchObject({
        commentChanged: false,
        sourceChanged: true,
        sourceText: expect.stringContaining('at noon'),
        sourceNow: { how: expect.stringMatching(/fuzzy|absent/) },
      })
    })

    it('that quote words which are there, unless it is said that they are not', async () => {
      await expect(flag(bob, { claim: { exact: 'the captain resigned in tears' } })).rejects.toMatchObject({
        code: 'quote_absent',
      })
      const absent = { source: { kind: 'story', exact: 'sank in a terrible storm' } }
      await expect(flag(bob, absent)).rejects.toMatchObject({ code: 'quote_absent' })
      const { row } = await flag(bob, { ...absent, type: 'invented' })
      expect(row.source?.how).toBe('absent')
    })

    it('that are worded a little differently, and show the words of the text with the score', async () => {
      const { row } = await flag(bob, {
        source: { kind: 'story', exact: 'The ferry Marlin departed the harbour at noon' },
      })
      const file = await fileFor(mo, row.id)
      expect(file.source).toMatchObject({ how: 'fuzzy', exact: 'The ferry Marlin left the harbour at noon', start: 0 })
      expect(file.source?.score).toBeGreaterThan(0.8)
      expect(file.claim?.score).toBeNull()
      const same = await flag(mo, { source: { kind: 'story', exact: 'The ferry Marlin left the harbour at noon' } })
      expect(same.joined).toBe(true)
    })

    it('on the same claim and passage as one, a person once; on something else as another', async () => {
      const outcomes = await Promise.allSettled([flag(bob), flag(bob), flag(mo), flag(author)])
      const made = outcomes.flatMap((o) => (o.status === 'fulfilled' ? [o.value] : []))
      expect(new Set(made.map((m) => m.row.id)).size).toBe(1)
      expect(made.filter((m) => !m.joined)).toHaveLength(1)
      expect(outcomes.filter((o) => o.status === 'rejected')).toMatchObject([{ reason: { code: 'conflict' } }])
      const other = await flag(bob, { source: { kind: 'story', exact: 'The crew has not said why' } })
      expect(other.row.reference).toBe('MR-2026-0002')
      await expect(flag(ann)).rejects.toMatchObject({ code: 'forbidden' })
    })

    it('of conduct of all sorts as one item, and of illegal content as its own', async () => {
      const spam = await flagComment(ctx, bob, comment.id, { kind: 'spam', explanation: '' })
      const abuse = await flagComment(ctx, mo, comment.id, { kind: 'abuse', explanation: '' })
      const illegal = await flagComment(ctx, bob, comment.id, {
        kind: 'illegal',
        explanation: 'It gives away a sealed testimony.',
        law: 'Contempt of court',
        isGoodFaith: true,
      })
      expect(abuse).toMatchObject({ joined: true, row: { id: spam.row.id, reference: 'CO-2026-0001' } })
      expect(illegal).toMatchObject({ joined: false, row: { kind: 'illegal', reference: 'IL-2026-0001' } })
      expect(await fileFor(mo, spam.row.id)).toMatchObject({
        flagKinds: ['spam', 'abuse'],
        claim: null,
        staff: { bar: 'flagger', repliesAsked: false, findings: ['breaks_rules', 'within_rules', 'cannot_be_settled'] },
      })
      expect((await fileFor(max, illegal.row.id)).staff?.flags).toMatchObject([{ law: 'Contempt of court' }])
    })

    it('by thousands, of which a hundred are read out and all are counted', async () => {
      const { row } = await flag(bob)
      const crowd = await Promise.all(Array.from({ length: 120 }, (_, i) => someone(ctx, `Flagger ${i}`)))
      await db.transact(`story:${storyId}`, async (tx) => {
        const { flags } = tx.tables
        const [one] = await tx.select().from(flags)
        if (one) await tx.insert(flags).values(crowd.map(({ personId }) => ({ ...one, id: personId, personId })))
      })
      const file = await fileFor(mo, row.id)
      expect(file).toMatchObject({ flagCount: 121, weight: 60.5 })
      expect(file.staff?.flags).toHaveLength(100)
      expect((await readCases(ctx, mo, { queue: 'open' })).cases).toMatchObject([{ flagCount: 121 }])
    })

    it('that are taken back, until nobody’s is left; and sent once more', async () => {
      const { row } = await flag(bob)
      const cy = await someone(ctx, 'Cy')
      await flag(cy)
      expect(await takeFlagBack(ctx, bob, row.id)).toMatchObject({ state: 'submitted' })
      await expect(takeFlagBack(ctx, bob, row.id)).rejects.toMatchObject({ code: 'conflict' })
      expect(await takeFlagBack(ctx, cy, row.id)).toMatchObject({ state: 'withdrawn' })
      expect((await readCases(ctx, mo, { queue: 'open' })).cases).toEqual([])
      const again = await flag(bob)
      expect(again).toMatchObject({ joined: true, row: { id: row.id, state: 'submitted' } })
      expect((await fileFor(mo, row.id)).flagCount).toBe(1)
    })

    it('so many a day and no more, told until when; others are not held up', async () => {
      await ctx.db.transact('site', async (tx) => {
        const { sites } = tx.tables
        await tx
          .update(sites)
          .set({ settings: { cases: { flagsPerDay: 2, replyHours: 48, appealDays: 14, dueHours: 72 } } })
      })
      await flag(bob)
      await flagComment(ctx, bob, comment.id, { kind: 'spam', explanation: '' })
      expect(await flaggingOf(db.read, bob.personId, ctx.now())).toMatchObject({ left: 0, perDay: 2 })
      const another = { source: { kind: 'story', exact: 'The crew has not said why' } }
      await expect(flag(bob, another)).rejects.toMatchObject({
        code: 'flag_limit',
        extra: { retryAt: new Date(clock.time + DAY).toISOString() },
      })
      await flag(mo, another)
      await flagComment(ctx, bob, comment.id, {
        kind: 'illegal',
        explanation: 'It gives away a secret.',
        law: '',
        isGoodFaith: true,
      })
      clock.time += DAY
      await flag(bob, another)
    })

    it('a cool-down follows three unfounded ones, with its reason; a flag upheld weighs more', async () => {
      const references: string[] = []
      for (const body of ['It left at midnight.', 'They left at midnight.', 'We left at midnight.']) {
        const { id } = await postComment(ctx, ann, storyId, { body, parentId: null })
        const { row } = await flagMisquote(ctx, bob, id)
        references.push(row.reference)
        await publishFinding(ctx, mo, row.id, { finding: 'fair_paraphrase', action: 'none' })
        clock.time += MINUTE
      }
      const refusal = await flag(bob).then(
        () => undefined,
        (error: { message: string; extra: object }) => error,
      )
      expect(refusal).toMatchObject({ code: 'flag_limit', extra: { because: references.toReversed() } })
      for (const reference of references) expect(refusal?.message).toContain(reference)
      const { row } = await flag(author)
      const file = await fileFor(mo, row.id)
      expect(file.staff?.flags[0]?.weight).toBe(0.5)
      clock.time += 8 * DAY
      await flag(bob)
      const after = await fileFor(mo, row.id)
      expect(after.staff?.flaggers).toMatchObject([
        { name: 'Art', weight: 1 },
        { name: 'Bob', flagsDenied: 3, weight: 0.4 },
      ])
    })
  })

  describe('hear the person concerned', () => {
    it('before a finding against them, in a moderator’s words and without saying who flagged', async () => {
      const { row } = await flag(bob, { explanation: 'Bob the flagger finds this outrageous.' })
      await step(ctx, mo, row.id, { step: 'begin_review' })
      await expect(decide(ctx, mo, row.id)).rejects.toMatchObject({ code: 'conflict', message: /reply first/ })
      expect((await readMyCases(ctx, ann, undefined)).cases).toEqual([])

      await step(ctx, mo, row.id, { step: 'ask_reply', allegation })
      const [mine] = (await readMyCases(ctx, ann, undefined)).cases
      expect(mine).toMatchObject({
        ...{ part: 'concerned', stage: 'waiting_reply', allegation, mayReply: true, statement: null },
        replyDueAt: new Date(clock.time + 48 * HOUR).toISOString(),
      })
      expect(JSON.stringify(mine)).not.toMatch(/Bob|outrageous|flagCount/)
      expect(await kindsTold(ann)).toEqual(['reply_asked'])
      await expect(decide(ctx, mo, row.id)).rejects.toMatchObject({ code: 'conflict', message: /can still answer/ })
      await expect(replyToCase(ctx, bob, row.id, 'Not mine.')).rejects.toMatchObject({ code: 'not_found' })

      await replyToCase(ctx, ann, row.id, 'I meant the evening ferry.')
      await expect(replyToCase(ctx, ann, row.id, 'And more.')).rejects.toMatchObject({ code: 'conflict' })
      await decide(ctx, mo, row.id)
      await step(ctx, mo, row.id, { step: 'publish' })
      expect((await beside())?.notes).toMatchObject([{ reply: 'I meant the evening ferry.', finding: 'misquotes' }])
      expect((await readFinding(ctx, row.reference)).hadReply).toBe('answered')
    })

    it('and until then show by nothing that there are cases, however many', async () => {
      const { row } = await flag(bob)
      const copies = Array.from({ length: 30 }, (_, i) => {
        const n = String(i).padStart(2, '0')
        return { ...row, id: `01940000-0000-7000-8000-0000000000${n}`, reference: `MR-2026-9${n}`, joinKey: n }
      })
      await db.transact(`story:${storyId}`, (tx) => tx.insert(tx.tables.cases).values(copies))
      expect(await readMyCases(ctx, ann, undefined)).toEqual({ cases: [], next: null })
      const asked = { replyAskedAt: clock.time, replyDueAt: clock.time + HOUR }
      await db.transact(`story:${storyId}`, (tx) => tx.update(tx.tables.cases).set(asked))
      const first = await readMyCases(ctx, ann, undefined)
      const second = await readMyCases(ctx, ann, first.next ?? undefined)
      expect([first.cases.length, second.cases.length, second.next]).toEqual([20, 11, null])
    })

    it('until the time has passed, by the clock alone; a finding in their favour need not wait', async () => {
      const { row } = await flag(bob)
      await step(ctx, mo, row.id, { step: 'ask_reply', allegation, hours: 24 })
      clock.time += 24 * HOUR
      expect((await caseById(db.read, row.id))?.state).toBe('waiting_reply')
      await decide(ctx, mo, row.id)
      await step(ctx, mo, row.id, { step: 'publish' })
      expect((await readFinding(ctx, row.reference)).hadReply).toBe('lapsed')

      const other = await flag(bob, { source: { kind: 'story', exact: 'The crew has not said why' } })
      await step(ctx, mo, other.row.id, { step: 'ask_reply', allegation })
      await decide(ctx, mo, other.row.id, { finding: 'fair_paraphrase', action: 'none' })
    })

    it('goes on by itself when the time is over, on any node, once', async () => {
      const { row } = await flag(bob)
      await step(ctx, mo, row.id, { step: 'ask_reply', allegation })
      clock.time += 48 * HOUR
      await Promise.all([turn(), turn()])
      const file = await fileFor(mo, row.id)
      expect(file.state).toBe('review')
      expect(file.staff?.steps.map((one) => one.step)).toEqual(['open', 'ask_reply', 'lapse'])
    })

    it('is not needed where nobody can be asked', async () => {
      await db.transact(`story:${storyId}`, (tx) => tx.update(tx.tables.comments).set({ personId: null }))
      const { row } = await flag(bob)
      expect((await fileFor(mo, row.id)).staff?.repliesAsked).toBe(false)
      await expect(step(ctx, mo, row.id, { step: 'ask_reply', allegation })).rejects.toMatchObject({ code: 'conflict' })
      await decide(ctx, mo, row.id)
      await step(ctx, mo, row.id, { step: 'publish' })
      expect((await readFinding(ctx, row.reference)).hadReply).toBe('none')
    })
  })

  describe('are judged', () => {
    it('by one of several at once; the others are told who', async () => {
      const { row } = await flag(bob)
      await hear(ctx, mo, row.id)
      await step(ctx, mo, row.id, { step: 'release' })
      const version = (await caseById(db.read, row.id))?.version ?? 0
      const outcomes = await Promise.allSettled([decide(ctx, mo, row.id), decide(ctx, max, row.id)])
      expect(outcomes.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
      expect(outcomes.find((one) => one.status === 'rejected')).toMatchObject({
        reason: {
          code: 'conflict',
          message: /^(Mo|Max) /,
          extra: { current: { version: version + 1, state: 'decided' } },
        },
      })
    })

    it('by whoever has them in hand, until somebody takes them over', async () => {
      const { row } = await flag(bob)
      await step(ctx, mo, row.id, { step: 'take' })
      const fair = { finding: 'fair_paraphrase', action: 'none' } as const
      await expect(decide(ctx, max, row.id, fair)).rejects.toMatchObject({
        code: 'conflict',
        message: /^Mo has this case/,
      })
      await step(ctx, max, row.id, { step: 'take' })
      expect(await decide(ctx, max, row.id, fair)).toMatchObject({ state: 'decided', assigneeId: max.personId })
    })

    it('by nobody who is part of them: not who flagged, wrote, is quoted, or wrote the story', async () => {
      const staff = async (name: string) => someone(ctx, name, { role: 'moderator' })
      const quoted = await staff('Quentin')
      const said = await postComment(ctx, quoted, storyId, { body: 'I said it left at noon.', parentId: null })
      const { row } = await flag(mo, { source: { kind: 'comment', id: said.id, exact: 'it left at noon' } })
      const parties = [mo, quoted, { ...ann, role: 'moderator' }, { ...author, role: 'owner' }] as Reader[]
      for (const by of parties)
        await expect(decide(ctx, by, row.id, { finding: 'fair_paraphrase', action: 'none' })).rejects.toMatchObject({
          code: 'forbidden',
        })
      const bars = await Promise.all(parties.map(async (by) => (await fileFor(by, row.id)).staff?.bar))
      expect(bars).toEqual(['flagger', 'quoted', 'concerned', 'author'])
      // Nor do they see who flagged, or what is noted, only because they are moderators.
      await noteOnCase(ctx, max, row.id, 'Mo is her neighbour.')
      for (const by of parties.slice(1)) {
        const seen = JSON.stringify(await fileFor(by, row.id))
        expect(seen).not.toMatch(/"Mo"|neighbour|another time|"flagCount":[1-9]|"weight":[1-9]/)
      }
      expect(JSON.stringify(await fileFor(max, row.id))).toMatch(/"Mo".*neighbour/)
    })

    it('and a moderator who is part of one learns of a finding no sooner than others, nor how many flagged', async () => {
      const mia = await someone(ctx, 'Mia', { role: 'moderator' })
      const theirs = await postComment(ctx, mia, storyId, { body: 'I say it left at midnight.', parentId: null })
      const { row } = await flagMisquote(ctx, bob, theirs.id)
      const { row: flagged } = await flag(mia)
      await hear(ctx, mo, row.id)
      await decide(ctx, mo, row.id)
      const unknown = { finding: null, flagCount: null, weight: null }
      expect(await fileFor(mia, row.id)).toMatchObject({ ...unknown, staff: { decisions: [], staffConcern: null } })
      expect((await readCases(ctx, mia, { queue: 'decided' })).cases).toMatchObject([{ id: row.id, ...unknown }])
      expect((await readCases(ctx, mia, { queue: 'open' })).cases).toMatchObject([{ id: flagged.id, ...unknown }])
      const known = { finding: 'misquotes', flagCount: 1 }
      expect((await readCases(ctx, mo, { queue: 'decided' })).cases).toMatchObject([known])
      await step(ctx, mo, row.id, { step: 'publish' })
      const staff = (await fileFor(mia, row.id)).staff
      expect(staff?.decisions).toMatchObject([{ finding: 'misquotes', decidedBy: null }])
    })

    it('with finding, action and rule that go together', async () => {
      const { row } = await flag(bob)
      await hear(ctx, mo, row.id)
      for (const wrong of [
        { action: 'remove' },
        { action: 'statement' },
        { finding: 'breaks_rules', rule: 'spam' },
      ] as const)
        await expect(decide(ctx, mo, row.id, wrong)).rejects.toMatchObject({ code: 'invalid' })
      await decide(ctx, mo, row.id, { action: 'remove', rule: 'abuse' })
    })

    it('and nobody is told for ten minutes, in which it can be undone', async () => {
      const { row } = await flag(bob)
      await hear(ctx, mo, row.id)
      await decide(ctx, mo, row.id)
      clock.time += 10 * MINUTE - 1
      await turn()
      expect((await beside())?.notes).toEqual([])
      expect(await kindsTold(bob)).toEqual([])
      await expect(readFinding(ctx, row.reference)).rejects.toMatchObject({ code: 'not_found' })
      await expect(step(ctx, max, row.id, { step: 'undo' })).rejects.toMatchObject({ code: 'forbidden' })
      expect(await step(ctx, mo, row.id, { step: 'undo' })).toMatchObject({ state: 'review' })

      await step(ctx, mo, row.id, { step: 'take' })
      await decide(ctx, mo, row.id, { finding: 'overstates' })
      clock.time += 10 * MINUTE
      await Promise.all([turn(), turn()])
      await expect(step(ctx, mo, row.id, { step: 'undo' })).rejects.toMatchObject({ code: 'conflict' })
      expect((await beside())?.notes).toMatchObject([{ finding: 'overstates' }])
      expect(await kindsTold(bob)).toEqual(['case_flagger'])
      expect(await kindsTold(ann)).toEqual(['case_decided', 'reply_asked'])
    })

    it('with a second moderator where the site’s own staff is concerned', async () => {
      await db.transact('roles', (tx) =>
        tx.insert(tx.tables.roles).values({ personId: author.personId, role: 'author', storyId, grantedAt: 0 }),
      )
      const { row } = await flag(author)
      expect(row.staffConcern).toBe('flagged_by_staff')
      await expect(step(ctx, mo, row.id, { step: 'mark_staff', isStaffConcerned: false })).rejects.toMatchObject({
        code: 'conflict',
      })
      await hear(ctx, mo, row.id)
      expect(await decide(ctx, mo, row.id)).toMatchObject({ state: 'awaiting_second', publishAt: null })
      clock.time += DAY
      await turn()
      expect((await beside())?.notes).toEqual([])
      await expect(step(ctx, mo, row.id, { step: 'second' })).rejects.toMatchObject({ code: 'forbidden' })
      await step(ctx, max, row.id, { step: 'decline', reason: 'It is fair comment on us.' })
      expect((await fileFor(mo, row.id)).staff?.notes).toMatchObject([{ by: 'Max', body: 'It is fair comment on us.' }])

      await decide(ctx, mo, row.id, { finding: 'lacks_context' })
      await step(ctx, max, row.id, { step: 'second' })
      clock.time += 10 * MINUTE
      await turn()
      expect(await readFinding(ctx, row.reference)).toMatchObject({ finding: 'lacks_context', hadSecond: true })
    })

    it('without one, where the finding is in the commenter’s favour', async () => {
      const { row } = await flag(bob)
      await step(ctx, mo, row.id, { step: 'mark_staff', isStaffConcerned: true })
      expect(await decide(ctx, mo, row.id, { finding: 'fair_paraphrase', action: 'none' })).toMatchObject({
        state: 'decided',
      })
    })
  })

  describe('once published', () => {
    it('stand beside the comment with the author’s answer and update', async () => {
      const { row } = await flag(bob)
      const early = await publishUpdate(ctx, author, storyId, { ...update, answersCaseId: row.id })
      expect(early.number).toBe(1)
      const before = await shown()
      expect(before.updates[0]?.answers).toEqual({ reference: 'MR-2026-0001', commentId: null })
      await expect(answerCase(ctx, mo, row.id, 'Mine.')).rejects.toMatchObject({ code: 'forbidden' })
      await expect(answerCase(ctx, bob, row.id, 'Mine.')).rejects.toMatchObject({ code: 'not_found' })
      await answerCase(ctx, author, row.id, 'I was on the quay at noon.')

      await publishFinding(ctx, mo, row.id)
      const after = await shown()
      expect(after.comments[0]?.notes).toMatchObject([
        {
          ...{ finding: 'misquotes', wrote: 'left at midnight', says: 'left the harbour at noon', updateNumber: 1 },
          answer: 'I was on the quay at noon.',
        },
      ])
      expect(after.updates[0]?.answers?.commentId).toBe(comment.id)
      await expect(flag(await someone(ctx, 'Cy'))).rejects.toMatchObject({ code: 'conflict' })
    })

    it('that are only recorded leave nothing beside the comment, and no page', async () => {
      const { row } = await flag(bob)
      await publishFinding(ctx, mo, row.id, { action: 'none' })
      expect((await beside())?.notes).toEqual([])
      await expect(readFinding(ctx, row.reference)).rejects.toMatchObject({ code: 'not_found' })
      // The person concerned was asked, so they are told.
      expect(await kindsTold(ann)).toEqual(['reply_asked'])
      await turn()
      expect(await kindsTold(ann)).toEqual(['case_decided', 'reply_asked'])
    })

    it('tell the person concerned why, by which rule, of which words, and how to appeal', async () => {
      const { row } = await flag(bob)
      await publishFinding(ctx, mo, row.id, { action: 'collapse', rule: 'abuse' })
      expect(await readMyCase(ctx, ann, row.id)).toMatchObject({
        stage: 'decided',
        statement: {
          ...{ finding: 'misquotes', action: 'collapse', words: 'left at midnight', isAutomated: false },
          rules: [{ code: 'misrepresentation' }, { code: 'abuse', words: expect.stringContaining('insults') }],
          appeal: { isPossible: true, until: new Date(clock.time + 14 * DAY).toISOString() },
        },
        mayAppeal: true,
      })
      expect(await readMyCase(ctx, bob, row.id)).toMatchObject({ part: 'flagger', mayAppeal: false, allegation: null })
      expect(await beside()).toMatchObject({ isCollapsed: true, html: expect.stringContaining('midnight') })
    })

    it('fold, and mark as corrected when the writer edits the words away', async () => {
      const { row } = await flag(bob)
      await publishFinding(ctx, mo, row.id, { action: 'ask_edit' })
      await turn()
      expect(await kindsTold(ann)).toEqual(['edit_asked', 'reply_asked'])
      await editComment(ctx, ann, comment.id, { body: 'The story says it left at noon.', revision: 1 })
      expect((await beside())?.notes).toMatchObject([{ correctedAt: new Date(clock.time).toISOString() }])
      await editComment(ctx, ann, comment.id, { body: 'No: it left at midnight.', revision: 2 })
      expect((await beside())?.notes).toMatchObject([{ correctedAt: null }])
    })

    it('are marked as corrected also where the words went before they were published, unless undone', async () => {
      const { row } = await flag(bob)
      await hear(ctx, mo, row.id)
      await decide(ctx, mo, row.id)
      await editComment(ctx, ann, comment.id, { body: 'The story says it left at noon.', revision: 1 })
      await step(ctx, mo, row.id, { step: 'undo' })
      expect((await caseById(db.read, row.id))?.correctedAt).toBeNull()
      await editComment(ctx, ann, comment.id, { body: 'The story says it left at midnight.', revision: 2 })
      await decide(ctx, mo, row.id)
      await editComment(ctx, ann, comment.id, { body: 'The story says it left at noon.', revision: 3 })
      await step(ctx, mo, row.id, { step: 'publish' })
      expect((await beside())?.notes).toMatchObject([{ correctedAt: expect.any(String) }])
    })

    it('reach whoever replied, agreed, quoted or follows, each exactly once, and nobody who has a nearer part twice', async () => {
      const { row } = await flag(bob)
      const cy = await someone(ctx, 'Cy')
      const dee = await someone(ctx, 'Dee')
      for (const body of ['Really?', 'Really, at night?'])
        await postComment(ctx, cy, storyId, { body, parentId: comment.id })
      await postComment(ctx, bob, storyId, { body: 'No.', parentId: comment.id })
      await postComment(ctx, dee, storyId, { body: '> it left at midnight\n\nI doubt it.', parentId: null })
      const [eve, fay] = [await someone(ctx, 'Eve'), await someone(ctx, 'Fay')]
      await react(ctx, eve, comment.id, true)
      for (const follower of [fay, cy, mo]) await subscribe(ctx, follower, storyId, true)
      await publishFinding(ctx, mo, row.id)
      await Promise.all([turn(), turn()])
      await jobHandlers['tell-case']?.(ctx, { caseId: row.id, round: '1' })
      const kinds = await Promise.all([ann, bob, cy, dee, eve, fay, mo].map(kindsTold))
      const reached = ['finding_reach']
      expect(kinds).toEqual([['case_decided', 'reply_asked'], ['case_flagger'], reached, reached, reached, reached, []])
      const { reach } = (await fileFor(mo, row.id)).staff ?? {}
      expect(reach).toMatchObject({ replied: 2, agreed: 1, quoted: 1, subscribed: 3, told: 6, read: 0 })
    })

    it('stop showing the words of a quoted comment that its writer deletes, everywhere', async () => {
      const quoted = await postComment(ctx, bob, storyId, { body: 'I said it left at noon.', parentId: null })
      const { row } = await flag(author, { source: { kind: 'comment', id: quoted.id, exact: 'it left at noon' } })
      await publishFinding(ctx, mo, row.id)
      expect(JSON.stringify(await shown())).toContain('it left at noon')
      const { seq } = (await shown()).story
      await deleteComment(ctx, bob, quoted.id)
      const [after, replayed] = [await shown(), await eventsSince(ctx, storyId, 0, 100)]
      expect(after.comments[0]?.notes).toMatchObject([{ says: '', wrote: 'left at midnight' }])
      const finding = await readFinding(ctx, row.reference)
      const mine = [await readMyCase(ctx, ann, row.id), await readMyCase(ctx, author, row.id)]
      expect(JSON.stringify([after, replayed, finding, mine])).not.toContain('it left at noon')
      expect(replayed.filter((event) => event.seq > seq).map((event) => event.type)).toEqual([
        'comment.deleted',
        'comment.noted',
      ])
    })

    it('keep their page without the words when the comment itself is deleted', async () => {
      const { row } = await flag(bob)
      await publishFinding(ctx, mo, row.id)
      await deleteComment(ctx, ann, comment.id)
      const finding = await readFinding(ctx, row.reference)
      expect(finding).toMatchObject({ wrote: '', comment: { isShown: false }, finding: 'misquotes' })
      expect(JSON.stringify(finding)).not.toContain('midnight')
    })
  })

  describe('end otherwise', () => {
    it('corrected, when the writer edits the words away before a finding; a moderator may open it again', async () => {
      const { row } = await flag(bob)
      await editComment(ctx, ann, comment.id, { body: 'The story says it left at midnight!', revision: 1 })
      expect((await caseById(db.read, row.id))?.state).toBe('submitted')
      await editComment(ctx, ann, comment.id, { body: 'The story says it left at noon.', revision: 2 })
      expect(await fileFor(mo, row.id)).toMatchObject({
        ...{ state: 'corrected', commentChanged: true, commentText: 'The story says it left at midnight.' },
        commentNow: 'The story says it left at noon.',
      })
      expect((await told(bob))[0]).toMatchObject({ kind: 'case_closed', ended: 'corrected' })
      await step(ctx, mo, row.id, { step: 'reopen', reason: 'It says the same in other words.' })
      expect((await caseById(db.read, row.id))?.state).toBe('review')
    })

    it('corrected by no edit that leaves the words, and open again when the words come back', async () => {
      const { row } = await flag(bob)
      const edit = async (body: string, revision: number) => editComment(ctx, ann, comment.id, { body, revision })
      const state = async () => (await caseById(db.read, row.id))?.state
      await edit('The story says it left, at mid-night.', 1)
      expect(await state()).toBe('submitted')
      await edit('The story says it left at noon.', 2)
      expect(await state()).toBe('corrected')
      await edit('The story says it left at midnight.', 3)
      expect(await caseById(db.read, row.id)).toMatchObject({ state: 'review', correctedAt: null, endedAt: null })
      await edit('The story says it left at noon.', 4)
      expect((await told(bob)).map((one) => one.ended)).toEqual(['corrected', 'corrected'])
      await step(ctx, mo, row.id, { step: 'reopen', reason: 'It says the same in other words.' })
      await edit('The story says: it left at noon.', 5)
      expect(await state()).toBe('review')
    })

    it('and whoever did not answer in time is asked anew when it comes back', async () => {
      const { row } = await flag(bob)
      await step(ctx, mo, row.id, { step: 'ask_reply', allegation })
      await takeFlagBack(ctx, bob, row.id)
      clock.time += 90 * HOUR
      await flag(bob)
      await expect(decide(ctx, mo, row.id)).rejects.toMatchObject({ code: 'conflict', message: /reply first/ })
      await step(ctx, mo, row.id, { step: 'ask_reply', allegation })
      expect(await kindsTold(ann)).toEqual(['reply_asked', 'case_closed', 'reply_asked'])
      await replyToCase(ctx, ann, row.id, 'I meant the evening ferry.')
      await decide(ctx, mo, row.id)
    })

    it('gone, when the comment is deleted; nobody who flagged keeps its words', async () => {
      const { row } = await flag(bob)
      await hear(ctx, mo, row.id)
      await decide(ctx, mo, row.id)
      await deleteComment(ctx, ann, comment.id)
      expect((await caseById(db.read, row.id))?.state).toBe('gone')
      clock.time += HOUR
      await turn()
      expect((await told(bob)).map((one) => one.ended)).toEqual(['gone'])
      expect(JSON.stringify(await readMyCase(ctx, bob, row.id))).not.toContain('midnight')
    })
  })

  describe('about conduct', () => {
    const spam = { finding: 'breaks_rules', rule: 'spam', action: 'remove' } as const

    it('take a comment away at once, and give it back when that is undone', async () => {
      const { row } = await flagComment(ctx, bob, comment.id, { kind: 'spam', explanation: '' })
      await decide(ctx, mo, row.id, spam)
      expect(await beside()).toMatchObject({ state: 'removed', html: '', author: null, removedFor: 'spam' })
      expect((await shown()).story.commentCount).toBe(0)
      await expect(editComment(ctx, ann, comment.id, { body: 'New.', revision: 1 })).rejects.toMatchObject({
        code: 'gone',
      })
      expect(await kindsTold(ann)).toEqual([])
      await step(ctx, mo, row.id, { step: 'undo' })
      expect(await beside()).toMatchObject({ state: 'visible', removedFor: null })
      const events = await eventsSince(ctx, storyId, 1, 100)
      expect(events.map((event) => event.type)).toEqual(['comment.posted', 'comment.deleted', 'comment.restored'])
      expect(events.at(-1)).toMatchObject({ comment: { state: 'visible' } })
    })

    it('are told to the writer with the rule, and to nobody else', async () => {
      const { row } = await flagComment(ctx, bob, comment.id, { kind: 'spam', explanation: '' })
      await postComment(ctx, author, storyId, { body: 'Is this an advertisement?', parentId: comment.id })
      await publishFinding(ctx, mo, row.id, spam)
      await turn()
      expect(await Promise.all([ann, bob, author].map(kindsTold))).toEqual([['case_decided'], ['case_flagger'], []])
      expect((await readMyCase(ctx, ann, row.id)).statement?.rules).toMatchObject([{ code: 'spam' }])
      await expect(readFinding(ctx, row.reference)).rejects.toMatchObject({ code: 'not_found' })
    })

    it('give nothing back that another finding took away', async () => {
      const { row } = await flagComment(ctx, bob, comment.id, { kind: 'spam', explanation: '' })
      const other = await flagComment(ctx, author, comment.id, {
        kind: 'illegal',
        explanation: 'x'.repeat(20),
        law: '',
        isGoodFaith: true,
      })
      await publishFinding(ctx, mo, other.row.id, { ...spam, rule: 'illegal' })
      await decide(ctx, mo, row.id, { finding: 'within_rules', action: 'none' })
      await step(ctx, mo, row.id, { step: 'undo' })
      expect(await beside()).toMatchObject({ state: 'removed' })
      await decide(ctx, mo, row.id, spam)
      await step(ctx, mo, row.id, { step: 'undo' })
      expect(await beside()).toMatchObject({ state: 'removed' })
      // Nor that this case took away in an earlier round, which stands.
      await appealCase(ctx, ann, other.row.id, 'It breaks no law that I know of.')
      await decide(ctx, max, other.row.id, { finding: 'within_rules', action: 'none' })
      await step(ctx, max, other.row.id, { step: 'undo' })
      expect(await beside()).toMatchObject({ state: 'removed' })
      await decide(ctx, max, other.row.id, { finding: 'within_rules', action: 'none' })
      await step(ctx, max, other.row.id, { step: 'publish' })
      expect(await beside()).toMatchObject({ state: 'visible' })
    })

    it('are answered by no update, which would tell everybody of them', async () => {
      const { row } = await flagComment(ctx, bob, comment.id, { kind: 'spam', explanation: '' })
      const answering = publishUpdate(ctx, author, storyId, { ...update, answersCaseId: row.id })
      await expect(answering).rejects.toMatchObject({ code: 'not_found' })
    })

    it('keep a comment folded whatever its writer edits', async () => {
      const { row } = await flagComment(ctx, bob, comment.id, { kind: 'abuse', explanation: '' })
      await publishFinding(ctx, mo, row.id, { finding: 'breaks_rules', rule: 'abuse', action: 'collapse' })
      await editComment(ctx, ann, comment.id, { body: 'The story says: it left at midnight.', revision: 1 })
      expect(await beside()).toMatchObject({ isCollapsed: true, notes: [{ correctedAt: null }] })
      await editComment(ctx, ann, comment.id, { body: 'The story says it left at midnigt.', revision: 2 })
      expect(await beside()).toMatchObject({ isCollapsed: true, notes: [{ correctedAt: expect.any(String) }] })
    })

    it('keep a removed comment’s place when its writer deletes it too', async () => {
      const { row } = await flagComment(ctx, bob, comment.id, { kind: 'spam', explanation: '' })
      await postComment(ctx, author, storyId, { body: 'An answer.', parentId: comment.id })
      await publishFinding(ctx, mo, row.id, spam)
      await deleteComment(ctx, ann, comment.id)
      expect(await beside()).toMatchObject({ state: 'deleted' })
      expect((await commentById(db.read, comment.id))?.body).toBe('')
    })
  })

  describe('can be appealed', () => {
    it('once by whom the finding goes against; another moderator judges, and what stands meanwhile says so', async () => {
      const { row } = await flag(bob)
      await publishFinding(ctx, mo, row.id)
      await expect(appealCase(ctx, bob, row.id, 'I want more done to her.')).rejects.toMatchObject({ code: 'conflict' })
      await appealCase(ctx, ann, row.id, 'Nobody asked the harbour master.')
      await expect(appealCase(ctx, ann, row.id, 'And once more, please.')).rejects.toMatchObject({ code: 'conflict' })
      expect((await beside())?.notes).toMatchObject([{ finding: 'misquotes', isAppealed: true }])
      expect((await readCases(ctx, max, { queue: 'appeals' })).cases).toMatchObject([{ id: row.id, state: 'appealed' }])
      await expect(step(ctx, mo, row.id, { step: 'take' })).rejects.toMatchObject({ code: 'forbidden' })

      await step(ctx, max, row.id, { step: 'take' })
      await decide(ctx, max, row.id, { finding: 'fair_paraphrase', action: 'none' })
      expect((await beside())?.notes).toMatchObject([{ finding: 'misquotes' }])
      clock.time += 10 * MINUTE
      await turn()
      expect((await beside())?.notes).toEqual([])
      expect(await kindsTold(ann)).toEqual(['appeal_decided', 'case_decided', 'reply_asked'])
      expect(await kindsTold(bob)).toEqual(['case_flagger', 'case_flagger'])
      // Whoever was sent to the page of the case learns that it did not stand.
      expect(await readFinding(ctx, row.reference)).toMatchObject({
        ...{ finding: 'fair_paraphrase', round: 2 },
        earlier: [{ finding: 'misquotes' }],
      })
      // It goes against Bob now, who has his own appeal.
      await appealCase(ctx, bob, row.id, 'The log book says noon as well.')
      expect(await caseById(db.read, row.id)).toMatchObject({ state: 'appealed', round: 3 })
    })

    it('by nobody who took their flag back, nor after the time because somebody else has appealed', async () => {
      const cat = await someone(ctx, 'Cat')
      const { row } = await flag(bob)
      await flag(cat)
      await flag(author)
      await takeFlagBack(ctx, cat, row.id)
      await publishFinding(ctx, mo, row.id, { finding: 'fair_paraphrase', action: 'none' })
      await turn()
      expect([await kindsTold(cat), await kindsTold(bob)]).toEqual([[], ['case_flagger']])
      const reason = 'The log book says noon as well.'
      await expect(appealCase(ctx, cat, row.id, reason)).rejects.toMatchObject({ code: 'conflict' })
      expect(await readMyCase(ctx, cat, row.id)).toMatchObject({ mayAppeal: false })
      expect(await readMyCase(ctx, bob, row.id)).toMatchObject({ mayAppeal: true })
      await appealCase(ctx, bob, row.id, reason)
      clock.time += 15 * DAY
      await expect(appealCase(ctx, author, row.id, reason)).rejects.toMatchObject({ code: 'conflict' })
    })

    it('until the time is over', async () => {
      const { row } = await flag(bob)
      await publishFinding(ctx, mo, row.id)
      clock.time += 14 * DAY
      await turn()
      expect((await caseById(db.read, row.id))?.state).toBe('closed')
      await expect(appealCase(ctx, ann, row.id, 'I was on holiday until now.')).rejects.toMatchObject({
        code: 'conflict',
      })
      expect((await beside())?.notes).toHaveLength(1)
    })

    it('and a removed comment comes back when the appeal is upheld', async () => {
      const { row } = await flagComment(ctx, bob, comment.id, { kind: 'abuse', explanation: '' })
      await publishFinding(ctx, mo, row.id, { finding: 'breaks_rules', rule: 'abuse', action: 'remove' })
      await appealCase(ctx, ann, row.id, 'It insults nobody at all.')
      expect((await beside())?.state).toBe('removed')
      await decide(ctx, max, row.id, { finding: 'within_rules', action: 'none' })
      await step(ctx, max, row.id, { step: 'publish' })
      expect((await beside())?.state).toBe('visible')
    })
  })

  it('are seen by moderators, and without flags by the story’s author; by nobody else', async () => {
    const { row } = await flag(bob)
    await flagComment(ctx, bob, comment.id, { kind: 'spam', explanation: '' })
    await noteOnCase(ctx, mo, row.id, 'Bob is her neighbour.')
    expect((await fileFor(mo, row.id)).staff).toMatchObject({ flags: [{ by: 'Bob' }], notes: [{ by: 'Mo' }] })
    const seen = await fileFor(author, row.id)
    expect(seen).toMatchObject({ staff: null, flagCount: null, weight: null })
    expect(JSON.stringify(seen)).not.toMatch(/Bob|neighbour|another time/)
    expect((await readCases(ctx, author, { queue: 'open' })).cases).toHaveLength(1)
    expect((await readCases(ctx, mo, { queue: 'open' })).counts).toMatchObject({ open: 2, mine: 0 })
    await expect(readCases(ctx, bob, { queue: 'open' })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(readCase(ctx, bob, row.id)).rejects.toMatchObject({ code: 'not_found' })
    const embedded = { ...author, scope: 'embed' } as Reader
    await expect(readCase(ctx, embedded, row.id)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('leave every step in the chain, of which the public reads what is public', async () => {
    const { row } = await flag(bob)
    await step(ctx, mo, row.id, { step: 'take' })
    await step(ctx, mo, row.id, { step: 'begin_review' })
    await step(ctx, mo, row.id, { step: 'ask_reply', allegation })
    await replyToCase(ctx, ann, row.id, 'I meant the evening ferry.')
    await decide(ctx, mo, row.id)
    await step(ctx, mo, row.id, { step: 'undo' })
    await decide(ctx, mo, row.id)
    await step(ctx, mo, row.id, { step: 'publish' })
    await appealCase(ctx, ann, row.id, 'Nobody asked the harbour master.')
    const steps = (await fileFor(mo, row.id)).staff?.steps.map((one) => `${one.step} ${one.by} ${one.to}`)
    expect(steps).toEqual([
      'open Bob submitted',
      ...['take Mo triage', 'begin_review Mo review', 'ask_reply Mo waiting_reply', 'reply Ann review'],
      ...['decide Mo decided', 'undo Mo review', 'decide Mo decided', 'publish Mo published'],
      ...['case.decided Mo null', 'appeal Ann appealed', 'case.appealed Ann null'],
    ])
    expect(await checkLog(ctx)).toMatchObject({ fault: null, number: 12 })
    const entries = await logPage(db.read, { limit: 50, publicOnly: true })
    expect(entries.map((entry) => entry.verb)).toEqual(['case.appealed', 'case.decided'])
    expect(JSON.stringify(entries.map((entry) => entry.detail))).not.toMatch(/Bob|Ann|Mo|midnight/)
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
