import { eq, sql } from 'drizzle-orm'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Database, type Tx, Unavailable } from '../../db/database.ts'
import { openDatabase } from '../../db/open.ts'
import { freshDatabase, type TestDatabase } from '../support/databases.ts'
import { proxyTo, type ServerProxy } from '../support/proxy.ts'
import { counterOf, insert } from './counters.ts'

let db: TestDatabase
beforeEach(async () => {
  db = await freshDatabase('postgres')
})
afterEach(() => db.close())

test('a hint reaches the other nodes, with any text in it', async () => {
  const other = await db.openAgain()
  const [here, there] = [listen(db), listen(other)]
  await hint(db, 'story:1', `person:it's "a" \\ name`)
  await hint(other, 'desk')
  const all = ['desk', `person:it's "a" \\ name`, 'story:1']
  await expect.poll(() => there.toSorted()).toEqual(all)
  await expect.poll(() => here.toSorted()).toEqual(all)
})

test('hundreds of hints at once all arrive', async () => {
  const heard = new Set<string>()
  const other = await db.openAgain()
  other.onHint((topic) => heard.add(topic))
  const topics = Array.from({ length: 500 }, (_, i) => `story:${i}`)
  await Promise.all(topics.map((topic) => hint(db, topic)))
  await expect.poll(() => heard.size).toBe(500)
})

test('transactions that lock each other out both pass in the end, with the effects of the try that lasted', async () => {
  await db.transact('k', (tx) => insert(tx, 'a', 0))
  await db.transact('k', (tx) => insert(tx, 'b', 0))
  const effects: string[] = []
  let tries = 0
  let waiting: (() => void)[] = []
  const bothHoldOne = () =>
    new Promise<void>((resolve) => {
      waiting.push(resolve)
      if (waiting.length < 2) return
      for (const go of waiting) go()
      waiting = []
    })
  const cross = (key: string, first: string, second: string) =>
    db.transact(key, async (tx) => {
      tries++
      tx.onCommit(() => effects.push(key))
      await bump(tx, first)
      if (tries <= 2) await bothHoldOne()
      await bump(tx, second)
    })
  await Promise.all([cross('one', 'a', 'b'), cross('two', 'b', 'a')])
  expect(tries).toBe(3)
  expect(effects.sort()).toEqual(['one', 'two'])
  expect(await counterOf(db.read, 'a')).toBe(2)
  expect(await counterOf(db.read, 'b')).toBe(2)
})

test('a key that another program holds for longer than 5 s is unavailable; other keys are not', async () => {
  const other = new pg.Client(db.settings.DATABASE_URL)
  await other.connect()
  await other.query(`SELECT pg_advisory_lock(hashtextextended('story:1', 0))`)
  const effects: string[] = []
  const held = db.transact('story:1', async (tx) => tx.onCommit(() => effects.push('never')))
  const result = expect(held).rejects.toBeInstanceOf(Unavailable)
  await db.transact('story:2', (tx) => insert(tx, 'a', 1))
  await result
  await other.end()
  await db.transact('story:1', async (tx) => tx.onCommit(() => effects.push('then')))
  expect(effects).toEqual(['then'])
})

test('connections that the server ends are replaced: work under way is refused, hints are heard again', async () => {
  const other = await db.openAgain()
  const heard = listen(other)
  const effects: string[] = []
  const broken = db.transact('k', async (tx) => {
    tx.onCommit(() => effects.push('never'))
    await insert(tx, 'a', 1)
    await endConnections(db)
    await insert(tx, 'b', 1)
  })
  await expect(broken).rejects.toBeInstanceOf(Unavailable)
  expect(effects).toEqual([])
  await expect.poll(() => works(db)).toBe(true)
  expect(await counterOf(db.read, 'a')).toBeUndefined()
  await expect
    .poll(async () => {
      await hint(db, 'back')
      return heard
    })
    .toContain('back')
})

describe('with the server away', () => {
  let proxy: ServerProxy
  let node: Database
  beforeEach(async () => {
    const url = new URL(db.settings.DATABASE_URL ?? '')
    proxy = await proxyTo(url.hostname, Number(url.port))
    url.port = String(proxy.port)
    url.hostname = '127.0.0.1'
    node = await openDatabase({ ...db.settings, DATABASE_URL: url.href })
    await node.ping()
  })
  afterEach(async () => {
    await proxy.cut()
    await node.close()
  })

  test('reads, writes and pings are unavailable; when it is back, they and the hints work', async () => {
    const heard = listen(node)
    await proxy.cut()
    await expect(node.read.rows(sql`select 1`)).rejects.toBeInstanceOf(Unavailable)
    await expect(node.read.select().from(node.read.tables.counters)).rejects.toBeInstanceOf(Unavailable)
    await expect(node.transact('k', (tx) => insert(tx, 'a', 1))).rejects.toBeInstanceOf(Unavailable)
    await expect(node.ping()).rejects.toBeInstanceOf(Unavailable)
    await proxy.mend()
    await expect.poll(() => works(node)).toBe(true)
    await expect
      .poll(async () => {
        await hint(db, 'back')
        return heard
      })
      .toContain('back')
  })

  test('a server that no longer answers is unavailable within seconds', async () => {
    proxy.hush()
    const asked = [node.ping(), node.transact('k', (tx) => insert(tx, 'a', 1)), node.read.rows(sql`select 1`)]
    for (const result of await Promise.allSettled(asked))
      expect(result).toMatchObject({ reason: expect.any(Unavailable) })
    expect(await counterOf(db.read, 'a')).toBeUndefined()
  })
})

test('a server that is not there is named at open, without the password', async () => {
  const gone = await proxyTo('127.0.0.1', 1)
  await gone.cut()
  const opening = openDatabase({
    DATA_DIR: '',
    DATABASE_URL: `postgres://user:hush-hush@127.0.0.1:${gone.port}/thread`,
  })
  const error = (await opening.catch((caught) => caught)) as Error
  expect(error.message).toMatch(`DATABASE_URL (127.0.0.1:${gone.port}/thread): `)
  expect(error.message).not.toMatch('hush-hush')
})

function listen(node: Database): string[] {
  const heard: string[] = []
  node.onHint((topic) => heard.push(topic))
  return heard
}

function hint(node: Database, ...topics: string[]): Promise<void> {
  return node.transact(`hint:${topics[0]}`, async (tx) => {
    for (const topic of topics) tx.hint(topic)
  })
}

async function bump(tx: Tx, key: string): Promise<void> {
  const { counters } = tx.tables
  await tx
    .update(counters)
    .set({ value: sql`${counters.value} + 1` })
    .where(eq(counters.key, key))
}

/** Ends every connection to the database, as a restart of the server does. */
async function endConnections(node: TestDatabase): Promise<void> {
  const client = new pg.Client(node.settings.DATABASE_URL)
  await client.connect()
  await client.query(
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
  )
  await client.end()
}

function works(node: Database): Promise<boolean> {
  return node.ping().then(
    () => true,
    () => false,
  )
}
