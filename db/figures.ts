import { and, count, eq, gte, inArray, isNotNull, isNull, lt, ne, notLike, or, type SQL, sql, sum } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { Queries } from './database.ts'
import { storiesIn } from './stories.ts'
import type { CaseKind, CaseState, Finding, NoticeKind, ReasonCode, RuleCode } from './tables.ts'

/** What is counted: `[startsAt, endsAt)` in epoch ms, on the whole site, in sections, or under a story. */
export interface Counted {
  startsAt: number
  endsAt: number
  /** Days in a row that are equally long, as server/figures/days.ts reckons them; together the period. */
  runs: readonly { startsAt: number; endsAt: number; dayMs: number; first: number }[]
  /** Undefined means all. */
  sections?: readonly string[] | undefined
  storyId?: string | undefined
}

/** A rejection out of the queue makes a case by itself, decided at once; server/cases/record-rejection.ts. */
const REJECTION = 'rejection %'

/** Comments by the day they were posted, and how many of them were held; days without any are missing. */
export async function commentsByDay(
  db: Queries,
  asked: Counted,
): Promise<{ day: number; posted: number; held: number }[]> {
  const { comments } = db.tables
  const held = sql`case when ${comments.decidedAt} is not null or ${comments.state} in ('pending', 'approved', 'returned', 'rejected') then 1 else 0 end`
  const rows = await db
    .select({ day: dayOf(comments.createdAt, asked), posted: count(), held: sum(held) })
    .from(comments)
    .where(and(within(comments.createdAt, asked), under(db, comments.storyId, asked)))
    .groupBy(sql`1`)
  return rows.map(({ day, posted, held }) => ({ day: Number(day), posted: Number(posted), held: Number(held) }))
}

/** Comments rejected out of the queue, by the day of the rejection and the rule. */
export async function rejectionsByDay(
  db: Queries,
  asked: Counted,
): Promise<{ day: number; rule: RuleCode | null; number: number }[]> {
  const { comments } = db.tables
  const rows = await db
    .select({ day: dayOf(comments.decidedAt, asked), rule: comments.removedFor, number: count() })
    .from(comments)
    .where(and(eq(comments.state, 'rejected'), within(comments.decidedAt, asked), under(db, comments.storyId, asked)))
    .groupBy(sql`1`, comments.removedFor)
  return rows.map(({ day, rule, number }) => ({ day: Number(day), rule, number: Number(number) }))
}

/** Cases that a flag opened. */
export async function casesOpened(db: Queries, asked: Counted): Promise<number> {
  const { cases } = db.tables
  const [row] = await db
    .select({ number: count() })
    .from(cases)
    .where(and(within(cases.createdAt, asked), notLike(cases.joinKey, REJECTION), under(db, cases.storyId, asked)))
  return Number(row?.number ?? 0)
}

/** Decisions that were published, by finding. */
export async function decisionsByFinding(db: Queries, asked: Counted): Promise<{ finding: Finding; number: number }[]> {
  const { cases, caseDecisions } = db.tables
  const rows = await db
    .select({ finding: caseDecisions.finding, number: count() })
    .from(caseDecisions)
    .innerJoin(cases, eq(cases.id, caseDecisions.caseId))
    .where(published(db, asked))
    .groupBy(caseDecisions.finding)
  return rows.map(({ finding, number }) => ({ finding, number: Number(number) }))
}

/** Cases that ended without a finding that was published. */
export async function casesEnded(db: Queries, asked: Counted): Promise<{ state: CaseState; number: number }[]> {
  const { cases } = db.tables
  const rows = await db
    .select({ state: cases.state, number: count() })
    .from(cases)
    .where(and(within(cases.endedAt, asked), isNull(cases.publishedRound), under(db, cases.storyId, asked)))
    .groupBy(cases.state)
  return rows.map(({ state, number }) => ({ state, number: Number(number) }))
}

export interface Took {
  of: CaseKind | 'held'
  number: number
  /** Of the nearest rank, ms. */
  median: number
  p90: number
}

/** How long published decisions took by kind of case, from the first flag or the appeal, and those on held comments. */
export async function timesToDecide(db: Queries, asked: Counted): Promise<Took[]> {
  const { appeals, cases, caseDecisions, comments } = db.tables
  const appealed = sql`(select min(${appeals.createdAt}) from ${appeals} where ${appeals.caseId} = ${caseDecisions.caseId} and ${appeals.round} = ${caseDecisions.round})`
  const began = sql`case when ${caseDecisions.round} = 1 then ${cases.createdAt} else coalesce(${appealed}, ${cases.createdAt}) end`
  const judged = sql`
    select ${cases.kind} as what, coalesce(${caseDecisions.secondedAt}, ${caseDecisions.decidedAt}) - ${began} as ms
    from ${caseDecisions} join ${cases} on ${cases.id} = ${caseDecisions.caseId}
    where ${published(db, asked)}`
  const held = sql`
    select 'held' as what, ${comments.decidedAt} - ${comments.createdAt} as ms from ${comments}
    where ${and(within(comments.decidedAt, asked), under(db, comments.storyId, asked))}`
  // Neither database has the other's percentiles; ranks are the same in both.
  return db.rows<Took>(sql`
    select what as "of", n as "number", max(case when rank = (n + 1) / 2 then ms end) as "median",
      max(case when rank = (9 * n + 9) / 10 then ms end) as "p90"
    from (
      select what, ms, row_number() over (partition by what order by ms) as rank, count(*) over (partition by what) as n
      from (${judged} union all ${held}) as took
    ) as ranked
    group by what, n`)
}

