import Sqlite from 'better-sqlite3'
import type { Database } from './database.ts'
import { codeOf } from './errors.ts'
import { groupCommit } from './group-commit.ts'
import { type Migration, migrateSqlite } from './migrate.ts'
import { batchOn } from './sqlite-batch.ts'
import { connectionOf } from './sqlite-connection.ts'
import { hintBoard, retrying, WAIT_MS } from './transact.ts'

/** Earlier ones may damage a WAL database that two connections use (the "WAL-reset" bug, sqlite.org/wal.html). */
const OLDEST = [3, 51, 3]
/** A read waits only while another process recovers the log or closes it; SQLite's own wait stops the event loop. */
const READ_WAIT_MS = 100

/**
 * Opens, checks and migrates the SQLite database in `file`, made if it is not there. Other processes may use it too.
 *
 * One connection writes, one reads: a read never sees a transaction that is under way.
 *
 * @throws Error that names the file when it is damaged, not ours, or cannot be had.
 */
export async function openSqlite(file: string, migrations: Migration[]): Promise<Database> {
  let writer: Sqlite.Database | undefined
  try {
    // No wait of SQLite's own: it would stop the event loop. We wait between tries.
    const raw = new Sqlite(file, { timeout: 0 })
    writer = raw
    refuseOld(raw)
    await retrying(isBusy, Date.now() + WAIT_MS, async () => prepare(raw, migrations))
    const reader = new Sqlite(file, { readonly: true, timeout: READ_WAIT_MS })
    reader.pragma('cache_size = -32000')
    return databaseOn(raw, reader)
  } catch (error) {
    writer?.close()
    throw new Error(`${file}: ${reasonOf(error)}`, { cause: error })
  }
}

function databaseOn(writer: Sqlite.Database, reader: Sqlite.Database): Database {
  const { onHint, tell } = hintBoard()
  const { queries } = connectionOf(reader)
  const { transact, close } = groupCommit(batchOn(writer, connectionOf(writer), tell))
  const alive = reader.prepare('SELECT 1 FROM sqlite_master')
  return {
    dialect: 'sqlite',
    read: queries,
    transact: (_key, work) => transact(work),
    onHint,
    async ping() {
      alive.get()
    },
    async close() {
      await close()
      reader.close()
      writer.close()
    },
  }
}

/** Runs to the end each time; may find the database busy anywhere. */
function prepare(raw: Sqlite.Database, migrations: Migration[]) {
  // A damaged file opens, and answers until the damaged page is asked for.
  const found = raw.pragma('quick_check(1)', { simple: true })
  if (found !== 'ok') throw new Error(`the file is damaged (${found}). Restore a backup.`)
  raw.pragma('journal_mode = WAL')
  // With WAL's usual NORMAL a commit is not flushed to the disk: a power cut would lose what was acknowledged.
  raw.pragma('synchronous = FULL')
  raw.pragma('foreign_keys = ON')
  // What people deleted is overwritten in the file.
  raw.pragma('secure_delete = ON')
  raw.pragma('journal_size_limit = 67108864')
  migrateSqlite(raw, migrations)
}

function refuseOld(raw: Sqlite.Database) {
  const version = raw.prepare('SELECT sqlite_version()').pluck().get() as string
  const parts = version.split('.').map(Number)
  const at = OLDEST.findIndex((least, index) => least !== parts[index])
  if (at >= 0 && (parts[at] ?? 0) < (OLDEST[at] ?? 0))
    throw new Error(`SQLite ${version} may damage the database; ${OLDEST.join('.')} or later is needed.`)
}

function isBusy(error: unknown): boolean {
  return codeOf(error)?.startsWith('SQLITE_BUSY') ?? false
}

function reasonOf(error: unknown): string {
  const code = codeOf(error) ?? ''
  if (code.startsWith('SQLITE_BUSY')) return 'another program holds the database.'
  if (code === 'SQLITE_NOTADB') return 'the file is damaged, or is not an SQLite database. Restore a backup.'
  if (code.startsWith('SQLITE_CORRUPT')) return 'the file is damaged. Restore a backup.'
  return error instanceof Error ? error.message : String(error)
}
