import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Problem } from '../../client/api.ts'
import { ask } from '../../client/console/ask.ts'
import { offerUndo, undoable, undoLast } from '../../client/console/desk/undo.ts'
import { say } from '../../client/console/session.ts'
import { endpoints } from '../../server/contract/index.ts'
import { newId } from '../../server/ids.ts'

vi.mock('../../client/console/ask.ts', { spy: true })
vi.mock('../../client/console/session.ts', () => ({ say: vi.fn() }))
vi.mock('../../client/console/desk/queues.ts', () => ({ refreshCounts: vi.fn() }))

const { body } = endpoints['POST /api/v1/decisions/undo']
const onUndone = vi.fn()
/** As the server would: it takes no more than the contract says. */
const undoesAll = async (_: string, input: { body: unknown }) => ({ undone: body.parse(input.body).ids, refused: [] })
const done = (count: number) => {
  const ids = Array.from({ length: count }, (_, i) => `comment ${i}`)
  return { words: `${count} comments`, ids, acts: ids.map(newId), sentAt: performance.now(), onUndone }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  undoable.value = []
  vi.resetAllMocks()
  vi.useRealTimers()
})

test('more than one request can carry is undone whole', async () => {
  vi.mocked(ask).mockImplementation(undoesAll as never)
  const all = done(250)
  offerUndo(all)
  await undoLast()
  expect(ask).toHaveBeenCalledTimes(3)
  expect(onUndone).toHaveBeenCalledExactlyOnceWith(all.ids)
  expect(say).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('250'))
})

test('what could be undone is, though some of it could not: and that is said', async () => {
  vi.mocked(ask)
    .mockImplementationOnce(undoesAll as never)
    .mockRejectedValueOnce(new Problem('conflict', 'Too late.'))
  const all = done(150)
  offerUndo(all)
  await undoLast()
  expect(onUndone).toHaveBeenCalledExactlyOnceWith(all.ids.slice(0, 100))
  expect(say).toHaveBeenCalledExactlyOnceWith('Undone: 100 of 150. Too late.')
})

test('is offered as long as the first act can be undone, however late the last was answered', () => {
  const slow = done(2)
  vi.advanceTimersByTime(6_000)
  offerUndo(slow)
  vi.advanceTimersByTime(3_000)
  expect(undoable.value).toEqual([slow])
  vi.advanceTimersByTime(500)
  expect(undoable.value).toEqual([])
  offerUndo({ ...slow, sentAt: performance.now() - 9_500 })
  expect(undoable.value).toEqual([])
})
