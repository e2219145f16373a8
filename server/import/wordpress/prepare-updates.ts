import { createHash } from 'node:crypto'
import type { Skipped } from '../report.ts'
import type { FoundUpdate } from './find-updates.ts'

/** As long as an update may be that is written here; a longer one could never be edited. */
const LONGEST = 20_000
const MOST = 2_000
const FIRST_WORDS = 60

export interface PreparedUpdate extends FoundUpdate {
  /** What it is called among the updates of its story, also when a later export has more of them. */
  key: string
  publishedAt: number
  /** Its first words. */
  label: string
}

export interface LeftOut {
  why: Extract<Skipped, 'empty_update' | 'long_update' | 'many_updates'>
  label: string
}

/**
 * The updates of a post in the order in which they take their numbers: by those the post gives them, then the notes it
 * does not number, as they stand.
 *
 * @param undated what an update without a date is dated (epoch ms), unless one with a later number has an earlier date.
 */
export function prepareUpdates(
  found: readonly FoundUpdate[],
  undated: number,
): { updates: PreparedUpdate[]; leftOut: LeftOut[] } {
  const leftOut: LeftOut[] = []
  const usable: FoundUpdate[] = []
  for (const update of found) {
    const why = whyNot(update, usable.length)
    if (why) leftOut.push({ why, label: labelOf(update) })
    else usable.push(update)
  }
  const ordered = inOrder(usable)
  const times = timesOf(ordered, undated)
  const keys = keysOf(ordered)
  const updates = ordered.map((update, i) => ({
    ...update,
    key: keys[i] ?? '',
    publishedAt: times[i] ?? undated,
    label: labelOf(update),
  }))
  return { updates, leftOut }
}

function whyNot({ words, body }: FoundUpdate, already: number): LeftOut['why'] | undefined {
  if (!/[^\s\p{Cf}\p{Z}]/u.test(words)) return 'empty_update'
  if (body.length > LONGEST) return 'long_update'
  return already >= MOST ? 'many_updates' : undefined
}

function labelOf({ words }: FoundUpdate): string {
  const characters = [...words.slice(0, 2 * FIRST_WORDS + 2)]
  return characters.length > FIRST_WORDS ? `${characters.slice(0, FIRST_WORDS - 1).join('')}…` : characters.join('')
}

type Numbered = FoundUpdate & { number: number }

/** Of two under one number the older comes first: in a post that is newest first, the lower one. */
function inOrder(found: FoundUpdate[]): FoundUpdate[] {
  const numbered = found.filter((update): update is Numbered => update.number !== null)
  const falls = numbered.filter(({ number }, i) => number < (numbered[i - 1]?.number ?? 0)).length
  if (falls > (numbered.length - 1) / 2) numbered.reverse()
  return [...numbered.sort((a, b) => a.number - b.number), ...found.filter(({ number }) => number === null)]
}

function timesOf(ordered: FoundUpdate[], undated: number): number[] {
  let latest = undated
  return ordered
    .toReversed()
    .map(({ number, at }) => {
      if (number !== null && at !== undefined) latest = Math.min(latest, at)
      return at ?? (number === null ? undated : latest)
    })
    .reverse()
}

/** By the number, of notes and of a number's second update by the words: other updates may come to stand before them. */
function keysOf(ordered: FoundUpdate[]): string[] {
  const taken = new Map<string, number>()
  const next = (key: string) => {
    const times = (taken.get(key) ?? 0) + 1
    taken.set(key, times)
    return times
  }
  return ordered.map(({ number, words }) => {
    const name = number === null ? 'note' : String(number)
    if (number !== null && next(name) === 1) return name
    const worded = `${name}-${createHash('sha256').update(words).digest('base64url').slice(0, 16)}`
    const times = next(worded)
    return times === 1 ? worded : `${worded}-${times}`
  })
}
