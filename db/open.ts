import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from './database.ts'
import { migrationsOf } from './migrate.ts'
import { openPostgres } from './postgres.ts'
import { openSqlite } from './sqlite.ts'

export interface DatabaseSettings {
  /** PostgreSQL; SQLite in DATA_DIR without it. */
  DATABASE_URL?: string | undefined
  DATA_DIR: string
}

/**
 * Opens the database that the settings name, and brings it to this code's schema; several nodes may start at once.
 *
 * @throws Error in words for the operator: damaged, unreachable, or written by a newer version.
 */
export async function openDatabase(settings: DatabaseSettings): Promise<Database> {
  if (settings.DATABASE_URL) return openPostgres(settings.DATABASE_URL, migrationsOf('postgres'))
  try {
    // Accounts are in it: for the server's own user only.
    mkdirSync(settings.DATA_DIR, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw new Error(`DATA_DIR ${settings.DATA_DIR} cannot be made: ${(error as Error).message}`, { cause: error })
  }
  return openSqlite(sqliteFile(settings), migrationsOf('sqlite'))
}

/** Where the SQLite database lies. */
export function sqliteFile(settings: Pick<DatabaseSettings, 'DATA_DIR'>): string {
  return join(settings.DATA_DIR, 'afterword.db')
}
