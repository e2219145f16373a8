import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { commentPage } from '../../db/comments.ts'
import { storyByImportKey, storyRevision } from '../../db/stories.ts'
import { importWordpress } from '../../server/import/wordpress/import-wordpress.ts'
import { beginStory } from '../../server/stories/begin-story.ts'
import { someone } from '../support/context.ts'
import { dialects, freshDatabase, type TestDatabase } from '../support/databases.ts'
import { suspend, type Target } from '../support/suspending.ts'
import { contextOn, fixture, stateOf, writeExport } from './support.ts'

const FERRY = 'wordpress:harbour.example:101'

describe.each(dialects)('importing a WordPress export on %s', (dialect) => {
  let db: TestDatabase
  beforeEach(async () => {
    db = await freshDatabase(dialect)
  })
  afterEach(() => db.close())

  const run = (name: string, more: Partial<Parameters<typeof importWordpress>[1]> = {}) =>
    importWordpress(contextOn(db), { file: fixture(name), dryRun: false, ...more })

  async function ferry() {
    const story = await storyByImportKey(db.read, FERRY)
    const comments = await commentPage(db.read, story!.id, { sort: 'oldest', limit: 200 })
    return { story: story!, comments, byKey: new Map(comments.map((row) => [row.importKey!.split('#')[1], row])) }
  }

  it('adds stories and comments, and says what it left out and why', async () => {
    const report = await run('harbour')
    expect(report).toMatchObject({
      siteUrl: 'https://harbour.example',
      storiesAdded: 3,
      storiesThere: 0,
      commentsVisible: 27,
      commentsPending: 1,
      commentsThere: 0,
      oddities: 0,
      stopped: false,
    })
    const counts = (tallies: Map<string, { count: number }>) =>
      Object.fromEntries([...tallies].map(([what, { count }]) => [what, count]))
    expect(counts(report.skipped)).toEqual({
      spam: 1,
      trashed_comment: 1,
      pingback: 1,
      trackback: 1,
      empty_comment: 1,
      other_comment: 1,
      draft: 1,
      private: 1,
      password: 1,
      attachment: 1,
      menu_item: 1,
      other_type: 1,
      scheduled: 1,
      repeated: 1,
      comment_of_skipped: 3,
    })
    expect(counts(report.changed)).toEqual({ untitled: 1, address: 1, anonymous: 1, comment_date: 2, parent: 3 })
    expect(report.skipped.get('password')?.examples).toEqual(['Members (106)'])
  })

  it('keeps words, threading, dates, names and states', async () => {
    await run('harbour')
    const { story, comments, byKey } = await ferry()
    expect(story).toMatchObject({
      title: 'The ferry & its timetable',
      url: 'https://harbour.example/2024/01/101/',
      section: 'Ships & boats',
      byline: 'Mara Lindqvist',
      baseMode: 'open',
      publishedAt: Date.UTC(2024, 0, 10, 8, 30),
    })
    const text = await storyRevision(db.read, story.id, 1)
    expect(text?.text).toContain('The quay at dawn')
    expect(text?.html).not.toMatch(/script|iframe|javascript|gallery/)
    for (let level = 2; level <= 12; level++)
      expect(byKey.get(String(level))).toMatchObject({
        parentId: byKey.get(String(level - 1))?.id,
        depth: level - 1,
        createdAt: Date.UTC(2024, 0, 11, 10, level),
        authorName: level % 2 ? 'Iris' : 'Tomas',
      })
    expect(byKey.get('20')).toMatchObject({
      authorName: 'A & B',
      personId: null,
      html:
        '<p>First paragraph<br />with a second line.</p>\n<p>Second paragraph with <strong>bold</strong> &amp; ' +
        '<a href="https://tide.example/" rel="nofollow ugc noopener">a link</a>.</p>',
    })
    expect(byKey.get('28')?.createdAt).toBe(story.publishedAt)
    expect(byKey.get('30')?.createdAt).toBe(Date.UTC(2024, 0, 11, 12))
    expect(byKey.get('31')?.authorName).toBe('Anonymous')
    expect(byKey.get('32')?.authorName).toBe('otto.berg')
    expect(byKey.get('33')?.parentId).toBeNull()
    expect(byKey.get('34')?.parentId).toBeNull()
    expect(byKey.get('22')?.state).toBe('pending')
    expect(byKey.get('40')?.parentId).toBe(byKey.get('22')?.id)
    expect(byKey.get('38')!.seq).toBeGreaterThan(byKey.get('37')!.seq)
    expect(comments.map(({ seq }) => seq).sort((a, b) => a - b)).toEqual(comments.map((_, i) => i + 2))
    const tides = await storyByImportKey(db.read, 'wordpress:harbour.example:102')
    expect(tides).toMatchObject({ baseMode: 'closed', section: '', url: 'https://harbour.example/tides/' })
  })

  it('leaves one numbered event for each thing it adds, and none public for what is held', async () => {
    await run('harbour')
    const { story } = await ferry()
    const events = await db.read.select().from(db.read.tables.storyEvents)
    const own = events.filter(({ storyId }) => storyId === story.id).sort((a, b) => a.seq - b.seq)
    expect(own.map(({ seq }) => seq)).toEqual(Array.from({ length: story.lastSeq }, (_, i) => i + 1))
    expect(own.filter(({ type }) => type === 'comment.posted')).toHaveLength(26)
    expect(own.filter(({ subjectId }) => subjectId === null)).toHaveLength(2)
  })

  it('stores no e-mail or network address', async () => {
    await run('harbour')
    const state = JSON.stringify(await stateOf(db.read))
    expect(state).not.toContain('mail.example')
    expect(state).not.toContain('192.0.2.7')
  })

  it('adds nothing the second time', async () => {
    await run('harbour')
    const before = await stateOf(db.read)
    expect(await run('harbour')).toMatchObject({
      storiesAdded: 0,
      storiesThere: 3,
      commentsVisible: 0,
      commentsPending: 0,
      commentsThere: 28,
      changed: new Map(),
    })
    expect(await stateOf(db.read)).toEqual(before)
  })

  it('adds what is new in a later export, under what is there', async () => {
    await run('harbour')
    const { story: before } = await ferry()
    expect(await run('harbour-later')).toMatchObject({
      storiesAdded: 1,
      storiesThere: 1,
      commentsVisible: 3,
      commentsThere: 1,
      changed: new Map(),
    })
    const { story, byKey } = await ferry()
    expect(story.lastSeq).toBe(before.lastSeq + 2)
    expect(byKey.get('70')).toMatchObject({ parentId: byKey.get('5')?.id, depth: 5 })
    expect(byKey.get('70')?.path.startsWith(byKey.get('5')!.path)).toBe(true)
  })

  it('writes nothing in a dry run, and says the same as the run after it', async () => {
    const tried = await run('harbour', { dryRun: true })
    expect(await db.read.select().from(db.read.tables.stories)).toEqual([])
    expect(await db.read.select().from(db.read.tables.sites)).toEqual([])
    expect(await run('harbour')).toEqual(tried)
    expect(await run('harbour-later', { dryRun: true })).toMatchObject({
      storiesAdded: 1,
      commentsVisible: 3,
      commentsThere: 1,
    })
    expect(await storyByImportKey(db.read, 'wordpress:harbour.example:120')).toBeUndefined()
  })

  it.each(['cut-off', 'entity-bomb', 'feed'])('writes nothing of a file it refuses: %s', async (name) => {
    await expect(run(name)).rejects.toMatchObject({ name: 'RefusedFile' })
    expect(await db.read.select().from(db.read.tables.stories)).toEqual([])
  })

  it('goes on where a stopped run ended, with the same result as one run', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'afterword-import-'))
    const file = join(folder, 'big.xml')
    await writeExport(file, { stories: 5, comments: 510 })
    const whole = await freshDatabase(dialect)
    try {
      await importWordpress(contextOn(whole), { file, dryRun: false })
      for (const stopAfter of [3, 6]) {
        const stop = new AbortController()
        let transactions = 0
        const counted = {
          ...db,
          transact: ((key, work) => {
            if (++transactions === stopAfter) stop.abort()
            return db.transact(key, work)
          }) as TestDatabase['transact'],
        }
        const report = await importWordpress(contextOn(counted), { file, dryRun: false, signal: stop.signal })
        expect(report.stopped).toBe(true)
      }
      const last = await importWordpress(contextOn(db), { file, dryRun: false })
      expect(last.storiesThere).toBeGreaterThan(0)
      expect(last.storiesAdded).toBeGreaterThan(0)
      expect(await stateOf(db.read)).toEqual(await stateOf(whole.read))
    } finally {
      await whole.close()
      rmSync(folder, { recursive: true, force: true })
    }
  })

  it('adds each comment once when two imports run at the same time', async () => {
    const other = await db.openAgain()
    const options = { file: fixture('harbour'), dryRun: false }
    await Promise.all([importWordpress(contextOn(db), options), importWordpress(contextOn(other), options)])
    const { comments } = await ferry()
    expect(new Set(comments.map(({ importKey }) => importKey)).size).toBe(comments.length)
    expect(comments).toHaveLength(27)
  })

  it('joins a story that a visit to its page began', async () => {
    const ctx = contextOn(db)
    const begun = await beginStory(ctx, {
      url: 'http://www.harbour.example/2024/01/101',
      title: 'As the page calls it',
    })
    expect(await run('harbour')).toMatchObject({ storiesAdded: 2, storiesThere: 1 })
    const { story, comments } = await ferry()
    expect(story).toMatchObject({ id: begun.id, title: 'As the page calls it', textRevision: 1 })
    expect(comments).toHaveLength(27)
  })

  it.each([
    ['site', 28],
    ['section', 27],
    ['story', 27],
  ] as const)('adds no comment while commenting on the %s is paused, and says so', async (scope, skipped) => {
    const ctx = contextOn(db)
    const begin = () => beginStory(ctx, { url: 'https://harbour.example/2024/01/101/', title: 'The ferry' })
    const storyId = scope === 'story' ? (await begin()).id : ''
    const target = { site: { scope }, section: { scope, section: 'Ships & boats' }, story: { scope, storyId } }[scope]
    const mo = await someone(ctx, 'Mo', { role: 'moderator' })
    const { endsAt } = await suspend(ctx, mo, target as Target)
    const paused = await run('harbour')
    expect(paused.skipped.get('paused')?.count).toBe(skipped)
    expect((await ferry()).comments).toEqual([])
    const after = await importWordpress({ ...ctx, now: () => endsAt ?? 0 }, { file: fixture('harbour'), dryRun: false })
    expect(after).toMatchObject({ commentsVisible: skipped - 1, commentsPending: 1 })
  })

  it('needs the address of the site where the file does not say it', async () => {
    const file = fixture('no-site')
    await expect(importWordpress(contextOn(db), { file, dryRun: false })).rejects.toThrow('--site')
    await importWordpress(contextOn(db), { file, dryRun: false, siteUrl: 'https://lost.example/' })
    expect(await storyByImportKey(db.read, 'wordpress:lost.example:7')).toMatchObject({
      url: 'https://lost.example/?p=7',
    })
  })
})
