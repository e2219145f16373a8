import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readFigures } from '../../server/figures/read-figures.ts'
import { contextOn, someone } from '../support/context.ts'
import { dialects, freshDatabase, type TestDatabase } from '../support/databases.ts'
import { counted, type Scope } from '../support/figures/counted.ts'
import { type Rows, randomRows, storeRows } from '../support/figures/random-rows.ts'
import { problemsOf } from '../support/figures/refused.ts'

/** A Sunday four weeks after the clocks of Europe were put back: that day had 25 hours. */
const NOW = Date.UTC(2026, 10, 22, 12, 30)
const DAY = 24 * 60 * 60 * 1000
const seed = Math.floor(Math.random() * 2 ** 31)

// The same rows for both databases, so that figures that are right are equal too.
describe.each(dialects)(`figures on %s, of rows from the seed ${seed}`, (dialect) => {
  let db: TestDatabase
  let rows: Rows
  const ctx = () => contextOn(db, { time: NOW })
  const staff = () => someone(ctx(), 'Mo', { role: 'moderator' })

  beforeAll(async () => {
    db = await freshDatabase(dialect)
    rows = randomRows(seed, NOW)
    await storeRows(db, rows)
  })
  afterAll(() => db?.close())

  async function inZone(timeZone: string) {
    await db.transact('site', (tx) => tx.update(tx.tables.sites).set({ timeZone }))
  }

  const story = () => ({ storyId: rows.stories[0]?.id ?? '' })
  const scopes: [string, (() => { section?: string; storyId?: string }) | undefined, string[]?][] = [
    ['the whole site', undefined],
    ['a section', () => ({ section: 'Harbour' })],
    ['a story', story],
    ['the sections of a moderator', undefined, ['Harbour', 'Town']],
    ['one of the sections of a moderator', () => ({ section: 'Town' }), ['Harbour', 'Town']],
    ['a story of the section of a moderator', story, ['Harbour']],
  ]
  it.each(scopes)('are what counting row by row gives, for %s', async (_name, which, own) => {
    const by = own ? await someone(ctx(), 'Sec', { sections: own }) : await staff()
    const { section, storyId } = which?.() ?? {}
    const sections = section === undefined ? own : [section]
    const of: Scope = storyId !== undefined ? { storyId } : { ...(sections && { sections }) }
    for (const timeZone of ['Europe/Dublin', 'America/St_Johns', 'Pacific/Auckland']) {
      await inZone(timeZone)
      const asked = { section, storyId, range: '30' as const, compare: true }
      const { period, before } = await readFigures(ctx(), by, asked)
      expect(period).toEqual(counted(rows, period, { ...of, timeZone, now: NOW }))
      expect(before && counted(rows, before, { ...of, timeZone, now: NOW })).toEqual(before)
      expect(period.comments.posted).toBeGreaterThan(0)
    }
  })

  it('count a year with both changes of the clock, down to its first and last millisecond', async () => {
    await inZone('Europe/Dublin')
    const asked = { range: '30' as const, from: '2025-10-20', to: '2026-11-22', compare: false }
    const { period } = await readFigures(ctx(), await staff(), asked)
    expect(period).toEqual(counted(rows, period, { timeZone: 'Europe/Dublin', now: NOW }))
    expect(period.comments.days).toHaveLength(399)
  })

  it('mean by their ranges what the calendar of the site says today', async () => {
    await inZone('Pacific/Auckland')
    const spans = await Promise.all(
      (['7', 'month', 'last_month'] as const).map(async (range) => {
        const { today, period, before } = await readFigures(ctx(), await staff(), { range, compare: true })
        return [today, period.from, period.to, before?.from, before?.to]
      }),
    )
    // In Auckland it is Monday already.
    expect(spans).toEqual([
      ['2026-11-23', '2026-11-17', '2026-11-23', '2026-11-10', '2026-11-16'],
      ['2026-11-23', '2026-11-01', '2026-11-23', '2026-10-09', '2026-10-31'],
      ['2026-11-23', '2026-10-01', '2026-10-31', '2026-09-01', '2026-09-30'],
    ])
  })

  it('are for staff, and for authors of their own stories', async () => {
    const own = rows.stories[0]?.id ?? ''
    const author = await someone(ctx(), 'Ada', { authorOf: [own] })
    const { period } = await readFigures(ctx(), author, { range: '90', storyId: own, compare: false })
    expect(period.comments.posted).toBeGreaterThan(0)
    const other = rows.stories[1]?.id
    const reader = await someone(ctx(), 'Rea')
    const sec = await someone(ctx(), 'Sec', { sections: ['Town'] })
    expect(
      await problemsOf([
        readFigures(ctx(), sec, { range: '90', section: 'Harbour', compare: false }),
        readFigures(ctx(), sec, { range: '90', storyId: own, compare: false }),
        readFigures(ctx(), author, { range: '90', compare: false }),
        readFigures(ctx(), author, { range: '90', storyId: other, compare: false }),
        readFigures(ctx(), reader, { range: '90', storyId: own, compare: false }),
        readFigures(ctx(), { ...author, scope: 'embed' }, { range: '90', storyId: own, compare: false }),
      ]),
    ).toEqual(Array(6).fill('forbidden'))
  })

  it('refuse half a period, one upside down, one to come, and one too long', async () => {
    const by = await staff()
    const asked = (from?: string, to?: string) => readFigures(ctx(), by, { range: '30', from, to, compare: false })
    const iso = (ms: number) => new Date(ms).toISOString().slice(0, 10)
    const refused = [
      asked('2026-11-01'),
      asked('2026-11-02', '2026-11-01'),
      asked('2026-11-01', '2026-12-24'),
      asked(iso(NOW - 401 * DAY), '2026-11-21'),
    ]
    expect(await problemsOf(refused)).toEqual(['invalid', 'invalid', 'invalid', 'invalid'])
  })
})
