import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { answerCase } from '../../server/cases/answer-case.ts'
import { correctPost } from '../../server/cases/correct-post.ts'
import { presentCaseFile } from '../../server/cases/present-file.ts'
import { readElsewhere, readFinding } from '../../server/cases/present-public.ts'
import type { Context, Reader } from '../../server/context.ts'
import { jobHandlers } from '../../server/jobs/handlers.ts'
import { readNotices } from '../../server/notices/read-notices.ts'
import { checkLinks } from '../../server/outside/check-links.ts'
import type { LinkState } from '../../server/outside/fetch-safely.ts'
import { reportPost } from '../../server/outside/report-post.ts'
import { subscribe } from '../../server/reactions/subscribe.ts'
import { changeSettings } from '../../server/sites/change-settings.ts'
import { decide, publishFinding, step } from '../support/cases.ts'
import { type Clock, contextOn, someone, someStory } from '../support/context.ts'
import { dialects, freshDatabase, type TestDatabase } from '../support/databases.ts'

const DAY = 86_400_000
const chinese = {
  url: 'https://m.tidelines.example/posts/48213?utm_source=share',
  postedBy: '@quayside',
  originatedBy: '@marshwatch',
  text: '报纸说：渡轮午夜离港。',
  language: 'zh',
  translation: 'The paper says: the ferry left the harbour at midnight.',
}

