import { AsyncLocalStorage } from 'node:async_hooks'
import { createAdapterFactory } from 'better-auth/adapters'
import {
  type AccountRow,
  type AccountTable,
  accountTables,
  type Condition,
  countAccountRows,
  deleteAccountRows,
  findAccountRows,
  insertAccountRow,
  type Page,
  updateAccountRows,
} from '../../db/account-rows.ts'
import type { Tx } from '../../db/database.ts'
import type { Context } from '../context.ts'

interface NewRow {
  table: AccountTable
  row: AccountRow
}

/** Rows that the library makes while `gathering` runs, so that all of them are written in one transaction after it. */
const gathered = new AsyncLocalStorage<NewRow[]>()

/** Runs `work` and holds back the rows it would insert. The library hashes passwords half-way: no transaction is open. */
export async function gathering(work: () => Promise<unknown>): Promise<NewRow[]> {
  const rows: NewRow[] = []
  await gathered.run(rows, work)
  return rows
}

export async function insertGathered(tx: Tx, rows: readonly NewRow[]): Promise<void> {
  for (const { table, row } of rows) await insertAccountRow(tx, table, row)
}

interface Query {
  model: string
  where?: Condition[]
}

/** Storage for better-auth over our seam. Its sessions are dropped: sessions are ours (see session.ts). */
export function accountStorage(ctx: Context) {
  return createAdapterFactory({
    config: {
      adapterId: 'afterword',
      transaction: false,
      customTransformInput: ({ data }) => (data instanceof Date ? data.getTime() : data),
      customTransformOutput: ({ data, fieldAttributes }) =>
        fieldAttributes.type === 'date' && typeof data === 'number' ? new Date(data) : data,
    },
    adapter: () => storage(ctx) as never,
  })
}

/** The library's names for rows are ours through its `modelName` and `fields` options; see accounts.ts. */
function storage(ctx: Context) {
  const { read } = ctx.db
  const write = <T>(work: (tx: Tx) => Promise<T>) => ctx.db.transact('accounts', work)
  const find = async ({ model, where = [], ...page }: Query & Page) => {
    const table = tableOf(model)
    return table ? findAccountRows(read, table, where, page) : []
  }
  const update = async ({ model, where = [], update: values }: Query & { update: AccountRow }) => {
    const table = tableOf(model)
    const changed = { ...values, updatedAt: ctx.now() }
    return table ? write((tx) => updateAccountRows(tx, table, where, changed)) : []
  }
  const remove = async ({ model, where = [] }: Query) => {
    const table = tableOf(model)
    return table ? write((tx) => deleteAccountRows(tx, table, where)) : []
  }
  return {
    async create({ model, data }: Query & { data: AccountRow }) {
      const table = tableOf(model)
      if (!table) return data
      const row = { ...data, createdAt: ctx.now(), updatedAt: ctx.now() }
      const rows = gathered.getStore()
      if (rows) rows.push({ table, row })
      else await write((tx) => insertAccountRow(tx, table, row))
      return row
    },
    findMany: find,
    findOne: async (query: Query) => (await find({ ...query, limit: 1 }))[0] ?? null,
    count: async ({ model, where = [] }: Query) => {
      const table = tableOf(model)
      return table ? countAccountRows(read, table, where) : 0
    },
    update: async (query: Query & { update: AccountRow }) => (await update(query))[0] ?? null,
    updateMany: async (query: Query & { update: AccountRow }) => (await update(query)).length,
    delete: async (query: Query) => void (await remove(query)),
    deleteMany: async (query: Query) => (await remove(query)).length,
  }
}

function tableOf(model: string): AccountTable | undefined {
  return accountTables.find((table) => table === model)
}
