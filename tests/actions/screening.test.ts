import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { commentById } from '../../db/comments.ts'
import { readMyCases } from '../../server/cases/my-cases.ts'
import { deleteComment } from '../../server/comments/delete-comment.ts'
import { editComment } from '../../server/comments/edit-comment.ts'
import { readDrafts } from '../../server/comments/keep-draft.ts'
import { type NewComment, postComment } from '../../server/comments/post-comment.ts'
import type { Context, Reader } from '../../server/context.ts'
import { ScreeningRuleWanted } from '../../server/contract/screening.ts'
import { readQueue } from '../../server/desk/read-queue.ts'
import { readHoldingRules } from '../../server/desk/read-rules.ts'
import { decideHeld } from '../../server/held/decide-held.ts'
import { readOwnHeld } from '../../server/held/read-own.ts'
import { addRule, changeRule, removeRule } from '../../server/screening/change-rule.ts'
import { readRules } from '../../server/screening/read-rules.ts'
import { beginStory } from '../../server/stories/begin-story.ts'
import { eventsSince } from '../../server/stories/events.ts'
import { type Clock, contextOn, someone } from '../support/context.ts'
import { dialects, freshDatabase, type TestDatabase } from '../support/databases.ts'
import { runDue, shownIn } from '../support/suspending.ts'

/** With which code it is refused. */
const codeOf = (refused: Promise<unknown>) => refused.then(() => 'done').catch(({ code }: { code: string }) => code)
const NOON = Date.UTC(2026, 10, 22, 12)
const MINUTE = 60_000
const LONG =
  'The council has known about the harbour wall since spring and did nothing at all until the ferry hit it one night.'

type Wanted = Parameters<typeof ScreeningRuleWanted.parse>[0]

