/** Where an entry of the list ends in a text: its number, and the index of its last symbol. */
export type OnFound = (entry: number, last: number) => void

/**
 * Finds all entries of a list in one pass over a text (Aho and Corasick), in time that grows with the text and what is
 * found in it, not with the list.
 *
 * @param entries sequences of symbols, none of them empty.
 */
export function searcher(entries: readonly (readonly number[])[]): (text: readonly number[], found: OnFound) => void {
  const symbols = new Map<number, number>()
  for (const entry of entries) for (const symbol of entry) if (!symbols.has(symbol)) symbols.set(symbol, symbols.size)
  const width = symbols.size
  const next = new Map<number, number>()
  /** For each state, what ends in it. */
  const ends: number[][] = [[]]
  entries.forEach((entry, number) => {
    let state = 0
    for (const symbol of entry) {
      const edge = state * width + (symbols.get(symbol) ?? 0)
      let to = next.get(edge)
      if (to === undefined) {
        to = ends.push([]) - 1
        next.set(edge, to)
      }
      state = to
    }
    ends[state]?.push(number)
  })
  const trie = { next, ends, width, ...links({ next, ends, width }) }
  return (text, found) => {
    let state = 0
    text.forEach((symbol, at) => {
      const id = symbols.get(symbol)
      state = id === undefined ? 0 : follow(trie, state, id)
      for (let from = state; from !== 0; from = trie.endsAlso[from] ?? 0)
        for (const entry of ends[from] ?? []) found(entry, at)
    })
  }
}

interface Trie {
  /** The state after an edge, by `state * width + symbol`. */
  next: ReadonlyMap<number, number>
  ends: readonly number[][]
  width: number
  /** From each state, the longest other one that ends alike. */
  fallback: Int32Array
  /** The longest such in which an entry ends. */
  endsAlso: Int32Array
}

function follow({ next, width, fallback }: Omit<Trie, 'ends' | 'endsAlso'>, from: number, id: number): number {
  let state = from
  let to = next.get(state * width + id)
  while (to === undefined && state !== 0) {
    state = fallback[state] ?? 0
    to = next.get(state * width + id)
  }
  return to ?? 0
}

function links({ next, ends, width }: Pick<Trie, 'next' | 'ends' | 'width'>): Pick<Trie, 'fallback' | 'endsAlso'> {
  const fallback = new Int32Array(ends.length)
  const endsAlso = new Int32Array(ends.length)
  const below: [number, number][][] = ends.map(() => [])
  for (const [edge, to] of next) below[Math.floor(edge / width)]?.push([edge % width, to])
  const queue = [0]
  for (const state of queue) {
    for (const [id, to] of below[state] ?? []) {
      queue.push(to)
      const at = state === 0 ? 0 : follow({ next, width, fallback }, fallback[state] ?? 0, id)
      fallback[to] = at
      endsAlso[to] = ends[at]?.length ? at : (endsAlso[at] ?? 0)
    }
  }
  return { fallback, endsAlso }
}
