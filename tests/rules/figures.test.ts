import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { stepsUpTo } from '../../client/console/figures/column-plot.tsx'
import { csvOf } from '../../client/console/figures/csv.ts'
import { daysOf } from '../../server/figures/days.ts'

const HOUR = 60 * 60 * 1000

describe('the days of a period', () => {
  const lengths = (timeZone: string, from: string, to: string) => {
    const { runs, dates } = daysOf({ from: Temporal.PlainDate.from(from), to: Temporal.PlainDate.from(to) }, timeZone)
    return [dates.length, ...runs.map(({ dayMs, startsAt, endsAt }) => [dayMs / HOUR, (endsAt - startsAt) / dayMs])]
  }

  it('have 25 hours where clocks are put back, 23 where they are put forward, and halves where a zone has them', () => {
    expect(lengths('Europe/Dublin', '2026-10-24', '2026-10-27')).toEqual([4, [24, 1], [25, 1], [24, 2]])
    expect(lengths('Europe/Dublin', '2026-03-28', '2026-03-30')).toEqual([3, [24, 1], [23, 1], [24, 1]])
    expect(lengths('Australia/Lord_Howe', '2026-04-04', '2026-04-06')).toEqual([3, [24, 1], [24.5, 1], [24, 1]])
  })

  it('begin at one o’clock where midnight was skipped, and leave out a day that a calendar skipped', () => {
    expect(lengths('Africa/Cairo', '2023-04-27', '2023-04-29')).toEqual([3, [24, 1], [23, 1], [24, 1]])
    expect(lengths('Pacific/Apia', '2011-12-29', '2011-12-31')).toEqual([3, [24, 1], [24, 1]])
  })
})

describe('a CSV file', () => {
  it('quotes what needs it, ends its lines as RFC 4180 says, and leaves nothing for a formula', () => {
    const rows = [
      ['plain', 1],
      ['a "word", two', null],
      ['two\nlines', -3],
      ['=1+1', 0.5],
      ['@SUM(A1)', 0],
      ['-2+3', 0],
      ['\t=1', 0],
      ['＝1', 0],
    ] as const
    expect(csvOf(['name', 'number'], rows)).toBe(
      'name,number\r\nplain,1\r\n"a ""word"", two",\r\n"two\nlines",-3\r\n' +
        "'=1+1,0.5\r\n'@SUM(A1),0\r\n'-2+3,0\r\n'\t=1,0\r\n'＝1,0\r\n",
    )
  })
})

describe('the scale of a plot', () => {
  it('goes in round steps up to the highest column, also where there is none', () => {
    expect([0, 1, 7, 34, 100, 1234].map((most) => stepsUpTo(most, 4))).toEqual([
      [0, 1],
      [0, 1],
      [0, 2, 4, 6, 8],
      [0, 10, 20, 30, 40],
      [0, 50, 100],
      [0, 500, 1000, 1500],
    ])
  })
})
