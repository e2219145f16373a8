import type { SQL } from 'drizzle-orm'
import { DrizzleQueryError } from 'drizzle-orm'
import { NodePgDatabase } from 'drizzle-orm/node-postgres'
import { type NodePgClient, NodePgSession } from 'drizzle-orm/node-postgres/session'
import { PgDialect } from 'drizzle-orm/pg-core'
import pg from 'pg'
import type { Queries, Tx } from './database.ts'
import { asUnavailable, ignored } from './errors.ts'
import { keepPrepared, sharePrepared } from './prepared.ts'
import { tables } from './tables.ts'
import type { Scope } from './transact.ts'

/** Shared, for it remembers each column's name in snake_case. */
const dialect = new PgDialect({ casing: 'snake_case' })

// Raw rows read as on SQLite: counts and sums are numbers, not strings. Ours stay below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number)

/** As much of a pg client as Drizzle uses. */
interface Client {
  query(query: object, values?: unknown[]): Promise<unknown>
}

/** Drizzle on the pool, for reads. */
export function poolQueries(pool: pg.Pool): Queries {
  const queries = queriesOn({ query: (query, values) => pool.query(query as pg.QueryConfig, values) })
  keepPrepared(queries)
  return queries
}

/** Drizzle on one client, for as long as its transaction lasts; `idle` resolves when no statement is under way. */
export function transactionOn(
  client: pg.PoolClient,
  scope: Scope,
  kept: Queries,
): { tx: Tx; idle(): Promise<unknown> } {
  let last: Promise<unknown> = Promise.resolve()
  async function send(query: object, values?: unknown[]) {
    scope.check()
    try {
      return await client.query(query as pg.QueryConfig, values)
    } catch (error) {
      scope.spoil(error)
      throw error
    }
  }
  const own: Client = {
    // One by one: pg takes a second statement before the first is answered, but will not for ever.
    query(query, values) {
      const done = last.then(() => send(query, values))
      last = done.catch(ignored)
      return done
    },
  }
  const tx = scope.tx(queriesOn(own))
  sharePrepared<{ client: Client }>(tx, kept, () => {
    scope.check()
    return { client: own }
  })
  return { tx, idle: () => last }
}

function queriesOn(client: Client): Queries {
  const session = new NodePgSession(client as unknown as NodePgClient, dialect, undefined)
  const prepareQuery = session.prepareQuery.bind(session)
  session.prepareQuery = (...query) => {
    const statement = prepareQuery(...query)
    const { execute } = statement
    // `this` may be a transaction's own copy of a kept statement.
    statement.execute = async function (this: typeof statement, values) {
      try {
        return await execute.call(this, values)
      } catch (error) {
        throw cleaned(error)
      }
    }
    return statement
  }
  const db = new NodePgDatabase(dialect, session, undefined)
  const rows = async (query: SQL) => (await db.execute(query)).rows
  return Object.assign(db, { tables: tables.postgres, rows }) as unknown as Queries
}

/** The driver's error without people's words: Drizzle's message and PostgreSQL's details hold what was to be stored. */
export function cleaned(error: unknown): unknown {
  const own = error instanceof DrizzleQueryError ? error.cause : error
  if (own instanceof pg.DatabaseError)
    for (const part of ['detail', 'where', 'internalQuery'] as const) delete own[part]
  return asUnavailable(own)
}
