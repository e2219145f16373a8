import { describe, expect, it } from 'vitest'
import { line, PageUrl, prose, title } from '../../server/contract/shapes.ts'

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

describe('a text by a person', () => {
  const text = prose(1, 200)

  it.each([
    ['blanks without width', 'Pasted\u200b text\ufeff', 'Pasted text'],
    ['ends of lines of other systems', 'One\u2028two\u2029three\r\nfour\u0085five', 'One\ntwo\nthree\nfour\nfive'],
    ['control characters', 'a\u0000b\u0007c\u009bd\te', 'abcd\te'],
    ['half a character', 'Ann\ud83d', 'Ann'],
    ['letters hidden in tags', 'Hi\u{e0049}\u{e0067}', 'Hi'],
    ['joiners that join nothing', 'w\u200dor\u200c\u200cd \u200d', 'word'],
    ['letters turned round', 'a \u202egnp\u202c.', 'a gnp.'],
    ['ends of nothing', 'a\u202c b\u2069', 'a b'],
  ])('is kept without %s', (_, pasted, kept) => {
    expect(text.parse(pasted)).toBe(kept)
  })

  it.each([
    ['joiners of Persian', 'می\u200cخواهم'],
    ['joiners of Hindi', 'क\u094d\u200dष'],
    ['a family', '👩\u200d👩\u200d👧'],
    ['a flag of colours', '🏳\ufe0f\u200d🌈'],
    ['a runner of some colour', '🏃🏽\u200d♀\ufe0f'],
    ['the flag of Scotland', '🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}'],
    ['marks of direction', 'said \u2067שלום (1)\u2069, \u202bש\u202c and \u200fש.'],
    ['isolates within isolates', '\u2067a \u2066b\u2069 c\u2069'],
  ])('is kept with %s', (_, written) => {
    expect(text.parse(written)).toBe(written)
  })

  it('has each mark of direction closed in its line', () => {
    expect(text.parse('\u2067a \u202bb\nc\u2069 \u2067d \u202be\u2069 f')).toBe(
      '\u2067a \u202bb\u202c\u2069\nc \u2067d \u202be\u202c\u2069 f',
    )
  })

  it.each(['\u200b\ufeff', '\u00ad \u00ad', '\u2068\u2069', '\u3164\u2800'])('is not made of %j', (blank) => {
    expect(text.safeParse(blank).success).toBe(false)
  })

  it('takes time in proportion to its length', { timeout: 5_000 }, () => {
    const long = prose(1, 1_000_000)
    const all = ['\u202a', '\u2069', '\u2067', '\u202c', '\u200d', '🏴\u{e0067}', '\ud83d', 'ش\u200c', '\r']
    for (const one of all) for (const other of all) long.safeParse(one.repeat(50_000) + other.repeat(50_000))
  })
})

it('a title is not refused for what a page hides in it', () => {
  expect(title(300).parse(' Donau\u00addampf\u200b\n\u202eschiff ')).toBe('Donaudampf schiff')
})

it('an address is kept in its normal spelling, without credentials and fragment', () => {
  expect(PageUrl.parse('https://user:pw@News.example/a\u0000b\u202e?q=ü#top')).toBe(
    'https://news.example/a%00b%E2%80%AE?q=%C3%BC',
  )
  for (const odd of ['javascript:alert(1)', 'ftp://news.example/', '/local', 'https://'])
    expect(PageUrl.safeParse(odd).success).toBe(false)
})
