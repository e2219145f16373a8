import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ScheduleRow } from '../../db/schedules.ts'
import { newId, pairedId, unpairedId } from '../../server/ids.ts'
import { ageRow, occurrenceRow, occurrences } from '../../server/suspensions/schedule-rules.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** Every clock change and every time below falls on a multiple of it. */
const STEP = 5 * MINUTE

const everyDay = [1, 2, 3, 4, 5, 6, 7]
const weekly = (fromTime: string, untilTime: string, days = everyDay) => ({ days, fromTime, untilTime })

/** Days around which clocks change, in 2026 and 2027; Kathmandu has none, and Morocco changes around Ramadan. */
const zones: [zone: string, changes: string[]][] = [
  ['Europe/Dublin', ['2026-03-29', '2026-10-25', '2027-03-28', '2027-10-31']],
  ['America/New_York', ['2026-03-08', '2026-11-01', '2027-03-14', '2027-11-07']],
  ['Australia/Lord_Howe', ['2026-04-05', '2026-10-04', '2027-04-04', '2027-10-03']],
  ['Africa/Casablanca', ['2026-02-15', '2026-03-22', '2027-02-07', '2027-03-14']],
  ['Asia/Kathmandu', ['2026-06-15']],
]

/** What clocks on the wall say, minute and date as text that sorts by time: `2026-03-29 01:30`. */
function wallOf(zone: string): (time: number) => string {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
  })
  return (time) => format.format(time)
}

function nextDate(date: string, days = 1): string {
  return new Date(Date.parse(`${date}T00:00Z`) + days * DAY).toISOString().slice(0, 10)
}

function weekdayOf(date: string): number {
  return new Date(`${date}T00:00Z`).getUTCDay() || 7
}

/**
 * The same by looking at a clock every five minutes: from the first sight of the start, or of a time past it where the
 * clock skips it, to the last sight of the end, or where that is skipped to the moment after which all is past it.
 */
function seen(plan: ReturnType<typeof weekly>, walls: [number, string][]) {
  const dates = [...new Set(walls.map(([, wall]) => wall.slice(0, 10)))]
  return dates.flatMap((date) => {
    if (!plan.days.includes(weekdayOf(date))) return []
    const start = `${date} ${plan.fromTime}`
    const end = `${plan.untilTime > plan.fromTime ? date : nextDate(date)} ${plan.untilTime}`
    const startsAt = walls.find(([, wall]) => wall >= start)?.[0] ?? Number.POSITIVE_INFINITY
    const [lastAt, last] = walls.findLast(([, wall]) => wall <= end) ?? [0, '']
    const endsAt = last === end ? lastAt : lastAt + STEP
    return startsAt < endsAt ? [{ date, startsAt, endsAt }] : []
  })
}

/** Each day's clock around a change, from two days before. */
function clockAround(zone: string, change: string) {
  const wall = wallOf(zone)
  const from = Date.parse(`${change}T00:00Z`) - 3 * DAY
  return Array.from({ length: (6 * DAY) / STEP }, (_, i): [number, string] => {
    const time = from + i * STEP
    return [time, wall(time)]
  })
}

describe.each(zones)('a weekly schedule in %s', (zone, changes) => {
  const clocks = changes.map((change) => ({ change, walls: clockAround(zone, change) }))
  const at = (n: number) => `${String(Math.floor(n / 12)).padStart(2, '0')}:${String((n % 12) * 5).padStart(2, '0')}`
  const timeOfDay = fc.oneof(
    fc.integer({ min: 0, max: 287 }),
    // Clocks change in these hours.
    fc.integer({ min: 0, max: 48 }),
  )

  it.each(clocks)('means the clock on the wall around $change', ({ change, walls }) => {
    const middle = Date.parse(`${change}T00:00Z`)
    const check = (plan: ReturnType<typeof weekly>) => {
      const found = occurrences(plan, zone, middle - DAY, middle + 2 * DAY)
      const expected = seen(plan, walls).filter(
        ({ startsAt, endsAt }) => startsAt < middle + 2 * DAY && endsAt > middle - DAY,
      )
      expect({ plan, found }).toEqual({ plan, found: expected })
    }
    for (const [from, until] of [
      ['00:00', '06:00'],
      ['22:00', '06:00'],
      ['00:00', '00:00'],
      ['02:30', '02:30'],
      // The hours that are skipped or come twice.
      ...['01:00', '01:30', '01:45', '02:00', '02:15', '02:30', '03:00'].flatMap((edge) => [
        [edge, '05:00'],
        ['00:00', edge],
        ['23:00', edge],
        [edge, '01:15'],
      ]),
    ] as [string, string][])
      check(weekly(from, until))
    fc.assert(
      fc.property(timeOfDay, timeOfDay, fc.subarray(everyDay, { minLength: 1 }), (from, until, days) => {
        check(weekly(at(from), at(until), days))
      }),
      { numRuns: 60 },
    )
  })

  it('gives the same times whatever window is asked for, none twice and in order', () => {
    const start = Date.parse('2026-01-01T00:00Z')
    const plan = weekly('22:30', '05:45', [1, 5, 7])
    const year = occurrences(plan, zone, start, start + 365 * DAY)
    expect(year.length).toBeGreaterThan(154)
    const offset = fc.integer({ min: 0, max: 360 * 288 })
    fc.assert(
      fc.property(offset, fc.integer({ min: 1, max: 3000 }), (skip, length) => {
        const [from, until] = [start + skip * STEP, start + (skip + length) * STEP]
        const touching = year.filter(({ startsAt, endsAt }) => startsAt < until && endsAt > from)
        expect(occurrences(plan, zone, from, Math.min(until, start + 365 * DAY))).toEqual(
          touching.filter(({ startsAt }) => startsAt < start + 365 * DAY),
        )
      }),
      { numRuns: 60 },
    )
  })
})

