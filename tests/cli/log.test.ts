import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '../../db/database.ts'
import { openDatabase } from '../../db/open.ts'
import { contextOn, someone, someStory } from '../support/context.ts'
import { copyTemplate, dialects } from '../support/databases.ts'
import { logRows, reason, rewriteFrom, sixDecisions, tamper } from '../support/decisions.ts'
import { afterword } from './run.ts'

describe.each(dialects)('afterword log on %s', (dialect) => {
  let copy: Awaited<ReturnType<typeof copyTemplate>>
  let db: Database
  const log = (...args: string[]) => afterword(['log', ...args], copy.settings)

  beforeEach(async () => {
    copy = await copyTemplate(dialect)
    db = await openDatabase(copy.settings)
    const ctx = contextOn(db)
    await sixDecisions(ctx, await someone(ctx, 'Mo', { role: 'moderator' }), await someStory(ctx))
  })
  afterEach(async () => {
    await db.close()
    await copy.drop()
  })

  it('verify: says how many entries verify and gives the hash to keep, which it compares later', {
    timeout: 60_000,
  }, async () => {
    const [last] = (await logRows(db)).slice(-1)
    const { code, out } = await log('verify')
    expect(code).toBe(0)
    expect(out).toContain('The log verifies: 6 entries, none changed, missing or put in.')
    expect(out).toContain(`log verify --head 6:${last?.hash}\n`)
    expect(await log('verify', '--head', `6:${last?.hash}`)).toMatchObject({
      ...{ code: 0, out: expect.stringContaining('Entry 6 is the one that was noted earlier.') },
    })
    await db.transact('tamper', async (tx) => {
      await tamper(tx, 4, { role: 'owner' })
      await rewriteFrom(tx, 4)
    })
    expect((await log('verify')).code).toBe(0)
    const found = await log('verify', '--head', `6:${last?.hash}`)
    expect(found.code).toBe(1)
    expect(found.out).toContain('Entry 6 is not the one that was noted earlier')
  })

  it('verify: prints each fault and ends with code 1', async () => {
    await db.transact('tamper', async (tx) => {
      await tamper(tx, 2, { words: 'Better words' })
      await tx.delete(tx.tables.decisionLog).where(eq(tx.tables.decisionLog.number, 4))
    })
    const { code, out } = await log('verify')
    expect(code).toBe(1)
    expect(out).toContain('The log does not verify. 2 things are wrong:\n')
    expect(out).toContain('  Entry 2 was changed: its words do not fit their digest.\n')
    expect(out).toContain('  Entry 4 is missing.\n')
  })

  it('remove-words: takes them out for good, and the log verifies', { timeout: 60_000 }, async () => {
    const { code, out } = await log('remove-words', '2')
    expect(code).toBe(0)
    expect(out).toContain('The words of entry 2 are gone from the log.')
    expect(JSON.stringify(await logRows(db))).not.toContain(`${reason} 2`)
    expect((await log('verify')).out).toContain('7 entries')
    expect(await log('remove-words', '2')).toMatchObject({
      ...{ code: 1, err: 'The words of entry 2 have been removed already.\n' },
    })
  })
})

describe('afterword log', () => {
  it('refuses what is no head and no number, in a line', async () => {
    const head = await afterword(['log', 'verify', '--head', '6:abc'])
    expect(head).toMatchObject({ code: 1, err: expect.stringContaining('Give the number and the hash of an entry') })
    const number = await afterword(['log', 'remove-words', 'last'])
    expect(number).toMatchObject({ code: 1, err: expect.stringContaining('Give the number of an entry.') })
  })

  it('verify: says that an empty log is empty', async () => {
    const { settings, drop } = await copyTemplate('sqlite')
    const { code, out } = await afterword(['log', 'verify'], settings)
    expect([code, out]).toEqual([0, 'The log is empty: nothing has been decided yet.\n'])
    await drop()
  })
})
