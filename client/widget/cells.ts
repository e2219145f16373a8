import { useLayoutEffect, useState } from 'preact/hooks'

/**
 * A value that components show. What the widget needs of signals, in a tenth of their size: the budget for the first
 * paint of a publisher's page has no room for all of them.
 */
export interface Cell<T> {
  value: T
  /** Calls back after each change; the returned function ends that. */
  subscribe(listener: (value: T) => void): () => void
}

export function cell<T>(first: T): Cell<T> {
  let value = first
  const listeners = new Set<(value: T) => void>()
  return {
    get value() {
      return value
    },
    set value(next) {
      if (Object.is(next, value)) return
      value = next
      for (const listener of [...listeners]) listener(next)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** Draws the component, and all below it, again after a change of any cell in these records. */
export function useCells(...records: object[]) {
  const [, draw] = useState({})
  useLayoutEffect(() => {
    const cells = records.flatMap((record) => Object.values(record).filter(isCell))
    const ends = cells.map((one) => one.subscribe(() => draw({})))
    return () => {
      for (const end of ends) end()
    }
  }, records)
}

function isCell(value: unknown): value is Cell<unknown> {
  return typeof value === 'object' && value !== null && 'subscribe' in value && 'value' in value
}
