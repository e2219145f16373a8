import type { Result } from '../../../server/contract/index.ts'
import type { Rows } from './random-rows.ts'

type Period = Result<'GET /api/v1/figures'>['period']

export interface Scope {
  sections?: readonly string[]
  storyId?: string
}

interface Asked extends Scope {
  timeZone: string
  now: number
}

/** The figures of a period as somebody would count them who looks at every row and asks a calendar what day it was. */
export function counted(rows: Rows, shown: Period, { timeZone, now, ...scope }: Asked): Period {
  const { from, to } = shown
  const calendar = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
  const known = new Map<number, string>()
  const dayOf = (at: number) => {
    const day = known.get(at) ?? calendar.format(at)
    known.set(at, day)
    return day
  }
  const isIn = (at: number | null): at is number => at !== null && dayOf(at) >= from && dayOf(at) <= to
  const sectionOf = new Map(rows.stories.map((story) => [story.id, story.section]))
  const isUnder = (storyId: string | null) =>
    (scope.storyId === undefined || storyId === scope.storyId) &&
    (scope.sections === undefined || (storyId !== null && scope.sections.includes(sectionOf.get(storyId) ?? '')))

  const own = {
    comments: rows.comments.filter((row) => isUnder(row.storyId)),
    cases: rows.cases.filter((row) => isUnder(row.storyId)),
    notices: rows.notices.filter((row) => isUnder(row.storyId) && isIn(row.createdAt)),
  }
  const isRejection = (joinKey: string) => joinKey.startsWith('rejection ')
  const decisions = rows.caseDecisions.flatMap((decision) => {
    const of = own.cases.find((row) => row.id === decision.caseId)
    if (!of || !isIn(decision.publishedAt) || (decision.round === 1 && isRejection(of.joinKey))) return []
    const appeal = rows.appeals.find((row) => row.caseId === of.id && row.round === decision.round)
    return [{ of, decision, began: decision.round === 1 || !appeal ? of.createdAt : appeal.createdAt }]
  })

  const posted = own.comments.filter((row) => isIn(row.createdAt))
  const wasHeld = (row: (typeof posted)[number]) =>
    row.decidedAt !== null || ['pending', 'approved', 'returned', 'rejected'].includes(row.state)
  const rejected = own.comments.filter((row) => row.state === 'rejected' && isIn(row.decidedAt))
  const days = shown.comments.days.map(({ date }) => ({
    date,
    posted: posted.filter((row) => dayOf(row.createdAt) === date).length,
    held: posted.filter((row) => dayOf(row.createdAt) === date && wasHeld(row)).length,
    rejected: rejected.filter((row) => dayOf(row.decidedAt ?? 0) === date).length,
  }))

  const suspended = rows.suspensions.filter(
    (row) =>
      isIn(row.startsAt) &&
      row.startsAt < now &&
      row.mode !== 'open' &&
      !(row.endedAt !== null && row.endedAt <= row.startsAt) &&
      (row.endsAt !== null || row.reviewAt !== null) &&
      (isUnder(row.storyId) ||
        (scope.sections !== undefined && row.scope === 'section' && scope.sections.includes(row.section))),
  )
  const endOf = (row: (typeof suspended)[number]) => row.endedAt ?? Math.min(row.endsAt ?? now, now)
  const isRunning = (row: (typeof suspended)[number]) =>
    row.endedAt === null && !(row.endsAt !== null && row.endsAt <= now)

  const took = [
    ...decisions.map(({ of, decision, began }) => ({
      of: of.kind,
      ms: (decision.secondedAt ?? decision.decidedAt) - began,
    })),
    ...own.comments
      .filter((row) => isIn(row.decidedAt))
      .map((row) => ({ of: 'held' as const, ms: (row.decidedAt ?? 0) - row.createdAt })),
  ]
  const ended = own.cases.filter((row) => isIn(row.endedAt) && row.publishedRound === null)

  return {
    from,
    to,
    comments: {
      posted: posted.length,
      held: posted.filter(wasHeld).length,
      rejected: rejected.length,
      days,
      rules: inOrderOf(
        shown.comments.rules,
        (row) => row.rule,
        grouped(rejected, (row) => row.removedFor),
        (rule, list) => ({
          rule,
          number: list.length,
        }),
      ),
    },
    cases: {
      opened: own.cases.filter((row) => isIn(row.createdAt) && !isRejection(row.joinKey)).length,
      findings: inOrderOf(
        shown.cases.findings,
        (row) => row.finding,
        grouped(decisions, ({ decision }) => decision.finding),
        (finding, list) => ({ finding, number: list.length }),
      ),
      ended: inOrderOf(
        shown.cases.ended,
        (row) => row.state,
        grouped(ended, (row) => row.state as Period['cases']['ended'][number]['state']),
        (state, list) => ({ state, number: list.length }),
      ),
    },
    times: inOrderOf(
      shown.times,
      (row) => row.of,
      grouped(took, (row) => row.of),
      (of, list) => ({ of, number: list.length, median: rank(list, 0.5), p90: rank(list, 0.9) }),
    ),
    suspensions: inOrderOf(
      shown.suspensions,
      (row) => row.reasonCode,
      grouped(suspended, (row) => row.reasonCode),
      (reasonCode, list) => ({
        reasonCode,
        number: list.length,
        planned: total(list, (row) => (row.endsAt === null ? 0 : row.endsAt - row.startsAt)),
        real: total(list, (row) => endOf(row) - row.startsAt),
        running: list.filter(isRunning).length,
      }),
    ),
    reach: inOrderOf(
      shown.reach,
      (row) => row.kind,
      grouped(
        own.notices.filter((row) => row.kind !== 'case_decided'),
        (row) => (row.kind === 'finding_reach' ? ('finding' as const) : ('clarification' as const)),
      ),
      (kind, list) => ({
        kind,
        number: new Set(list.map((row) => row.key)).size,
        told: list.length,
        read: list.filter((row) => row.readAt !== null).length,
      }),
    ),
  }
}

/** The groups in the order in which they are shown, then those that are not shown. */
function inOrderOf<S, K, T, R>(
  shown: S[],
  keyOf: (row: S) => K,
  groups: Map<K, T[]>,
  make: (key: K, list: T[]) => R,
): R[] {
  const keys = new Set([...shown.map(keyOf).filter((key) => groups.has(key)), ...groups.keys()])
  return [...keys].map((key) => make(key, groups.get(key) ?? []))
}

function grouped<T, K>(list: T[], keyOf: (row: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>()
  for (const row of list) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row])
  return groups
}

function total<T>(list: T[], of: (row: T) => number): number {
  return list.reduce((sum, row) => sum + of(row), 0)
}

/** The least that so large a share did not exceed. */
function rank(list: { ms: number }[], share: number): number {
  const sorted = list.map(({ ms }) => ms).sort((a, b) => a - b)
  return sorted[Math.ceil(Math.round(sorted.length * share * 10) / 10) - 1] ?? 0
}
