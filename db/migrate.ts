import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type Sqlite from 'better-sqlite3'
import pg from 'pg'
import { ignored } from './errors.ts'

export interface Migration {
  tag: string
  hash: string
  statements: string[]
}
interface Applied {
  tag: string
  hash: string
}

const CREATE =
  'CREATE TABLE IF NOT EXISTS migrations (tag text PRIMARY KEY, hash text NOT NULL, applied_at bigint NOT NULL)'
/** Any number will do, as long as every node takes the same. */
const POSTGRES_LOCK = 7_305_812_440_161

/** The migrations of this code, oldest first. */
export function migrationsOf(dialect: 'sqlite' | 'postgres'): Migration[] {
  const folder = join(packageRoot(), 'db', 'migrations', dialect)
  const journal = JSON.parse(readFileSync(join(folder, 'meta', '_journal.json'), 'utf8')) as {
    entries: { tag: string }[]
  }
  return journal.entries.map(({ tag }) => {
    const text = readFileSync(join(folder, `${tag}.sql`), 'utf8').replaceAll('\r\n', '\n')
    return {
      tag,
      hash: createHash('sha256').update(text).digest('hex'),
      statements: text.split('--> statement-breakpoint'),
    }
  })
}

/**
 * Brings an SQLite database to this code's schema; several processes may try at once.
 *
 * @throws SqliteError `SQLITE_BUSY` while another process holds the database. Error when the schema is not ours.
 */
export function migrateSqlite(raw: Sqlite.Database, migrations: Migration[]): void {
  const applied = () =>
    raw.prepare(`SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'migrations'`).get()
      ? (raw.prepare('SELECT tag, hash FROM migrations').all() as Applied[])
      : []
  if (missing(migrations, applied()).length === 0) return

  // A migration that rebuilds a table drops the old one: with foreign keys on, that would delete what points at it.
  raw.pragma('foreign_keys = OFF')
  try {
    raw
      .transaction(() => {
        raw.exec(CREATE)
        const note = raw.prepare('INSERT INTO migrations (tag, hash, applied_at) VALUES (?, ?, ?)')
        for (const { tag, hash, statements } of missing(migrations, applied())) {
          for (const statement of statements) raw.exec(statement)
          note.run(tag, hash, Date.now())
        }
        if ((raw.pragma('foreign_key_check') as unknown[]).length > 0)
          throw new Error('The migration would leave rows that point at nothing; it was undone.')
      })
      .immediate()
  } finally {
    raw.pragma('foreign_keys = ON')
  }
}

/**
 * Brings a PostgreSQL database to this code's schema; nodes that start together take turns.
 *
 * @throws Error when the schema is not ours; what pg throws when the database cannot be had.
 */
export async function migratePostgres(config: pg.ClientConfig, migrations: Migration[]): Promise<void> {
  const client = new pg.Client(config)
  // A lost connection also fails the statement under way.
  client.on('error', ignored)
  await client.connect()
  try {
    await client.query('BEGIN')
    await client.query('SELECT pg_advisory_xact_lock($1)', [POSTGRES_LOCK])
    await client.query(CREATE)
    const { rows } = await client.query<Applied>('SELECT tag, hash FROM migrations')
    for (const { tag, hash, statements } of missing(migrations, rows)) {
      for (const statement of statements) await client.query(statement)
      await client.query('INSERT INTO migrations (tag, hash, applied_at) VALUES ($1, $2, $3)', [tag, hash, Date.now()])
    }
    await client.query('COMMIT')
  } finally {
    // Closing rolls back what was not committed.
    await client.end()
  }
}

/** Migrations to run; throws when the database holds some that this code does not know, or knows otherwise. */
function missing(migrations: Migration[], applied: Applied[]): Migration[] {
  const known = new Map(migrations.map(({ tag, hash }) => [tag, hash]))
  for (const { tag, hash } of applied) {
    if (!known.has(tag))
      throw new Error(
        `The database was written by a newer version of Afterword: its migration ${tag} is not known here. ` +
          'Run that version or a later one, or restore a backup made before the update.',
      )
    if (known.get(tag) !== hash)
      throw new Error(
        `The database was set up by a different build of Afterword: its migration ${tag} is not the one known here.`,
      )
  }
  const done = new Set(applied.map(({ tag }) => tag))
  return migrations.filter(({ tag }) => !done.has(tag))
}

/** The folder of package.json, from the sources as from the bundle. */
export function packageRoot(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder
    if (folder === dirname(folder)) throw new Error('package.json was not found above the program.')
  }
}
