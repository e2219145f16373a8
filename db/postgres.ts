import pg from 'pg'
import type { Database, Tx } from './database.ts'
import { Unavailable } from './database.ts'
import { asUnavailable, codeOf, ignored } from './errors.ts'
import { type Migration, migratePostgres } from './migrate.ts'
import { cleaned, poolQueries, transactionOn } from './postgres-connection.ts'
import { exchangeHints } from './postgres-hints.ts'
import { announce, hintBoard, keyedQueue, openScope, retrying, type Scope, WAIT_MS, WorkTooLong } from './transact.ts'

const CONNECTIONS = 10
/** Deadlock and serialisation failure: the transaction was undone, and may be run again. */
const CONFLICTS = new Set(['40P01', '40001'])

/**
 * Opens and migrates the PostgreSQL database at `url`; several nodes may share it.
 *
 * A key is queued in this process first, so that a busy story holds one connection, and then locked for the other
 * nodes. SERIALIZABLE was tried instead: on a busy story its retries starve.
 *
 * @throws Error in words for the operator, without the password, when it cannot be had or is not ours.
 */
export async function openPostgres(url: string, migrations: Migration[]): Promise<Database> {
  const config: pg.ClientConfig = {
    connectionString: url,
    application_name: 'afterword',
    connectionTimeoutMillis: WAIT_MS,
    keepAlive: true,
  }
  const limited: pg.ClientConfig = {
    ...config,
    statement_timeout: WAIT_MS,
    idle_in_transaction_session_timeout: WAIT_MS,
    // For a server that no longer answers at all; a little later than its own limit.
    query_timeout: WAIT_MS + 1_000,
  }
  const { onHint, tell } = hintBoard()
  try {
    await migratePostgres(config, migrations)
    const hints = await exchangeHints(limited, tell)
    return databaseOn(new pg.Pool({ ...limited, max: CONNECTIONS }), { onHint, tell, ...hints })
  } catch (error) {
    throw new Error(`DATABASE_URL (${placeOf(url)}): ${(error as Error).message || codeOf(error)}`, { cause: error })
  }
}

interface Locks {
  key: string
  sharing: string | undefined
}

/** The shared lock comes first, always: whoever holds the wider one alone waits for no other. */
function lockStatements({ key, sharing }: Locks): string {
  const hash = (name: string) => `hashtextextended(${pg.escapeLiteral(name)}, 0)`
  const shared = sharing === undefined ? '' : `select pg_advisory_xact_lock_shared(${hash(sharing)}); `
  return `${shared}select pg_advisory_xact_lock(${hash(key)})`
}

interface Hints {
  onHint: Database['onHint']
  tell(topics: Iterable<string>): void
  send(topics: Iterable<string>): void
  close(): Promise<void>
}

function databaseOn(pool: pg.Pool, hints: Hints): Database {
  const read = poolQueries(pool)
  const inTurn = keyedQueue()
  const underWay = new Set<Promise<unknown>>()
  let closed: Promise<void> | undefined
  // A connection that breaks fails its own query; without a listener its event would end the process.
  pool.on('error', ignored)
  pool.on('connect', (client) => client.on('error', ignored))

  async function attempt<T>(locks: Locks, work: (tx: Tx) => Promise<T>): Promise<{ value: T; scope: Scope }> {
    const client = await pool.connect().catch((error) => {
      throw asUnavailable(error)
    })
    const scope = openScope()
    try {
      await client.query(`begin isolation level read committed; ${lockStatements(locks)}`)
      const { tx, idle } = transactionOn(client, scope, read)
      const value = await scope.run(tx, work).finally(idle)
      await client.query('commit')
      client.release()
      return { value, scope }
    } catch (caught) {
      const error = cleaned(caught)
      await giveBack(client, error)
      throw error
    }
  }

  async function transact<T>(locks: Locks, work: (tx: Tx) => Promise<T>): Promise<T> {
    if (closed !== undefined) throw new Unavailable('The database is closed.')
    const deadline = Date.now() + WAIT_MS
    const { value, scope } = await inTurn(locks.key, async () => {
      if (Date.now() > deadline) throw new Unavailable('Too many wait for the same thing.')
      return retrying(
        (error) => CONFLICTS.has(codeOf(error) ?? ''),
        deadline,
        () => attempt(locks, work),
      )
    })
    announce(scope.effects)
    hints.tell(scope.topics)
    hints.send(scope.topics)
    return value
  }

  return {
    dialect: 'postgres',
    read,
    transact(key, work, { sharing } = {}) {
      const done = transact({ key, sharing }, work)
      const settled = done.catch(ignored).finally(() => underWay.delete(settled))
      underWay.add(settled)
      return done
    },
    onHint: hints.onHint,
    async ping() {
      await pool.query('select 1').catch((error) => {
        throw asUnavailable(error)
      })
    },
    close() {
      closed ??= Promise.all(underWay).then(async () => {
        await hints.close()
        await pool.end()
      })
      return closed
    },
  }
}

/** Ends a failed transaction. A connection that may still be busy, or lost, is not used again. */
async function giveBack(client: pg.PoolClient, error: unknown): Promise<void> {
  if (error instanceof Unavailable || error instanceof WorkTooLong) return client.release(true)
  try {
    await client.query('rollback')
    client.release()
  } catch {
    client.release(true)
  }
}

function placeOf(url: string): string {
  try {
    const { host, pathname } = new URL(url)
    return host + pathname
  } catch {
    return 'not an address'
  }
}
