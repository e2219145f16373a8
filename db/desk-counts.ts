import { and, count, countDistinct, eq, inArray, type SQL } from 'drizzle-orm'
import type { Queries } from './database.ts'
import { type DeskQuery, isKnown } from './desk.ts'
import { storiesIn } from './stories.ts'

/** How many comments wait, and of how many nobody has let anything through of their writer yet. */
export async function waitingCounts(
  db: Queries,
  { sections }: Pick<DeskQuery, 'sections'> = {},
): Promise<{ pending: number; first: number; approved: number }> {
  const { comments } = db.tables
  const reach = sections && inArray(comments.storyId, storiesIn(db, sections))
  const [states, first] = await Promise.all([
    db
      .select({ state: comments.state, n: count() })
      .from(comments)
      .where(and(inArray(comments.state, ['pending', 'approved']), reach))
      .groupBy(comments.state),
    firstCount(db, reach),
  ])
  const of = (state: string) => Number(states.find((row) => row.state === state)?.n ?? 0)
  return { pending: of('pending'), first, approved: of('approved') }
}

/** Looks at each person once, however many of their comments wait. */
async function firstCount(db: Queries, reach: SQL | undefined): Promise<number> {
  const { comments } = db.tables
  const rows = await db
    .select({ n: count(), isKnown: isKnown(db.tables) })
    .from(comments)
    .where(and(eq(comments.state, 'pending'), reach))
    .groupBy(comments.personId)
  return rows.reduce((sum, row) => (row.isKnown ? sum : sum + Number(row.n)), 0)
}

/** How many of the comments that wait each rule holds; one that holds none is missing from the map. */
export async function waitingByRule(
  db: Queries,
  { sections }: Pick<DeskQuery, 'sections'>,
): Promise<Map<string, number>> {
  const { comments, screenings } = db.tables
  const rows = await db
    .select({ ruleId: screenings.ruleId, n: countDistinct(comments.id) })
    .from(comments)
    .innerJoin(
      screenings,
      and(
        eq(screenings.commentId, comments.id),
        eq(screenings.revision, comments.revision),
        eq(screenings.outcome, 'hold'),
      ),
    )
    .where(and(eq(comments.state, 'pending'), sections && inArray(comments.storyId, storiesIn(db, sections))))
    .groupBy(screenings.ruleId)
  return new Map(rows.map(({ ruleId, n }) => [ruleId, Number(n)]))
}

/** Cases that wait for a moderator, by kind, and those that are appealed. */
export async function openCaseCounts(
  db: Queries,
  states: readonly ('submitted' | 'triage' | 'review' | 'appealed' | 'awaiting_second')[],
  { sections }: Pick<DeskQuery, 'sections'> = {},
): Promise<{ reported: number; misrepresentation: number; appeals: number }> {
  const { cases } = db.tables
  const rows = await db
    .select({ kind: cases.kind, state: cases.state, n: count() })
    .from(cases)
    .where(and(inArray(cases.state, [...states]), sections && inArray(cases.storyId, storiesIn(db, sections))))
    .groupBy(cases.kind, cases.state)
  const sum = (is: (row: (typeof rows)[number]) => boolean) =>
    rows.filter(is).reduce((total, row) => total + Number(row.n), 0)
  return {
    reported: sum((row) => row.kind !== 'misrepresentation'),
    misrepresentation: sum((row) => row.kind === 'misrepresentation'),
    appeals: sum((row) => row.state === 'appealed'),
  }
}
