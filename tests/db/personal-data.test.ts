import { getTableName } from 'drizzle-orm'
import { getTableConfig, type SQLiteTable } from 'drizzle-orm/sqlite-core'
import { describe, expect, test } from 'vitest'
import { personal, untold } from '../../db/personal-data.ts'
import { tables } from '../../db/tables.ts'

/** Columns that name a person: those that refer to people, and those that are called so. */
function personalColumns(): string[] {
  return Object.entries(tables.sqlite).flatMap(([name, table]) => {
    const config = getTableConfig(table as unknown as SQLiteTable)
    const referring = config.foreignKeys.flatMap((key) => {
      const { columns, foreignTable } = key.reference()
      return getTableName(foreignTable) === 'people' ? columns.map((column) => column.name) : []
    })
    const keys = Object.entries(table).flatMap(([key, column]) => {
      const inDatabase = (column as { name?: string }).name ?? key
      return key === 'personId' || referring.includes(inDatabase) ? [`${name}.${key}`] : []
    })
    return name === 'people' ? ['people.id', ...keys] : keys
  })
}

describe('the download of a person’s data', () => {
  test('tells or leaves out with a reason every column of the database that names a person', () => {
    const told = personal.map(({ table, column }) => `${table}.${column}`)
    const found = personalColumns()
    expect(found.length).toBeGreaterThan(25)
    expect([...told, ...Object.keys(untold)].sort()).toEqual(found.sort())
  })

  test('tells no secret', () => {
    const secret = /password|token|secret|hash|salt/i
    const told = personal.flatMap(({ table, omit }) =>
      Object.keys(tables.sqlite[table]).filter((column) => secret.test(column) && !omit.includes(column)),
    )
    // When a token of another service ends is no secret.
    expect(told.filter((column) => !column.endsWith('ExpiresAt'))).toEqual([])
  })
})
