import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findQuotation, fold } from '../../server/cases/quotes.ts'

const story = 'The ferry “Marlin” left at noon — late, as ever.\n\nThe crew won’t say why. The crew won’t say when.'

describe('looking a quotation up', () => {
  it('finds exact words, with their place and what stands around them', () => {
    const found = findQuotation(story, 'left at noon')
    expect(found).toMatchObject({ how: 'exact', exact: 'left at noon', start: 19, end: 31 })
    expect(found.prefix.endsWith('“Marlin” ')).toBe(true)
    expect(found.suffix.startsWith(' — late')).toBe(true)
  })

  it.each([
    ['straight quotation marks', 'ferry "Marlin" left'],
    ['another dash', 'noon - late'],
    ['a line break instead of a space', 'left\nat   noon'],
    ['capitals', 'THE FERRY'],
    ['words across a paragraph', 'as ever. The crew'],
    ['zero-width characters', 'the cr\u200bew won\u2019t say why'],
  ])('finds words that differ by %s, and answers with the words of the text', (_, quoted) => {
    const found = findQuotation(story, quoted)
    expect(found.how).toBe('normalised')
    expect(story.slice(found.start ?? -1, found.end ?? -1)).toBe(found.exact)
    expect(fold(found.exact).text).toBe(fold(quoted).text)
  })

  it('takes the place nearest to where the reader selected', () => {
    const second = story.lastIndexOf('The crew')
    expect(findQuotation(story, 'The crew won’t say', second).start).toBe(second)
    expect(findQuotation(story, 'The crew won’t say', 0).start).toBe(story.indexOf('The crew'))
    expect(findQuotation(story, "the crew won't say", second).start).toBe(second)
  })

  it('says when words are absent', () => {
    expect(findQuotation(story, 'left at midnight')).toMatchObject({ how: 'absent', start: null, end: null })
    expect(findQuotation('', 'anything').how).toBe('absent')
  })

  it('finds right-to-left and Chinese words', () => {
    expect(findQuotation('他说：“我没有离开。”然后走了。', '"我没有离开。"')).toMatchObject({ how: 'normalised' })
    expect(findQuotation('قال إنه لم يغادر الميناء أمس.', 'لم يغادر الميناء')).toMatchObject({ how: 'exact' })
  })

  it('finds every slice of any text, exactly or folded, where it stands', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 }), fc.nat(), fc.nat(), (text, a, b) => {
        const [start, end] = [a % text.length, b % (text.length + 1)].sort((x, y) => x - y) as [number, number]
        const slice = text.slice(start, end)
        if (fold(slice).text === '') return
        const found = findQuotation(text, slice, start)
        expect(found.how).toBe('exact')
        expect(found.start).toBe(start)
      }),
    )
  })

  it('takes time in proportion to the text: a million characters well within the time limit of a test', () => {
    const long = 'word after word '.repeat(65_000)
    expect(findQuotation(long, 'not there at all').how).toBe('absent')
    expect(findQuotation(`${long}“quoted”`, '"QUOTED"')).toMatchObject({ how: 'normalised', start: long.length })
  })

  it('lets no character grow into a phrase', () => {
    expect(fold('\ufdfa'.repeat(100)).text.length).toBeLessThanOrEqual(400)
  })

  it('survives a change of typography anywhere', () => {
    const swaps: Record<string, string> = { '“': '"', '”': '"', '’': "'", '—': '-', ' ': '\n  ' }
    fc.assert(
      fc.property(fc.nat(story.length - 2), fc.integer({ min: 2, max: 60 }), (start, length) => {
        const words = story.slice(start, start + length)
        const typed = words.replace(/[“”’— ]/g, (c) => swaps[c] ?? c)
        const found = findQuotation(story, typed, start)
        if (fold(words).text !== '') expect(found.how).not.toBe('absent')
      }),
    )
  })
})
