import { eq, sql } from 'drizzle-orm'
import type { Queries, Tx } from './database.ts'
import { prepared } from './prepared.ts'
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

/** The site's time zone, as an IANA name. */
export async function timeZoneOf(db: Queries): Promise<string> {
  return (await theSite(db))?.timeZone ?? 'UTC'
}

/** Says that a suspension or schedule wider than a story changed. */
export async function moveCommentingVersion(tx: Tx): Promise<void> {
  const { sites } = tx.tables
  await tx.update(sites).set({ commentingVersion: sql`${sites.commentingVersion} + 1` })
}

/** Moves with every suspension or schedule that is wider than a story. */
export async function commentingVersionOf(db: Queries): Promise<number> {
  const statement = prepared(db, 'commenting_version', (q) => {
    const { sites } = q.tables
    return q.select({ version: sites.commentingVersion }).from(sites).limit(1).prepare('commenting_version')
  })
  const [row] = await statement.execute({})
  return row?.version ?? 0
}

export async function changeSite(
  tx: Tx,
  id: string,
  changes: Partial<Pick<SiteRow, 'timeZone' | 'settings'>>,
): Promise<void> {
  const { sites } = tx.tables
  await tx.update(sites).set(changes).where(eq(sites.id, id))
}
