import { and, desc, eq, inArray, isNull, ne, sql } from 'drizzle-orm'
import type { Queries } from './database.ts'
import { ownStory, type StoryRow } from './stories.ts'
import type { CaseAction } from './tables.ts'

/** Stories published on this server and not imported, newest first. Pages elsewhere begin theirs under any title. */
export function frontStories(db: Queries, limit: number): Promise<StoryRow[]> {
  const { stories } = db.tables
  return db
    .select()
    .from(stories)
    .where(and(ownStory(db), isNull(stories.importKey)))
    .orderBy(desc(stories.publishedAt), desc(stories.id))
    .limit(limit)
}

/** Number and time of the newest update of each story; a story without any is missing from the map. */
export async function newestUpdates(
  db: Queries,
  storyIds: string[],
): Promise<Map<string, { number: number; publishedAt: number }>> {
  if (storyIds.length === 0) return new Map()
  const { stories, updates } = db.tables
  const rows = await db
    .select({ storyId: updates.storyId, number: updates.number, publishedAt: updates.publishedAt })
    .from(updates)
    .innerJoin(stories, and(eq(stories.id, updates.storyId), eq(stories.lastUpdateNumber, updates.number)))
    .where(inArray(updates.storyId, storyIds))
  return new Map(
    rows.map(({ storyId, number, publishedAt }) => [storyId, { number: number ?? 0, publishedAt: publishedAt ?? 0 }]),
  )
}

/** The first 800 characters of each story's standing text; a story without text is missing from the map. */
export async function openings(db: Queries, storyIds: string[]): Promise<Map<string, string>> {
  if (storyIds.length === 0) return new Map()
  const { stories, storyRevisions } = db.tables
  const rows = await db
    .select({ storyId: stories.id, opening: sql<string>`substr(${storyRevisions.text}, 1, 800)` })
    .from(stories)
    .innerJoin(
      storyRevisions,
      and(eq(storyRevisions.storyId, stories.id), eq(storyRevisions.revision, stories.textRevision)),
    )
    .where(inArray(stories.id, storyIds))
  return new Map(rows.map((row) => [row.storyId, row.opening]))
}

export interface PublicFinding {
  round: number
  action: CaseAction
  explanation: string
  /** The comment it is about, while readers see it. */
  commentId: string | null
}

/** The findings of misrepresentation that have a page, by reference. */
export async function publicFindings(db: Queries, references: string[]): Promise<Map<string, PublicFinding>> {
  if (references.length === 0) return new Map()
  const { cases, caseDecisions, comments } = db.tables
  const { round, action, explanation } = caseDecisions
  const rows = await db
    .select({ reference: cases.reference, round, action, explanation, commentId: comments.id })
    .from(cases)
    .innerJoin(caseDecisions, and(eq(caseDecisions.caseId, cases.id), eq(caseDecisions.round, cases.publishedRound)))
    .leftJoin(comments, and(eq(comments.id, cases.commentId), eq(comments.state, 'visible')))
    .where(
      and(inArray(cases.reference, references), eq(cases.kind, 'misrepresentation'), ne(caseDecisions.action, 'none')),
    )
  return new Map(rows.map(({ reference, ...finding }) => [reference, finding]))
}

export interface SuspensionLength {
  startsAt: number
  endsAt: number | null
  endedAt: number | null
}

/** When each suspension began and was to end and did end, in epoch ms. */
export async function suspensionLengths(db: Queries, ids: string[]): Promise<Map<string, SuspensionLength>> {
  if (ids.length === 0) return new Map()
  const { suspensions } = db.tables
  const rows = await db
    .select({
      id: suspensions.id,
      startsAt: suspensions.startsAt,
      endsAt: suspensions.endsAt,
      endedAt: suspensions.endedAt,
    })
    .from(suspensions)
    .where(inArray(suspensions.id, ids))
  return new Map(rows.map(({ id, ...length }) => [id, length]))
}
