import type { Queries, Tx } from './database.ts'
import type { Tables } from './tables.ts'

export type SiteRow = Tables['sites']['$inferSelect']

/** The publication this server serves; undefined before its first start. */
export async function theSite(db: Queries): Promise<SiteRow | undefined> {
  const [site] = await db.select().from(db.tables.sites).limit(1)
  return site
}

export async function insertSite(tx: Tx, site: SiteRow): Promise<void> {
  await tx.insert(tx.tables.sites).values(site)
}
