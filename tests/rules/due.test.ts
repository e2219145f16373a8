import { expect, test } from 'vitest'
import { dueOf } from '../../client/console/cases/due.ts'

const NOW = Date.parse('2026-11-24T12:00:00Z')
const MINUTE = 60_000
const HOUR = 60 * MINUTE

test.each([
  [5 * HOUR + 10 * MINUTE, 'due in 5 h', false],
  [40 * MINUTE, 'due in 40 min', false],
  [20_000, 'due in 1 min', false],
  [72 * HOUR, 'due in 3 days', false],
  [0, 'overdue by 1 min', true],
  [-2 * HOUR, 'overdue by 2 h', true],
] as const)('a case due in %i ms says “%s”', (ms, words, isOver) => {
  expect(dueOf(new Date(NOW + ms).toISOString(), NOW)).toEqual({ words, isOver })
})
