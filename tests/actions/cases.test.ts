import { describe, expect, it } from 'vitest'
import { caseById } from '../../db/cases.ts'
import { logPage } from '../../db/log.ts'
import { appealCase } from '../../server/cases/appeal-case.ts'
import { flagComment } from '../../server/cases/flagging/flag-comment.ts'
import { flaggingOf } from '../../server/cases/flagging/standing.ts'
import { takeFlagBack } from '../../server/cases/flagging/withdraw-flag.ts'
import { readMyCases } from '../../server/cases/my-cases.ts'
import { noteOnCase } from '../../server/cases/note-on-case.ts'
import { readFinding } from '../../server/cases/present-public.ts'
import { readCase, readCases } from '../../server/cases/read-cases.ts'
import { replyToCase } from '../../server/cases/reply-to-case.ts'
import { postComment } from '../../server/comments/post-comment.ts'
import type { Reader } from '../../server/context.ts'
import { checkLog } from '../../server/log/check-log.ts'
import { setStoryText } from '../../server/stories/set-text.ts'
import { publishUpdate } from '../../server/updates/publish-update.ts'
import {
  ann,
  author,
  beside,
  bob,
  clock,
  comment,
  ctx,
  DAY,
  db,
  fileFor,
  flag,
  HOUR,
  kindsTold,
  MINUTE,
  max,
  mo,
  setScene,
  shown,
  storyId,
  turn,
} from '../support/case-scene.ts'
import { allegation, decide, flagMisquote, hear, publishFinding, step } from '../support/cases.ts'
import { someone } from '../support/context.ts'
import { dialects } from '../support/databases.ts'

const update = { kind: 'clarification', status: null, body: 'It was noon.', answersCaseId: null } as const

describe.each(dialects)('cases on %s', (dialect) => {
  setScene(dialect)

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
      // Told to whoever flags, too.
      expect(await flaggingOf(db.read, bob.personId, ctx.now())).toMatchObject({ upheld: 0, denied: 3, weight: 0.2 })
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
