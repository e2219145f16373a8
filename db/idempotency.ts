import { and, eq, sql } from 'drizzle-orm'
import type { Queries, Tx } from './database.ts'
import { placeholders, prepared } from './prepared.ts'
import type { Tables } from './tables.ts'

export type IdempotencyRow = Tables['idempotencyKeys']['$inferSelect']

export async function idempotencyRow(db: Queries, personId: string, key: string): Promise<IdempotencyRow | undefined> {
  const statement = prepared(db, 'idempotency_row', (q) => {
    const { idempotencyKeys: t } = q.tables
    return q
      .select()
      .from(t)
      .where(and(eq(t.personId, sql.placeholder('personId')), eq(t.key, sql.placeholder('key'))))
      .prepare('idempotency_row')
  })
  const [row] = await statement.execute({ personId, key })
  return row
}

export async function insertIdempotencyRow(tx: Tx, row: IdempotencyRow): Promise<void> {
  const statement = prepared(tx, 'insert_idempotency_row', (q) => {
    const { idempotencyKeys } = q.tables
    return q.insert(idempotencyKeys).values(placeholders(idempotencyKeys)).prepare('insert_idempotency_row')
  })
  await statement.execute(row)
}
