import { asc, eq, sql } from 'drizzle-orm'
import type { Queries, Tx } from './database.ts'
import { prepared } from './prepared.ts'
import type { Tables } from './tables.ts'

export type PublisherKeyRow = Tables['publisherKeys']['$inferSelect']

export async function publisherKeyByHash(db: Queries, keyHash: string): Promise<PublisherKeyRow | undefined> {
  const statement = prepared(db, 'publisher_key_by_hash', (q) => {
    const { publisherKeys } = q.tables
    return q
      .select()
      .from(publisherKeys)
      .where(eq(publisherKeys.keyHash, sql.placeholder('keyHash')))
      .prepare('publisher_key_by_hash')
  })
  const [key] = await statement.execute({ keyHash })
  return key
}

/** Oldest first. */
export function allPublisherKeys(db: Queries): Promise<PublisherKeyRow[]> {
  const { publisherKeys } = db.tables
  return db.select().from(publisherKeys).orderBy(asc(publisherKeys.createdAt), asc(publisherKeys.id))
}

export async function insertPublisherKey(tx: Tx, key: PublisherKeyRow): Promise<void> {
  await tx.insert(tx.tables.publisherKeys).values(key)
}

/** @returns whether there was such a key. */
export async function deletePublisherKey(tx: Tx, id: string): Promise<boolean> {
  const { publisherKeys } = tx.tables
  const gone = await tx.delete(publisherKeys).where(eq(publisherKeys.id, id)).returning({ id: publisherKeys.id })
  return gone.length > 0
}
