import * as pg from 'drizzle-orm/pg-core'
import * as lite from 'drizzle-orm/sqlite-core'

const postgres = {
  table: pg.pgTable,
  index: pg.index,
  uniqueIndex: pg.uniqueIndex,
  primaryKey: pg.primaryKey,
  text: <T extends string = string>() => pg.text().$type<T>(),
  int: () => pg.integer(),
  time: () => pg.bigint({ mode: 'number' }),
  flag: () => pg.boolean(),
  json: <T>() => pg.jsonb().$type<T>(),
}

const sqlite = {
  table: lite.sqliteTable,
  index: lite.index,
  uniqueIndex: lite.uniqueIndex,
  primaryKey: lite.primaryKey,
  text: <T extends string = string>() => lite.text().$type<T>(),
  int: () => lite.integer(),
  time: () => lite.integer(),
  flag: () => lite.integer({ mode: 'boolean' }),
  json: <T>() => lite.text({ mode: 'json' }).$type<T>(),
}

export type Kit = typeof postgres

/** Column kits with the same names and the same JavaScript value per column, typed as PostgreSQL, the stricter (await-only) of the two. */
export const kits = { postgres, sqlite: sqlite as unknown as Kit }
