import { and, count, eq, gt, inArray, isNull, like, type SQL } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { Queries } from './database.ts'
import type { CaseState } from './tables.ts'

/** What a suspension would reach: all stories, those of a section, one, or a branch of one. */
export interface Reach {
  section?: string
  storyId?: string
  /** A branch of that story. */
  branch?: { rootSeq: number; path: string }
}

export interface ReachCounts {
  stories: number
  drafts: number
  held: number
  recentComments: number
  openFlags: number
}

/** What there is under the stories that a suspension would reach; `recentSince` in epoch ms, `openStates` of cases. */
export async function countsWithin(
  db: Queries,
  reach: Reach,
  { recentSince, openStates }: { recentSince: number; openStates: readonly CaseState[] },
): Promise<ReachCounts> {
  const { stories, drafts, comments, cases, flags } = db.tables
  const within = (storyId: PgColumn): SQL | undefined => {
    if (reach.storyId !== undefined) return eq(storyId, reach.storyId)
    if (reach.section === undefined) return undefined
    return inArray(storyId, db.select({ id: stories.id }).from(stories).where(eq(stories.section, reach.section)))
  }
  const { branch } = reach
  const inBranch = branch && and(eq(comments.rootSeq, branch.rootSeq), like(comments.path, `${branch.path}%`))
  const ofBranch = (commentId: PgColumn) =>
    branch &&
    inArray(
      commentId,
      db
        .select({ id: comments.id })
        .from(comments)
        .where(and(within(comments.storyId), inBranch)),
    )
  const [storyCount, draftCount, held, recentComments, open] = await Promise.all([
    db.$count(stories, within(stories.id)),
    db.$count(drafts, and(within(drafts.storyId), ofBranch(drafts.parentId))),
    db.$count(comments, and(eq(comments.state, 'pending'), within(comments.storyId), inBranch)),
    db.$count(comments, and(gt(comments.createdAt, recentSince), within(comments.storyId), inBranch)),
    db
      .select({ open: count() })
      .from(flags)
      .innerJoin(cases, eq(cases.id, flags.caseId))
      .where(
        and(
          inArray(cases.state, [...openStates]),
          isNull(flags.withdrawnAt),
          within(cases.storyId),
          ofBranch(cases.commentId),
        ),
      ),
  ])
  return {
    stories: storyCount,
    drafts: draftCount,
    held,
    recentComments,
    openFlags: Number(open[0]?.open ?? 0),
  }
}

/** The sections that stories are in, largest first. */
export async function sectionsWithStories(db: Queries): Promise<{ section: string; stories: number }[]> {
  const { stories } = db.tables
  const rows = await db.select({ section: stories.section, stories: count() }).from(stories).groupBy(stories.section)
  return rows
    .filter((row) => row.section !== '')
    .map((row) => ({ section: row.section, stories: Number(row.stories) }))
    .sort((a, b) => b.stories - a.stories || a.section.localeCompare(b.section))
}
