import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { appealCase } from '../../server/cases/appeal-case.ts'
import { flagComment } from '../../server/cases/flagging/flag-comment.ts'
import { readMyCase } from '../../server/cases/my-cases.ts'
import { readCase, readCases } from '../../server/cases/read-cases.ts'
import { deleteComment } from '../../server/comments/delete-comment.ts'
import { editComment } from '../../server/comments/edit-comment.ts'
import { postComment } from '../../server/comments/post-comment.ts'
import { threadPage } from '../../server/comments/thread-page.ts'
import type { Context, Reader } from '../../server/context.ts'
import { claimComment, releaseClaim } from '../../server/desk/claims.ts'
import { decideSeveral } from '../../server/desk/decide-several.ts'
import { readDecisions } from '../../server/desk/history.ts'
import { takeMeasure } from '../../server/desk/measure.ts'
import { noteOnComment } from '../../server/desk/note.ts'
import { pinComment } from '../../server/desk/pin.ts'
import { readQueued } from '../../server/desk/read-comment.ts'
import { readDesk, readQueue } from '../../server/desk/read-queue.ts'
import { CLAIM_MS, UNDO_MS } from '../../server/desk/rules.ts'
import { undoActs } from '../../server/desk/undo.ts'
import { decideHeld } from '../../server/held/decide-held.ts'
import { readOwnHeld } from '../../server/held/read-own.ts'
import { readNotices } from '../../server/notices/read-notices.ts'
import { beginStory } from '../../server/stories/begin-story.ts'
import { eventsSince } from '../../server/stories/events.ts'
import { flagMisquote } from '../support/cases.ts'
import { type Clock, contextOn, someone, someStory } from '../support/context.ts'
import { dialects, freshDatabase, type TestDatabase } from '../support/databases.ts'
import { DAY, HOUR, runDue, shownIn, suspend } from '../support/suspending.ts'

const NOON = Date.UTC(2026, 10, 22, 12)
const insult = { decision: 'reject', rule: 'abuse', reason: 'This insults somebody.' } as const

