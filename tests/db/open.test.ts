import { readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Migration, migratePostgres, migrateSqlite, migrationsOf } from '../../db/migrate.ts'
import { type DatabaseSettings, openDatabase, sqliteFile } from '../../db/open.ts'
import { copyTemplate, dialects } from '../support/databases.ts'
import { administer } from '../support/templates.ts'

describe.each(dialects)('opening %s', (dialect) => {
  let settings: DatabaseSettings
  let drop: () => Promise<void>
  beforeEach(async () => {
    ;({ settings, drop } = await copyTemplate(dialect))
  })
  afterEach(() => drop())

  test('three nodes may start at once on an empty database', async () => {
    await empty(settings)
    const nodes = await Promise.all([1, 2, 3].map(() => openDatabase(settings)))
    for (const node of nodes) expect(await node.read.$count(node.read.tables.stories)).toBe(0)
    await Promise.all(nodes.map((node) => node.close()))
  })

  test('refuses a database that a newer version wrote, and says what to do', async () => {
    await execute(settings, `INSERT INTO migrations VALUES ('9999_future', 'h', 0)`)
    await expect(openDatabase(settings)).rejects.toThrow(/newer version.*9999_future.*backup/)
  })

  test('refuses a database whose migrations were not ours', async () => {
    await execute(settings, `UPDATE migrations SET hash = 'other'`)
    await expect(openDatabase(settings)).rejects.toThrow(/different build.*0000_house/)
  })

  test('a migration that fails leaves the database as it was', async () => {
    const bad: Migration = {
      tag: '0001_bad',
      hash: 'h',
      statements: ['CREATE TABLE half (a int)', 'CREATE TABLE half (a int)'],
    }
    await expect(migrate(settings, [...migrationsOf(dialect), bad])).rejects.toThrow(/half/)
    await (await openDatabase(settings)).close()
    await expect(execute(settings, 'SELECT * FROM half')).rejects.toThrow(/half/)
  })
})

describe('an SQLite file', () => {
  let settings: DatabaseSettings
  let drop: () => Promise<void>
  let file: string
  beforeEach(async () => {
    ;({ settings, drop } = await copyTemplate('sqlite'))
    file = sqliteFile(settings)
  })
  afterEach(() => drop())

  test.each([
    ['has a page overwritten', () => overwrite(file, 8 * 4096)],
    ['is cut short', () => truncateSync(file, 20_000)],
    ['is something else', () => writeFileSync(file, 'dear diary\n'.repeat(1_000))],
  ])('that %s is refused by name', async (_, damage) => {
    damage()
    const opening = openDatabase(settings)
    await expect(opening).rejects.toThrow(file)
    await expect(opening).rejects.toThrow(/damaged/)
  })

  test('that another program holds is refused after a while, by name', async () => {
    const other = new Sqlite(file)
    other.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE')
    await expect(openDatabase(settings)).rejects.toThrow(`${file}: another program holds the database.`)
    other.close()
  })

  test('in a folder that cannot be made is refused by the folder', async () => {
    const folder = join(file, 'below-a-file')
    await expect(openDatabase({ DATA_DIR: folder })).rejects.toThrow(`DATA_DIR ${folder} cannot be made`)
  })

  describe('whose migration rebuilds a table', () => {
    let raw: Sqlite.Database
    beforeEach(() => {
      raw = new Sqlite(file)
      raw.exec(`PRAGMA foreign_keys = ON;
        INSERT INTO people (id, name, email, created_at, updated_at) VALUES ('p', 'P', 'p@x.example', 0, 0);
        INSERT INTO roles (person_id, role, granted_at) VALUES ('p', 'owner', 0)`)
    })
    afterEach(() => raw.close())
    const rebuild = (copy: string): Migration[] => {
      const statements = [
        'CREATE TABLE new_people (id text PRIMARY KEY NOT NULL, name text, email text)',
        copy,
        'DROP TABLE people',
        'ALTER TABLE new_people RENAME TO people',
      ]
      return [...migrationsOf('sqlite'), { tag: '0001_rebuild', hash: 'h', statements }]
    }

    test('keeps what points at it', () => {
      migrateSqlite(raw, rebuild('INSERT INTO new_people SELECT id, name, email FROM people'))
      expect(raw.prepare('SELECT count(*) FROM roles').pluck().get()).toBe(1)
      expect(raw.pragma('foreign_keys', { simple: true })).toBe(1)
    })

    test('is not changed when that would leave rows that point at nothing', () => {
      expect(() => migrateSqlite(raw, rebuild('SELECT 1'))).toThrow(/point at nothing/)
      expect(raw.prepare('SELECT count(*) FROM people').pluck().get()).toBe(1)
      expect(raw.pragma('foreign_keys', { simple: true })).toBe(1)
    })
  })
})

/** Back to before any migration. */
async function empty(settings: DatabaseSettings) {
  if (settings.DATABASE_URL) await execute(settings, 'DROP SCHEMA public CASCADE; CREATE SCHEMA public')
  else rmSync(settings.DATA_DIR, { recursive: true })
}

async function execute(settings: DatabaseSettings, statement: string): Promise<void> {
  if (settings.DATABASE_URL) return void (await administer(settings.DATABASE_URL, statement))
  const raw = new Sqlite(sqliteFile(settings))
  raw.exec(statement)
  raw.close()
}

async function migrate(settings: DatabaseSettings, migrations: Migration[]): Promise<void> {
  if (settings.DATABASE_URL) return migratePostgres({ connectionString: settings.DATABASE_URL }, migrations)
  const raw = new Sqlite(sqliteFile(settings))
  try {
    migrateSqlite(raw, migrations)
  } finally {
    raw.close()
  }
}

function overwrite(file: string, at: number) {
  const bytes = readFileSync(file)
  writeFileSync(file, bytes.fill(0xa5, at, at + 2 * 4096))
}
