import { createHash } from 'node:crypto'
import Sqlite from 'better-sqlite3'
import { eq, inArray, sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Tx } from '../../db/database.ts'
import { sqliteFile } from '../../db/open.ts'
import type { Context, Reader } from '../../server/context.ts'
import { newId } from '../../server/ids.ts'
import { appendLog } from '../../server/log/append-log.ts'
import { hashOf } from '../../server/log/chain.ts'
import { checkLog } from '../../server/log/check-log.ts'
import { forgetPerson } from '../../server/log/forget-person.ts'
import { readLog } from '../../server/log/read-log.ts'
import { removeWords } from '../../server/log/remove-words.ts'
import { verifyLog } from '../../server/log/verify-log.ts'
import { publishUpdate } from '../../server/updates/publish-update.ts'
import { type Clock, contextOn, someone, someStory } from '../support/context.ts'
import { dialects, freshDatabase, type TestDatabase } from '../support/databases.ts'
import { logRows, reason, rewriteFrom, sixDecisions, tamper } from '../support/decisions.ts'
import { administer } from '../support/templates.ts'

const update = { kind: 'update', status: null, body: 'It was noon.', answersCaseId: null } as const

describe.each(dialects)('the log on %s', (dialect) => {
  const clock: Clock = { time: Date.UTC(2026, 10, 22, 12) }
  let db: TestDatabase
  let ctx: Context
  let mo: Reader
  let storyId: string
  const faults = async (noted?: { number: number; hash: string }) => (await verifyLog(db.read, noted)).faults
  const behindItsBack = (work: (tx: Tx) => Promise<unknown>) =>
    db.transact('tamper', async (tx) => {
      await work(tx)
    })

  beforeEach(async () => {
    db = await freshDatabase(dialect)
    ctx = contextOn(db, clock)
    storyId = await someStory(ctx)
    mo = await someone(ctx, 'Mo', { role: 'moderator' })
  })
  afterEach(() => db.close())

  it('is one chain without a gap after many decisions at once on two nodes, some of which fail', async () => {
    const second = contextOn(await db.openAgain())
    const stories = await Promise.all(['one', 'two', 'three', 'four'].map((slug) => someStory(ctx, slug)))
    const failing = () =>
      ctx.db.transact(`story:${storyId}`, async (tx) => {
        await appendLog(tx, {
          ...{ at: ctx.now(), verb: 'case.decided', role: 'moderator', personId: mo.personId, storyId, detail: {} },
        })
        throw new Error('changed its mind')
      })
    const outcomes = await Promise.allSettled(
      Array.from({ length: 80 }, (_, i) =>
        i % 10 === 9 ? failing() : publishUpdate(i % 2 ? ctx : second, mo, stories[i % 4] ?? '', update),
      ),
    )
    expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(8)
    const rows = await logRows(db)
    expect(rows.map((row) => row.number)).toEqual(Array.from({ length: 72 }, (_, i) => i + 1))
    expect(await verifyLog(db.read)).toEqual({ number: 72, hash: rows.at(-1)?.hash, faults: [] })
  })

  it('verifies while others write', async () => {
    const second = contextOn(await db.openAgain())
    const writing = Array.from({ length: 30 }, () => publishUpdate(second, mo, storyId, update))
    const checked = await Promise.all(Array.from({ length: 15 }, () => verifyLog(db.read)))
    await Promise.all(writing)
    expect(checked.flatMap((one) => one.faults)).toEqual([])
    expect((await verifyLog(db.read)).number).toBe(30)
  })

  it('is hashed as its page says, from public data alone', async () => {
    await sixDecisions(ctx, mo, storyId)
    const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
    const { entries } = await readLog(ctx, {})
    let previous = '0'.repeat(64)
    for (const e of entries.reverse()) {
      const detail = Object.entries(e.detail).sort()
      const array = [e.id, e.number, e.at, e.verb, e.role, e.storyId, detail, e.wordsDigest, e.personDigest, previous]
      expect(e.previousHash).toBe(previous)
      expect(sha256(JSON.stringify(array))).toBe(e.hash)
      if (e.words !== null) expect(sha256(e.wordsSalt + e.words)).toBe(e.wordsDigest)
      previous = e.hash
    }
  })

  it('is verified anew for readers at most once a minute', async () => {
    await sixDecisions(ctx, mo, storyId)
    expect(await checkLog(ctx)).toMatchObject({ number: 6, fault: null })
    await behindItsBack((tx) => tamper(tx, 3, { role: 'owner' }))
    expect((await checkLog(ctx)).fault).toBeNull()
    clock.time += 60_000
    expect((await checkLog(ctx)).fault).toMatch(/^Entry 3 was changed/)
  })

  describe('that was tampered with', () => {
    beforeEach(() => sixDecisions(ctx, mo, storyId))

    const cases: [name: string, work: (tx: Tx) => Promise<unknown>, found: [number: number, what: RegExp][]][] = [
      ['a fact', (tx) => tamper(tx, 3, { detail: { number: 3 } }), [[3, /Entry 3 was changed: what it says/]]],
      ['words', (tx) => tamper(tx, 2, { words: 'Better words' }), [[2, /Entry 2 was changed: its words/]]],
      ['an office', (tx) => tamper(tx, 4, { role: 'owner' }), [[4, /Entry 4 was changed: what it says/]]],
      ['a verb', (tx) => tamper(tx, 4, { verb: 'case.decided' }), [[4, /Entry 4 was changed/]]],
      ['a time', (tx) => tamper(tx, 1, { at: 5 }), [[1, /Entry 1 was changed/]]],
      ['a time that is none', (tx) => tamper(tx, 1, { at: 9e15 }), [[1, /Entry 1 was changed/]]],
      ['a story', (tx) => tamper(tx, 6, { storyId: null }), [[6, /Entry 6 was changed/]]],
      ['an identifier', (tx) => tamper(tx, 6, { id: newId() }), [[6, /Entry 6 was changed/]]],
      ['the link', (tx) => tamper(tx, 4, { previousHash: 'f'.repeat(64) }), [[4, /Entry 4 was changed/]]],
      ['the hash', (tx) => tamper(tx, 4, { hash: 'f'.repeat(64) }), [[4, /Entry 4 was changed/]]],
      ['the last hash', (tx) => tamper(tx, 6, { hash: 'f'.repeat(64) }), [[6, /Entry 6 was changed/]]],
      [
        'words where there were none',
        (tx) => tamper(tx, 3, { words: 'More', wordsSalt: 'x' }),
        [[3, /Entry 3 was changed: its words/]],
      ],
      [
        'words together with their digest',
        (tx) => tamper(tx, 2, { words: null, wordsSalt: null, wordsDigest: null }),
        [[2, /Entry 2 was changed: what it says/]],
      ],
      [
        'words that are simply gone',
        (tx) => tamper(tx, 2, { words: null, wordsSalt: null }),
        [[2, /The words of entry 2 are gone, and no later entry says they were removed/]],
      ],
      ['the first entry, deleted', (tx) => remove(tx, 1), [[1, /^Entry 1 is missing\.$/]]],
      ['an entry in the middle, deleted', (tx) => remove(tx, 3), [[3, /^Entry 3 is missing\.$/]]],
      ['two of them, deleted', (tx) => remove(tx, 3, 4), [[3, /^The entries 3 to 4 are missing\.$/]]],
      ['the last entry, deleted', (tx) => remove(tx, 6), [[6, /^The last entry, 6, is missing\.$/]]],
      ['the last ones, deleted', (tx) => remove(tx, 5, 6), [[5, /^The last entries are missing: 5 to 6\.$/]]],
      ['everything, deleted', (tx) => remove(tx, 1, 2, 3, 4, 5, 6), [[1, /The last entries are missing: 1 to 6/]]],
      ['the head, deleted', (tx) => tx.delete(tx.tables.logHead), [[6, /record of where the log ends is missing/]]],
      ['an entry put after the last', (tx) => copy(tx, 6, 7), [[7, /Entry 7 was put after the end of the log/]]],
      ['an entry put before the first', (tx) => copy(tx, 1, 0), [[0, /an entry with the number 0, before the first/]]],
      [
        'an entry put between two',
        insertAfterThree,
        [
          [5, /Entry 5 was changed/],
          [6, /6 was changed/],
          [7, /7 was/],
        ],
      ],
      [
        'two entries swapped',
        swap,
        [
          [3, /Entry 3 was changed/],
          [4, /Entry 4 was changed/],
        ],
      ],
      [
        'an entry with its hash made anew',
        (tx) => alone(tx, 3),
        [[3, /Entry 3 was changed and given a new hash, or entry 4 was/]],
      ],
      ['the last entry with its hash made anew', (tx) => alone(tx, 6), [[6, /Entry 6, the last, is not the one/]]],
      [
        'two faults at once',
        (tx) => remove(tx, 2).then(() => alone(tx, 5)),
        [
          [2, /2 is missing/],
          [5, /Entry 5 was/],
        ],
      ],
    ]
    it.each(cases)('is found out: %s', async (_name, work, found) => {
      await behindItsBack(work)
      expect(await faults()).toEqual(found.map(([number, what]) => ({ number, what: expect.stringMatching(what) })))
    })

    it('is found out: another person', async () => {
      const other = await someone(ctx, 'Other')
      await behindItsBack((tx) => tamper(tx, 3, { personId: other.personId }))
      expect(await faults()).toEqual([{ number: 3, what: expect.stringMatching(/Entry 3 was changed: the person/) }])
    })

    it('is found out: a detail that cannot be read', async () => {
      const broken = dialect === 'sqlite' ? sql`'{"number":'` : sql`'[]'::jsonb`
      await behindItsBack((tx) => tx.update(tx.tables.decisionLog).set({ detail: broken }))
      expect((await faults()).map((fault) => fault.number)).toEqual([1, 2, 3, 4, 5, 6])
    })

    it('is found out: two entries of one number', async () => {
      await dropNumberIndex(db)
      await behindItsBack((tx) => copy(tx, 3, 3))
      expect(await faults()).toContainEqual({ number: 3, what: 'There are two entries with the number 3.' })
    })

    it('and rewritten to its very end is found out by a hash noted earlier, and only so', async () => {
      const noted = await verifyLog(db.read)
      await behindItsBack(async (tx) => {
        await tamper(tx, 3, { role: 'owner' })
        await rewriteFrom(tx, 3)
      })
      expect(await faults()).toEqual([])
      expect(await faults(noted)).toEqual([{ number: 6, what: expect.stringContaining('noted earlier') }])
    })

    it('and cut off with its head is found out by a hash noted earlier, and only so', async () => {
      const noted = await verifyLog(db.read)
      await behindItsBack(async (tx) => {
        await remove(tx, 6)
        await rewriteFrom(tx, 6)
      })
      expect(await faults()).toEqual([])
      expect(await faults(noted)).toEqual([
        { number: 6, what: expect.stringMatching(/^Entry 6 is missing. It was noted/) },
      ])
    })
  })

  describe('from which something had to go', () => {
    beforeEach(() => sixDecisions(ctx, mo, storyId))

    it('verifies without the person who acted, and leads to that person no more', async () => {
      const before = await verifyLog(db.read)
      await db.transact(`person:${mo.personId}`, (tx) => forgetPerson(tx, mo.personId))
      await db.transact('people', (tx) => tx.delete(tx.tables.people).where(eq(tx.tables.people.id, mo.personId)))
      expect(await verifyLog(db.read, before)).toEqual(before)
      const rows = await logRows(db)
      for (const row of rows) expect(row).toMatchObject({ personId: null, personSalt: null, role: 'moderator' })
      const unsalted = createHash('sha256').update(mo.personId).digest('hex')
      expect(new Set(rows.map((row) => row.personDigest)).size).toBe(6)
      expect(JSON.stringify(rows)).not.toContain(unsalted)
    })

    it('verifies without words, says that they were removed, and shows them no more', async () => {
      const noted = await verifyLog(db.read)
      expect(await removeWords(ctx, 2)).toEqual([])
      expect(await verifyLog(db.read, noted)).toMatchObject({ number: 7, faults: [] })
      const { entries } = await readLog(ctx, { storyId })
      expect(entries[0]).toMatchObject({ number: 7, verb: 'log.words_removed', role: 'owner', detail: { number: 2 } })
      expect(entries.find((entry) => entry.number === 2)).toMatchObject({
        ...{ words: null, wordsSalt: null, wordsDigest: expect.any(String) },
      })
      expect(JSON.stringify(await logRows(db))).not.toContain(`${reason} 2`)
    })

    it('refuses to take words twice, or where there are none', async () => {
      await removeWords(ctx, 2)
      await expect(removeWords(ctx, 2)).rejects.toThrow('The words of entry 2 have been removed already.')
      await expect(removeWords(ctx, 3)).rejects.toThrow('Entry 3 has no words.')
      await expect(removeWords(ctx, 99)).rejects.toThrow('The log has no entry 99.')
      expect((await verifyLog(db.read)).number).toBe(7)
    })

    it('tells which other entries have the same words', async () => {
      await db.transact('log', (tx) =>
        appendLog(tx, {
          ...{ at: 1, verb: 'suspension.started', role: 'owner', personId: null, storyId: null, detail: {} },
          words: `${reason} 2`,
        }),
      )
      expect(await removeWords(ctx, 2)).toEqual([7])
    })

    it('does not take words back', async () => {
      const [, second] = await logRows(db)
      await removeWords(ctx, 2)
      const { words = null, wordsSalt = null } = second ?? {}
      await behindItsBack((tx) => tamper(tx, 2, { words, wordsSalt }))
      expect(await faults()).toEqual([
        { number: 2, what: 'Entry 2 has words, although entry 7 says they were removed.' },
      ])
    })
  })
})

