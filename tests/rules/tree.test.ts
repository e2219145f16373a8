import { describe, expect, it } from 'vitest'
import { type Beside, type Branch, besideOf, type Shown, type StoryUpdate, treeOf } from '../../client/widget/tree.ts'

const at = (minute: number) => new Date(Date.UTC(2026, 10, 22, 12, minute)).toISOString()
const comment = (id: string, minute: number, over: object = {}) =>
  ({ id, seq: minute, parentId: null, state: 'visible', createdAt: at(minute), editedAt: null, ...over }) as Shown
const update = (number: number, minute: number, state = 'published') =>
  ({ id: `u${number}`, number, state, publishedAt: at(minute) }) as StoryUpdate

function tree(
  comments: Shown[],
  updates: StoryUpdate[],
  order: 'oldest' | 'newest' = 'oldest',
  beside: Beside = {},
): Branch[] {
  return treeOf(new Map(comments.map((one) => [one.id, one])), order, updates, beside, () => false)
}
const numbers = (branches: Branch[]) => branches.map(({ dividers }) => dividers.map(({ number }) => number))
function marks(branches: Branch[]): Record<string, number | undefined> {
  return Object.assign(
    {},
    ...branches.map(({ comment: { id }, before, replies }) => ({ [id]: before?.number, ...marks(replies) })),
  )
}

describe('updates in a thread', () => {
  it('stand between the comments that they came between, in the order of the page', () => {
    const comments = [comment('a', 1), comment('b', 5), comment('c', 9)]
    const updates = [update(4, 10), update(3, 3), update(2, 2), update(1, 0)]
    expect(numbers(tree(comments, updates))).toEqual([[], [2, 3], []])
    expect(numbers(tree(comments, updates, 'newest'))).toEqual([[], [], [3, 2]])
  })

  it('stand before or after all of them where the thread ends, and between two pages of it on the second', () => {
    const comments = [comment('a', 1), comment('b', 5)]
    const updates = [update(3, 8), update(2, 7), update(1, 0)]
    const newest = (beside: Beside) => numbers(tree(comments, updates, 'newest', beside))
    const oldest = (beside: Beside) => {
      const branches = tree(comments, updates, 'oldest', beside)
      return [numbers(branches), branches.at(-1)?.after.map(({ number }) => number)]
    }
    expect(newest(besideOf('newest', true, true))).toEqual([[3, 2], []])
    expect(newest(besideOf('newest', false, true))).toEqual([[], []])
    expect(newest({ before: Date.parse(at(8)) - 1 })).toEqual([[2], []])
    expect(oldest(besideOf('oldest', true, true))).toEqual([
      [[], []],
      [2, 3],
    ])
    expect(oldest(besideOf('oldest', true, false))).toEqual([[[], []], []])
    expect(oldest({ before: Date.parse(at(0)) - 1 })).toEqual([[[1], []], []])
  })

  it('mark in a conversation what is older than the first that came in its midst, but for what was edited since', () => {
    const reply = (id: string, minute: number, over: object = {}) => comment(id, minute, { parentId: 'a', ...over })
    const comments = [
      comment('a', 1),
      reply('b', 2),
      reply('c', 3, { editedAt: at(7) }),
      reply('d', 5),
      reply('e', 8),
      comment('alone', 2),
    ]
    const updates = [update(3, 9), update(2, 6), update(1, 4)]
    expect(marks(tree(comments, updates))).toEqual({ a: 1, b: 1, c: undefined, d: 2, e: undefined, alone: undefined })
  })

  it('that were withdrawn still part the thread, and mark nothing', () => {
    const comments = [comment('a', 1), comment('b', 3, { parentId: 'a' }), comment('c', 3)]
    const branches = tree(comments, [update(1, 2, 'withdrawn')])
    expect(numbers(branches)).toEqual([[], [1]])
    expect(marks(branches)).toEqual({ a: undefined, b: undefined, c: undefined })
  })
})
