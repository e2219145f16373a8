import { and, asc, eq } from 'drizzle-orm'
import type { Queries } from './database.ts'
import { hasPage } from './feeds.ts'
import { isUsed } from './stories.ts'

export interface Listed {
  /** Last part of what the page's path is made from: a story's address key, or a case's reference. */
  key: string
  id: string
  /** When the page last changed (epoch ms). */
  changedAt: number
}

/** How many stories have something to read here. */
export function usedStoryCount(db: Queries): Promise<number> {
  return db.$count(db.tables.stories, isUsed(db))
}

/** How many cases have a page. */
export async function caseCount(db: Queries): Promise<number> {
  const { cases, caseDecisions } = db.tables
  return db.$count(
    db.select({ id: cases.id }).from(cases).innerJoin(caseDecisions, standing(db)).where(hasPage(db)).as('with_page'),
  )
}

/** Stories that have something to read here, in the order they began. */
export async function listedStories(
  db: Queries,
  { offset, limit }: { offset: number; limit: number },
): Promise<Listed[]> {
  const { stories, storyEvents } = db.tables
  const rows = await db
    .select({ key: stories.urlKey, id: stories.id, publishedAt: stories.publishedAt, movedAt: storyEvents.createdAt })
    .from(stories)
    .leftJoin(storyEvents, and(eq(storyEvents.storyId, stories.id), eq(storyEvents.seq, stories.lastSeq)))
    .where(isUsed(db))
    .orderBy(asc(stories.id))
    .limit(limit)
    .offset(offset)
  return rows.map(({ publishedAt, movedAt, ...row }) => ({ ...row, changedAt: Math.max(publishedAt, movedAt ?? 0) }))
}

/** Cases that have a page, in an order that only grows at its end. */
export async function listedCases(
  db: Queries,
  { offset, limit }: { offset: number; limit: number },
): Promise<Listed[]> {
  const { cases, caseDecisions } = db.tables
  const rows = await db
    .select({
      key: cases.reference,
      id: cases.id,
      publishedAt: caseDecisions.publishedAt,
      correctedAt: cases.correctedAt,
      answeredAt: cases.answeredAt,
    })
    .from(cases)
    .innerJoin(caseDecisions, standing(db))
    .where(hasPage(db))
    .orderBy(asc(cases.id))
    .limit(limit)
    .offset(offset)
  return rows.map(({ key, id, publishedAt, correctedAt, answeredAt }) => ({
    key,
    id,
    changedAt: Math.max(publishedAt ?? 0, correctedAt ?? 0, answeredAt ?? 0),
  }))
}

function standing({ tables: { cases, caseDecisions } }: Queries) {
  return and(eq(caseDecisions.caseId, cases.id), eq(caseDecisions.round, cases.publishedRound))
}