function remove(tx: Tx, ...numbers: number[]) {
  const { decisionLog } = tx.tables
  return tx.delete(decisionLog).where(inArray(decisionLog.number, numbers))
}

async function rowOf(tx: Tx, number: number) {
  const [row] = await tx.select().from(tx.tables.decisionLog).where(eq(tx.tables.decisionLog.number, number))
  if (!row) throw new Error(`no entry ${number}`)
  return row
}

/** Adds an entry like another, in good form, under a number of its own. */
async function copy(tx: Tx, from: number, to: number) {
  const row = await rowOf(tx, from)
  await tx.insert(tx.tables.decisionLog).values({ ...row, id: newId(), number: to })
}

/** Makes the hash of one entry anew after a change, and nothing else. */
async function alone(tx: Tx, number: number) {
  const row = { ...(await rowOf(tx, number)), role: 'owner' as const }
  await tamper(tx, number, { role: row.role, hash: hashOf(row) })
}

/** Makes room after the third entry and puts one there that follows it properly. */
async function insertAfterThree(tx: Tx) {
  for (const number of [6, 5, 4]) await tamper(tx, number, { number: number + 1 })
  await copy(tx, 3, 4)
  const row = { ...(await rowOf(tx, 4)), previousHash: (await rowOf(tx, 3)).hash }
  await tamper(tx, 4, { previousHash: row.previousHash, hash: hashOf(row) })
  await tx.update(tx.tables.logHead).set({ number: 7 })
}

async function swap(tx: Tx) {
  await tamper(tx, 3, { number: -1 })
  await tamper(tx, 4, { number: 3 })
  await tamper(tx, -1, { number: 4 })
}

/** The index that keeps a number from being there twice. */
async function dropNumberIndex({ settings }: TestDatabase) {
  const statement = 'DROP INDEX decision_log_number'
  if (settings.DATABASE_URL) await administer(settings.DATABASE_URL, statement)
  else new Sqlite(sqliteFile(settings)).exec(statement).close()
}
