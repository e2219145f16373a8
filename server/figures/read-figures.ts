import { Temporal } from 'temporal-polyfill'
import type { Queries } from '../../db/database.ts'
import {
  type Counted,
  casesEnded,
  casesOpened,
  commentsByDay,
  decisionsByFinding,
  noticesByKind,
  rejectionsByDay,
  suspensionsByReason,
  timesToDecide,
} from '../../db/figures.ts'
import { storyById } from '../../db/stories.ts'
import type { Context, Viewer } from '../context.ts'
import type { Parsed, Result } from '../contract/index.ts'
import { Refusal } from '../errors.ts'
import { iso } from '../iso.ts'
import { requireModerates } from '../people/in-office.ts'
import { type Confined, confinedTo, isAuthor } from '../people/offices.ts'
import { settingsOf } from '../sites/settings.ts'
import { daysOf, lengthOf, MOST_DAYS, type Span, spanBefore, spanOf, todayIn } from './days.ts'

type Asked = Parsed<'GET /api/v1/figures'>['query']
type Figures = Result<'GET /api/v1/figures'>
type Period = Figures['period']

/**
 * The figures of a period, and if asked of the one before.
 *
 * @throws Refusal `forbidden`: neither staff there nor the author of the story named; `not_found`: no such story;
 * `invalid`: half a period, one that ends before it begins or after today, or more than 400 days.
 */
export async function readFigures(ctx: Context, viewer: Viewer, asked: Asked): Promise<Figures> {
  const { read } = ctx.db
  const { storyId } = asked
  const { sections } = await reachOf(read, viewer, asked)
  if (storyId !== undefined && !(await storyById(read, storyId)))
    throw new Refusal('not_found', 'There is no such story.')
  const now = ctx.now()
  const { timeZone } = await settingsOf(read)
  const today = todayIn(timeZone, now)
  const span = askedSpan(asked, today)
  const count = (of: Span) => countPeriod(read, of, { timeZone, now, sections, storyId })
  return {
    timeZone,
    today: today.toString(),
    at: iso(now),
    period: await count(span),
    before: asked.compare ? await count(spanBefore(span)) : null,
  }
}

/** Of which sections somebody is told. @throws Refusal `forbidden`. */
async function reachOf(db: Queries, viewer: Viewer, { section, storyId }: Asked): Promise<Confined> {
  const asked = section === undefined ? undefined : [section]
  if (storyId !== undefined && isAuthor(viewer, storyId)) return { sections: asked }
  const { sections: own } = confinedTo(viewer)
  if (own?.length === 0)
    throw new Refusal('forbidden', 'Figures are for moderators, and for authors of their own stories.')
  await requireModerates(db, viewer, storyId)
  if (own && section !== undefined && !own.includes(section))
    throw new Refusal('forbidden', 'You are not a moderator of this section.')
  return { sections: asked ?? own }
}

function askedSpan({ range, from, to }: Asked, today: Temporal.PlainDate): Span {
  if (from === undefined && to === undefined) return spanOf(range, today)
  if (from === undefined || to === undefined) throw new Refusal('invalid', 'Name the first day and the last.')
  const span = { from: Temporal.PlainDate.from(from), to: Temporal.PlainDate.from(to) }
  if (Temporal.PlainDate.compare(span.from, span.to) > 0)
    throw new Refusal('invalid', 'The last day is before the first.')
  if (Temporal.PlainDate.compare(span.to, today) > 0) throw new Refusal('invalid', 'The last day is still to come.')
  if (lengthOf(span) > MOST_DAYS) throw new Refusal('invalid', `Choose at most ${MOST_DAYS} days.`)
  return span
}

interface Place {
  timeZone: string
  now: number
  sections: readonly string[] | undefined
  storyId: string | undefined
}

/** One query after the other: on SQLite each holds up everything else while it runs. */
async function countPeriod(db: Queries, span: Span, { timeZone, now, sections, storyId }: Place): Promise<Period> {
  const { dates, ...days } = daysOf(span, timeZone)
  const counted: Counted = { ...days, sections, storyId }
  return {
    from: span.from.toString(),
    to: span.to.toString(),
    comments: await countComments(db, dates, counted),
    cases: await countCases(db, counted),
    times: mostFirst(await timesToDecide(db, counted), (row) => row.of),
    suspensions: mostFirst(await suspensionsByReason(db, counted, now), (row) => row.reasonCode),
    reach: await countReach(db, counted),
  }
}

async function countComments(db: Queries, dates: string[], counted: Counted): Promise<Period['comments']> {
  const posted = new Map((await commentsByDay(db, counted)).map((row) => [row.day, row]))
  const rejected = await rejectionsByDay(db, counted)
  const days = dates.map((date) => ({ date, posted: 0, held: 0, rejected: 0 }))
  for (const [day, row] of posted) Object.assign(days[day] ?? {}, { posted: row.posted, held: row.held })
  const rules = new Map<(typeof rejected)[number]['rule'], number>()
  for (const { day, rule, number } of rejected) {
    const at = days[day]
    if (at) at.rejected += number
    rules.set(rule, (rules.get(rule) ?? 0) + number)
  }
  const together = (of: 'posted' | 'held' | 'rejected') => days.reduce((sum, day) => sum + day[of], 0)
  return {
    posted: together('posted'),
    held: together('held'),
    rejected: together('rejected'),
    days,
    rules: mostFirst(
      [...rules].map(([rule, number]) => ({ rule, number })),
      (row) => row.rule,
    ),
  }
}

const WITHOUT_FINDING = ['closed', 'corrected', 'withdrawn', 'gone'] as const

async function countCases(db: Queries, counted: Counted): Promise<Period['cases']> {
  const ended = await casesEnded(db, counted)
  return {
    opened: await casesOpened(db, counted),
    findings: mostFirst(await decisionsByFinding(db, counted), (row) => row.finding),
    ended: WITHOUT_FINDING.flatMap((state) => {
      const number = ended.find((row) => row.state === state)?.number
      return number === undefined ? [] : [{ state, number }]
    }),
  }
}

/** What each is told by. */
const NOTICES = { finding: 'finding_reach', clarification: 'clarification' } as const

async function countReach(db: Queries, counted: Counted): Promise<Period['reach']> {
  const rows = await noticesByKind(db, counted, Object.values(NOTICES))
  return (['finding', 'clarification'] as const).flatMap((kind) => {
    const found = rows.find((row) => row.kind === NOTICES[kind])
    return found ? [{ ...found, kind }] : []
  })
}

/** Most first, and of as many in the order of their names: the same from both databases. */
function mostFirst<T extends { number: number }>(rows: T[], nameOf: (row: T) => string | null): T[] {
  return rows.sort((a, b) => b.number - a.number || ((nameOf(a) ?? '') < (nameOf(b) ?? '') ? -1 : 1))
}
