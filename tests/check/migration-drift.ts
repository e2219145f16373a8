import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { generateDrizzleJson, generateSQLiteDrizzleJson } from 'drizzle-kit/api'
import { migrationsOf, packageRoot } from '../../db/migrate.ts'
import * as postgresSchema from '../../db/schema.postgres.ts'
import * as sqliteSchema from '../../db/schema.sqlite.ts'
import { tables } from '../../db/tables.ts'

type Snapshot = Record<string, unknown>

/** What differs between db/tables.ts and the newest migration of each database, a line each; writes nothing. */
export async function migrationDrift(): Promise<string[]> {
  const sqlite = await generateSQLiteDrizzleJson(sqliteSchema, undefined, 'snake_case')
  const postgres = generateDrizzleJson(postgresSchema, undefined, undefined, 'snake_case')
  return [
    ...unlisted('sqlite', Object.keys(sqliteSchema)),
    ...unlisted('postgres', Object.keys(postgresSchema)),
    ...changes('sqlite', sqlite as Snapshot),
    ...changes('postgres', postgres as Snapshot),
  ]
}

function unlisted(dialect: 'sqlite' | 'postgres', listed: string[]): string[] {
  return Object.keys(tables[dialect])
    .filter((name) => !listed.includes(name))
    .map((name) => `db/schema.${dialect}.ts does not export ${name}`)
}

function changes(dialect: 'sqlite' | 'postgres', now: Snapshot): string[] {
  const newest = migrationsOf(dialect).at(-1)?.tag ?? ''
  const file = join(packageRoot(), 'db', 'migrations', dialect, 'meta', `${newest.split('_')[0]}_snapshot.json`)
  const before = JSON.parse(readFileSync(file, 'utf8')) as Snapshot
  const command = `npx drizzle-kit generate --config drizzle.${dialect}.config.ts`
  return differing(before, now).map((what) => `${dialect}: ${what} is not as in migration ${newest}; run ${command}`)
}

/** The parts of the snapshots that are not equal: `table comments`, `enums`. */
function differing(before: Snapshot, now: Snapshot): string[] {
  const plain = JSON.parse(JSON.stringify(now)) as Snapshot
  const parts = [...new Set([...Object.keys(before), ...Object.keys(plain)])]
  return parts
    .filter(
      (part) => !['id', 'prevId', '_meta', 'tables'].includes(part) && !isDeepStrictEqual(before[part], plain[part]),
    )
    .concat(differingTables(before.tables as Snapshot, plain.tables as Snapshot))
}

function differingTables(before: Snapshot, now: Snapshot): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(now)])]
    .filter((name) => !isDeepStrictEqual(before[name], now[name]))
    .map((name) => `table ${name.replace(/^public\./, '')}`)
}
