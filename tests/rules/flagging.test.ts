import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allowanceOf, coolDownOf, type JudgedFlag, weightOf } from '../../server/cases/flagging/rules.ts'

const DAY = 86_400_000
const judged = (upheld: boolean | undefined, daysAgo: number): JudgedFlag => ({
  reference: `MR-2026-000${daysAgo}`,
  upheld,
  at: 100 * DAY - daysAgo * DAY,
})
const now = 100 * DAY

describe('a flag weighs', () => {
  it('as much as one, for somebody unknown; less on the first day', () => {
    expect(weightOf([], 30 * DAY)).toBe(1)
    expect(weightOf([], DAY - 1)).toBe(0.5)
  })

  it('more with each finding that proved it right, less with each that did not, never nothing', () => {
    const weights = [3, 2, 1].map((n) =>
      weightOf(
        Array.from({ length: n }, () => judged(true, n)),
        30 * DAY,
      ),
    )
    expect(weights).toEqual(weights.toSorted((a, b) => b - a))
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(true, false, undefined), { maxLength: 60 }),
        fc.nat(40 * DAY),
        (all, age) => {
          const weight = weightOf(
            all.map((upheld) => judged(upheld, 1)),
            age,
          )
          expect(weight).toBeGreaterThanOrEqual(0.12)
          expect(weight).toBeLessThanOrEqual(1.5)
        },
      ),
    )
  })
})

describe('a cool-down', () => {
  it('follows three unfounded flags in a row within thirty days, for a week, and names them', () => {
    const run = [judged(false, 1), judged(false, 5), judged(false, 20)]
    expect(coolDownOf(run, now)).toEqual({
      until: now + 6 * DAY,
      because: ['MR-2026-0001', 'MR-2026-0005', 'MR-2026-00020'],
    })
    expect(coolDownOf(run, now + 6 * DAY)).toBeNull()
  })

  it('does not, when one of the last three was upheld, or two are all, or they lie far apart', () => {
    expect(coolDownOf([judged(false, 1), judged(true, 2), judged(false, 3), judged(false, 4)], now)).toBeNull()
    expect(coolDownOf([judged(false, 1), judged(false, 2)], now)).toBeNull()
    expect(coolDownOf([judged(false, 1), judged(false, 2), judged(false, 35)], now)).toBeNull()
  })

  it('is not brought nearer by what could not be settled', () => {
    expect(coolDownOf([judged(undefined, 1), judged(false, 2), judged(false, 3)], now)).toBeNull()
  })
})

describe('a day’s flags', () => {
  it('are so many, and the next is free a day after the first of the last so many', () => {
    const sent = [now - 23 * 3_600_000, now - 2 * 3_600_000, now - 1000]
    expect(allowanceOf(sent, 5, now)).toEqual({ left: 2, nextAt: null })
    expect(allowanceOf(sent, 3, now)).toEqual({ left: 0, nextAt: now + 3_600_000 })
    expect(allowanceOf([now - DAY, ...sent], 4, now)).toEqual({ left: 1, nextAt: null })
  })

  it('come back by themselves: at the time that is told there is one left', () => {
    const times = fc.array(fc.integer({ min: 0, max: 2 * DAY }), { maxLength: 50 })
    fc.assert(
      fc.property(times, fc.integer({ min: 1, max: 20 }), (ago, perDay) => {
        const sent = ago.map((ms) => now - ms)
        const { left, nextAt } = allowanceOf(sent, perDay, now)
        if (left > 0) return
        expect(allowanceOf(sent, perDay, nextAt ?? 0).left).toBeGreaterThan(0)
      }),
    )
  })
})
