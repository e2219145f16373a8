import { and, asc, type Column, desc, eq, gt, gte, inArray, lt, lte, ne, notInArray, or, type SQL } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import type { Queries, Tx } from './database.ts'

/** Tables that the sign-in library reads and writes through us. */
export const accountTables = ['people', 'accounts', 'verifications'] as const
export type AccountTable = (typeof accountTables)[number]
export type AccountRow = Record<string, unknown>

const operators = { eq, ne, lt, lte, gt, gte, in: inArray, not_in: notInArray }

/** One condition on one column; `connector` joins it to the others. */
export interface Condition {
  field: string
  operator: string
  value: unknown
  connector: 'AND' | 'OR'
}

export interface Page {
  limit?: number | undefined
  offset?: number | undefined
  sortBy?: { field: string; direction: 'asc' | 'desc' } | undefined
}

export async function findAccountRows(
  db: Queries,
  name: AccountTable,
  conditions: readonly Condition[],
  { limit = 100, offset = 0, sortBy }: Page = {},
): Promise<AccountRow[]> {
  const order = sortBy?.direction === 'desc' ? desc : asc
  return db
    .select()
    .from(db.tables[name] as PgTable)
    .where(where(db, name, conditions))
    .orderBy(order(column(db, name, sortBy?.field ?? 'id')))
    .limit(limit)
    .offset(offset)
}

export function countAccountRows(db: Queries, name: AccountTable, conditions: readonly Condition[]): Promise<number> {
  return db.$count(db.tables[name] as PgTable, where(db, name, conditions))
}

export async function insertAccountRow(tx: Tx, name: AccountTable, row: AccountRow): Promise<void> {
  await tx.insert(tx.tables[name] as PgTable).values(row)
}

export async function updateAccountRows(
  tx: Tx,
  name: AccountTable,
  conditions: readonly Condition[],
  values: AccountRow,
): Promise<AccountRow[]> {
  return tx
    .update(tx.tables[name] as PgTable)
    .set(values)
    .where(where(tx, name, conditions))
    .returning()
}

export async function deleteAccountRows(
  tx: Tx,
  name: AccountTable,
  conditions: readonly Condition[],
): Promise<AccountRow[]> {
  return tx
    .delete(tx.tables[name] as PgTable)
    .where(where(tx, name, conditions))
    .returning()
}

function column(db: Queries, name: AccountTable, field: string): PgColumn {
  const table: Record<string, unknown> = { ...db.tables[name] }
  const found = table[field]
  if (found === undefined) throw new Error(`${name} has no column ${field}`)
  return found as PgColumn
}

/** Without a condition nothing matches: a forgotten one must not reach every row. */
function where(db: Queries, name: AccountTable, conditions: readonly Condition[]): SQL {
  const parts = conditions.map(({ field, operator, value }) => {
    const compare = operators[operator as keyof typeof operators] as ((on: Column, to: unknown) => SQL) | undefined
    if (!compare) throw new Error(`no operator ${operator}`)
    return compare(column(db, name, field), value)
  })
  const joined = conditions.some(({ connector }) => connector === 'OR') ? or(...parts) : and(...parts)
  if (!joined) throw new Error('no condition')
  return joined
}
