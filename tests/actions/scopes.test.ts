import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { deleteComment } from '../../server/comments/delete-comment.ts'
import { editComment } from '../../server/comments/edit-comment.ts'
import { keepDraftOf, readDrafts } from '../../server/comments/keep-draft.ts'
import { postComment } from '../../server/comments/post-comment.ts'
import { DEEPEST_PATH } from '../../server/comments/rules.ts'
import type { Context, Reader } from '../../server/context.ts'
import { beginStory } from '../../server/stories/begin-story.ts'
import { changeStory } from '../../server/stories/change-story.ts'
import { setStoryText } from '../../server/stories/set-text.ts'
import { effectsOf } from '../../server/suspensions/effects.ts'
import { endSuspension } from '../../server/suspensions/end-suspension.ts'
import { suspensionOverview } from '../../server/suspensions/overview.ts'
import { flagMisquote } from '../support/cases.ts'
import { articleText, type Clock, contextOn, someone } from '../support/context.ts'
import { dialects, freshDatabase, type TestDatabase } from '../support/databases.ts'
import {
  at,
  commentingIn,
  halting,
  MINUTE,
  outcomeOf,
  someoneWaits,
  stepsOf,
  suspend,
  type Target,
  type Wanted,
} from '../support/suspending.ts'

describe.each(dialects)('the scope of a suspension on %s', (dialect) => {
  let db: TestDatabase
  let clock: Clock
  let ctx: Context
  let other: Context
  let ann: Reader
  let mo: Reader
  let ferry: string
  let bridge: string
  let mayor: string
  let begun = 0
  const pause = (target: Target, over: Partial<Wanted> = {}, on = ctx) => suspend(on, mo, target, over)
  const site: Target = { scope: 'site' }
  const harbour: Target = { scope: 'section', section: 'Harbour' }
  const may = (storyId: string, parentId: string | null = null, by = ann) => outcomeOf(other, by, storyId, parentId)
  const post = (storyId: string, parentId: string | null = null, by = ann) =>
    postComment(ctx, by, storyId, { body: 'A word.', parentId })

  async function begin(section: string): Promise<string> {
    const slug = begun++
    const { id } = await beginStory(ctx, { url: `https://news.example/${slug}`, title: `Story ${slug}`, section })
    await setStoryText(ctx, id, `<p>${articleText}</p>`)
    return id
  }

  beforeAll(async () => {
    db = await freshDatabase(dialect)
    clock = { time: Date.UTC(2026, 10, 22, 12) }
    ctx = contextOn(db, clock)
    other = contextOn(await db.openAgain(), clock)
    ann = await someone(ctx, 'Ann')
    mo = await someone(ctx, 'Mo', { role: 'moderator' })
  })
  beforeEach(async () => {
    clock.time += 60 * MINUTE
    ;[ferry, bridge, mayor] = (await Promise.all(['Harbour', 'Harbour', 'Town'].map(begin))) as [string, string, string]
  })
  afterEach(async () => {
    for (const { id, state } of (await suspensionOverview(ctx, {})).suspensions)
      if (state !== 'ended') await endSuspension(ctx, mo, id)
  })
  afterAll(() => db.close())

  it('is the whole site: every story, also one begun later, and the notice says so', async () => {
    const { id } = await pause(site)
    const later = await begin('')
    expect(await Promise.all([ferry, bridge, mayor, later].map((story) => may(story)))).toEqual(
      Array(4).fill('suspended'),
    )
    expect(await commentingIn(other, later)).toMatchObject({
      mode: 'paused',
      suspension: { id, scope: 'site', storyId: null, section: null },
      others: [],
    })
    await endSuspension(other, mo, id)
    expect(await may(later)).toBe('visible')
  })

  it('is a section: its stories, also one begun later, and no others', async () => {
    const { id } = await pause(harbour)
    const later = await begin('Harbour')
    const nearly = await begin('Harbour ')
    expect(await Promise.all([ferry, bridge, later, mayor, nearly].map((story) => may(story)))).toEqual([
      ...['suspended', 'suspended', 'suspended'],
      ...['visible', 'visible'],
    ])
    expect((await commentingIn(ctx, ferry)).suspension).toMatchObject({ id, scope: 'section', section: 'Harbour' })
  })

  it('is one story', async () => {
    await pause({ scope: 'story', storyId: ferry })
    expect(await Promise.all([ferry, bridge, mayor].map((story) => may(story)))).toEqual([
      ...['suspended', 'visible', 'visible'],
    ])
  })

  it('is nothing that does not exist', async () => {
    for (const target of [
      { scope: 'story', storyId: ann.personId },
      { scope: 'branch', commentId: ferry },
    ] as Target[])
      await expect(pause(target)).rejects.toMatchObject({ code: 'not_found' })
    // A section is a name; a story may come under it later.
    await pause({ scope: 'section', section: 'Sport' })
    expect(await may(await begin('Sport'))).toBe('suspended')
  })

  describe('that is a branch', () => {
    let top: string
    let reply: string
    let deep: string
    let beside: string
    let sibling: string

    beforeEach(async () => {
      top = (await post(ferry)).id
      reply = (await post(ferry, top)).id
      deep = reply
      for (let i = 0; i < 3; i++) deep = (await post(ferry, deep)).id
      beside = (await post(ferry, top)).id
      sibling = (await post(ferry)).id
    })
    const branch = (commentId: string): Target => ({ scope: 'branch', commentId })

    it('shuts its top comment and all below; the rest of the thread goes on', async () => {
      const made = await pause(branch(reply))
      expect([await may(ferry, reply), await may(ferry, deep)]).toEqual(['suspended', 'suspended'])
      expect(await Promise.all([null, top, beside, sibling].map((parent) => may(ferry, parent)))).toEqual(
        Array(4).fill('visible'),
      )
      const edit = (id: string) => editComment(ctx, ann, id, { body: 'Another word.', revision: 1 })
      for (const id of [reply, deep]) await expect(edit(id)).rejects.toMatchObject({ code: 'suspended' })
      for (const id of [top, beside, sibling]) expect((await edit(id)).state).toBe('visible')
      expect((await deleteComment(ctx, ann, deep)).state).toBe('deleted')

      expect(await commentingIn(ctx, ferry)).toMatchObject({
        mode: 'open',
        suspension: null,
        others: [{ id: made.id, scope: 'branch', storyId: ferry, commentId: reply, section: null, mode: 'paused' }],
      })
      const kept = (await readDrafts(ctx, ann, ferry)).map(({ parentId }) => parentId)
      expect(kept.sort()).toEqual([reply, deep].sort())
      clock.time += 30 * MINUTE
      expect(await may(ferry, reply)).toBe('visible')
    })

    it('tells the refused what forbids it, though the thread is open', async () => {
      const made = await pause(branch(reply))
      await expect(post(ferry, deep)).rejects.toMatchObject({
        code: 'suspended',
        extra: { commenting: { mode: 'open', others: [{ id: made.id }] }, by: { id: made.id, commentId: reply } },
      })
    })

    it('may be one under a tombstone', async () => {
      await deleteComment(ctx, ann, reply)
      await pause(branch(reply))
      expect([await may(ferry, deep), await may(ferry, beside)]).toEqual(['suspended', 'visible'])
    })

    it('may be in a milder mode, and adds to what holds for the thread', async () => {
      await pause(branch(reply), { mode: 'premoderated' })
      expect([await may(ferry, deep), await may(ferry, beside)]).toEqual(['pending', 'visible'])
      await pause({ scope: 'story', storyId: ferry }, { mode: 'members' })
      expect([await may(ferry, deep), await may(ferry, beside)]).toEqual(['suspended', 'suspended'])
      const member = await someone(ctx, 'Mae', { isMember: true })
      expect([await may(ferry, deep, member), await may(ferry, beside, member)]).toEqual(['pending', 'visible'])
    })

    it('may lie within another that is suspended', async () => {
      const [outer, inner] = [await pause(branch(top)), await pause(branch(deep))]
      await endSuspension(ctx, mo, outer.id)
      expect([await may(ferry, deep), await may(ferry, reply)]).toEqual(['suspended', 'visible'])
      await expect(pause(branch(deep))).rejects.toMatchObject({
        code: 'conflict',
        extra: { current: { id: inner.id } },
      })
    })

    it('is not a comment that nobody can see', async () => {
      const { id } = await pause({ scope: 'story', storyId: ferry }, { mode: 'premoderated' })
      const held = await post(ferry)
      await endSuspension(ctx, mo, id)
      await expect(pause(branch(held.id))).rejects.toMatchObject({ code: 'not_found' })
    })

    it('is as deep as answers sort under what they answer, and no deeper', async () => {
      let last = sibling
      const chain = [last]
      while (chain.length <= DEEPEST_PATH + 2) {
        last = (await post(ferry, last)).id
        chain.push(last)
      }
      await expect(pause(branch(chain[DEEPEST_PATH]!))).rejects.toMatchObject({ code: 'invalid' })
      await pause(branch(chain[DEEPEST_PATH - 1]!))
      for (const parent of chain.slice(DEEPEST_PATH - 1)) expect(await may(ferry, parent)).toBe('suspended')
      expect(await may(ferry, chain[DEEPEST_PATH - 2]!)).toBe('visible')
    })
  })

  describe('and a story that moves between sections', () => {
    it('takes it along by the hand of staff, never of its author', async () => {
      const ada = await someone(ctx, 'Ada', { authorOf: [ferry, mayor] })
      await pause(harbour)
      await expect(changeStory(ctx, ada, ferry, { section: 'Town' })).rejects.toMatchObject({ code: 'forbidden' })
      await expect(changeStory(ctx, ada, mayor, { section: 'Harbour' })).rejects.toMatchObject({ code: 'forbidden' })
      expect((await changeStory(ctx, ada, ferry, { title: 'The ferry', section: 'Harbour' })).title).toBe('The ferry')
      expect((await changeStory(ctx, ada, mayor, { section: 'Council' })).section).toBe('Council')
      expect(await may(ferry)).toBe('suspended')

      await changeStory(ctx, mo, ferry, { section: 'Town' })
      await changeStory(ctx, mo, mayor, { section: 'Harbour' })
      expect([await may(ferry), await may(mayor)]).toEqual(['visible', 'suspended'])
    })

    it('is there or not there when a pause is acknowledged: its author’s move is not half done', async () => {
      const ada = await someone(ctx, 'Ada', { authorOf: [ferry] })
      let pausing: Promise<unknown> = Promise.resolve()
      let isAcknowledged = false
      const slowly = halting(ctx, async () => {
        pausing = pause(harbour, {}, other).then(() => {
          isAcknowledged = true
        })
        await Promise.race([pausing, someoneWaits(other)])
        expect(isAcknowledged).toBe(false)
      })
      expect((await changeStory(slowly, ada, ferry, { section: 'Town' })).section).toBe('Town')
      await pausing
      expect(await may(ferry)).toBe('visible')
    })
  })

  it('may overlap with others; the strictest is named first, and each forbids until it ends', async () => {
    const story: Target = { scope: 'story', storyId: ferry }
    const wide = await pause(site, { mode: 'slow', slowSeconds: 60, endsAt: at(clock.time, 90) })
    const section = await pause(harbour, { mode: 'premoderated', endsAt: at(clock.time, 60) })
    const own = await pause(story, { endsAt: at(clock.time, 30) })
    const { mode, suspension, others } = await commentingIn(other, ferry)
    expect([mode, suspension?.id]).toEqual(['paused', own.id])
    expect(others.map(({ id }) => id)).toEqual([section.id, wide.id])
    const outcomes: string[] = []
    for (let i = 0; i < 4; i++) {
      outcomes.push(await may(ferry), (await commentingIn(ctx, ferry)).mode)
      clock.time += 30 * MINUTE
    }
    expect(outcomes).toEqual([
      ...['suspended', 'paused', 'pending', 'premoderated'],
      ...['visible', 'slow', 'visible', 'open'],
    ])
  })

  it('is suspended in the same way once at a time, by whichever of two moderators comes first', async () => {
    const root = await post(ferry)
    for (const target of [site, harbour, { scope: 'branch', commentId: root.id }] as Target[]) {
      const both = await Promise.allSettled([pause(target, {}, ctx), pause(target, {}, other)])
      expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
      expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'conflict' } })
      await pause(target, { mode: 'closed' })
    }
    await pause({ scope: 'section', section: 'Town' })
    expect((await suspensionOverview(ctx, {})).suspensions.filter(({ state }) => state === 'running')).toHaveLength(7)
  })

  it('is told in the log of the site; a story’s own log has its own', async () => {
    const { id } = await pause(harbour)
    await pause({ scope: 'story', storyId: ferry })
    await endSuspension(ctx, mo, id)
    expect((await stepsOf(ctx)).slice(0, 3)).toEqual([
      'suspension.ended moderator',
      'suspension.started moderator',
      'suspension.started moderator',
    ])
    expect(await stepsOf(ctx, ferry)).toEqual(['suspension.started moderator'])
    expect((await suspensionOverview(ctx, { storyId: mayor })).suspensions.map((one) => one.id)).not.toContain(id)
    expect((await suspensionOverview(ctx, { storyId: bridge })).suspensions.map((one) => one.id)).toContain(id)
  })

  it('shows its effects before it is made', async () => {
    const before = await effectsOf(ctx, { scope: 'site' })
    const comment = await post(ferry)
    await flagMisquote(ctx, mo, comment.id, { claim: { exact: 'A word' } })
    const { id } = await pause({ scope: 'story', storyId: ferry }, { mode: 'premoderated' })
    await post(ferry)
    await keepDraftOf(ctx, ann, ferry, { parentId: null, body: 'half of it' })
    await keepDraftOf(ctx, ann, mayor, { parentId: null, body: 'half of it' })
    const counts = { stories: 1, drafts: 1, held: 1, recentComments: 2, openFlags: 1 }
    expect(await effectsOf(ctx, { scope: 'story', storyId: ferry })).toMatchObject({ ...counts, standing: [{ id }] })
    expect(await effectsOf(ctx, { scope: 'branch', commentId: comment.id })).toMatchObject({ standing: [{ id }] })
    expect(await effectsOf(ctx, { scope: 'story', storyId: bridge })).toEqual({
      ...{ stories: 1, drafts: 0, held: 0, recentComments: 0, openFlags: 0, standing: [] },
    })
    const after = await effectsOf(ctx, { scope: 'site' })
    expect(after).toMatchObject({ stories: before.stories, drafts: before.drafts + 2, standing: [] })
    await expect(effectsOf(ctx, { scope: 'section' })).rejects.toMatchObject({ code: 'invalid' })
    await expect(effectsOf(ctx, { scope: 'story', storyId: ann.personId })).rejects.toMatchObject({ code: 'not_found' })
  })
})
