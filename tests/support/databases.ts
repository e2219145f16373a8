import { randomUUID } from 'node:crypto'
import { copyFileSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { inject } from 'vitest'
import type { Database } from '../../db/database.ts'
import { type DatabaseSettings, openDatabase, sqliteFile } from '../../db/open.ts'
import { administer, databaseUrl } from './templates.ts'

export const dialects = ['sqlite', 'postgres'] as const
export type Dialect = (typeof dialects)[number]

export interface TestDatabase extends Database {
  /** For what opens it itself: a server, the command line. */
  settings: DatabaseSettings
  /** A second node on the same database; `close` closes it too. */
  openAgain(): Promise<Database>
}

/** An empty, migrated database of its own, for `describe.each(dialects)`; it goes with `close`, at the latest with the run. */
export async function freshDatabase(dialect: Dialect): Promise<TestDatabase> {
  const { settings, drop } = await copyTemplate(dialect)
  const nodes: Database[] = []
  async function openAgain() {
    const node = await openDatabase(settings)
    nodes.push(node)
    return node
  }
  const first = await openAgain()
  return {
    ...first,
    settings,
    openAgain,
    async close() {
      await Promise.all(nodes.map((node) => node.close()))
      await drop()
    },
  }
}

/** Settings of a new copy of the template that nobody has opened yet. */
export async function copyTemplate(dialect: Dialect): Promise<{ settings: DatabaseSettings; drop(): Promise<void> }> {
  const templates = inject('templates')
  const id = randomUUID().replaceAll('-', '')
  const DATA_DIR = join(templates.folder, id)
  mkdirSync(DATA_DIR)
  const settings: DatabaseSettings = { DATA_DIR }
  if (dialect === 'sqlite') copyFileSync(templates.sqliteFile, sqliteFile(settings))
  else {
    const name = templates.prefix + id
    await administer(templates.postgresUrl, `CREATE DATABASE ${name} ${templates.postgresCopy}`)
    settings.DATABASE_URL = databaseUrl(templates.postgresUrl, name)
  }
  return {
    settings,
    async drop() {
      if (settings.DATABASE_URL)
        await administer(templates.postgresUrl, `DROP DATABASE IF EXISTS ${templates.prefix + id} WITH (FORCE)`)
      rmSync(DATA_DIR, { recursive: true, force: true })
    },
  }
}