describe.each(dialects)('the desk on %s', (dialect) => {
  let db: TestDatabase
  let clock: Clock
  let ctx: Context
  let other: Context
  let ann: Reader
  let bob: Reader
  let mo: Reader
  let max: Reader
  let storyId: string
  let begun = 0
  const post = (body: string, by = ann, parentId: string | null = null) =>
    postComment(ctx, by, storyId, { body, parentId })
  const approve = (id: string, by = mo, revision = 1) =>
    decideHeld(ctx, by, id, { decision: 'approve', revision, release: 'now' })
  const reject = (id: string, by = mo) => decideHeld(ctx, by, id, { ...insult, revision: 1 })
  const undo = (...ids: string[]) => undoActs(other, mo, ids)
  const queue = (asked: Partial<Parameters<typeof readQueue>[2]> = {}) =>
    readQueue(other, mo, { queue: 'pending', storyId, ...asked })
  const ids = async (asked: Partial<Parameters<typeof readQueue>[2]> = {}) =>
    (await queue(asked)).items.map(({ id }) => id)
  const glance = (id: string) => readQueued(other, mo, id)
  const noticesOf = async (by = ann) => (await readNotices(ctx, by, { limit: 50 })).notices

  beforeAll(async () => {
    db = await freshDatabase(dialect)
    clock = { time: NOON }
    ctx = contextOn(db, clock)
    other = contextOn(await db.openAgain(), clock)
    ann = await someone(ctx, 'Ann')
    bob = await someone(ctx, 'Bob')
    mo = await someone(ctx, 'Mo', { role: 'moderator' })
    max = await someone(ctx, 'Max', { role: 'moderator' })
  })
  beforeEach(async () => {
    begun += 1
    clock.time = NOON + begun * 40 * DAY
    storyId = await someStory(ctx, `ferry-${begun}`)
    const endsAt = new Date(clock.time + 20 * DAY).toISOString()
    await suspend(ctx, mo, { scope: 'story', storyId }, { mode: 'premoderated', endsAt })
  })
  afterAll(() => db.close())

  it('counts what waits: equal to the rows, whatever was done', async () => {
    const people = await Promise.all(Array.from({ length: 4 }, (_, i) => someone(ctx, `Reader ${i}`)))
    // The same course in each run: what is tested is the counting.
    let seed = 7
    const random = (n: number) => {
      seed = (seed * 1103515245 + 12345) % 2147483648
      return seed % n
    }
    const made: string[] = []
    const done: string[] = []
    const acts = [
      async () => made.push((await post(`It left at midnight, ${made.length}.`, people[random(4)] ?? ann)).id),
      async () => made.push((await post(`It left at midnight, ${made.length}.`, people[random(4)] ?? ann)).id),
      async () => done.push((await approve(made[random(made.length)] ?? '')).actId),
      async () => done.push((await reject(made[random(made.length)] ?? '')).actId),
      async () => undo(done[random(done.length)] ?? ''),
      async () => {
        const { commentId } = { commentId: made[random(made.length)] ?? '' }
        const { decidedBy } =
          (await db.read.select().from(db.read.tables.comments)).find((c) => c.id === commentId) ?? {}
        if (decidedBy) await flagMisquote(ctx, bob, commentId)
      },
      async () => flagComment(ctx, ann, made[random(made.length)] ?? '', { kind: 'spam', explanation: '' }),
      async () => deleteComment(ctx, people[random(4)] ?? ann, made[random(made.length)] ?? ''),
    ]
    for (let i = 0; i < 60; i++) {
      await acts[i < 6 ? 0 : random(acts.length)]?.().catch((error: { code?: string }) => {
        if (!error.code) throw error
      })
      clock.time += 1000
      if (i % 10 !== 9) continue
      const raw = async (query: string) =>
        Number((await db.read.rows<{ n: number }>(sql.raw(`select count(*) as n from ${query}`)))[0]?.n)
      const open = `state in ('submitted', 'triage', 'review', 'appealed', 'awaiting_second')`
      const known = `select person_id from comments where state in ('visible', 'approved') and person_id is not null`
      expect(await readDesk(other, mo)).toEqual({
        reported: await raw(`cases where kind <> 'misrepresentation' and ${open}`),
        misrepresentation: await raw(`cases where kind = 'misrepresentation' and ${open}`),
        appeals: await raw(`cases where state = 'appealed'`),
        sanctionAppeals: 0,
        pending: await raw(`comments where state = 'pending'`),
        approved: await raw(`comments where state = 'approved'`),
        first: await raw(`comments where state = 'pending' and person_id not in (${known})`),
      })
      const { pending, first } = await readDesk(other, mo)
      expect((await ids({ storyId: undefined })).length).toBe(Math.min(30, pending))
      expect((await ids({ storyId: undefined, queue: 'first' })).length).toBe(Math.min(30, first))
    }
  })

  it('finds comments by story, section, person, age and words, page by page', async () => {
    const eve = await someone(ctx, 'Eve')
    const old = await post('The lighthouse keeper saw it all.')
    clock.time += 2 * HOUR
    const fresh = await post('100% of the LIGHTHOUSE is closed.', eve)
    const rest: string[] = []
    for (let i = 0; i < 33; i++) rest.push((await post(`Number ${i}.`)).id)
    const first = await queue()
    expect([first.items.length, first.items[0]?.id]).toEqual([30, old.id])
    const second = await queue({ after: first.next ?? '' })
    expect([second.items.map(({ id }) => id), second.next]).toEqual([rest.slice(28), null])
    expect(await ids({ search: 'lighthouse' })).toEqual([old.id, fresh.id])
    expect(await ids({ search: '100%' })).toEqual([fresh.id])
    expect(await ids({ queue: 'all', search: 'lighthouse' })).toEqual([fresh.id, old.id])
    expect(await ids({ personId: eve.personId })).toEqual([fresh.id])
    expect(await ids({ age: 'over_hour' })).toEqual([old.id])
    expect((await ids({ age: 'last_hour' }))[0]).toBe(fresh.id)
    const elsewhere = await beginStory(ctx, {
      ...{ url: `https://news.example/s${begun}`, title: 'Elsewhere', section: 'Harbour', publishedAt: clock.time },
    })
    const { id } = await postComment(ctx, ann, elsewhere.id, { body: 'In the harbour.', parentId: null })
    expect(await ids({ queue: 'all', storyId: undefined, section: 'Harbour' })).toEqual([id])
    // Ann has a comment that stands by now.
    expect(await ids({ queue: 'first' })).toEqual([fresh.id])
    await expect(queue({ after: 'nonsense' })).rejects.toMatchObject({ code: 'invalid' })
  })

  it('shows a comment in its thread, with what it quotes and who wrote it', async () => {
    const top = await post('The top.', bob)
    await approve(top.id)
    const held = await post('> the harbour at NOON\n\nSays who?', ann, top.id)
    const beside = await post('Beside it.', bob, top.id)
    await approve(beside.id)
    await noteOnComment(ctx, max, held.id, 'Knows the harbour master.')
    expect(await glance(held.id)).toMatchObject({
      item: { author: 'Ann', state: 'pending', screenings: [], claim: null, parent: { author: 'Bob' } },
      above: [{ id: top.id, author: 'Bob' }],
      after: [{ id: beside.id }],
      quotes: [{ exact: 'the harbour at noon' }],
      writer: { name: 'Ann', counts: { pending: expect.any(Number) } },
      story: { commenting: { mode: 'premoderated' } },
      decisions: [{ verb: 'note', reason: 'Knows the harbour master.', by: { name: 'Max' } }],
      openCase: null,
    })
    await expect(glance(storyId)).rejects.toMatchObject({ code: 'not_found' })
  })

  describe('a comment in hand', () => {
    it('is one moderator’s until that expires, is laid down or taken over; nobody else decides it', async () => {
      const { id } = await post('Who reads me?')
      const both = await Promise.allSettled([claimComment(ctx, mo, id, false), claimComment(other, max, id, false)])
      expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
      const [has, hasNot] = both[0]?.status === 'fulfilled' ? [mo, max] : [max, mo]
      expect((await glance(id)).item.claim).toMatchObject({ by: has.name, isMine: has === mo })
      await expect(approve(id, hasNot)).rejects.toMatchObject({
        code: 'conflict',
        message: `${has.name} has this comment in hand. Take it over first.`,
      })
      // Renewed, it lasts from then.
      clock.time += CLAIM_MS - 1000
      await claimComment(ctx, has, id, false)
      clock.time += CLAIM_MS - 1000
      await expect(claimComment(other, hasNot, id, false)).rejects.toMatchObject({ code: 'conflict' })
      expect(await claimComment(other, hasNot, id, true)).toMatchObject({ isMine: true })
      await expect(claimComment(ctx, has, id, false)).rejects.toMatchObject({ code: 'conflict' })
      await releaseClaim(ctx, has, id)
      expect((await glance(id)).item.claim?.by).toBe(hasNot.name)
      clock.time += CLAIM_MS
      expect((await glance(id)).item.claim).toBeNull()
      expect((await approve(id, has)).state).toBe('visible')
    })
  })

  describe('undone', () => {
    it('an approval takes the comment back from readers, and open pages hear of it once more when it is let through', async () => {
      const { id } = await post('Too quick.')
      const { actId } = await approve(id)
      const types = async () => (await eventsSince(ctx, storyId, 0, 100)).map(({ type }) => type)
      expect((await shownIn(ctx, storyId)).length).toBe(1)
      clock.time += UNDO_MS - 1
      expect(await undo(actId)).toEqual({ undone: [actId], refused: [] })
      expect(await undo(actId)).toEqual({ undone: [actId], refused: [] })
      expect(await shownIn(ctx, storyId)).toEqual([])
      expect(JSON.stringify(await eventsSince(ctx, storyId, 0, 100))).not.toContain('Too quick')
      expect(await ids()).toEqual([id])
      await approve(id)
      expect((await types()).slice(-4)).toEqual(['comment.posted', 'comment.deleted', 'unseen', 'comment.restored'])
      expect((await shownIn(ctx, storyId)).map((one) => one.id)).toEqual([id])
    })

    it('a rejection was told to nobody; one that stands is told once, and can be appealed', async () => {
      clock.time += UNDO_MS
      await runDue(ctx, other)
      const before = (await noticesOf()).length
      const { id } = await post('A pack of fools.')
      const first = await reject(id)
      await runDue(ctx, other)
      expect((await noticesOf()).length).toBe(before)
      expect((await readOwnHeld(other, ann, storyId)).held).toMatchObject([
        { caseId: null, rejection: null, comment: { state: 'pending', removedFor: null } },
      ])
      expect((await undo(first.actId)).undone).toEqual([first.actId])
      clock.time += UNDO_MS
      await runDue(ctx, other)
      expect(await ids()).toEqual([id])
      const { actId } = await reject(id)
      clock.time += UNDO_MS
      expect((await undo(actId)).refused).toMatchObject([{ id: actId, code: 'conflict' }])
      await runDue(ctx, other)
      await runDue(ctx, other)
      const told = (await noticesOf()).slice(0, -before || undefined)
      expect(told).toMatchObject([{ kind: 'comment_rejected' }])
      const [{ caseId, rejection } = { caseId: null, rejection: null }] = (await readOwnHeld(ctx, ann, storyId)).held
      expect(rejection).toBe('This insults somebody.')
      expect(await readMyCase(ctx, ann, caseId ?? '')).toMatchObject({ mayAppeal: true })
      await appealCase(ctx, ann, caseId ?? '', 'It insults nobody at all.')
      expect((await readDesk(ctx, mo)).appeals).toBe(1)
      expect((await glance(id)).decisions.map(({ verb, undoneAt }) => [verb, undoneAt !== null])).toEqual([
        ['reject', false],
        ['reject', true],
      ])
    })

    it('only what nobody has touched since, and by who did it', async () => {
      const [sent, flagged, gone] = [await post('One.'), await post('Two.'), await post('Three.')]
      const back = { decision: 'send_back', rule: 'off_topic', reason: 'Which ferry?', revision: 1 } as const
      const returned = await decideHeld(ctx, mo, sent.id, back)
      const [shown, deleted] = [await approve(flagged.id), await approve(gone.id)]
      expect((await undoActs(ctx, max, [shown.actId])).refused).toMatchObject([{ code: 'forbidden' }])
      await editComment(ctx, ann, sent.id, { body: 'The evening ferry.', revision: 1 })
      await flagComment(ctx, bob, flagged.id, { kind: 'spam', explanation: '' })
      await deleteComment(ctx, ann, gone.id)
      const { undone, refused } = await undo(returned.actId, shown.actId, deleted.actId)
      expect([undone, refused.map(({ code }) => code)]).toEqual([[], ['conflict', 'conflict', 'conflict']])
      expect((await shownIn(ctx, storyId)).filter((one) => one.state === 'visible').map((one) => one.id)).toEqual([
        flagged.id,
      ])
    })
  })

  it('decides several alike: what changed meanwhile is told, the others are done', async () => {
    const [one, edited, taken, own] = [await post('1'), await post('2'), await post('3'), await post('4', bob)]
    await editComment(ctx, ann, edited.id, { body: 'Two, better.', revision: 1 })
    await claimComment(ctx, max, taken.id, false)
    const items = [one, edited, taken, own].map(({ id }) => ({ id, revision: 1 }))
    const [a, b] = await Promise.all([
      decideSeveral(ctx, mo, { items, verdict: insult }),
      decideSeveral(other, max, { items: [{ id: taken.id, revision: 1 }], verdict: { decision: 'approve' } }),
    ])
    expect(a.decided.map(({ id, state }) => [id, state])).toEqual([
      [one.id, 'rejected'],
      [own.id, 'rejected'],
    ])
    expect(a.refused).toMatchObject([
      { id: edited.id, code: 'conflict', current: { state: 'pending', revision: 2 } },
      { id: taken.id, code: 'conflict' },
    ])
    expect(b.decided).toMatchObject([{ id: taken.id, state: 'visible' }])
    expect(await ids()).toEqual([edited.id])
    expect((await undo(...a.decided.map(({ actId }) => actId))).undone).toHaveLength(2)
    expect(await ids()).toEqual([one.id, edited.id, own.id])
  })

  it('removes or folds a visible comment by a case with reasons that can be appealed', async () => {
    const [rude, known] = [await post('Fools, all of them.'), await post('Buy my boat.')]
    await approve(rude.id)
    await approve(known.id)
    const measure = { action: 'remove', revision: 1, rule: 'abuse', explanation: 'It insults the whole crew.' } as const
    await expect(takeMeasure(ctx, ann, rude.id, measure)).rejects.toMatchObject({ code: 'forbidden' })
    const { caseId, reference } = await takeMeasure(ctx, mo, rude.id, measure)
    expect((await shownIn(ctx, storyId)).map(({ id, state }) => [id, state])).toContainEqual([rude.id, 'removed'])
    expect((await readCase(ctx, mo, caseId)).state).toBe('decided')
    clock.time += 10 * 60_000
    await runDue(ctx)
    expect(await readMyCase(ctx, ann, caseId)).toMatchObject({
      reference,
      mayAppeal: true,
      statement: { explanation: measure.explanation, action: 'remove' },
    })
    const { row } = await flagComment(ctx, bob, known.id, { kind: 'spam', explanation: '' })
    const again = takeMeasure(ctx, mo, known.id, { ...measure, rule: 'spam' })
    await expect(again).rejects.toMatchObject({ code: 'conflict', extra: { current: { reference: row.reference } } })
    const reported = await readCases(ctx, mo, { queue: 'open', kind: 'reported' })
    expect(reported.cases.map(({ id }) => id)).toContain(row.id)
  })

  it('pins one comment per story, as long as it can be read', async () => {
    const [a, b] = [await post('First.'), await post('Second.')]
    await expect(pinComment(ctx, mo, a.id, true)).rejects.toMatchObject({ code: 'conflict' })
    await approve(a.id)
    await approve(b.id)
    const pinned = async () => (await threadPage(other, storyId, { sort: 'newest' })).thread.pinned?.id ?? null
    await pinComment(ctx, mo, a.id, true)
    const { actId } = await pinComment(ctx, mo, b.id, true)
    expect(await pinned()).toBe(b.id)
    await undo(actId ?? '')
    expect(await pinned()).toBe(a.id)
    await pinComment(ctx, mo, a.id, false)
    expect(await pinned()).toBeNull()
    await pinComment(ctx, mo, a.id, true)
    await deleteComment(ctx, ann, a.id)
    expect(await pinned()).toBeNull()
  })

  it('tells who decided what and when, by moderator', async () => {
    const [a, b] = [await post('First.'), await post('Second.')]
    await approve(a.id)
    clock.time += 1000
    await reject(b.id, max)
    clock.time += 1000
    const measure = { action: 'collapse', revision: 1, rule: 'spam', explanation: 'It is an advertisement.' } as const
    await takeMeasure(ctx, mo, a.id, measure)
    clock.time += UNDO_MS
    await runDue(ctx)
    const { decisions, moderators } = await readDecisions(ctx, {})
    expect(decisions.slice(0, 3)).toMatchObject([
      { verb: 'judge', action: 'collapse', by: { name: 'Mo' }, comment: { id: a.id } },
      { verb: 'reject', rule: 'abuse', reference: expect.any(String), by: { name: 'Max' }, comment: { id: b.id } },
      { verb: 'approve', by: { name: 'Mo' }, comment: { id: a.id, author: 'Ann' } },
    ])
    expect(moderators.map(({ name }) => name)).toEqual(expect.arrayContaining(['Max', 'Mo']))
    const his = await readDecisions(ctx, { personId: max.personId })
    expect(his.decisions.every(({ by }) => by?.name === 'Max')).toBe(true)
    // Page by page nothing is missed or told twice.
    const all: string[] = []
    for (let after: string | undefined; ; ) {
      const page = await readDecisions(ctx, { after })
      all.push(...page.decisions.map(({ id }) => id))
      if (!page.next) break
      after = page.next
    }
    expect(new Set(all).size).toBe(all.length)
    expect(all.length).toBeGreaterThan(0)
  })
})
