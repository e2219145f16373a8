import { describe, expect, it } from 'vitest'
import { differences } from '../../client/ui/difference.ts'

const marked = (wrote: string, says: string) => {
  const both = differences(wrote, says)
  const only = (side: 'wrote' | 'says') => both[side].filter(({ differs }) => differs).map(({ text }) => text)
  expect(both.wrote.map(({ text }) => text).join('')).toBe(wrote)
  expect(both.says.map(({ text }) => text).join('')).toBe(says)
  return [only('wrote'), only('says')]
}

describe('the words in which two quotations differ', () => {
  it('are marked alone', () => {
    expect(marked('The ferry never left at noon.', 'The ferry left at noon')).toEqual([['never'], []])
  })

  it.each([
    ['Chinese', '渡轮在中午离开港口。', '渡轮在晚上离开港口。', '中午', '晚上'],
    ['Japanese', 'フェリーは正午に港を出た', 'フェリーは夜に港を出た', '正午', '夜'],
    ['Thai', 'เรือออกจากท่าเรือตอนเช้า', 'เรือออกจากท่าเรือตอนเย็น', 'เช้า', 'เย็น'],
  ])('are marked in %s, which has no spaces', (_, wrote, says, theirs, its) => {
    const [left = [], right = []] = marked(wrote, says)
    expect(left.join('')).toContain(theirs)
    expect(right.join('')).toContain(its)
    expect(left.join('').length).toBeLessThan(wrote.length / 2)
  })
})
