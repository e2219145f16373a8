import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { deleteComment } from '../../server/comments/delete-comment.ts'
import { editComment } from '../../server/comments/edit-comment.ts'
import { keepDraftOf, readDrafts } from '../../server/comments/keep-draft.ts'
import { postComment } from '../../server/comments/post-comment.ts'
import { readChanges } from '../../server/comments/read-changes.ts'
import type { Context, Reader } from '../../server/context.ts'
import { decideHeld } from '../../server/held/decide-held.ts'
import { endSuspension } from '../../server/suspensions/end-suspension.ts'
import { publishUpdate } from '../../server/updates/publish-update.ts'
import { flagMisquote, publishFinding } from '../support/cases.ts'
import { type Clock, contextOn, someone, someStory } from '../support/context.ts'
import { dialects, freshDatabase, type TestDatabase } from '../support/databases.ts'
import { at, outcomeOf, shownIn, suspend, type Wanted } from '../support/suspending.ts'

const SECOND = 1000

describe.each(dialects)('commenting on %s', (dialect) => {
  let db: TestDatabase
  let clock: Clock
  let ctx: Context
  let other: Context
  let ann: Reader
  let bob: Reader
  let mo: Reader
  let storyId: string
  let begun = 0
  const begin = (over: Partial<Wanted>) => suspend(ctx, mo, { scope: 'story', storyId }, over)
  const may = (by = ann, on = ctx, parentId: string | null = null) => outcomeOf(on, by, storyId, parentId)
  const post = (body: string, parentId: string | null = null, by = ann) =>
    postComment(ctx, by, storyId, { body, parentId })

  beforeAll(async () => {
    db = await freshDatabase(dialect)
    clock = { time: Date.UTC(2026, 10, 22, 12) }
    ctx = contextOn(db, clock)
    other = contextOn(await db.openAgain(), clock)
    ;[ann, bob] = [await someone(ctx, 'Ann'), await someone(ctx, 'Bob')]
    mo = await someone(ctx, 'Mo', { role: 'moderator' })
  })
  beforeEach(async () => {
    storyId = await someStory(ctx, `story-${begun++}`)
  })
  afterAll(() => db.close())

  describe('in slow mode', () => {
    const slow = (slowSeconds: number, over: Partial<Wanted> = {}) => begin({ mode: 'slow', slowSeconds, ...over })

    it('takes one comment of a person in so many seconds by the server’s clock, on every node', async () => {
      await slow(60)
      expect(await may()).toBe('visible')
      const first = clock.time
      clock.time += 59 * SECOND + 999
      expect([await may(), await may(ann, other)]).toEqual(['slowed', 'slowed'])
      clock.time += 1
      expect(await may(ann, other)).toBe('visible')
      expect(clock.time - first).toBe(60 * SECOND)
      expect(await may()).toBe('slowed')
    })

    it('counts what was written before it began, and per story and person', async () => {
      await post('Before.')
      await slow(60)
      expect([await may(), await may(bob), await may(bob)]).toEqual(['slowed', 'visible', 'slowed'])
      storyId = await someStory(ctx, `story-${begun++}`)
      expect(await may()).toBe('visible')
    })

    it('says when the next may come, and keeps the text', async () => {
      await slow(90)
      await post('First.')
      clock.time += 20.4 * SECOND
      await expect(post('Second.')).rejects.toMatchObject({
        code: 'slowed',
        message: expect.stringContaining('70 seconds'),
        extra: {
          retryAt: at(clock.time + 69.6 * SECOND, 0),
          retryAfter: 70,
          serverTime: at(clock.time, 0),
          by: { mode: 'slow', slowSeconds: 90 },
          commenting: { mode: 'slow' },
          draft: { body: 'Second.' },
        },
      })
      expect(await readDrafts(ctx, ann, storyId)).toMatchObject([{ body: 'Second.' }])
      clock.time += 70 * SECOND
      await post('Second.')
      expect(await readDrafts(ctx, ann, storyId)).toEqual([])
    })

    it('takes one of many that one person sends at once on two nodes', async () => {
      await slow(60)
      const sent = await Promise.all(Array.from({ length: 12 }, (_, i) => may(ann, i % 2 ? ctx : other)))
      expect(sent.toSorted()).toEqual([...Array(11).fill('slowed'), 'visible'])
    })

    it('answers a retry of what was posted with what was posted', async () => {
      await slow(60)
      const send = (on: Context) =>
        postComment(on, ann, storyId, { body: 'Once.', parentId: null, key: 'slow-retry-1' })
      const { id } = await send(ctx)
      expect((await send(other)).id).toBe(id)
      expect((await send(ctx)).id).toBe(id)
    })

    it('slows neither corrections nor those in office, and is not got round by deleting', async () => {
      const ada = await someone(ctx, 'Ada', { authorOf: [storyId] })
      await slow(60)
      const { id } = await post('First.')
      expect((await editComment(ctx, ann, id, { body: 'First!', revision: 1 })).state).toBe('visible')
      await deleteComment(ctx, ann, id)
      expect(await may()).toBe('slowed')
      expect([await may(ada), await may(ada), await may(mo), await may(mo)]).toEqual(Array(4).fill('visible'))
      const embedded = { ...ada, scope: 'embed' as const }
      expect(await may(embedded)).toBe('slowed')
    })

    it('waits for the longest of several; that of a branch holds in the branch only', async () => {
      const top = await post('The top.', null, bob)
      await slow(60)
      await suspend(ctx, mo, { scope: 'site' }, { mode: 'slow', slowSeconds: 30 }).then(async ({ id }) => {
        await suspend(ctx, mo, { scope: 'branch', commentId: top.id }, { mode: 'slow', slowSeconds: 600 })
        await post('First.')
        clock.time += 45 * SECOND
        expect(await may()).toBe('slowed')
        clock.time += 15 * SECOND
        expect([await may(ann, ctx, top.id), await may()]).toEqual(['slowed', 'visible'])
        await endSuspension(ctx, mo, id)
      })
    })

    it('together with premoderation holds, and slows the next', async () => {
      await slow(60)
      await begin({ mode: 'premoderated' })
      expect([await may(), await may()]).toEqual(['pending', 'slowed'])
    })
  })

  describe('for members only', () => {
    it('takes what members, authors and staff write, from wherever they write', async () => {
      const member = await someone(ctx, 'Mae', { isMember: true })
      const elsewhere = await someone(ctx, 'Abe', { authorOf: [await someStory(ctx, `story-${begun++}`)] })
      await begin({ mode: 'members' })
      const all = [member, { ...member, scope: 'embed' as const }, elsewhere, mo, ann]
      expect(await Promise.all(all.map((by) => may(by, other)))).toEqual([
        ...['visible', 'visible', 'visible', 'visible', 'suspended'],
      ])
    })

    it('tells others that members write here, keeps their text, and lets them delete but not correct', async () => {
      const { id } = await post('Before.')
      await begin({ mode: 'members' })
      await expect(post('Half a thought')).rejects.toMatchObject({
        code: 'suspended',
        message: expect.stringContaining('Only members'),
        extra: { by: { mode: 'members' }, draft: { body: 'Half a thought' } },
      })
      await expect(editComment(ctx, ann, id, { body: 'x', revision: 1 })).rejects.toMatchObject({ code: 'suspended' })
      expect((await deleteComment(ctx, ann, id)).state).toBe('deleted')
    })
  })

  describe('that is premoderated', () => {
    it('lets nobody change what is public; those in office may', async () => {
      const [own, official] = [await post('Public.'), await post('Public too.', null, mo)]
      await begin({ mode: 'premoderated' })
      const edit = (by: Reader, id: string) => editComment(ctx, by, id, { body: 'Unchecked.', revision: 1 })
      await expect(edit(ann, own.id)).rejects.toMatchObject({
        code: 'suspended',
        extra: { by: { mode: 'premoderated' } },
      })
      expect((await edit(mo, official.id)).state).toBe('visible')
      expect((await shownIn(ctx, storyId)).map(({ html }) => html)).toEqual(['<p>Public.</p>', '<p>Unchecked.</p>'])
    })

    it('makes one held comment of any number of submits with one key, and drops its draft', async () => {
      await keepDraftOf(ctx, ann, storyId, { parentId: null, body: 'Once' })
      await begin({ mode: 'premoderated' })
      const send = (on: Context) => postComment(on, ann, storyId, { body: 'Once', parentId: null, key: 'held-once-1' })
      const made = await Promise.all(Array.from({ length: 8 }, (_, i) => send(i % 2 ? ctx : other)))
      expect(new Set(made.map(({ id }) => id)).size).toBe(1)
      expect(made[0]?.state).toBe('pending')
      expect(await readDrafts(ctx, ann, storyId)).toEqual([])
    })
  })

  describe('what changed since a text was kept', () => {
    it('is counted from the moment it was first refused', async () => {
      const parent = await post('A question.', null, bob)
      const mine = await post('Mine.')
      const { id } = await begin({})
      for (const body of ['My answer.', 'My other answer.'])
        await expect(post(body, parent.id)).rejects.toMatchObject({ code: 'suspended' })
      const [draft] = await readDrafts(ctx, ann, storyId)
      const since = draft?.parkedSeq ?? 0
      const changes = () => readChanges(other, storyId, { since, parentId: parent.id })
      expect(await changes()).toEqual({ comments: 0, replies: 0, updates: 0, notes: 0, parent: 'same' })

      await post('Official.', null, mo)
      await post('An official answer.', parent.id, mo)
      await publishUpdate(ctx, mo, storyId, { kind: 'update', status: null, body: 'It was noon.', answersCaseId: null })
      await endSuspension(ctx, mo, id)
      const gone = await post('Taken back.', null, bob)
      await deleteComment(ctx, bob, gone.id)
      await post('An answer.', parent.id, bob)
      await editComment(ctx, bob, parent.id, { body: 'A better question.', revision: 1 })
      const quoted = { claim: { exact: 'Mine' }, source: { kind: 'story', exact: 'the harbour' } }
      const { row } = await flagMisquote(ctx, bob, mine.id, quoted)
      await publishFinding(ctx, mo, row.id)
      expect(await changes()).toEqual({ comments: 3, replies: 2, updates: 1, notes: 1, parent: 'edited' })
      expect(await readChanges(ctx, storyId, { since: since - 1 })).toMatchObject({
        comments: 3,
        replies: 0,
        parent: null,
      })
      await deleteComment(ctx, bob, parent.id)
      expect(await changes()).toMatchObject({ parent: 'deleted' })
    })

    it('keeps its beginning when the draft is saved again, and is not told of held comments or foreign ones', async () => {
      const { id } = await begin({})
      await expect(post('Half.')).rejects.toMatchObject({ code: 'suspended' })
      const [parked] = await readDrafts(ctx, ann, storyId)
      await post('Official.', null, mo)
      expect(await keepDraftOf(ctx, ann, storyId, { parentId: null, body: 'Half and more.' })).toMatchObject({
        parkedSeq: parked?.parkedSeq,
      })
      await endSuspension(ctx, mo, id)
      const premoderated = await begin({ mode: 'premoderated' })
      const held = await post('Held.', null, bob)
      const since = parked?.parkedSeq ?? 0
      expect((await readChanges(ctx, storyId, { since })).comments).toBe(1)
      await expect(readChanges(ctx, storyId, { since, parentId: held.id })).rejects.toMatchObject({ code: 'not_found' })
      await decideHeld(ctx, mo, held.id, { decision: 'approve', revision: 1 })
      await endSuspension(ctx, mo, premoderated.id)
      expect((await readChanges(ctx, storyId, { since, parentId: held.id })).comments).toBe(2)
      const foreign = await someStory(ctx, `story-${begun++}`)
      await expect(readChanges(ctx, foreign, { since, parentId: held.id })).rejects.toMatchObject({ code: 'not_found' })
    })
  })
})
