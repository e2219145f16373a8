import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { commentingAt, dateProblem, LONGEST_SUSPENSION_MS, nextChange } from '../../server/suspensions/rules.ts'

const pause = (startsAt: number, endsAt: number | null, endedAt: number | null = null) => ({
  createdAt: 0,
  startsAt,
  endsAt,
  endedAt,
})

describe('the commenting mode of a story', () => {
  it('is open without a suspension, and closed whatever suspensions say when the story is closed', () => {
    expect(commentingAt('open', [], 5).mode).toBe('open')
    expect(commentingAt('closed', [pause(0, 10)], 5)).toEqual({ mode: 'closed', suspension: null })
  })

  it('is paused from the start until just before the end, by the clock alone', () => {
    const modes = [9, 10, 19, 20].map((now) => commentingAt('open', [pause(10, 20)], now).mode)
    expect(modes).toEqual(['open', 'paused', 'paused', 'open'])
  })

  it('is paused on a node whose clock is behind that of the node that paused it', () => {
    const made = { createdAt: 10, startsAt: 10, endsAt: 20, endedAt: null }
    expect(commentingAt('open', [made], 7).mode).toBe('paused')
    expect(commentingAt('open', [{ ...made, startsAt: 12 }], 11).mode).toBe('open')
  })

  it('stays paused past a review date until somebody ends it', () => {
    expect(commentingAt('open', [pause(10, null)], 1e12).mode).toBe('paused')
    expect(commentingAt('open', [pause(10, null, 15)], 16).mode).toBe('open')
  })

  it('changes only at the times nextChange tells', () => {
    const time = fc.integer({ min: 0, max: 50 })
    const row = fc.record({
      createdAt: fc.constant(0),
      startsAt: time,
      endsAt: fc.option(time),
      endedAt: fc.option(time),
    })
    fc.assert(
      fc.property(fc.array(row, { maxLength: 4 }), time, (rows, now) => {
        const until = nextChange(rows, now) ?? 60
        const before = commentingAt('open', rows, now)
        for (let t = now; t < until; t++) expect(commentingAt('open', rows, t)).toEqual(before)
      }),
    )
  })
})

it('refuses an end that is past or more than 90 days ahead, in words', () => {
  expect(dateProblem(100, 100)).toMatch(/still to come/)
  expect(dateProblem(100 + LONGEST_SUSPENSION_MS + 1, 100)).toMatch(/90 days/)
  expect(dateProblem(101, 100)).toBeUndefined()
})
