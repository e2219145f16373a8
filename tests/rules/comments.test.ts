import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ancestorPaths, DEEPEST_PATH, decodeCursor, encodeCursor, placeUnder } from '../../server/comments/rules.ts'

describe('the order of a thread', () => {
  it('puts replies after their parent and before the next branch, oldest first, for any tree', () => {
    const parents = fc.array(fc.option(fc.nat()), { minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(parents, (choices) => {
        const placed: { seq: number; parent: number | null; path: string; rootSeq: number; depth: number }[] = []
        choices.forEach((choice, i) => {
          const parent = choice === null || i === 0 ? null : (placed[choice % i] ?? null)
          placed.push({ seq: i + 1, parent: parent?.seq ?? null, ...placeUnder(parent, i + 1) })
        })
        const walk = (parent: number | null): number[] =>
          placed.filter((c) => c.parent === parent).flatMap((c) => [c.seq, ...walk(c.seq)])
        const sorted = [...placed].sort((a, b) => a.rootSeq - b.rootSeq || (a.path < b.path ? -1 : 1))
        expect(sorted.map((c) => c.seq)).toEqual(walk(null))
      }),
    )
  })

  it('keeps the path of a very deep reply short, and the reply within its branch', () => {
    let place = placeUnder(null, 1)
    for (let seq = 2; seq <= 1000; seq++) place = placeUnder(place, seq)
    expect(place).toMatchObject({ depth: 999, rootSeq: 1 })
    expect(place.path.length).toBeLessThanOrEqual((DEEPEST_PATH + 1) * 6)
    expect(place.path.startsWith(placeUnder(null, 1).path)).toBe(true)
  })

  it('knows the ancestors of a place', () => {
    const parent = placeUnder(placeUnder(null, 7), 9)
    expect(ancestorPaths(placeUnder(parent, 12).path)).toEqual([placeUnder(null, 7).path, parent.path])
    expect(ancestorPaths(placeUnder(null, 7).path)).toEqual([])
  })
})

it('reads its own cursors and no others', () => {
  const at = { rootSeq: 12345, path: placeUnder(null, 12345).path }
  expect(decodeCursor(encodeCursor(at))).toEqual(at)
  for (const odd of [
    '',
    '1',
    '.',
    '1.',
    'x y.000001',
    '1.00%',
    `1.${'0'.repeat(500)}`,
    '-1.000001',
    'zzzzzz.aaaaaa',
    'zzzzzzz.aaaaaa',
  ])
    expect(decodeCursor(odd)).toBeUndefined()
})
