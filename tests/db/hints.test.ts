import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Database } from '../../db/database.ts'
import { isTaken } from '../../db/errors.ts'
import { dialects, freshDatabase, type TestDatabase } from '../support/databases.ts'
import { counterOf, insert } from './counters.ts'

describe.each(dialects)('effects and hints on %s', (dialect) => {
  let db: TestDatabase
  beforeEach(async () => {
    db = await freshDatabase(dialect)
  })
  afterEach(() => db.close())

  test('come after the commit, once, and before the caller goes on', async () => {
    const seen: unknown[] = []
    await db.transact('k', async (tx) => {
      tx.onCommit(() => seen.push(db.read))
      tx.onCommit(() => seen.push('second'))
      tx.onCommit(() => void counterOf(db.read, 'a').then((value) => seen.push(value)))
      await insert(tx, 'a', 1)
      expect(seen).toEqual([])
    })
    expect(seen.slice(0, 2)).toEqual([db.read, 'second'])
    await expect.poll(() => seen[2]).toBe(1)
  })

  test('never come from a transaction that failed', async () => {
    const seen: string[] = []
    db.onHint((topic) => seen.push(topic))
    const failing = db.transact('k', async (tx) => {
      tx.onCommit(() => seen.push('effect'))
      tx.hint('story:gone')
      await insert(tx, 'a', 1)
      await insert(tx, 'a', 1)
    })
    await expect(failing).rejects.toSatisfy(isTaken)
    await db.transact('k', async (tx) => tx.hint('story:here'))
    await expect.poll(() => seen).toEqual(['story:here'])
  })

  test('an effect or a listener that throws undoes nothing and stops no other', async () => {
    const seen: string[] = []
    const warned = new Promise((resolve) => process.once('warning', resolve))
    db.onHint(() => {
      throw new Error('listener')
    })
    db.onHint((topic) => seen.push(topic))
    await db.transact('k', async (tx) => {
      tx.onCommit(() => {
        throw new Error('effect')
      })
      tx.onCommit(() => seen.push('effect'))
      tx.hint('desk')
      await insert(tx, 'a', 1)
    })
    expect(seen).toEqual(['effect', 'desk'])
    expect(await counterOf(db.read, 'a')).toBe(1)
    await warned
  })

  test('a hint is heard by the node itself once a transaction, until it stops listening', async () => {
    const seen: string[] = []
    const stop = db.onHint((topic) => seen.push(topic))
    const hint = (...topics: string[]) =>
      db.transact('k', async (tx) => {
        for (const topic of topics) tx.hint(topic)
      })
    await hint('desk', 'desk', 'person:some one')
    expect(seen).toEqual(['desk', 'person:some one'])
    // Long enough for an echo from the database to come, if there were one: a hint of another node is behind it.
    if (dialect === 'postgres') await heardFrom(await db.openAgain(), db)
    expect(seen.filter((topic) => topic !== 'probe')).toEqual(['desk', 'person:some one'])
    stop()
    await hint('desk')
    expect(seen.filter((topic) => topic === 'desk')).toHaveLength(1)
  })
})

/** Resolves when `to` has heard a hint of `from`. */
async function heardFrom(from: Database, to: Database): Promise<void> {
  await new Promise<void>((resolve) => {
    to.onHint((topic) => topic === 'probe' && resolve())
    void from.transact('probe', async (tx) => tx.hint('probe'))
  })
}