export interface SuspendedFor {
  reasonCode: ReasonCode
  number: number
  planned: number
  real: number
  running: number
}

/** Suspensions that began, by reason, with their lengths together. @param now up to when those count that still run. */
export async function suspensionsByReason(db: Queries, asked: Counted, now: number): Promise<SuspendedFor[]> {
  const { suspensions } = db.tables
  const { startsAt, endsAt, endedAt } = suspensions
  const isOver = sql`(${endedAt} is not null or ${endsAt} <= ${raw(now)})`
  const rows = await db
    .select({
      reasonCode: suspensions.reasonCode,
      number: count(),
      planned: sum(sql`coalesce(${endsAt} - ${startsAt}, 0)`),
      real: sum(sql`case when ${isOver} then coalesce(${endedAt}, ${endsAt}) else ${raw(now)} end - ${startsAt}`),
      running: sum(sql`case when ${isOver} then 0 else 1 end`),
    })
    .from(suspensions)
    .where(
      and(
        within(startsAt, asked),
        lt(startsAt, now),
        ne(suspensions.mode, 'open'),
        // One that was cancelled before it began was never one; what age alone has closed has neither date.
        or(isNull(endedAt), sql`${endedAt} > ${startsAt}`),
        or(isNotNull(endsAt), isNotNull(suspensions.reviewAt)),
        placed(db, asked),
      ),
    )
    .groupBy(suspensions.reasonCode)
  return rows.map(({ reasonCode, number, planned, real, running }) => ({
    reasonCode,
    ...{ number: Number(number), planned: Number(planned), real: Number(real), running: Number(running) },
  }))
}

/** Whom notices of a kind told, of how many things, and who has read them. */
export async function noticesByKind(
  db: Queries,
  asked: Counted,
  kinds: readonly NoticeKind[],
): Promise<{ kind: NoticeKind; number: number; told: number; read: number }[]> {
  const { notices } = db.tables
  const rows = await db
    .select({
      kind: notices.kind,
      number: sql<number>`count(distinct ${notices.key})`,
      told: count(),
      read: count(notices.readAt),
    })
    .from(notices)
    .where(and(inArray(notices.kind, [...kinds]), within(notices.createdAt, asked), under(db, notices.storyId, asked)))
    .groupBy(notices.kind)
  return rows.map(({ kind, number, told, read }) => ({
    kind,
    ...{ number: Number(number), told: Number(told), read: Number(read) },
  }))
}

/** Of a moment within the period: how many of its days are before that day. */
function dayOf(moment: PgColumn, { runs }: Counted): SQL<number> {
  const cases = runs.map(
    ({ startsAt, endsAt, dayMs, first }) =>
      sql`when ${moment} < ${raw(endsAt)} then ${raw(first)} + (${moment} - ${raw(startsAt)}) / ${raw(dayMs)}`,
  )
  return sql<number>`case ${sql.join(cases, sql` `)} end`
}

/** A number of ours, written out: of a parameter PostgreSQL would have to guess the type. */
function raw(number: number): SQL {
  return sql.raw(String(Math.trunc(number)))
}

function within(moment: PgColumn, { startsAt, endsAt }: Counted): SQL | undefined {
  return and(gte(moment, startsAt), lt(moment, endsAt))
}

function under(db: Queries, storyIdOf: PgColumn, { sections, storyId }: Counted): SQL | undefined {
  return and(
    storyId === undefined ? undefined : eq(storyIdOf, storyId),
    sections && inArray(storyIdOf, storiesIn(db, sections)),
  )
}

/** Of sections: those of a section itself too. What is wider than what is asked for is left out. */
function placed(db: Queries, asked: Counted): SQL | undefined {
  const { suspensions } = db.tables
  const below = under(db, suspensions.storyId, asked)
  if (asked.sections === undefined || asked.storyId !== undefined) return below
  return or(below, and(eq(suspensions.scope, 'section'), inArray(suspensions.section, [...asked.sections])))
}

function published(db: Queries, asked: Counted): SQL | undefined {
  const { cases, caseDecisions } = db.tables
  return and(
    within(caseDecisions.publishedAt, asked),
    or(ne(caseDecisions.round, 1), notLike(cases.joinKey, REJECTION)),
    under(db, cases.storyId, asked),
  )
}
