import { describe, expect, it } from 'vitest'
import { standsIn } from '../../server/cases/stands-in.ts'

describe('words of a comment that was edited', () => {
  it.each([
    ['a comma', 'She said, it left at midnight.'],
    ['a space in a word', 'She said it left at mid night.'],
    ['a dash', 'She said it left—at midnight!'],
    ['capitals', 'SHE SAID IT LEFT AT MIDNIGHT'],
    ['brackets', 'She said (it left at midnight).'],
    ['another line', 'She said\n\nit left at midnight…'],
  ])('still stand, but for %s', (_, text) => {
    expect(standsIn(text, 'She said it left at midnight')).toBe(true)
  })

  it.each([
    ['another word', 'it left at noon', 'it left at midnight'],
    ['another figure', 'it cost 1.5 million', 'it cost 15 million'],
    ['another sign', 'it had -5 degrees', 'it had 5 degrees'],
    ['another time', 'at 10:30', 'at 1030'],
    ['a question', 'did it leave? Yes', 'did it leave. Yes'],
    ['no quotation marks', 'he said we lied', 'he said “we lied”'],
  ])('are gone with %s', (_, text, words) => {
    expect(standsIn(text, words)).toBe(false)
  })
})