describe.each(dialects)('posts elsewhere on %s', (dialect) => {
  let db: TestDatabase
  let clock: Clock
  let ctx: Context
  let bob: Reader
  let mo: Reader
  let storyId: string
  const report = (by: Reader, over: object = {}, story = storyId) =>
    reportPost(ctx, by, story, {
      post: chinese,
      type: 'misquoted',
      claim: { exact: '渡轮午夜离港' },
      source: { kind: 'story', exact: 'left the harbour at noon' },
      explanation: 'The story says noon, the post says midnight.',
      ...over,
    })
  const posts = () => db.read.select().from(db.read.tables.outsidePosts)

  beforeEach(async () => {
    db = await freshDatabase(dialect)
    clock = { time: Date.UTC(2026, 10, 22, 12) }
    ctx = contextOn(db, clock)
    storyId = await someStory(ctx)
    bob = await someone(ctx, 'Bob')
    mo = await someone(ctx, 'Mo', { role: 'moderator' })
  })
  afterEach(() => db.close())

  it('are kept as they were reported, the claim found in the text or its translation', async () => {
    const { row } = await report(bob)
    expect(row).toMatchObject({ reference: 'MR-2026-0001', claimIn: 'text', claim: { how: 'exact' }, commentId: null })
    const other = await report(bob, { claim: { exact: 'left the harbour at midnight' } })
    expect(other.row).toMatchObject({ claimIn: 'translation', claim: { exact: 'left the harbour at midnight' } })
    await expect(report(bob, { claim: { exact: 'sank with all hands aboard' } })).rejects.toMatchObject({
      code: 'quote_absent',
    })
    const file = await presentCaseFile(db.read, row, mo, ctx.now())
    expect(file).toMatchObject({
      ...{ commenter: '@quayside', commentText: chinese.text },
      outside: {
        originatedBy: '@marshwatch',
        language: 'zh',
        translation: chinese.translation,
        linkState: 'unchecked',
      },
      staff: { repliesAsked: false, concerned: null },
    })
  })

  it('are one record in every spelling of the address, for every story and for many reports at once', async () => {
    const another = await someStory(ctx, 'mayor')
    const readers = await Promise.all(['Cy', 'Dee', 'Eve', 'Fay'].map((name) => someone(ctx, name)))
    const spellings = [
      'http://tidelines.example/posts/48213',
      'https://www.tidelines.example/posts/48213/#top',
      'https://m.tidelines.example/posts/48213?fbclid=x',
      'HTTPS://TIDELINES.EXAMPLE:443/posts/48213',
    ]
    const made = await Promise.all(
      readers.map((reader, i) =>
        report(reader, { post: { ...chinese, url: spellings[i] } }, i % 2 ? another : storyId),
      ),
    )
    expect(await posts()).toHaveLength(1)
    expect(new Set(made.map(({ row }) => row.id)).size).toBe(2)
    expect(new Set(made.map(({ row }) => row.outsidePostId)).size).toBe(1)
    await report(bob, { post: { ...chinese, url: 'https://tidelines.example/posts/48214' } })
    expect(await posts()).toHaveLength(2)
  })

  it('keep each wording in which they were reported; a case stays with the one it is about', async () => {
    const { row } = await report(bob)
    const edited = { ...chinese, text: '报纸说：渡轮午夜离港，船长辞职。' }
    const later = await report(mo, { post: edited, claim: { exact: '船长辞职' }, type: 'invented' })
    expect([row.subjectRevision, later.row.subjectRevision]).toEqual([1, 2])
    await publishFinding(ctx, mo, row.id, { action: 'statement' }).catch(() => undefined)
    const file = await presentCaseFile(db.read, row, mo, ctx.now())
    expect(file.outside?.text).toBe(chinese.text)
  })

  it('are not kept for whoever may not flag now', async () => {
    await db.transact('settings', (tx) =>
      tx
        .update(tx.tables.sites)
        .set({ settings: { cases: { flagsPerDay: 1, replyHours: 48, appealDays: 14, dueHours: 72 } } }),
    )
    await report(bob)
    const post = { ...chinese, url: 'https://other.example/p/1' }
    await expect(report(bob, { post })).rejects.toMatchObject({ code: 'flag_limit' })
    expect(await posts()).toHaveLength(1)
  })

  it('refuse addresses that are no public page, and keep nothing of them', async () => {
    for (const url of [
      'http://localhost/x',
      'http://127.0.0.1/x',
      'https://user:secret@social.example/1',
      'http://[::1]/',
    ])
      await expect(report(bob, { post: { ...chinese, url } })).rejects.toMatchObject({ code: 'invalid' })
    expect(await posts()).toEqual([])
    expect(await db.read.select().from(db.read.tables.cases)).toEqual([])
  })

  it('stand on the story once a finding is public, with the author’s answer; who follows is told once', async () => {
    const author = await someone(ctx, 'Art', { authorOf: [storyId] })
    const cy = await someone(ctx, 'Cy')
    await subscribe(ctx, cy, storyId, true)
    const { row } = await report(bob)
    await answerCase(ctx, author, row.id, 'It has been passed on many times. It is not far off.')
    await expect(decide(ctx, mo, row.id, { action: 'note' })).rejects.toMatchObject({ code: 'invalid' })
    await decide(ctx, mo, row.id, { finding: 'overstates', action: 'statement' })
    expect(await readElsewhere(ctx, storyId)).toEqual([])
    await step(ctx, mo, row.id, { step: 'publish' })
    expect(await readElsewhere(ctx, storyId)).toMatchObject([
      {
        ...{ finding: 'overstates', answer: 'It has been passed on many times. It is not far off.', hadReply: 'none' },
        outside: { url: 'https://m.tidelines.example/posts/48213', postedBy: '@quayside' },
        comment: null,
      },
    ])
    expect(await readFinding(ctx, row.reference)).toMatchObject({ says: 'left the harbour at noon' })
    for (const _ of [1, 2]) await jobHandlers['tell-case']?.(ctx, { caseId: row.id, round: '1' })
    const notices = async (by: Reader) => (await readNotices(ctx, by, { limit: 9 })).notices
    expect(await notices(cy)).toMatchObject([{ kind: 'finding_reach', isElsewhere: true, commentId: null }])
    expect(await notices(bob)).toMatchObject([{ kind: 'case_flagger' }])
    expect(await notices(mo)).toEqual([])
  })

  it('can be given the right name by a moderator, for every case about them', async () => {
    const { row } = await report(bob)
    const names = { postedBy: '@harbourside', originatedBy: '' }
    await expect(correctPost(ctx, { ...bob, role: 'moderator' }, row.id, names)).rejects.toMatchObject({
      code: 'forbidden',
    })
    await publishFinding(ctx, mo, row.id, { action: 'statement' })
    await correctPost(ctx, mo, row.id, names)
    expect((await readFinding(ctx, row.reference)).outside).toMatchObject(names)
    const { staff } = await presentCaseFile(db.read, row, mo, ctx.now())
    expect(staff?.steps.at(-1)).toMatchObject({ step: 'correct_post', by: 'Mo' })
  })

  describe('and their links', () => {
    const asked: string[] = []
    let answer: LinkState['state'] = 'alive'
    const check = async (url: string): Promise<LinkState> => {
      asked.push(url)
      return { state: answer, status: null, finalUrl: null }
    }
    beforeEach(async () => {
      asked.length = 0
      answer = 'alive'
      const { row } = await report(bob)
      await publishFinding(ctx, mo, row.id, { action: 'statement' })
      await report(bob, { post: { ...chinese, url: 'https://social.example/not-judged' } })
    })

    it('are not asked unless the owner allows it', async () => {
      await checkLinks(ctx, check)
      expect(asked).toEqual([])
      expect((await readElsewhere(ctx, storyId))[0]?.outside).toMatchObject({
        linkState: 'unchecked',
        linkCheckedAt: null,
      })
    })

    it('are asked once a day then, those that were judged, and what they answer is told', async () => {
      const owner = await someone(ctx, 'Olive', { role: 'owner' })
      await changeSettings(ctx, owner, { linkChecks: { isOn: true } })
      await checkLinks(ctx, check)
      await checkLinks(ctx, check)
      expect(asked).toEqual(['https://m.tidelines.example/posts/48213'])
      answer = 'gone'
      clock.time += DAY
      await checkLinks(ctx, check)
      expect(asked).toHaveLength(2)
      const [shown] = await readElsewhere(ctx, storyId)
      expect(shown?.outside).toMatchObject({
        ...{ linkState: 'gone', linkCheckedAt: new Date(clock.time).toISOString() },
        text: chinese.text,
      })
    })
  })
})
