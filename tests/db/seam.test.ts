import { setImmediate as turn } from 'node:timers/promises'
import { eq, sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Database, type Queries, type Tx, Unavailable } from '../../db/database.ts'
import { isTaken } from '../../db/errors.ts'
import { prepared } from '../../db/prepared.ts'
import { dialects, freshDatabase, type TestDatabase } from '../support/databases.ts'

describe.each(dialects)('the seam on %s', (dialect) => {
  let db: TestDatabase
  beforeEach(async () => {
    db = await freshDatabase(dialect)
  })
  afterEach(() => db.close())

  describe('values', () => {
    test('booleans, JSON, large numbers, nulls and any text come back as they went', async () => {
      const { people, jobs } = db.read.tables
      const name = `"Ünïcode" 'quotes' \\ % 🧂\u2028`
      const at = Number.MAX_SAFE_INTEGER
      const payload = { a: 'x', 'b c': '"', d: '\\' }
      await db.transact('k', async (tx) => {
        await tx.insert(people).values([
          { id: 'p1', name, email: 'a@x.example', emailVerified: true, image: null, createdAt: at, updatedAt: 0 },
          { id: 'p2', name: '', email: 'b@x.example', createdAt: -1, updatedAt: 0 },
        ])
        await tx.insert(jobs).values({ id: 'j', kind: 'k', key: '1', payload, runAt: at })
      })
      const [first, second] = await db.read.select().from(people).orderBy(people.id)
      expect(first).toEqual({
        id: 'p1',
        name,
        email: 'a@x.example',
        emailVerified: true,
        image: null,
        createdAt: at,
        updatedAt: 0,
      })
      expect(second).toMatchObject({ emailVerified: false, image: null, createdAt: -1 })
      const [job] = await db.read.select().from(jobs)
      expect(job).toMatchObject({ payload, runAt: at, attempts: 0 })
    })

    test('raw rows have numbers for counts, sums and large integers', async () => {
      await add(db, 'a', 2 ** 31 - 1)
      await add(db, 'b', 1)
      const rows = await db.read.rows(sql`select count(*) as n, sum(value) as total from ${db.read.tables.counters}`)
      expect(rows).toEqual([{ n: 2, total: 2 ** 31 }])
      expect(await db.read.$count(db.read.tables.counters)).toBe(2)
    })

    test('one statement may be asked for as objects and as arrays', async () => {
      await add(db, 'a', 1)
      const { counters } = db.read.tables
      const { sql: text } = db.read.select({ key: counters.key, value: counters.value }).from(counters).toSQL()
      for (let i = 0; i < 2; i++) {
        expect(await db.read.rows(sql.raw(text))).toEqual([{ key: 'a', value: 1 }])
        expect(await db.read.select({ key: counters.key, value: counters.value }).from(counters)).toEqual([
          { key: 'a', value: 1 },
        ])
      }
    })

    test('a foreign key is held', async () => {
      const { roles } = db.read.tables
      const lost = db.transact('k', (tx) =>
        tx.insert(roles).values({ personId: 'nobody', role: 'owner', grantedAt: 0 }).returning(),
      )
      await expect(lost).rejects.toThrow(/foreign key/i)
    })
  })

  describe('a transaction', () => {
    test('is seen by readers only when it is over, and by itself at once', async () => {
      await db.transact('k', async (tx) => {
        await insert(tx, 'a', 1)
        expect(await counterOf(tx, 'a')).toBe(1)
        expect(await counterOf(db.read, 'a')).toBeUndefined()
      })
      expect(await counterOf(db.read, 'a')).toBe(1)
    })

    test('that fails leaves nothing, and those queued with it stay', async () => {
      const results = await Promise.allSettled(
        Array.from({ length: 30 }, (_, i) =>
          db.transact(`k${i}`, async (tx) => {
            await insert(tx, `a${i}`, i)
            if (i % 3 === 0) throw new Error(`work ${i}`)
            return i
          }),
        ),
      )
      for (const [i, result] of results.entries()) {
        if (i % 3 === 0) expect(result).toMatchObject({ status: 'rejected', reason: { message: `work ${i}` } })
        else expect(result).toEqual({ status: 'fulfilled', value: i })
        expect(await counterOf(db.read, `a${i}`)).toBe(i % 3 === 0 ? undefined : i)
      }
    })

    test('is over when its work is: later use throws, whatever was kept of it', async () => {
      let kept: Tx | undefined
      let query: PromiseLike<unknown> | undefined
      await db.transact('k', async (tx) => {
        kept = tx
        query = tx.insert(tx.tables.counters).values({ key: 'late', value: 1 })
      })
      await expect(Promise.resolve(query)).rejects.toThrow(/over/)
      await expect(kept?.select().from(kept.tables.counters)).rejects.toThrow(/over/)
      await expect(kept?.rows(sql`select 1`)).rejects.toThrow(/over/)
      expect(() => kept?.onCommit(() => {})).toThrow(/over/)
      expect(() => kept?.hint('x')).toThrow(/over/)
      expect(() => kept && byKey(kept)).toThrow(/over/)
      // Also while another transaction is under way on the same connection.
      await db.transact('k', () => expect(Promise.resolve(query)).rejects.toThrow(/over/))
      expect(await counterOf(db.read, 'late')).toBeUndefined()
    })

    test('does not survive a failed statement that its work swallowed', async () => {
      await add(db, 'a', 1)
      const done = db.transact('k', async (tx) => {
        await insert(tx, 'b', 1)
        await insert(tx, 'a', 2).catch(() => {})
        return 'as if nothing had happened'
      })
      await expect(done).rejects.toSatisfy(isTaken)
      expect(await counterOf(db.read, 'b')).toBeUndefined()
      expect(await counterOf(db.read, 'a')).toBe(1)
    })

    test('may run several queries at once', async () => {
      await db.transact('k', (tx) => Promise.all(['a', 'b', 'c'].map((key, i) => insert(tx, key, i))))
      expect(await db.read.$count(db.read.tables.counters)).toBe(3)
    })

    test('uses prepared statements, which end with it', async () => {
      await db.transact('k', async (tx) => {
        await insert(tx, 'a', 1)
        expect(await byKey(tx).execute({ key: 'a' })).toEqual([{ key: 'a', value: 1 }])
        expect(await byKey(db.read).execute({ key: 'a' })).toEqual([])
      })
      let kept: ReturnType<typeof byKey> | undefined
      await db.transact('k', async (tx) => {
        kept = byKey(tx)
      })
      await expect(kept?.execute({ key: 'a' })).rejects.toThrow(/over/)
      expect(await byKey(db.read).execute({ key: 'a' })).toEqual([{ key: 'a', value: 1 }])
    })

    test('fails with an error that does not hold what was to be stored', async () => {
      const person = { id: 'p', name: 'Secretname', email: 'secret@x.example', createdAt: 0, updatedAt: 0 }
      const store = () => db.transact('k', (tx) => tx.insert(tx.tables.people).values(person).returning())
      await store()
      const error = await store().catch((caught) => caught)
      expect(isTaken(error)).toBe(true)
      expect(JSON.stringify(allOf(error))).not.toMatch(/secret/i)
    })
  })

  describe('effects and hints', () => {
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

  describe('two nodes', () => {
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
      await Promise.all(nodes.flatMap((node) => Array.from({ length: 100 }, () => addOne(node, 'n'))))
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

  test('after close it refuses, and what was under way is kept', async () => {
    const last = db.transact('k', (tx) => insert(tx, 'a', 1))
    const node = await db.openAgain()
    await Promise.all([node.close(), node.close()])
    await expect(node.transact('k', (tx) => insert(tx, 'b', 1))).rejects.toBeInstanceOf(Unavailable)
    await last
    expect(await counterOf(db.read, 'a')).toBe(1)
  })
})

function byKey(db: Queries) {
  return prepared(db, 'test_counter', (queries) => {
    const { counters } = queries.tables
    return queries
      .select()
      .from(counters)
      .where(eq(counters.key, sql.placeholder('key')))
      .prepare('test_counter')
  })
}

async function insert(tx: Tx, key: string, value: number): Promise<void> {
  await tx.insert(tx.tables.counters).values({ key, value })
}

function add(db: Database, key: string, value: number): Promise<void> {
  return db.transact(key, (tx) => insert(tx, key, value))
}

/** Reads, lets others have their turn, then writes what it read and one. */
function addOne(db: Database, key: string): Promise<void> {
  const { counters } = db.read.tables
  return db.transact(key, async (tx) => {
    const value = await counterOf(tx, key)
    if (db.dialect === 'postgres') await turn()
    await tx
      .update(counters)
      .set({ value: (value ?? 0) + 1 })
      .where(eq(counters.key, key))
  })
}

async function counterOf(db: Queries, key: string): Promise<number | undefined> {
  const { counters } = db.tables
  const [row] = await db.select().from(counters).where(eq(counters.key, key))
  return row?.value
}

/** Resolves when `to` has heard a hint of `from`. */
async function heardFrom(from: Database, to: Database): Promise<void> {
  await new Promise<void>((resolve) => {
    to.onHint((topic) => topic === 'probe' && resolve())
    void from.transact('probe', async (tx) => tx.hint('probe'))
  })
}

/** Everything an error tells, however deep. */
function allOf(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  return { ...error, message: error.message, stack: error.stack, cause: allOf(error.cause) }
}
