import { describe, expect, it } from 'vitest'
import { line, PageUrl, prose } from '../../server/contract/shapes.ts'

describe('a line by a person', () => {
  const name = line(2, 60)

  it.each(['Ann', 'Zoë O’Neill', '李明', 'محمد', 'می\u200cخواهم', 'R2', 'क्‍ष आदित्य'])('may be %s', (text) => {
    expect(name.safeParse(text).success).toBe(true)
  })

  it.each([
    ['blanks that pass for letters', '\u3164\u3164'],
    ['Braille blanks', '\u2800\u2800\u2800'],
    ['direction marks', 'A\u200enn'],
    ['an override of direction', 'Ann\u202e'],
    ['soft hyphens', 'A\u00adnn'],
    ['two lines', 'Ann\nBob'],
    ['no letter or figure', '---'],
    ['a lone surrogate', 'Ann\ud800'],
    ['a tower of marks', `A${'\u0301'.repeat(20)}nn`],
  ])('is not made of %s', (_, text) => {
    expect(name.safeParse(text).success).toBe(false)
  })
})

it('lengths count what is kept, after trimming', () => {
  expect(prose(1, 3).safeParse(`  abc\r\n`)).toMatchObject({ success: true, data: 'abc' })
  expect(prose(1, 3).safeParse('abcd').success).toBe(false)
})

it('an address is kept in its normal spelling, without credentials and fragment', () => {
  expect(PageUrl.parse('https://user:pw@News.example/a\u0000b\u202e?q=ü#top')).toBe(
    'https://news.example/a%00b%E2%80%AE?q=%C3%BC',
  )
  for (const odd of ['javascript:alert(1)', 'ftp://news.example/', '/local', 'https://'])
    expect(PageUrl.safeParse(odd).success).toBe(false)
})