describe.each(dialects)('screening on %s', (dialect) => {
  let db: TestDatabase
  let clock: Clock
  let ctx: Context
  /** Another node. */
  let other: Context
  let mo: Reader
  let ann: Reader
  let bob: Reader
  let storyId: string
  let count = 0

  const rule = (wanted: object) => addRule(ctx, mo, ScreeningRuleWanted.parse({ name: 'A rule', ...wanted } as Wanted))
  const post = (body: string, by = ann, over: Partial<NewComment> = {}, on = ctx, at = storyId) =>
    postComment(on, by, at, { body, parentId: null, ...over })
  const stateOf = async (body: string, by = ann, over: Partial<NewComment> = {}) => (await post(body, by, over)).state
  const newStory = async () => (await beginStory(ctx, { url: `https://news.example/s${++count}`, title: 'A story' })).id
  const heldWhy = async (by = ann) => (await readOwnHeld(other, by, storyId)).held.map(({ because }) => because)

  beforeAll(async () => {
    db = await freshDatabase(dialect)
    clock = { time: NOON }
    ctx = contextOn(db, clock)
    other = contextOn(await db.openAgain(), clock)
  })
  afterAll(() => db.close())
  beforeEach(async () => {
    clock.time += 30 * 24 * 60 * MINUTE
    for (const { id } of await readRules(ctx)) await removeRule(ctx, mo, id)
    mo = await someone(ctx, 'Mo', { role: 'owner' })
    ann = await someone(ctx, 'Ann')
    bob = await someone(ctx, 'Bob')
    storyId = await newStory()
  })

  it('says of a comment nothing that was found in words it never had', async () => {
    await rule({ outcome: 'refuse', check: { kind: 'words', phrases: ['dastard'], mayTell: true } })
    await rule({ name: 'Harbour', check: { kind: 'words', phrases: ['harbour'], mayTell: true } })
    const { id } = await post('A fine day.')
    const edit = (body: string) => editComment(ctx, ann, id, { body, revision: 1 })
    expect(await codeOf(edit('You dastard, you.'))).toBe('screened')
    expect((await edit('By the harbour wall.')).state).toBe('pending')
    const { items } = await readQueue(other, mo, { queue: 'pending', storyId })
    expect(items[0]?.screenings.map(({ name }) => name)).toEqual(['Harbour'])
    expect(await heldWhy()).toEqual([expect.stringMatching(/^It is held because it contains “harbour”, which/)])
  })

  it('keeps nothing of words that their writer deleted', async () => {
    await rule({ check: { kind: 'links', most: 0 } })
    const { id } = await post('See https://zanzibar.example/here')
    const found = async () => JSON.stringify(await db.read.select().from(db.read.tables.screenings))
    expect(await found()).toContain('zanzibar')
    await deleteComment(ctx, ann, id)
    expect(await found()).not.toContain('zanzibar')
  })

  it('holds a comment with a listed word, and tells moderators the rule and the words', async () => {
    await rule({ name: 'Insults', houseRule: 'abuse', check: { kind: 'words', phrases: ['dastard'] } })
    expect(await stateOf('What a fine day.')).toBe('visible')
    expect(await stateOf('You utter dаstаrd, you.')).toBe('pending')
    const { items } = await readQueue(other, mo, { queue: 'pending', storyId })
    expect(items.map(({ screenings }) => screenings)).toEqual([
      [
        expect.objectContaining({
          ...{ name: 'Insults', kind: 'words', houseRule: 'abuse' },
          excerpts: [{ before: 'You utter ', words: 'dаstаrd', after: ', you.' }],
        }),
      ],
    ])
    expect(await heldWhy()).toEqual([
      'It is held because it contains a word or phrase that is checked here. A moderator looks at it before others see it.',
    ])
  })

  it('lists what each rule holds as it stands, and counts it, also after the rule is removed', async () => {
    const insults = await rule({ name: 'Insults', check: { kind: 'words', phrases: ['dastard'] } })
    const harbour = await rule({ name: 'Harbour', check: { kind: 'words', phrases: ['harbour'] } })
    await rule({ name: 'Refused', outcome: 'refuse', check: { kind: 'words', phrases: ['blighter'] } })
    const held = async (ruleId: string, queue: 'pending' | 'all' = 'pending') =>
      (await readQueue(other, mo, { queue, storyId, ruleId })).items.map(({ id }) => id)
    const counts = async () =>
      (await readHoldingRules(other, mo)).rules
        .filter(({ id }) => id >= insults.id)
        .map(({ name, pending, isRemoved }) => [name, pending, isRemoved])
    const both = await post('You dastard of the harbour.')
    const one = await post('You dastard.')
    await post('A fine day.')
    expect([await held(insults.id), await held(harbour.id)]).toEqual([[both.id, one.id], [both.id]])
    expect(await counts()).toEqual([
      ['Insults', 2, false],
      ['Harbour', 1, false],
    ])
    // Other words: what was found in those before holds no longer.
    await editComment(ctx, ann, both.id, { body: 'By the harbour.', revision: 1 })
    expect([await held(insults.id), await held(harbour.id)]).toEqual([[one.id], [both.id]])
    await removeRule(ctx, mo, insults.id)
    expect(await counts()).toEqual([
      ['Harbour', 1, false],
      ['Insults', 1, true],
    ])
    await decideHeld(ctx, mo, one.id, { decision: 'approve', revision: 1, release: 'now' })
    expect([await counts(), await held(insults.id), await held(insults.id, 'all')]).toEqual([
      [['Harbour', 1, false]],
      [],
      [one.id],
    ])
  })

  it('is named in the reasons why a comment that it held was rejected', async () => {
    await rule({ check: { kind: 'words', phrases: ['dastard'] } })
    const { id } = await post('You dastard, you.')
    const decision = { decision: 'reject', revision: 1, rule: 'abuse', reason: 'This insults somebody.' } as const
    await decideHeld(ctx, mo, id, decision)
    clock.time += MINUTE
    await runDue(ctx, other)
    const { cases } = await readMyCases(other, ann, undefined)
    expect(cases.map(({ statement }) => statement)).toMatchObject([
      { action: 'remove', isAutomated: false, wasHeldByRule: true, wasLetThrough: false },
    ])
  })

  it('holds from the next comment on, on every node, and no longer once the rule is off or gone', async () => {
    expect((await post('dastard', ann, {}, other)).state).toBe('visible')
    const {
      id,
      version,
      secret: _secret,
      lately: _lately,
      changedBy: _by,
      changedAt: _at,
      ...kept
    } = await rule({
      check: { kind: 'words', phrases: ['dastard'] },
    })
    expect((await post('dastard', ann, {}, other)).state).toBe('pending')
    const off = { version, rule: { ...kept, isOn: false }, newSecret: false }
    await changeRule(ctx, mo, id, off)
    expect((await post('dastard', ann, {}, other)).state).toBe('visible')
    expect(await codeOf(changeRule(ctx, mo, id, off))).toBe('conflict')
    // What is held names the rule as it was.
    expect((await readQueue(ctx, mo, { queue: 'pending', storyId })).items[0]?.screenings[0]?.name).toBe('A rule')
  })

  it('refuses in words, keeps the text as a draft, and takes it once it is changed', async () => {
    await rule({ outcome: 'refuse', houseRule: 'abuse', check: { kind: 'words', phrases: ['dastard'], mayTell: true } })
    const refusal = await post('You dastard.').catch((error) => error)
    expect(refusal).toMatchObject({
      code: 'screened',
      message: expect.stringMatching(
        /^As it stands this cannot be posted, because it contains “dastard”, which is not allowed here\. The rule on abuse: No insults/,
      ),
      extra: { rule: 'abuse', excerpts: ['dastard'], draft: { body: 'You dastard.' } },
    })
    expect((await readDrafts(other, ann, storyId)).map(({ body }) => body)).toEqual(['You dastard.'])
    const draftFrom = refusal.extra.draft.updatedAt
    expect(await stateOf('You are wrong.', ann, { draftFrom })).toBe('visible')
    expect(await readDrafts(other, ann, storyId)).toEqual([])
    const [{ lately }] = (await readRules(ctx)) as [Awaited<ReturnType<typeof readRules>>[number]]
    expect(lately).toEqual({ held: 0, refused: 1, agreed: 0, published: 0 })
  })

  it('looks at changed words as at new ones: a public comment waits again, what was sent back is not let through', async () => {
    await rule({ check: { kind: 'words', phrases: ['dastard'] } })
    const { id, seq } = await post('A fine day.')
    const edited = await editComment(ctx, ann, id, { body: 'A dastard day.', revision: 1 })
    expect(edited.state).toBe('pending')
    expect(await shownIn(other, storyId)).toEqual([])
    expect((await eventsSince(ctx, storyId, seq, 10)).map(({ type }) => type)).toContain('comment.deleted')
    await decideHeld(ctx, mo, id, { decision: 'send_back', revision: 2, rule: 'abuse', reason: 'Kindly rephrase.' })
    expect((await editComment(ctx, ann, id, { body: 'A grey day.', revision: 2 })).state).toBe('pending')
    expect((await readQueue(ctx, mo, { queue: 'pending', storyId })).items[0]?.screenings).toEqual([])
    await decideHeld(ctx, mo, id, { decision: 'approve', revision: 3 })
    expect((await shownIn(other, storyId)).map(({ html }) => html)).toEqual(['<p>A grey day.</p>'])
  })

  it('refuses changed words without touching those that stand', async () => {
    await rule({ outcome: 'refuse', check: { kind: 'words', phrases: ['dastard'] } })
    const { id } = await post('A fine day.')
    expect(await codeOf(editComment(ctx, ann, id, { body: 'A dastard day.', revision: 1 }))).toBe('screened')
    expect(await commentById(other.db.read, id)).toMatchObject({ state: 'visible', revision: 1 })
  })

  it('leaves staff and the author of the story alone', async () => {
    await rule({ check: { kind: 'premoderate' } })
    const author = await someone(ctx, 'Author', { authorOf: [storyId] })
    expect([await stateOf('Hello.', mo), await stateOf('Hello.', author), await stateOf('Hello.')]).toEqual([
      ...['visible', 'visible', 'pending'],
    ])
  })

  it('holds for the stories and sections it is for', async () => {
    const there = (
      await beginStory(ctx, { url: `https://news.example/c${++count}`, title: 'Court', section: 'Courts' })
    ).id
    const named = await newStory()
    await rule({ check: { kind: 'premoderate' }, scope: { sections: ['Courts'], storyIds: [named] } })
    const at = async (id: string) => (await post('Hello.', ann, {}, ctx, id)).state
    expect([await at(storyId), await at(there), await at(named)]).toEqual(['visible', 'pending', 'pending'])
  })

  it('holds first comments until one was let through, also when many are sent at once', async () => {
    await rule({ check: { kind: 'first_comment' } })
    const rows = await Promise.all(
      Array.from({ length: 6 }, (_, i) => post(`Number ${i}`, ann, {}, i % 2 ? ctx : other)),
    )
    expect(rows.map(({ state }) => state)).toEqual(Array(6).fill('pending'))
    await decideHeld(ctx, mo, rows[0]!.id, { decision: 'approve', revision: 1 })
    expect(await stateOf('One more')).toBe('visible')
    expect((await heldWhy())[0]).toContain('it is your first comment here')
  })

  it('holds a text that one person sends again, on whichever stories and nodes at once', async () => {
    await rule({ check: { kind: 'repeats', hours: 24, by: 'person' } })
    const stories = await Promise.all(Array.from({ length: 5 }, newStory))
    const rows = await Promise.all(
      stories.map((at, i) => post(`${LONG} ${'!'.repeat(i)}`, ann, {}, i % 2 ? ctx : other, at)),
    )
    expect(rows.map(({ state }) => state).sort()).toEqual(['pending', 'pending', 'pending', 'pending', 'visible'])
    expect(await stateOf(LONG, bob)).toBe('visible')
    clock.time += 25 * 60 * MINUTE
    expect(await stateOf(LONG)).toBe('visible')
  })

  it('holds what several send, where it is to', async () => {
    await rule({ check: { kind: 'repeats', hours: 24, by: 'anyone' } })
    expect([await stateOf(LONG), await stateOf(LONG.replace('spring', 'summer'), bob)]).toEqual(['visible', 'pending'])
    const [mine] = (await readQueue(ctx, mo, { queue: 'pending', storyId })).items
    expect(mine?.screenings[0]?.words).toBe('Others wrote nearly the same')
    // One’s own words, put right, repeat nothing.
    const row = await post('An altogether different remark about the weather at sea.')
    const again = await editComment(ctx, ann, row.id, { body: `${row.body} Really.`, revision: 1 })
    expect(again.state).toBe('visible')
  })

  it('holds more than so many at once, and loses none', async () => {
    await rule({ check: { kind: 'flood', most: 3, minutes: 10 } })
    const rows = await Promise.all(
      Array.from({ length: 8 }, async (_, i) =>
        post(`Number ${i}`, ann, {}, i % 2 ? ctx : other, i % 3 ? storyId : await newStory()),
      ),
    )
    expect(rows.filter(({ state }) => state === 'visible')).toHaveLength(3)
    expect(rows.filter(({ state }) => state === 'pending')).toHaveLength(5)
    expect(await stateOf('Me too', bob)).toBe('visible')
    clock.time += 11 * MINUTE
    expect(await stateOf('Later')).toBe('visible')
  })

  it('holds what a program filled in, or sent too soon', async () => {
    await rule({ check: { kind: 'automation', seconds: 3 } })
    const sent = (form: NewComment['form']) => stateOf('Buy now', ann, { form })
    expect(await sent({ trapped: true, openMs: 60_000 })).toBe('pending')
    expect(await sent({ trapped: false, openMs: 400 })).toBe('pending')
    expect(await sent({ trapped: false, openMs: 3_000 })).toBe('visible')
    expect(await sent({ trapped: false })).toBe('visible')
    expect(await sent(undefined)).toBe('visible')
  })

  it('counts what each rule caught, and how moderators saw it', async () => {
    await rule({ check: { kind: 'words', phrases: ['dastard'] } })
    const rows = [await post('dastard 1'), await post('dastard 2'), await post('dastard 3')]
    await decideHeld(ctx, mo, rows[0]!.id, { decision: 'approve', revision: 1 })
    await decideHeld(ctx, mo, rows[1]!.id, { decision: 'reject', revision: 1, rule: 'abuse', reason: 'Insulting.' })
    expect((await readRules(ctx))[0]?.lately).toEqual({ held: 3, refused: 0, agreed: 1, published: 1 })
    clock.time += 31 * 24 * 60 * MINUTE
    expect((await readRules(ctx))[0]?.lately).toEqual({ held: 0, refused: 0, agreed: 0, published: 0 })
  })

  it('answers a retry with the comment that was made, whatever the rules say by now', async () => {
    const over = { key: `again-${++count}-xxxxxx` }
    const first = await post('You dastard.', ann, over)
    await rule({ outcome: 'refuse', check: { kind: 'words', phrases: ['dastard'] } })
    expect((await post('You dastard.', ann, over)).id).toBe(first.id)
  })

  it('knows a person without an account of before by their public comments alone', async () => {
    await rule({ check: { kind: 'links', most: null, newcomers: true } })
    const link = 'See [this](https://elsewhere.example).'
    expect(await stateOf(link)).toBe('pending')
    expect(await stateOf('No link.')).toBe('visible')
    expect(await stateOf(link)).toBe('visible')
  })
})
