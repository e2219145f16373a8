import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setImmediate as turn } from 'node:timers/promises'
import Sqlite from 'better-sqlite3'
import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Unavailable } from '../../db/database.ts'
import { ignored } from '../../db/errors.ts'
import { packageRoot } from '../../db/migrate.ts'
import { sqliteFile } from '../../db/open.ts'
import { freshDatabase, type TestDatabase } from '../support/databases.ts'
import { add, addOne, counterOf, insert } from './counters.ts'

let db: TestDatabase
beforeEach(async () => {
  db = await freshDatabase('sqlite')
})
afterEach(() => db.close())

test('commits are flushed to the disk, keys are held, and what is deleted is overwritten', async () => {
  const pragmas = await db.transact('k', async (tx) => ({
    journal: await tx.rows(sql`PRAGMA journal_mode`),
    synchronous: await tx.rows(sql`PRAGMA synchronous`),
    foreignKeys: await tx.rows(sql`PRAGMA foreign_keys`),
    secureDelete: await tx.rows(sql`PRAGMA secure_delete`),
    ownWait: await tx.rows(sql`PRAGMA busy_timeout`),
  }))
  expect(pragmas).toEqual({
    journal: [{ journal_mode: 'wal' }],
    synchronous: [{ synchronous: 2 }],
    foreignKeys: [{ foreign_keys: 1 }],
    secureDelete: [{ secure_delete: 1 }],
    ownWait: [{ timeout: 0 }],
  })
})

test('a reader cannot write', async () => {
  await expect(db.read.rows(sql`INSERT INTO counters (key, value) VALUES ('a', 1) RETURNING key`)).rejects.toThrow()
})

test('a write waits for the lock of another program, and everything else goes on meanwhile', async () => {
  const other = new Sqlite(sqliteFile(db.settings))
  other.exec('BEGIN IMMEDIATE')
  let written = false
  const writing = add(db, 'a', 1).then(() => {
    written = true
  })
  // Far more turns than a wait inside SQLite would leave.
  for (let turns = 0; turns < 200; turns++) {
    await turn()
    expect(await db.read.$count(db.read.tables.counters)).toBe(0)
  }
  expect(written).toBe(false)
  other.exec('COMMIT')
  other.close()
  await writing
  expect(await counterOf(db.read, 'a')).toBe(1)
})

test('a write that waits longer than 5 s is told so, and later ones pass', async () => {
  const other = new Sqlite(sqliteFile(db.settings))
  other.exec('BEGIN IMMEDIATE')
  const effects: string[] = []
  const results = Promise.allSettled(
    ['a', 'b'].map((key) =>
      db.transact(key, async (tx) => {
        tx.onCommit(() => effects.push(key))
        await insert(tx, key, 1)
      }),
    ),
  )
  for (const result of await results) expect(result).toMatchObject({ reason: expect.any(Unavailable) })
  expect(effects).toEqual([])
  other.exec('ROLLBACK')
  other.close()
  await add(db, 'c', 1)
  expect(await db.read.$count(db.read.tables.counters)).toBe(1)
})

test('another process that adds to the same number loses nothing, and neither do we', async () => {
  await add(db, 'n', 0)
  const script = `
    const db = new (require('better-sqlite3'))(process.argv[1], { timeout: 5000 })
    const add = db.transaction(() => {
      const value = db.prepare("select value from counters where key = 'n'").pluck().get()
      db.prepare("update counters set value = ? where key = 'n'").run(value + 1)
    }).immediate
    console.log('ready')
    for (let i = 0; i < 200; i++) add()`
  const other = spawn(process.execPath, ['-e', script, sqliteFile(db.settings)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    cwd: packageRoot(),
  })
  const ended = once(other, 'exit')
  await once(other.stdout, 'data')
  for (let i = 0; i < 200; i++) await addOne(db, 'n')
  expect(await ended).toEqual([0, null])
  expect(await counterOf(db.read, 'n')).toBe(400)
})

test('on a full disk the write is refused, what it shared a commit with is as it was told, and work goes on', async () => {
  const limit = (pages: number) => db.transact('k', (tx) => tx.rows(sql.raw(`PRAGMA max_page_count = ${pages}`)))
  const [{ page_count: pages }] = (await db.read.rows<{ page_count: number }>(sql`PRAGMA page_count`)) as [
    { page_count: number },
  ]
  await limit(pages + 2)
  const results = await Promise.allSettled([
    add(db, 'small', 1),
    add(db, 'x'.repeat(1_000_000), 2),
    add(db, 'after', 3),
  ])
  expect(results[1]).toMatchObject({ reason: expect.any(Unavailable) })
  for (const [i, key] of [
    [0, 'small'],
    [2, 'after'],
  ] as const)
    expect(await counterOf(db.read, key)).toBe(results[i]!.status === 'fulfilled' ? i + 1 : undefined)
  await limit(1_000_000)
  await add(db, 'later', 4)
  expect(await counterOf(db.read, 'later')).toBe(4)
})

test('a thousand queued works leave others their turn', async () => {
  let turns = 0
  let working = true
  const works = Promise.all(Array.from({ length: 2_000 }, (_, i) => add(db, `k${i}`, i)))
  const counting = (async () => {
    while (working) {
      await turn()
      turns++
    }
  })()
  await works
  working = false
  await counting
  expect(turns).toBeGreaterThan(10)
})

test('a work that never ends is given up, and others go on', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  try {
    const { promise: beginning, resolve: began } = later()
    const stuck = db.transact('k', async (tx) => {
      await insert(tx, 'stuck', 1)
      began()
      await later().promise
    })
    const next = add(db, 'next', 1)
    await beginning
    vi.advanceTimersByTime(10_000)
    await expect(stuck).rejects.toThrow(/longer than/)
    await next
  } finally {
    vi.useRealTimers()
  }
  expect(await counterOf(db.read, 'stuck')).toBeUndefined()
  expect(await counterOf(db.read, 'next')).toBe(1)
})

/** A promise that only its caller settles, if anybody. */
function later() {
  let resolve = ignored
  const promise = new Promise<void>((settle) => {
    resolve = settle
  })
  return { promise, resolve }
}
