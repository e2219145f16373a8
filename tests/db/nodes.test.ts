import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Database } from '../../db/database.ts'
import { isTaken } from '../../db/errors.ts'
import { dialects, freshDatabase, type TestDatabase } from '../support/databases.ts'
import { add, addOne, counterOf, insert } from './counters.ts'

describe.each(dialects)('two nodes on %s', (dialect) => {
  let db: TestDatabase
  beforeEach(async () => {
    db = await freshDatabase(dialect)
  })
  afterEach(() => db.close())

  test('of twenty that read and then write under one key, one wins', async () => {
    const nodes = [db, await db.openAgain()]
    const wins = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        nodes[i % 2]!.transact('story:1', async (tx) => {
          if ((await counterOf(tx, 'winner')) !== undefined) return false
          await insert(tx, 'winner', i)
          return true
        }),
      ),
    )
    expect(wins.filter(Boolean)).toHaveLength(1)
  })

  test('three nodes that each add one a hundred times lose none', async () => {
    const nodes = [db, await db.openAgain(), await db.openAgain()]
    await add(db, 'n', 0)
    const lane = async (node: Database) => {
      for (let i = 0; i < 25; i++) await addOne(node, 'n')
    }
    await Promise.all(nodes.flatMap((node) => [lane(node), lane(node), lane(node), lane(node)]))
    expect(await counterOf(db.read, 'n')).toBe(300)
  })

  test('different keys all pass, more of them than there are connections', async () => {
    const nodes = [db, await db.openAgain()]
    await Promise.all(
      Array.from({ length: 60 }, (_, i) => nodes[i % 2]!.transact(`k${i}`, (tx) => insert(tx, `k${i}`, i))),
    )
    expect(await db.read.$count(db.read.tables.counters)).toBe(60)
  })

  test('what both insert is taken for one of them', async () => {
    const nodes = [db, await db.openAgain()]
    const results = await Promise.allSettled(
      nodes.map((node, i) => node.transact(`k${i}`, (tx) => insert(tx, 'same', i))),
    )
    const [refused] = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []))
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(isTaken(refused)).toBe(true)
    expect(isTaken(new Error('anything else'))).toBe(false)
  })

  test('both may open a database that is not there yet', async () => {
    const counts = await Promise.all([db.openAgain(), db.openAgain(), db.openAgain()])
    for (const node of counts) await node.ping()
  })
})