describe('a night from 00:00 to 06:00', () => {
  const hoursOn = (zone: string, date: string) => {
    const noon = Date.parse(`${date}T12:00Z`)
    const night = occurrences(weekly('00:00', '06:00', [weekdayOf(date)]), zone, noon - DAY, noon + DAY)
    const starting = night.filter(({ startsAt }) => wallOf(zone)(startsAt) === `${date} 00:00`)
    expect(starting).toHaveLength(1)
    return (starting[0]!.endsAt - starting[0]!.startsAt) / HOUR
  }

  it('has five hours in spring and seven in autumn; on Lord Howe Island five and a half, and six and a half', () => {
    expect(hoursOn('Europe/Dublin', '2026-03-28')).toBe(6)
    expect(hoursOn('Europe/Dublin', '2026-03-29')).toBe(5)
    expect(hoursOn('Europe/Dublin', '2026-10-25')).toBe(7)
    expect(hoursOn('America/New_York', '2027-03-14')).toBe(5)
    expect(hoursOn('America/New_York', '2027-11-07')).toBe(7)
    expect(hoursOn('Australia/Lord_Howe', '2026-10-04')).toBe(5.5)
    expect(hoursOn('Australia/Lord_Howe', '2026-04-05')).toBe(6.5)
  })

  it('begins and ends on days of its own', () => {
    const monday = Date.parse('2026-06-15T00:00Z')
    const weekend = occurrences(weekly('20:00', '08:00', [6]), 'UTC', monday, monday + 7 * DAY)
    const saturday = monday + 5 * DAY
    expect(weekend).toEqual([{ date: '2026-06-20', startsAt: saturday + 20 * HOUR, endsAt: saturday + 32 * HOUR }])
    // In its second half it is the same one, though today is a Sunday.
    expect(occurrences(weekly('20:00', '08:00', [6]), 'UTC', saturday + 30 * HOUR, saturday + 31 * HOUR)).toEqual(
      weekend,
    )
  })
})

describe('what a schedule makes', () => {
  const row: ScheduleRow = {
    id: 'schedule-1',
    kind: 'weekly',
    scope: 'section',
    section: 'Harbour',
    storyId: null,
    mode: 'slow',
    slowSeconds: 120,
    reasonCode: 'staffing',
    reason: 'Nobody is at the desk.',
    days: everyDay,
    fromTime: '22:00',
    untilTime: '06:00',
    afterDays: null,
    createdBy: 'mo',
    createdAt: 5,
    removedAt: null,
  }

  it('is the same each time, on every node, and another for every time and schedule', () => {
    const now = Date.parse('2026-10-20T12:00Z')
    const make = (schedule = row) =>
      occurrences(schedule, 'Europe/Dublin', now, now + 14 * DAY).map((interval) => occurrenceRow(schedule, interval))
    expect(make()).toEqual(make())
    const ids = [...make(), ...make({ ...row, id: 'schedule-2' })].map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(make()[0]).toMatchObject({
      ...{ scope: 'section', section: 'Harbour', storyId: null, mode: 'slow', slowSeconds: 120, madeBy: 'schedule' },
      ...{ reasonCode: 'staffing', reason: 'Nobody is at the desk.', scheduleId: 'schedule-1', mayExtend: false },
    })
  })

  it('of a story’s age holds for that story alone, from so many days after it was published on', () => {
    const schedule = { ...row, kind: 'age' as const, mode: 'closed' as const, slowSeconds: null, afterDays: 14 }
    const [first, second] = [newId(), newId()]
    const made = ageRow(schedule, { id: first, publishedAt: 1000 })
    expect(made).toMatchObject({ scope: 'story', storyId: first, section: '', mode: 'closed', endsAt: null })
    expect(made.startsAt).toBe(1000 + 14 * DAY)
    const ids = [first, second].flatMap((id) =>
      ['schedule-1', 'schedule-2'].map((name) => ageRow({ ...schedule, id: name }, { id, publishedAt: 1000 }).id),
    )
    expect(ids[0]).toBe(made.id)
    expect(new Set(ids).size).toBe(4)
    expect(ids.every((id) => /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id))).toBe(
      true,
    )
  })

  it('has an identifier of a form that tells the story to whoever knows the schedule', () => {
    for (let i = 0; i < 200; i++) {
      const [id, name] = [newId(), newId()]
      expect(unpairedId(pairedId(id, name), name)).toBe(id)
      expect(pairedId(id, name)).not.toBe(id)
    }
  })
})
