import { eq, sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Queries, type Tx, Unavailable } from '../../db/database.ts'
import { ignored, isTaken } from '../../db/errors.ts'
import { prepared } from '../../db/prepared.ts'
import { dialects, freshDatabase, type TestDatabase } from '../support/databases.ts'
import { add, counterOf, insert } from './counters.ts'

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
        isGuest: false,
        label: null,
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
      expect(() => kept?.onCommit(ignored)).toThrow(/over/)
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
        await insert(tx, 'a', 2).catch(ignored)
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

/** Everything an error tells, however deep. */
function allOf(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  return { ...error, message: error.message, stack: error.stack, cause: allOf(error.cause) }
}
