import { setImmediate as turn } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Database } from '../../db/database.ts'
import { dialects, freshDatabase, type TestDatabase } from '../support/databases.ts'
import { add, addOne, counterOf } from './counters.ts'

const WIDE = 'wide'

/** Transactions of keys of their own that share a wider key, against those that hold the wider key alone. */
describe.each(dialects)('a shared key on %s', (dialect) => {
  let db: TestDatabase
  let nodes: [Database, Database]
  beforeEach(async () => {
    db = await freshDatabase(dialect)
    nodes = [db, await db.openAgain()]
  })
  afterEach(() => db.close())

  const share = <T>(i: number, work: () => Promise<T>, key = `narrow:${i}`) =>
    nodes[i % 2]!.transact(key, work, { sharing: WIDE })

  test('whoever holds it alone runs alone, on both nodes', async () => {
    let sharing = 0
    let alone = 0
    const seen: [sharing: number, alone: number][] = []
    const look = () => seen.push([sharing, alone])
    const works = Array.from({ length: 80 }, (_, i) =>
      i % 8 === 5
        ? nodes[i % 2]!.transact(WIDE, async (tx) => {
            alone += 1
            look()
            await tx.select().from(tx.tables.counters)
            await turn()
            look()
            alone -= 1
          })
        : share(i, async () => {
            sharing += 1
            look()
            await turn()
            sharing -= 1
          }),
    )
    await Promise.all(works)
    expect(seen.filter(([, one]) => one > 1)).toEqual([])
    expect(seen.filter(([others, one]) => one > 0 && others > 0)).toEqual([])
    expect(seen.filter(([, one]) => one === 1)).toHaveLength(20)
  })

  test('what sharers wrote before is seen by whoever holds it alone, and the other way round', async () => {
    await add(db, 'n', 0)
    const seen: number[] = []
    const works = Array.from({ length: 60 }, (_, i) =>
      i % 10 === 9
        ? nodes[i % 2]!.transact(WIDE, async (tx) => {
            const before = (await counterOf(tx, 'n')) ?? 0
            await tx.select().from(tx.tables.counters)
            expect(await counterOf(tx, 'n')).toBe(before)
            seen.push(before)
          })
        : addOneSharing(nodes[i % 2]!),
    )
    await Promise.all(works)
    expect(await counterOf(db.read, 'n')).toBe(54)
    expect(seen).toHaveLength(6)
  })

  test('transactions that share it and a key of their own are serial', async () => {
    await add(db, 'n', 0)
    await Promise.all(Array.from({ length: 50 }, (_, i) => addOneSharing(nodes[i % 2]!)))
    expect(await counterOf(db.read, 'n')).toBe(50)
  })

  test('one that fails gives it back', async () => {
    await expect(share(0, () => Promise.reject(new Error('gave up')))).rejects.toThrow('gave up')
    await expect(nodes[1].transact(WIDE, () => Promise.reject(new Error('gave up too')))).rejects.toThrow('too')
    expect(await nodes[1].transact(WIDE, async () => 'alone')).toBe('alone')
    expect(await share(0, async () => 'shared')).toBe('shared')
  })

  test('a crowd of sharers that never ends does not keep out whoever wants it alone, nor the other way round', async () => {
    const crowd = 24
    let isOver = false
    let passed = 0
    const sharers = Array.from({ length: crowd }, async (_, i) => {
      while (!isOver) {
        await share(i, turn)
        passed += 1
      }
    })
    try {
      for (let i = 0; i < 10; i++) {
        const before = passed
        await nodes[i % 2]!.transact(WIDE, async () => undefined)
        // PostgreSQL lets nobody past who comes later; SQLite’s writers try again, and one of them is lucky.
        if (dialect === 'postgres') expect(passed - before).toBeLessThan(crowd * 6)
      }
      const before = passed
      await Promise.all(Array.from({ length: 10 }, (_, i) => nodes[i % 2]!.transact(WIDE, async () => undefined)))
      await expect.poll(() => passed).toBeGreaterThan(before)
    } finally {
      isOver = true
      await Promise.all(sharers)
    }
  })

  function addOneSharing(node: Database): Promise<void> {
    return addOne(node, 'n', WIDE)
  }
})

test('transactions of different keys that share one run side by side on PostgreSQL', async () => {
  const db = await freshDatabase('postgres')
  const nodes = [db, await db.openAgain()]
  let here = 0
  let everyone: () => void = () => undefined
  const met = new Promise<void>((resolve) => {
    everyone = resolve
  })
  // Each waits inside for the others: it ends only if all six are inside at once.
  await Promise.all(
    Array.from({ length: 6 }, (_, i) =>
      nodes[i % 2]!.transact(
        `narrow:${i}`,
        async () => {
          here += 1
          if (here === 6) everyone()
          await met
        },
        { sharing: WIDE },
      ),
    ),
  )
  expect(here).toBe(6)
  await db.close()
})
