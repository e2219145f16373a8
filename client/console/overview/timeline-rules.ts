import type { Known, Placed } from '../pauses/suspension-state.ts'
import { isShut, stateAt, whereOf } from '../pauses/suspension-state.ts'
import type { Mode, Schedule, Suspensions } from '../shapes.ts'

/** A stretch of time, in epoch ms. */
export interface Span {
  from: number
  to: number
}

export type BarKind = 'running' | 'planned' | 'overdue' | 'schedule' | 'ended'

export interface Bar extends Span {
  key: string
  /** Id of the element of the page where something can be done about it. */
  goesTo: string
  kind: BarKind
  mode: Mode
  /** Thin: readers can still write under it. */
  isThin: boolean
  /** It has no end of its own: it fades out at its review date. */
  fades: boolean
  /** It follows the bar that ends where it begins. */
  joins: boolean
  /** For `overdue`: since when. */
  reviewAt: number | null
  lane: number
  suspension: Known | null
  schedule: Schedule | null
}

export interface TimelineRow {
  key: string
  name: string
  storyId: string | null
  lanes: number
  bars: Bar[]
}

const HOUR = 3_600_000
const DAY = 24 * HOUR

export type Range = 'day' | 'week'

/** What the picture shows: some hours back, and a day or a week ahead. */
export function spanOf(range: Range, now: number): Span {
  return range === 'day' ? { from: now - 4 * HOUR, to: now + 20 * HOUR } : { from: now - 12 * HOUR, to: now + 7 * DAY }
}

function keyOf({ scope, section, storyId, commentId }: Placed): string {
  return [scope, section ?? '', storyId ?? '', commentId ?? ''].join('|')
}

/** Without an end and without a review it would fill the picture: a story's age, which its schedule tells. */
export function isEndless({ endsAt, reviewAt, endedAt }: Pick<Known, 'endsAt' | 'reviewAt' | 'endedAt'>): boolean {
  return endsAt === null && reviewAt === null && endedAt === null
}

function barOf(one: Known, now: number): Bar {
  const state = stateAt(one, now)
  const planned = one.endsAt ?? one.reviewAt ?? one.startsAt
  const reviewAt = one.reviewAt === null ? null : Date.parse(one.reviewAt)
  const kind = state !== 'running' ? state : one.madeBy === 'schedule' ? 'schedule' : 'running'
  return {
    key: one.id,
    goesTo: `pause-${one.id}`,
    kind: one.madeBy === 'schedule' && state === 'planned' ? 'schedule' : kind,
    mode: one.mode,
    isThin: !isShut(one),
    from: Date.parse(one.startsAt),
    to: state === 'overdue' ? now : Date.parse(one.endedAt ?? planned),
    fades: one.endsAt === null && state !== 'ended',
    joins: one.followsId != null,
    reviewAt,
    lane: 0,
    suspension: one,
    schedule: null,
  }
}

function barsOf(schedule: Schedule, known: ReadonlySet<string>): Bar[] {
  return schedule.next
    .filter(({ startsAt }) => !known.has(`${keyOf(schedule)} ${startsAt}`))
    .map(({ startsAt, endsAt }) => ({
      key: `${schedule.id} ${startsAt}`,
      goesTo: `schedule-${schedule.id}`,
      kind: 'schedule' as const,
      mode: schedule.mode,
      isThin: !isShut(schedule),
      from: Date.parse(startsAt),
      to: Date.parse(endsAt),
      fades: false,
      joins: false,
      reviewAt: null,
      lane: 0,
      suspension: null,
      schedule,
    }))
}

/** Bars that overlap stand in lanes of their own; what follows a bar stays in its lane. */
function inLanes(bars: Bar[]): { bars: Bar[]; lanes: number } {
  const ends: number[] = []
  const laneOf = new Map<string, number>()
  const sorted = [...bars].sort((a, b) => a.from - b.from || b.to - a.to)
  const placed = sorted.map((bar) => {
    const before = bar.suspension?.followsId ? laneOf.get(bar.suspension.followsId) : undefined
    const free = ends.findIndex((end) => end <= bar.from)
    const lane = before ?? (free < 0 ? ends.length : free)
    ends[lane] = Math.max(ends[lane] ?? 0, bar.to)
    laneOf.set(bar.key, lane)
    return { ...bar, lane }
  })
  return { bars: placed, lanes: Math.max(1, ends.length) }
}

const scopeOrder = ['site', 'section', 'story', 'branch']

function urgency(bars: readonly Bar[]): number {
  if (bars.some((bar) => bar.kind === 'overdue')) return 0
  return bars.some((bar) => bar.kind === 'running') ? 1 : 2
}

/** The rows of the picture, the widest scope first: every bar that touches the span. */
export function timelineOf({ suspensions, schedules }: Suspensions, span: Span, now: number): TimelineRow[] {
  const known = new Set(suspensions.map((one) => `${keyOf(one)} ${one.startsAt}`))
  const all: { at: Placed; bar: Bar }[] = [
    ...suspensions.filter((one) => !isEndless(one)).map((one) => ({ at: one, bar: barOf(one, now) })),
    ...schedules.flatMap((one) => barsOf(one, known).map((bar) => ({ at: one, bar }))),
  ].filter(({ bar }) => bar.from < span.to && (bar.to > span.from || bar.kind === 'overdue') && bar.from < bar.to)
  const rows = new Map<string, { at: Placed; bars: Bar[] }>()
  for (const { at, bar } of all) {
    const row = rows.get(keyOf(at))
    if (row) row.bars.push(bar)
    else rows.set(keyOf(at), { at, bars: [bar] })
  }
  return [...rows.entries()]
    .sort(
      ([, a], [, b]) =>
        scopeOrder.indexOf(a.at.scope) - scopeOrder.indexOf(b.at.scope) ||
        urgency(a.bars) - urgency(b.bars) ||
        whereOf(a.at).localeCompare(whereOf(b.at)),
    )
    .map(([key, { at, bars }]) => ({ key, name: whereOf(at), storyId: at.storyId, ...inLanes(bars) }))
}

export interface Tick {
  at: number
  isMidnight: boolean
}

/** Where the picture has lines: whole hours or midnights by the calendar of this browser, right on days of 23 hours. */
export function ticksOf({ from, to }: Span, range: Range, everyHours: number): Tick[] {
  const step = range === 'day' ? everyHours : 24
  const at = new Date(from)
  at.setHours(0, 0, 0, 0)
  const ticks: Tick[] = []
  while (at.getTime() < to) {
    if (at.getTime() > from) ticks.push({ at: at.getTime(), isMidnight: at.getHours() === 0 })
    const before = at.getTime()
    at.setHours(at.getHours() + step, 0, 0, 0)
    // The hour that a clock puts back comes twice; never stand still.
    if (at.getTime() <= before) at.setTime(before + HOUR)
  }
  return ticks
}
