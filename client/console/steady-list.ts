/** A row of a list that people are reading; `gone` when the server no longer lists it. */
export interface Row<T> {
  item: T
  gone: boolean
}

export interface SteadyList<T> {
  rows: Row<T>[]
  /** Arrivals held back, for the list to be asked for them. */
  waiting: number
}

/**
 * Brings a list on screen up to date without moving any row: what stands is renewed in place, what left stays and is
 * marked, and arrivals go to the end or, where they belong on top, wait to be asked for.
 */
export function settle<T extends { id: string }>(
  shown: readonly Row<T>[],
  fresh: readonly T[],
  arrivals: 'append' | 'hold',
): SteadyList<T> {
  const byId = new Map(fresh.map((item) => [item.id, item]))
  const known = new Set(shown.map((row) => row.item.id))
  const rows = shown.map((row) => {
    const item = byId.get(row.item.id)
    return item ? { item, gone: false } : { item: row.item, gone: true }
  })
  const added = fresh.filter((item) => !known.has(item.id))
  if (arrivals === 'append' || shown.length === 0)
    return { rows: [...rows, ...added.map((item) => ({ item, gone: false }))], waiting: 0 }
  return { rows, waiting: added.length }
}
