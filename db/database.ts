import type { SQL } from 'drizzle-orm'
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'
import type { Tables } from './tables.ts'

/** A statement without `.returning()` resolves to `unknown`: the drivers disagree on what they report. */
interface NoResult extends PgQueryResultHKT {
  type: unknown
}
type Verbs = 'select' | 'selectDistinct' | 'insert' | 'update' | 'delete' | '$with' | 'with' | '$count'

/** What a query may use: the verbs that both databases have, typed as PostgreSQL (await-only). */
export interface Queries extends Pick<PgDatabase<NoResult, Record<string, never>>, Verbs> {
  tables: Tables
  /** Raw SQL, for what the verbs cannot say; must read the same on both databases. */
  rows<T>(query: SQL): Promise<T[]>
}

/** A transaction. Using it after its end throws. */
export interface Tx extends Queries {
  /** Runs `effect` once the transaction is durable; never on rollback. Effects must not throw. */
  onCommit(effect: () => void): void
  /**
   * Tells every node, this one included, that `topic` changed, once the transaction is durable.
   * A hint may be lost (a node was cut off) or doubled: it says "look", never what is there.
   */
  hint(topic: string): void
}

export interface TransactOptions {
  sharing?: string
}

export interface Database {
  dialect: 'sqlite' | 'postgres'
  /** Committed state only. */
  read: Queries
  /**
   * One transaction at a time per `key` (`story:ID`, `person:EMAIL`), on every node: what `work` reads cannot
   * change before it commits. Resolves once durable. `work` touches nothing but `tx`: no network, files or hashing.
   * A statement that fails ends the transaction, even when `work` catches the error; a conflict runs `work` anew.
   *
   * `sharing` names a wider key: any number of transactions may share it, while one that has it as its own `key` runs
   * alone. A write under a story shares the key that a suspension of the whole site takes.
   *
   * @throws Unavailable when the database cannot be had within 5 s.
   */
  transact<T>(key: string, work: (tx: Tx) => Promise<T>, options?: TransactOptions): Promise<T>
  /** Calls `listener` for every hint; returns how to stop. */
  onHint(listener: (topic: string) => void): () => void
  /** Resolves when the database answers. */
  ping(): Promise<void>
  close(): Promise<void>
}

/** The database cannot be had now: locked by another process, unreachable, or full. The caller may try again. */
export class Unavailable extends Error {
  override name = 'Unavailable'
}
