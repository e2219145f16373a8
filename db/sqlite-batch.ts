import type Sqlite from 'better-sqlite3'
import type { Tx } from './database.ts'
import { Unavailable } from './database.ts'
import { asUnavailable } from './errors.ts'
import type { Connection } from './sqlite-connection.ts'
import { announce, openScope } from './transact.ts'

/** A work that was run in the open transaction. */
export interface Attempted {
  /** Tells the caller, once it is known whether the transaction lasts. */
  settle(failure: Failure | undefined): void
  /** Why the work failed, if it did. */
  error?: unknown
}

interface Failure {
  error: unknown
}

interface Caller<T> {
  work(tx: Tx): Promise<T>
  resolve(value: T): void
  reject(error: unknown): void
}

export type Batch = ReturnType<typeof batchOn>

/** One transaction of the writer that several works share, each in a savepoint of its own. */
export function batchOn(raw: Sqlite.Database, connection: Connection, tell: (topics: Iterable<string>) => void) {
  const step = (text: string) => {
    const statement = raw.prepare(text)
    return () => void statement.run()
  }
  const begin = step('BEGIN IMMEDIATE')
  const commit = step('COMMIT')
  const rollback = step('ROLLBACK')
  const save = step('SAVEPOINT work')
  const keep = step('RELEASE work')
  const undo = step('ROLLBACK TO work')

  function giveUp() {
    try {
      if (raw.inTransaction) rollback()
    } catch (error) {
      // Tried again before the next transaction, which reports it to its callers.
      process.emitWarning(error instanceof Error ? error : String(error))
    }
  }

  /** Undoes what one work wrote; if even that fails, the whole batch. */
  function undoWork() {
    if (!raw.inTransaction) return
    try {
      undo()
      keep()
    } catch {
      giveUp()
    }
  }

  return {
    /** @throws SqliteError `SQLITE_BUSY` while another process writes. */
    begin() {
      if (raw.inTransaction) rollback()
      begin()
    },
    /** Runs a work to its end; never rejects, and tells the caller nothing yet. */
    async attempt<T>({ work, resolve, reject }: Caller<T>): Promise<Attempted> {
      const scope = openScope()
      try {
        save()
        const value = await scope.run(connection.within(scope), work)
        keep()
        const settle = () => {
          announce(scope.effects)
          tell(scope.topics)
          resolve(value)
        }
        return { settle: (failure) => (failure ? reject(failure.error) : settle()) }
      } catch (error) {
        undoWork()
        return { error, settle: (failure) => reject(failure ? failure.error : asUnavailable(error)) }
      }
    },
    /** False once SQLite gave up the transaction, as it does on a full disk. */
    isOpen: () => raw.inTransaction,
    /** Makes the batch last; returns why it does not, if so. */
    commit(lastError: unknown): Failure | undefined {
      if (!raw.inTransaction)
        return { error: new Unavailable('The database gave up the transaction.', { cause: lastError }) }
      try {
        commit()
        return undefined
      } catch (error) {
        giveUp()
        return { error: asUnavailable(error) }
      }
    },
  }
}
