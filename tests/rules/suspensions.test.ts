import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Act,
  alsoTold,
  commentingAt,
  dateProblem,
  extensionOf,
  LONGEST_AUTOMATIC_MS,
  LONGEST_SUSPENSION_MS,
  nextChange,
  recheckAt,
  type Standing,
  type SuspensionFacts,
  slowSecondsOf,
  verdictOn,
  type WritingPlace,
} from '../../server/suspensions/rules.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

function facts(over: Partial<SuspensionFacts> = {}): SuspensionFacts {
  return {
    scope: 'story',
    mode: 'paused',
    slowSeconds: over.mode === 'slow' ? 60 : null,
    allowsEdits: false,
    madeBy: 'person',
    branchRootSeq: null,
    branchPath: null,
    createdAt: 0,
    startsAt: 0,
    endsAt: null,
    begunAt: null,
    endedAt: null,
    ...over,
  }
}

const acts: Act[] = ['post', 'edit', 'revise', 'react']
const standings: Standing[] = ['reader', 'member', 'office']
const modes = ['open', 'slow', 'premoderated', 'members', 'paused', 'closed'] as const
const top = { rootSeq: 1, path: '000001' }
const below = { rootSeq: 1, path: '000001000002' }
const beside = { rootSeq: 1, path: '000001000003' }

/** Times are few, so that they often meet. */
const time = fc.integer({ min: 0, max: 12 }).map((n) => n * 6 * 60 * MINUTE)
const place: fc.Arbitrary<WritingPlace> = fc.constantFrom(null, top, below, beside)
const suspension: fc.Arbitrary<SuspensionFacts> = fc
  .record({
    mode: fc.constantFrom(...modes),
    scope: fc.constantFrom('site', 'section', 'story', 'branch'),
    allowsEdits: fc.boolean(),
    slow: fc.constantFrom(10, 60, 600),
    madeBy: fc.constantFrom('person', 'schedule', 'heat'),
    branch: fc.constantFrom(top, below, beside),
    createdAt: time,
    startsAt: time,
    endsAt: fc.option(time),
    endedAt: fc.option(time, { freq: 5 }),
    isBegun: fc.boolean(),
  })
  .map(({ branch, slow, isBegun, ...one }) => {
    // Only a story is kept open; only people suspend a branch.
    const scope = one.mode === 'open' || (one.scope === 'branch' && one.madeBy !== 'person') ? 'story' : one.scope
    const isBranch = scope === 'branch'
    return {
      ...one,
      scope,
      madeBy: one.mode === 'open' ? 'person' : one.madeBy,
      slowSeconds: one.mode === 'slow' ? slow : null,
      allowsEdits: one.mode === 'paused' && one.allowsEdits,
      begunAt: isBegun ? one.startsAt : null,
      branchRootSeq: isBranch ? branch.rootSeq : null,
      branchPath: isBranch ? branch.path : null,
    } as SuspensionFacts
  })
const several = fc.array(suspension, { maxLength: 6 })
const base = fc.constantFrom('open', 'closed')

/** What somebody may do: 0 nothing, 1 held, 2 allowed; for a post also how long to wait. */
function leave(baseMode: 'open' | 'closed', rows: SuspensionFacts[], now: number, at: WritingPlace) {
  const state = commentingAt(baseMode, rows, now, at)
  return standings.flatMap((who) =>
    acts.map((act) => {
      const { answer } = verdictOn(state, act, who)
      return { answer: ['refused', 'held', 'allowed'].indexOf(answer), wait: slowSecondsOf(state, who) }
    }),
  )
}

