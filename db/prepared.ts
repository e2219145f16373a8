import { type Column, getTableColumns, inArray, type Placeholder, type SQL, sql, type Table } from 'drizzle-orm'
import type { Queries } from './database.ts'

/** Where the prepared statements of a connection are kept, and how a transaction makes one its own. */
interface Home {
  kept: Map<string, object>
  /** Outlives the transaction that asks. */
  builder: Queries
  /** Ties a kept statement to the connection and the life of one transaction. */
  bind(statement: object): object
}

const homes = new WeakMap<Queries, Home>()

/**
 * A statement that Drizzle builds once and runs many times: building costs 50 to 120 µs, running a kept one 2 µs.
 * Works on `db.read` and in transactions; there it ends with the transaction.
 *
 * @param name unique in the code base; PostgreSQL also knows the statement by it.
 * @param build ends in `.prepare(name)`, takes what varies from `sql.placeholder`, and depends on nothing else.
 */
export function prepared<T>(db: Queries, name: string, build: (db: Queries) => T): T {
  const home = homes.get(db)
  if (!home) throw new Error('prepared() needs db.read or a transaction.')
  let statement = home.kept.get(name)
  if (!statement) {
    statement = build(home.builder) as object
    home.kept.set(name, statement)
  }
  return home.bind(statement) as T
}

/** Makes `queries` keep its prepared statements; for the seam. */
export function keepPrepared(queries: Queries): void {
  homes.set(queries, { kept: new Map(), builder: queries, bind: (statement) => statement })
}

/**
 * Lets the transaction `tx` use the statements that `queries` keeps; for the seam. `own` returns the members that
 * make a statement this transaction's own: Drizzle's prepared queries reach the database through one of them.
 */
export function sharePrepared<M extends object>(
  tx: Queries,
  queries: Queries,
  own: (statement: M) => Partial<M>,
): void {
  const home = homes.get(queries)
  if (!home) throw new Error('These queries keep no prepared statements.')
  homes.set(tx, { ...home, bind: (statement) => Object.assign(Object.create(statement), own(statement as M)) })
}

/** Lists up to this long are asked for by a prepared statement: a page of the desk's queue and some. */
const SLOTS = 32

/** Whether `inSlots` has room for a list. */
export function fitsSlots(list: readonly string[]): boolean {
  return list.length > 0 && list.length <= SLOTS
}

/** `column in (…)` for a list that is given by `slotted`, so that a statement with one can be prepared. */
export function inSlots(column: Column): SQL {
  return inArray(
    column,
    Array.from({ length: SLOTS }, (_, i) => sql.placeholder(`slot${i}`)),
  )
}

/** The values of the placeholders of `inSlots`; those left over repeat the first. */
export function slotted(list: readonly string[]): Record<string, string> {
  return Object.fromEntries(Array.from({ length: SLOTS }, (_, i) => [`slot${i}`, list[i] ?? list[0] ?? '']))
}

/** A row of `table` in which every column is a placeholder of its own name: inserting such a row can be prepared. */
export function placeholders<T extends Table>(table: T): T['$inferInsert'] {
  const names = Object.keys(getTableColumns(table))
  const row: Record<string, Placeholder> = Object.fromEntries(names.map((name) => [name, sql.placeholder(name)]))
  return row as T['$inferInsert']
}
