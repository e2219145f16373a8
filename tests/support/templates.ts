import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { ignored } from '../../db/errors.ts'
import { openDatabase, sqliteFile } from '../../db/open.ts'
import { startPostgres } from './postgres.ts'

/** Empty, migrated databases that each test takes a copy of. */
export interface Templates {
  /** Goes with the run, and all in it. */
  folder: string
  sqliteFile: string
  /** Of a user who may create databases. */
  postgresUrl: string
  /** Begins the name of every database of this run. */
  prefix: string
  /** How a copy of the template is asked for. */
  postgresCopy: string
}

/** Makes the templates, on a PostgreSQL of our own unless `TEST_DATABASE_URL` names one; `remove` ends all of it. */
export async function makeTemplates(): Promise<{ templates: Templates; remove(): Promise<void> }> {
  const given = process.env.TEST_DATABASE_URL
  const own = given ? undefined : await startPostgres()
  const folder = mkdtempSync(join(tmpdir(), 'afterword-tests-'))
  const postgresUrl = given ?? own?.url ?? ''
  const prefix = `afterword_test_${randomBytes(4).toString('hex')}_`
  const postgresTemplate = `${prefix}template`

  async function remove() {
    if (own) await own.stop()
    else await dropAll(postgresUrl, prefix)
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    const sqlite = { DATA_DIR: join(folder, 'template') }
    await (await openDatabase(sqlite)).close()
    await administer(postgresUrl, `CREATE DATABASE ${postgresTemplate}`)
    await (await openDatabase({ ...sqlite, DATABASE_URL: databaseUrl(postgresUrl, postgresTemplate) })).close()
    // Copying files is three times as fast where nothing is flushed, slower where it is, and unknown before 15.
    const postgresCopy = `TEMPLATE ${postgresTemplate}${own ? ' STRATEGY FILE_COPY' : ''}`
    return { templates: { folder, sqliteFile: sqliteFile(sqlite), postgresUrl, prefix, postgresCopy }, remove }
  } catch (error) {
    // What failed matters, not that its remains cannot be removed.
    await remove().catch(ignored)
    if (own) throw error
    throw new Error(`TEST_DATABASE_URL cannot be used: ${(error as Error).message || 'no answer'}`, { cause: error })
  }
}

/** The address of another database of the same server. */
export function databaseUrl(url: string, database: string): string {
  const own = new URL(url)
  own.pathname = `/${database}`
  return own.href
}

/** Runs one statement that cannot be in a transaction, such as CREATE DATABASE. */
export async function administer(url: string, statement: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await client.query(statement)
  } finally {
    await client.end()
  }
}

async function dropAll(url: string, prefix: string) {
  const { rows } = await administer(url, `SELECT datname FROM pg_database WHERE starts_with(datname, '${prefix}')`)
  for (const { datname } of rows) await administer(url, `DROP DATABASE IF EXISTS ${datname} WITH (FORCE)`)
}
