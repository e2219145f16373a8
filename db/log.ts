import { and, desc, eq, lt } from 'drizzle-orm'
import type { Queries, Tx } from './database.ts'
import type { Tables } from './tables.ts'

export type LogRow = Tables['decisionLog']['$inferSelect']

export async function insertLogEntry(tx: Tx, row: LogRow): Promise<void> {
  await tx.insert(tx.tables.decisionLog).values(row)
}

/** Entries newest first (ids are time-ordered); `after` is the last one of the page before. */
export function logPage(
  db: Queries,
  { storyId, after, limit }: { storyId?: string | undefined; after?: string | undefined; limit: number },
): Promise<(LogRow & { storyTitle: string })[]> {
  const { decisionLog, stories } = db.tables
  return db
    .select({
      id: decisionLog.id,
      at: decisionLog.at,
      verb: decisionLog.verb,
      role: decisionLog.role,
      personId: decisionLog.personId,
      storyId: decisionLog.storyId,
      detail: decisionLog.detail,
      storyTitle: stories.title,
    })
    .from(decisionLog)
    .innerJoin(stories, eq(stories.id, decisionLog.storyId))
    .where(and(storyId ? eq(decisionLog.storyId, storyId) : undefined, after ? lt(decisionLog.id, after) : undefined))
    .orderBy(desc(decisionLog.id))
    .limit(limit)
}
