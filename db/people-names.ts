import { inArray } from 'drizzle-orm'
import type { Queries } from './database.ts'

/** Names by person id; someone without an account any more is missing. */
export async function peopleNames(db: Queries, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const { people } = db.tables
  const rows = await db.select({ id: people.id, name: people.name }).from(people).where(inArray(people.id, ids))
  return new Map(rows.map((row) => [row.id, row.name]))
}