describe('the commenting mode of a story', () => {
  it('is open without a suspension, and closed whatever suspensions say when the story is closed', () => {
    expect(commentingAt('open', [], 5)).toEqual({ mode: 'open', by: null, holding: [] })
    const pause = facts({ startsAt: 0, endsAt: 10 })
    expect(commentingAt('closed', [pause], 5)).toEqual({ mode: 'closed', by: null, holding: [pause] })
  })

  it('is paused from the start until just before the end, by the clock alone', () => {
    const rows = [facts({ startsAt: 10, endsAt: 20 })]
    expect([9, 10, 19, 20].map((now) => commentingAt('open', rows, now).mode)).toEqual([
      'open',
      'paused',
      'paused',
      'open',
    ])
  })

  it('is paused on a node whose clock is behind that of the node that paused it or saw it begin', () => {
    const made = facts({ createdAt: 10, startsAt: 10, endsAt: 20 })
    expect(commentingAt('open', [made], 7).mode).toBe('paused')
    const planned = { ...made, startsAt: 12 }
    expect(commentingAt('open', [planned], 11).mode).toBe('open')
    expect(commentingAt('open', [{ ...planned, begunAt: 12 }], 11).mode).toBe('paused')
  })

  it('stays paused past a review date until somebody ends it', () => {
    expect(commentingAt('open', [facts({ startsAt: 10 })], 1e12).mode).toBe('paused')
    expect(commentingAt('open', [facts({ startsAt: 10, endedAt: 15 })], 16).mode).toBe('open')
  })

  it('is the strictest of those that hold; of two as strict, the one that holds longer is named', () => {
    for (const [i, mode] of modes.entries())
      for (const milder of modes.slice(0, i)) {
        const rows = [facts({ mode: milder }), facts({ mode })]
        expect(commentingAt('open', rows, 5).mode).toBe(mode)
        expect(commentingAt('open', rows.toReversed(), 5).mode).toBe(mode)
      }
    const [short, long] = [facts({ endsAt: 50 }), facts({ endsAt: 90 })]
    expect(commentingAt('open', [short, long], 5).by).toBe(long)
    expect(commentingAt('open', [short, facts()], 5).by?.endsAt).toBeNull()
  })

  it('does not depend on the order in which rows come from the database', () => {
    fc.assert(
      fc.property(base, several, time, place, (baseMode, rows, now, at) => {
        const state = (list: SuspensionFacts[]) => commentingAt(baseMode, list, now, at).mode
        expect(state(rows.toReversed())).toBe(state(rows))
        expect(leave(baseMode, rows.toReversed(), now, at)).toEqual(leave(baseMode, rows, now, at))
      }),
    )
  })
})

describe('a branch', () => {
  const branch = facts({ scope: 'branch', branchRootSeq: 1, branchPath: '000001000002' })

  it('is shut from its top down and nowhere else', () => {
    const mode = (at: WritingPlace) => commentingAt('open', [branch], 5, at).mode
    expect(mode(below)).toBe('paused')
    expect(mode({ rootSeq: 1, path: '000001000002000009' })).toBe('paused')
    for (const other of [null, top, beside, { rootSeq: 2, path: '000002' }, { rootSeq: 2, path: '000001000002' }])
      expect(mode(other)).toBe('open')
  })

  it('adds to what holds for the whole story', () => {
    const members = facts({ mode: 'members' })
    expect(verdictOn(commentingAt('open', [branch, members], 5, beside), 'post', 'reader')).toMatchObject({
      answer: 'refused',
      by: members,
    })
    expect(verdictOn(commentingAt('open', [branch, members], 5, below), 'post', 'member')).toMatchObject({
      answer: 'refused',
      by: branch,
    })
  })
})

