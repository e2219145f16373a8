import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LONGEST_DRAFT, withoutPosted, withRefused } from '../../server/comments/draft-rules.ts'

const parked = (body: string) => ({ body, parkedSeq: 3 })
const saved = (body: string) => ({ body, parkedSeq: null })

describe('a refused text beside one that is kept', () => {
  it('takes the place of what was saved while it was typed', () => {
    expect(withRefused(undefined, 'half a thought')).toBe('half a thought')
    expect(withRefused(saved('half a tho'), 'half a thought')).toBe('half a thought')
  })

  it('stands after another that was refused, though it begins alike', () => {
    expect(withRefused(parked('text 2'), 'text 26')).toBe('text 2\n\ntext 26')
    expect(withRefused(parked('I took the ferry'), 'ok')).toBe('I took the ferry\n\nok')
  })

  it('is kept once however often it is sent', () => {
    const kept = withRefused(parked('one\n\ntwo'), 'two')
    expect(withRefused(parked(kept), 'two')).toBe('one\n\ntwo')
  })

  it('is never cut, and what is kept has a bound', () => {
    const text = fc.array(fc.stringMatching(/^[a-z ]{1,3000}$/), { minLength: 1, maxLength: 9 })
    fc.assert(
      fc.property(text, fc.stringMatching(/^[a-z]{1,5000}$/), (earlier, refused) => {
        const kept = withRefused(parked(earlier.join('\n\n').slice(0, LONGEST_DRAFT)), refused)
        expect(kept.split('\n\n').map((paragraph) => paragraph.trim())).toContain(refused)
        expect(kept.length).toBeLessThanOrEqual(LONGEST_DRAFT + refused.length)
      }),
    )
  })
})

describe('a draft when something is posted', () => {
  it('loses whole paragraphs that were posted, and nothing else', () => {
    expect(withoutPosted(parked('one\n\ntwo\n\nthree'), 'two')).toBe('one\n\nthree')
    expect(withoutPosted(parked('I took the ferry'), 'ok')).toBe('I took the ferry')
    expect(withoutPosted(parked('text 2'), 'text 26')).toBe('text 2')
  })

  it('goes with the text it was the beginning of', () => {
    expect(withoutPosted(saved('half a tho'), 'half a thought')).toBe('')
  })
})
