/** Where words stand with a few differences; offsets in UTF-16 units. */
export interface Approximate {
  start: number
  end: number
  /** Characters put in, left out or exchanged. */
  errors: number
}

/** Steps of the comparison in one search: what a request may take of the event loop. */
const MOST_STEPS = 6_000_000
const GRAM = 3
const BUCKETS = 1 << 16

/**
 * The place in a text that differs least from some words; of equal ones the nearest to `near`.
 *
 * Searches the whole text where that is quick; of a long one, the stretches that share most triples of characters with
 * the words. Takes bounded time whatever the text.
 *
 * @param limit differences allowed; less than a third of the words, or a stretch may be missed.
 */
export function findApproximate(text: string, words: string, limit: number, near: number): Approximate | undefined {
  const whole = text.length * words.length <= MOST_STEPS
  const stretches = whole ? [{ from: 0, to: text.length }] : likelyStretches(text, words, limit, near)
  let best: Approximate | undefined
  for (const { from, to } of stretches) {
    const found = closest(text.slice(from, to), words, best?.errors ?? limit, near - from)
    if (!found || (best && !isBetter(found, { ...best, start: best.start - from }, near - from))) continue
    best = { start: found.start + from, end: found.end + from, errors: found.errors }
  }
  return best
}

function isBetter(a: Approximate, b: Approximate, near: number): boolean {
  return a.errors < b.errors || (a.errors === b.errors && Math.abs(a.start - near) < Math.abs(b.start - near))
}

/**
 * The substring with the least edit distance to the words (P. H. Sellers 1980): one column of the table for each
 * character of the text, of which nothing below the last cell within the limit is reckoned (E. Ukkonen 1985).
 */
function closest(text: string, words: string, limit: number, near: number): Approximate | undefined {
  const column: Column = {
    units: Uint16Array.from({ length: words.length }, (_, i) => words.charCodeAt(i)),
    costs: Int32Array.from({ length: words.length + 1 }, (_, i) => Math.min(i, limit + 1)),
    starts: new Int32Array(words.length + 1),
  }
  const { costs, starts } = column
  let most = limit
  let last = Math.min(limit, words.length)
  let best: Approximate | undefined
  for (let at = 0; at < text.length; at++) {
    last = nextColumn(column, text.charCodeAt(at), at, last)
    while ((costs[last] ?? 0) > most) last--
    if (last < words.length) {
      costs[last + 1] = most + 1
      continue
    }
    const found = { start: starts[last] ?? 0, end: at + 1, errors: costs[last] ?? 0 }
    if (!best || isBetter(found, best, near)) best = found
    most = best.errors
  }
  return best
}

/** For each beginning of the words: how much it differs at least from what ends here, and where that starts. */
interface Column {
  units: Uint16Array
  costs: Int32Array
  starts: Int32Array
}

/** @returns the last cell that was reckoned. */
function nextColumn({ units, costs, starts }: Column, unit: number, at: number, last: number): number {
  const until = Math.min(last + 1, units.length)
  let corner = 0
  let cornerStart = at
  let above = 0
  let aboveStart = at + 1
  for (let i = 1; i <= until; i++) {
    const left = costs[i] as number
    const leftStart = starts[i] as number
    let cost = units[i - 1] === unit ? corner : corner + 1
    let start = cornerStart
    if (left + 1 < cost) {
      cost = left + 1
      start = leftStart
    }
    if (above + 1 < cost) {
      cost = above + 1
      start = aboveStart
    }
    corner = left
    cornerStart = leftStart
    costs[i] = above = cost
    starts[i] = aboveStart = start
  }
  return until
}

interface Stretch {
  from: number
  to: number
  shared: number
}

/**
 * Stretches of the text where the words may stand, likeliest first, as many as may be compared. Words with `limit`
 * differences keep all their triples but three for each difference (E. Ukkonen 1992), so what shares fewer is out.
 */
function likelyStretches(text: string, words: string, limit: number, near: number): Stretch[] {
  const width = words.length + limit
  const least = Math.max(1, words.length - GRAM + 1 - GRAM * limit)
  const most = Math.max(1, Math.floor(MOST_STEPS / (2 * width * words.length)))
  const stretches = sharedTriples(text, words, width).filter(({ shared }) => shared >= least)
  const distance = ({ from }: Stretch) => Math.abs(from - near)
  return stretches.sort((a, b) => b.shared - a.shared || distance(a) - distance(b)).slice(0, most)
}

/**
 * For each tile of the text, the most triples that a window beginning in it shares with the words. The stretch given is
 * the tile and the one after it: all that a match beginning in the tile can reach.
 */
function sharedTriples(text: string, words: string, width: number): Stretch[] {
  /** Of each triple, how many more of it the window could have and share. */
  const unmet = new Int32Array(BUCKETS)
  for (let i = 0; i + GRAM <= words.length; i++) unmet[triple(words, i)] = at(unmet, triple(words, i)) + 1
  const tiles: Stretch[] = []
  let shared = 0
  for (let end = 0; end + GRAM <= text.length; end++) {
    const comes = triple(text, end)
    if (at(unmet, comes) > 0) shared++
    unmet[comes] = at(unmet, comes) - 1
    const begins = Math.max(0, end + GRAM - width)
    if (begins > 0) {
      const goes = triple(text, begins - 1)
      unmet[goes] = at(unmet, goes) + 1
      if (at(unmet, goes) > 0) shared--
    }
    const from = begins - (begins % width)
    const tile = tiles.at(-1)
    if (tile?.from !== from) tiles.push({ from, to: from + 2 * width, shared })
    else if (shared > tile.shared) tile.shared = shared
  }
  return tiles
}

/** Every index here is inside its array. */
function at(numbers: Int32Array, index: number): number {
  return numbers[index] as number
}

/** Triples may share a number: a window then seems to share more than it does, never less. */
function triple(text: string, from: number): number {
  return (text.charCodeAt(from) * 961 + text.charCodeAt(from + 1) * 31 + text.charCodeAt(from + 2)) & (BUCKETS - 1)
}
