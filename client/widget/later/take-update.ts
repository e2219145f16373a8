import type { Cell } from '../cells.ts'
import type { StoryUpdate } from '../tree.ts'
import { changeUnseen } from './unseen.ts'

interface Where {
  /** Holds all that a change may move. */
  surface: HTMLElement
  root: ShadowRoot
  /** Heights in CSS pixels that updates keep, by their ids. */
  heights: Map<string, number>
  updates: Cell<readonly StoryUpdate[]>
}

/**
 * Takes a new update, or a newer state of one: an edit, a withdrawal. It is shown if nothing in view moves by that.
 * @param waiting those that wait to be asked for.
 * @returns those that wait now.
 */
export function takeUpdate(where: Where, waiting: readonly StoryUpdate[], update: StoryUpdate): readonly StoryUpdate[] {
  const before = where.updates.value
  const known = [...waiting, ...before].find((one) => one.id === update.id)
  if (known && JSON.stringify(known) === JSON.stringify(update)) return waiting
  keepHeight(where, update)
  const show = () => {
    where.updates.value = newestFirst(before, [update])
  }
  const undo = () => {
    where.updates.value = before
  }
  const others = waiting.filter((one) => one.id !== update.id)
  return changeUnseen(where.surface, show, undo) ? others : newestFirst(others, [update])
}

/** A withdrawn update leaves its words at once; its box keeps its height, so that nothing moves. */
function keepHeight({ root, heights }: Where, { id, number, state }: StoryUpdate) {
  const box = root.getElementById(`update-${number}`)
  if (state === 'withdrawn' && box instanceof HTMLDetailsElement && box.open)
    heights.set(id, box.getBoundingClientRect().height)
}

/** Both in the order of their numbers; of an update in both, the second. */
export function newestFirst(shown: readonly StoryUpdate[], newer: readonly StoryUpdate[]): StoryUpdate[] {
  const all = new Map([...shown, ...newer].map((update) => [update.id, update]))
  return [...all.values()].sort((a, b) => b.number - a.number)
}
