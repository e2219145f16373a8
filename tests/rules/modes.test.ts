import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  type CommentingFacts,
  nextTurn,
  type SuspensionFacts,
  slowestOf,
  stateAt,
  verdictOn,
} from '../../client/ui/mode.ts'
import { alsoTold, commentingAt, slowSecondsOf, verdictOn as verdictOfServer } from '../../server/suspensions/rules.ts'

/** Comments of one thread: what each path is made of. */
const ids = ['a', 'b', 'c']
const pathOf = (depth: number) => ids.slice(0, depth)
const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

const time = fc.integer({ min: 0, max: 40 }).map((n) => n * MINUTE)
const row = fc
  .record({
    scope: fc.constantFrom('site', 'section', 'story', 'branch'),
    mode: fc.constantFrom('open', 'slow', 'premoderated', 'members', 'paused', 'closed'),
    madeBy: fc.constantFrom('person', 'schedule', 'heat'),
    slowSeconds: fc.integer({ min: 10, max: 600 }),
    allowsEdits: fc.boolean(),
    depth: fc.integer({ min: 1, max: ids.length }),
    startsAt: time,
    endsAt: fc.option(time),
    endedAt: fc.constant(null),
  })
  .map((made) => ({
    ...made,
    mode: made.scope === 'branch' && made.mode === 'open' ? ('paused' as const) : made.mode,
    createdAt: 0,
    begunAt: null,
    branchRootSeq: made.scope === 'branch' ? 1 : null,
    branchPath: made.scope === 'branch' ? pathOf(made.depth).join('') : null,
  }))
type Row = typeof row extends fc.Arbitrary<infer R> ? R : never

const iso = (ms: number) => new Date(ms).toISOString()

/** A row as readers are told of it. */
function told(one: Row, n: number): SuspensionFacts {
  return {
    id: String(n),
    scope: one.scope,
    section: null,
    storyId: null,
    commentId: one.scope === 'branch' ? (ids[one.depth - 1] ?? null) : null,
    mode: one.mode,
    slowSeconds: one.mode === 'slow' ? one.slowSeconds : null,
    allowsEdits: one.allowsEdits,
    reasonCode: 'heated',
    reason: '',
    madeBy: one.madeBy,
    startsAt: iso(one.startsAt),
    endsAt: one.endsAt === null ? null : iso(one.endsAt),
    reviewAt: null,
    endedAt: null,
    extendedAt: null,
    version: 1,
  }
}

/** What the server tells at a time, and the number of each row. */
function snapshot(base: 'open' | 'closed', rows: readonly Row[], at: number): CommentingFacts {
  const { mode, by } = commentingAt(base, rows, at)
  const toldOf = (one: Row) => told(one, rows.indexOf(one))
  return { mode, suspension: by && toldOf(by), others: alsoTold(rows, by, at).map(toldOf) }
}

const scene = fc.record({
  base: fc.constantFrom('open' as const, 'closed' as const),
  rows: fc.array(row, { maxLength: 5 }),
  at: time,
  laterMs: fc.integer({ min: 0, max: 60 * MINUTE }),
  depth: fc.integer({ min: 0, max: ids.length }),
  isMember: fc.boolean(),
})

it('works out the same state as the server, at any later time and place, from what it was told', () => {
  fc.assert(
    fc.property(scene, ({ base, rows, at, laterMs, depth, isMember }) => {
      const now = at + laterMs
      const commenting = snapshot(base, rows, at)
      // That a story is closed for good is not told while a moderator keeps it open.
      fc.pre(base === 'open' || (commenting.mode === 'closed' && !commenting.suspension))
      const place = depth === 0 ? null : { rootSeq: 1, path: pathOf(depth).join('') }
      const theirs = commentingAt(base, rows, now, place)
      const ours = stateAt(commenting, now, pathOf(depth).reverse())
      expect(ours.mode).toBe(theirs.mode)
      expect(ours.holding.map((one) => one.mode)).toEqual(theirs.holding.map((one) => one.mode))

      const who = isMember ? 'member' : 'reader'
      for (const act of ['post', 'edit', 'react'] as const) {
        const verdict = verdictOfServer(theirs, act, who)
        expect(verdictOn(ours, act, isMember).answer).toBe(verdict.answer)
      }
      expect(slowestOf(ours)?.slowSeconds ?? 0).toBe(slowSecondsOf(theirs, who))
    }),
    { numRuns: 2_000 },
  )
})

it('changes only at the times that nextTurn tells', () => {
  fc.assert(
    fc.property(scene, ({ base, rows, at, laterMs, depth }) => {
      const commenting = snapshot(base, rows, at)
      const turn = nextTurn(commenting, at, 0) ?? at + DAY
      const before = stateAt(commenting, at, pathOf(depth))
      const now = Math.min(at + laterMs, turn - 1)
      expect(stateAt(commenting, now, pathOf(depth))).toEqual(before)
    }),
  )
})

it('takes the server’s word that a suspension has begun over a clock that is behind', () => {
  const one = told({ ...fc.sample(row, 1)[0]!, scope: 'story', mode: 'paused', startsAt: 1000, endsAt: 9000 }, 1)
  expect(stateAt({ mode: 'paused', suspension: one, others: [] }, 500).mode).toBe('paused')
  expect(stateAt({ mode: 'open', suspension: null, others: [one] }, 500).mode).toBe('open')
  expect(stateAt({ mode: 'paused', suspension: one, others: [] }, 9000).mode).toBe('open')
})