describe('a suspension more', () => {
  it('never allows anybody anything it did not before, unless it keeps the story open', () => {
    fc.assert(
      fc.property(base, several, suspension, time, place, (baseMode, rows, one, now, at) => {
        fc.pre(one.mode !== 'open')
        const [before, after] = [leave(baseMode, rows, now, at), leave(baseMode, [...rows, one], now, at)]
        for (const [i, could] of before.entries()) {
          expect(after[i]!.answer).toBeLessThanOrEqual(could.answer)
          expect(after[i]!.wait).toBeGreaterThanOrEqual(could.wait)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('that keeps the story open lifts what schedules shut and a closed story, nothing that a person or heat made', () => {
    fc.assert(
      fc.property(base, several, time, place, (baseMode, rows, now, at) => {
        const others = rows.filter(({ mode }) => mode !== 'open')
        const kept = facts({ mode: 'open' })
        const made = others.filter(({ madeBy }) => madeBy !== 'schedule')
        expect(leave(baseMode, [...others, kept], now, at)).toEqual(leave('open', made, now, at))
        const { mode } = commentingAt(baseMode, [...others, kept], now, at)
        expect(mode).toBe(commentingAt('open', made, now, at).mode)
      }),
      { numRuns: 300 },
    )
    expect(commentingAt('closed', [facts({ mode: 'open', endedAt: 3 })], 5).mode).toBe('closed')
  })

  it('is named as what keeps the story open, whatever it lifts', () => {
    const kept = facts({ mode: 'open' })
    const nightly = facts({ mode: 'closed', madeBy: 'schedule' })
    for (const rows of [
      [kept, nightly],
      [nightly, kept],
    ])
      expect(commentingAt('open', rows, 5)).toMatchObject({ mode: 'open', by: kept, holding: [] })
  })
})

describe('what somebody may do', () => {
  const answers = (rows: SuspensionFacts[], who: Standing) =>
    acts.map((act) => {
      const verdict = verdictOn(commentingAt('open', rows, 5), act, who)
      return verdict.answer === 'allowed' && verdict.isOfficial ? 'official' : verdict.answer
    })

  it.each<[string, SuspensionFacts[], Record<Standing, string[]>]>([
    [
      'slow',
      [facts({ mode: 'slow' })],
      {
        reader: ['allowed', 'allowed', 'allowed', 'allowed'],
        member: ['allowed', 'allowed', 'allowed', 'allowed'],
        office: ['allowed', 'allowed', 'allowed', 'allowed'],
      },
    ],
    [
      'premoderated',
      [facts({ mode: 'premoderated' })],
      {
        reader: ['held', 'refused', 'held', 'allowed'],
        member: ['held', 'refused', 'held', 'allowed'],
        office: ['allowed', 'allowed', 'allowed', 'allowed'],
      },
    ],
    [
      'members',
      [facts({ mode: 'members' })],
      {
        reader: ['refused', 'refused', 'refused', 'refused'],
        member: ['allowed', 'allowed', 'allowed', 'allowed'],
        office: ['allowed', 'allowed', 'allowed', 'allowed'],
      },
    ],
    [
      'paused',
      [facts()],
      {
        reader: ['refused', 'refused', 'refused', 'refused'],
        member: ['refused', 'refused', 'refused', 'refused'],
        office: ['official', 'allowed', 'allowed', 'allowed'],
      },
    ],
    [
      'paused with edits',
      [facts({ allowsEdits: true })],
      {
        reader: ['refused', 'allowed', 'allowed', 'allowed'],
        member: ['refused', 'allowed', 'allowed', 'allowed'],
        office: ['official', 'allowed', 'allowed', 'allowed'],
      },
    ],
    [
      'paused with edits and premoderated',
      [facts({ allowsEdits: true }), facts({ mode: 'premoderated' })],
      {
        reader: ['refused', 'refused', 'held', 'allowed'],
        member: ['refused', 'refused', 'held', 'allowed'],
        office: ['official', 'allowed', 'allowed', 'allowed'],
      },
    ],
    [
      'paused with edits, and without',
      [facts({ allowsEdits: true }), facts()],
      {
        reader: ['refused', 'refused', 'refused', 'refused'],
        member: ['refused', 'refused', 'refused', 'refused'],
        office: ['official', 'allowed', 'allowed', 'allowed'],
      },
    ],
    [
      'closed',
      [facts({ mode: 'closed' }), facts()],
      {
        reader: ['refused', 'refused', 'refused', 'refused'],
        member: ['refused', 'refused', 'refused', 'refused'],
        office: ['refused', 'refused', 'refused', 'refused'],
      },
    ],
  ])('while %s', (_, rows, expected) => {
    for (const who of standings) expect([who, answers(rows, who)]).toEqual([who, expected[who]])
  })

  it('waits for the longest of several intervals, and those in office for none', () => {
    const rows = [facts({ mode: 'slow', slowSeconds: 30 }), facts({ mode: 'slow', slowSeconds: 90 })]
    const state = commentingAt('open', rows, 5)
    expect(standings.map((who) => slowSecondsOf(state, who))).toEqual([90, 90, 0])
  })
})

describe('the next change', () => {
  it('is told before anything changes: what holds, and what is told beside it', () => {
    fc.assert(
      fc.property(base, several, time, place, (baseMode, rows, now, at) => {
        const state = (t: number) => {
          const { mode, by, holding } = commentingAt(baseMode, rows, t, at)
          return { mode, by, holding, told: alsoTold(rows, by, t) }
        }
        const until = nextChange(rows, now) ?? 20 * DAY
        const before = state(now)
        for (let t = now; t < until; t += 6 * 60 * MINUTE) expect(state(t)).toEqual(before)
        expect(state(until - 1)).toEqual(before)
      }),
      { numRuns: 300 },
    )
  })

  it('is never in the past', () => {
    fc.assert(
      fc.property(several, time, (rows, now) => {
        expect(nextChange(rows, now) ?? now + 1).toBeGreaterThan(now)
      }),
    )
  })
})

it('tells of what begins within a day, branches among it, and of nothing that is over', () => {
  const now = 10 * DAY
  const soon = facts({ startsAt: now + DAY })
  const later = facts({ startsAt: now + DAY + 1 })
  const branch = facts({ scope: 'branch', mode: 'slow', branchRootSeq: 1, branchPath: '000001' })
  const over = facts({ endsAt: now })
  const ended = facts({ endedAt: now - 1 })
  const by = facts({ mode: 'closed' })
  expect(alsoTold([soon, later, branch, over, ended, by], by, now)).toEqual([soon, branch])
})

it('refuses times that are past, in the wrong order or too far ahead, in words', () => {
  const now = 100
  expect(dateProblem(now, now, now)).toMatch(/still to come/)
  expect(dateProblem(now, 50, now)).toMatch(/still to come/)
  expect(dateProblem(now, now + 1, now)).toBeUndefined()
  expect(dateProblem(now, now + LONGEST_SUSPENSION_MS, now)).toBeUndefined()
  expect(dateProblem(now, now + LONGEST_SUSPENSION_MS + 1, now)).toMatch(/90 days of the start/)
  const planned = now + DAY
  expect(dateProblem(planned, planned, now)).toMatch(/after the start/)
  expect(dateProblem(planned, planned + LONGEST_SUSPENSION_MS, now)).toBeUndefined()
  expect(dateProblem(planned, planned + LONGEST_SUSPENSION_MS + 1, now)).toMatch(/90 days of the start/)
  expect(dateProblem(now + LONGEST_SUSPENSION_MS + 1, now + LONGEST_SUSPENSION_MS + 2, now)).toMatch(/next 90 days/)
})

describe('an extension by itself', () => {
  const standing = (minutes: number, over = {}) => ({
    ...facts({ startsAt: 0, endsAt: minutes * MINUTE }),
    mayExtend: true,
    extendedAt: null,
    ...over,
  })

  it('comes where flags have reached the limit, once, and lasts as long as the suspension, an hour at most', () => {
    expect(extensionOf(standing(20), 5, 5)).toBe(20 * MINUTE)
    expect(extensionOf(standing(20), 4, 5)).toBe(0)
    expect(extensionOf(standing(20, { extendedAt: 3 }), 9, 5)).toBe(0)
    expect(extensionOf(standing(20, { mayExtend: false }), 9, 5)).toBe(0)
    expect(extensionOf({ ...standing(20), endsAt: null }, 9, 5)).toBe(0)
    expect(extensionOf(standing(300), 5, 5)).toBe(60 * MINUTE)
  })

  it('never brings an automatic pause beyond an hour', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 0, max: 20 }), (minutes, flags) => {
        const length = minutes * MINUTE
        const byMs = extensionOf(standing(minutes, { madeBy: 'heat' }), flags, 5)
        expect(byMs).toBeGreaterThanOrEqual(0)
        expect(length + byMs).toBeLessThanOrEqual(Math.max(length, LONGEST_AUTOMATIC_MS))
      }),
    )
    expect(extensionOf(standing(45, { madeBy: 'heat' }), 5, 5)).toBe(15 * MINUTE)
  })

  it('is decided shortly before the end, never before the start', () => {
    expect(recheckAt({ startsAt: 0, endsAt: 60 * MINUTE })).toBe(59 * MINUTE)
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), (length) => {
        const checkedAt = recheckAt({ startsAt: 0, endsAt: length })
        expect(checkedAt).toBeGreaterThan(0)
        expect(checkedAt).toBeLessThanOrEqual(length)
      }),
    )
  })
})
