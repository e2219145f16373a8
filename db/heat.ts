import { and, count, eq, gt, inArray, isNotNull, sql } from 'drizzle-orm'
import type { Queries } from './database.ts'

type Counts = Map<string, number>

/** What came in since `since` (epoch ms), per story; a story without any is missing from a map. */
export interface RecentCounts {
  comments: Counts
  flags: Counts
  rejections: Counts
}

export async function recentCounts(db: Queries, since: number): Promise<RecentCounts> {
  const { comments, cases, flags } = db.tables
  const [posted, flagged, rejected] = await Promise.all([
    db
      .select({ storyId: comments.storyId, n: count() })
      .from(comments)
      .where(and(gt(comments.createdAt, since), isNotNull(comments.personId)))
      .groupBy(comments.storyId),
    db
      .select({ storyId: cases.storyId, n: count() })
      .from(flags)
      .innerJoin(cases, eq(cases.id, flags.caseId))
      .where(gt(flags.createdAt, since))
      .groupBy(cases.storyId),
    db
      .select({ storyId: comments.storyId, n: count() })
      .from(comments)
      .where(and(eq(comments.state, 'rejected'), gt(comments.decidedAt, since)))
      .groupBy(comments.storyId),
  ])
  return { comments: asMap(posted), flags: asMap(flagged), rejections: asMap(rejected) }
}

function asMap(rows: { storyId: string; n: number }[]): Counts {
  return new Map(rows.map((row) => [row.storyId, Number(row.n)]))
}

/** Comments per story and hour before `now`, hour 0 being the last one; hours without any are missing. */
export async function hourlyComments(
  db: Queries,
  storyIds: readonly string[],
  now: number,
  hours: number,
): Promise<{ storyId: string; hoursAgo: number; comments: number }[]> {
  if (storyIds.length === 0) return []
  const { comments } = db.tables
  const hoursAgo = sql<number>`cast((${now} - ${comments.createdAt}) / 3600000 as integer)`
  const rows = await db
    .select({ storyId: comments.storyId, hoursAgo, n: count() })
    .from(comments)
    .where(
      and(
        inArray(comments.storyId, [...storyIds]),
        gt(comments.createdAt, now - hours * 3_600_000),
        sql`${comments.createdAt} <= ${now}`,
      ),
    )
    .groupBy(comments.storyId, sql`2`)
  return rows.map((row) => ({ storyId: row.storyId, hoursAgo: Number(row.hoursAgo), comments: Number(row.n) }))
}
