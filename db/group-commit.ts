import { setTimeout as pause, setImmediate as turn } from 'node:timers/promises'
import type Sqlite from 'better-sqlite3'
import type { Tx } from './database.ts'
import { Unavailable } from './database.ts'
import { asUnavailable, codeOf } from './errors.ts'
import type { Connection } from './sqlite-connection.ts'
import { announce, openScope, WAIT_MS } from './transact.ts'

/** Works that share one commit, at most. */
const BATCH_WORKS = 128
/** How long a batch takes works in, ms: they run on the event loop, which others wait for. */
const BATCH_MS = 20

interface Waiting {
  deadline: number
  /** Runs the work in the open transaction; never rejects. */
  attempt(): Promise<Attempted>
  refuse(error: unknown): void
}

interface Attempted {
  /** Tells the caller, once it is known whether the transaction lasts. */
  settle(failure?: { error: unknown }): void
  /** Set when the work failed. */
  error?: unknown
}

/**
 * Runs works one after another on the writer. Those queued in the same turn share one `BEGIN … COMMIT`, hence one
 * fsync: alone, each would cost 0.7 to 4 ms. Each has its savepoint, so one that fails is undone alone. Nothing is
 * settled before the commit, refusals included: they may rest on what another work of the batch wrote.
 */
export function groupCommit(raw: Sqlite.Database, connection: Connection, tell: (topics: Iterable<string>) => void) {
  const queue: Waiting[] = []
  let running = false
  let closed = false
  let idle: Promise<void> = Promise.resolve()
  const statement = (text: string) => {
    const prepared = raw.prepare(text)
    return () => void prepared.run()
  }
  const begin = statement('BEGIN IMMEDIATE')
  const commit = statement('COMMIT')
  const rollback = statement('ROLLBACK')
  const save = statement('SAVEPOINT work')
  const keep = statement('RELEASE work')
  const undo = statement('ROLLBACK TO work')

  async function drain() {
    running = true
    await turn()
    while (queue.length > 0) {
      if (await begun()) await batch()
      await turn()
    }
    running = false
  }

  /** True with a transaction open; false when nobody waits any more. The lock may be held by another process. */
  async function begun(): Promise<boolean> {
    // Few ms between tries: a lock that another process takes again at once is free for an instant only.
    for (let waitMs = 1; queue.length > 0; waitMs = Math.min(waitMs * 2, 8)) {
      try {
        if (raw.inTransaction) rollback()
        begin()
        return true
      } catch (error) {
        const mayPass = codeOf(error)?.startsWith('SQLITE_BUSY') ?? false
        refuse(mayPass ? Date.now() : Number.POSITIVE_INFINITY, error)
      }
      await pause(Math.random() * waitMs)
    }
    return false
  }

  /** Refuses those who waited until `now`; the queue is in order of deadline. */
  function refuse(now: number, error: unknown) {
    while (queue[0] && queue[0].deadline <= now) queue.shift()?.refuse(asUnavailable(error))
  }

  async function batch() {
    const attempted: Attempted[] = []
    const until = performance.now() + BATCH_MS
    do {
      const next = queue.shift()
      if (next) attempted.push(await next.attempt())
    } while (raw.inTransaction && queue.length > 0 && attempted.length < BATCH_WORKS && performance.now() < until)

    const failure = lasting(attempted.at(-1)?.error)
    for (const { settle } of attempted) settle(failure)
  }

  /** Commits; returns why nothing of the batch lasts, if so. On a full disk SQLite gives up the whole transaction. */
  function lasting(lastError: unknown): { error: unknown } | undefined {
    if (!raw.inTransaction)
      return { error: new Unavailable('The database gave up the transaction.', { cause: lastError }) }
    try {
      commit()
      return undefined
    } catch (error) {
      giveUp()
      return { error: asUnavailable(error) }
    }
  }

  /** Undoes what one work wrote; if even that fails, the whole batch. */
  function undoWork() {
    try {
      undo()
      keep()
    } catch {
      giveUp()
    }
  }

  function giveUp() {
    try {
      if (raw.inTransaction) rollback()
    } catch (error) {
      // Tried again before the next transaction, which reports it to its callers.
      process.emitWarning(error instanceof Error ? error : String(error))
    }
  }

  async function attempt<T>(
    work: (tx: Tx) => Promise<T>,
    resolve: (value: T) => void,
    reject: (error: unknown) => void,
  ) {
    const scope = openScope()
    try {
      save()
      const value = await scope.run(connection.within(scope), work)
      keep()
      return {
        settle(failure?: { error: unknown }) {
          if (failure) return reject(failure.error)
          announce(scope.effects)
          tell(scope.topics)
          resolve(value)
        },
      }
    } catch (error) {
      if (raw.inTransaction) undoWork()
      return { error, settle: (failure?: { error: unknown }) => reject(failure ? failure.error : asUnavailable(error)) }
    }
  }

  return {
    transact<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
      if (closed) return Promise.reject(new Unavailable('The database is closed.'))
      return new Promise((resolve, reject) => {
        queue.push({ deadline: Date.now() + WAIT_MS, attempt: () => attempt(work, resolve, reject), refuse: reject })
        if (!running) idle = drain()
      })
    },
    /** Resolves when every work taken is settled; takes no more. */
    async close(): Promise<void> {
      closed = true
      await idle
    },
  }
}
