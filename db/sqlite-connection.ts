import type Sqlite from 'better-sqlite3'
import type { SQL } from 'drizzle-orm'
import { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3'
import { BetterSQLiteSession } from 'drizzle-orm/better-sqlite3/session'
import { SQLiteSyncDialect } from 'drizzle-orm/sqlite-core'
import { LRUCache } from 'lru-cache'
import type { Queries, Tx } from './database.ts'
import { asUnavailable } from './errors.ts'
import { keepPrepared, sharePrepared } from './prepared.ts'
import { tables } from './tables.ts'
import type { Scope } from './transact.ts'

/** Shared, for it remembers each column's name in snake_case. */
const dialect = new SQLiteSyncDialect({ casing: 'snake_case' })
const KEPT_STATEMENTS = 500

/** As much of a better-sqlite3 statement as Drizzle uses. */
interface Statement {
  run(...values: unknown[]): unknown
  all(...values: unknown[]): unknown
  get(...values: unknown[]): unknown
  raw(): Statement
}
interface Client {
  prepare(text: string): Statement
}

export interface Connection {
  queries: Queries
  /** The same connection as a transaction sees it. */
  within(scope: Scope): Tx
}

/** Drizzle on a connection of SQLite that keeps its compiled statements. */
export function connectionOf(raw: Sqlite.Database): Connection {
  const kept = new LRUCache<string, Statement>({ max: KEPT_STATEMENTS })
  const client: Client = {
    prepare(text) {
      let statement = kept.get(text)
      if (!statement) {
        statement = statementOf(raw, text)
        kept.set(text, statement)
      }
      return statement
    },
  }
  const queries = queriesOn(client)
  keepPrepared(queries)
  return {
    queries,
    within(scope) {
      const tx = scope.tx(queriesOn({ prepare: (text) => guarded(() => client.prepare(text), scope) }))
      sharePrepared<{ stmt: Statement }>(tx, queries, ({ stmt }) => ({ stmt: guarded(() => stmt, scope) }))
      return tx
    },
  }
}

function queriesOn(client: Client): Queries {
  const session = new BetterSQLiteSession(client as Sqlite.Database, dialect, undefined)
  const db = new BetterSQLite3Database('sync', dialect, session, undefined)
  const rows = async (query: SQL) => db.all(query)
  return Object.assign(db, { tables: tables.sqlite, rows }) as unknown as Queries
}

function statementOf(raw: Sqlite.Database, text: string): Statement {
  const statement = unlessUnavailable(() => raw.prepare<unknown[]>(text))
  // Whether rows come as arrays or as objects is a state of the statement, which two queries of one text may share.
  const as = (arrays: boolean): Pick<Statement, 'all' | 'get'> => ({
    all: (...values) => unlessUnavailable(() => statement.raw(arrays).all(...values)),
    get: (...values) => unlessUnavailable(() => statement.raw(arrays).get(...values)),
  })
  const run = (...values: unknown[]) => unlessUnavailable(() => statement.run(...values))
  const arrays: Statement = { ...as(true), run, raw: () => arrays }
  return { ...as(false), run, raw: () => arrays }
}

/** A statement that runs only while the transaction may go on. */
function guarded(prepare: () => Statement, scope: Scope): Statement {
  function guard<T>(step: () => T): T {
    scope.check()
    try {
      return step()
    } catch (error) {
      scope.spoil(error)
      throw error
    }
  }
  const statement = guard(prepare)
  return {
    run: (...values) => guard(() => statement.run(...values)),
    all: (...values) => guard(() => statement.all(...values)),
    get: (...values) => guard(() => statement.get(...values)),
    raw: () => guarded(() => statement.raw(), scope),
  }
}

function unlessUnavailable<T>(step: () => T): T {
  try {
    return step()
  } catch (error) {
    throw asUnavailable(error)
  }
}
