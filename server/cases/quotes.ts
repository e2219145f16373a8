import { LRUCache } from 'lru-cache'
import type { Quotation } from '../../db/tables.ts'

const CONTEXT = 64

/** Characters that typography, keyboards and editors exchange for one another. */
const same: Record<string, string> = {
  '‘': "'",
  '’': "'",
  '‚': "'",
  '‛': "'",
  '′': "'",
  '´': "'",
  '`': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '‟': '"',
  '«': '"',
  '»': '"',
  '″': '"',
  '‐': '-',
  '‑': '-',
  '‒': '-',
  '–': '-',
  '—': '-',
  '―': '-',
  '−': '-',
}
/** Soft hyphens and zero-width characters change no word. */
const UNSEEN = /[\u00ad\u200b-\u200d\u2060\ufeff]/

export interface Folded {
  text: string
  /** For each UTF-16 unit of `text`, where it came from in the original; one more at the end. */
  from: number[]
}

/** No character may grow beyond this when it is folded: some single ones stand for whole phrases. */
const LONGEST_FOLD = 4

/**
 * Folds what a quotation may differ in and still be the same words: letter case, compatibility forms, kinds of
 * quotation marks and dashes, ellipses, runs of white space. Takes time in proportion to the text.
 */
export function fold(original: string): Folded {
  const units: string[] = []
  const from: number[] = []
  let afterSpace = true
  let at = 0
  for (const character of original) {
    for (const unit of foldCharacter(character)) {
      if (unit === ' ' && afterSpace) continue
      afterSpace = unit === ' '
      units.push(unit)
      for (let i = 0; i < unit.length; i++) from.push(at)
    }
    at += character.length
  }
  if (afterSpace && units.pop() !== undefined) from.pop()
  from.push(original.trimEnd().length)
  return { text: units.join(''), from }
}

function foldCharacter(character: string): string {
  if (character >= 'a' && character <= 'z') return character
  if (UNSEEN.test(character)) return ''
  if (/\s/.test(character)) return ' '
  const plain = same[character]
  if (plain) return plain
  const folded = character.normalize('NFKC').toLowerCase()
  return folded.length > LONGEST_FOLD ? character : folded
}

/** Long texts are looked at again and again while a reader chooses a passage. */
const foldedTexts = new LRUCache<string, Folded>({ max: 8 })
const LONG = 10_000

function foldedText(text: string): Folded {
  if (text.length < LONG) return fold(text)
  const known = foldedTexts.get(text) ?? fold(text)
  foldedTexts.set(text, known)
  return known
}

/**
 * Finds a quotation in a text: exactly, else by its folded form. Of several places the one nearest to `near` is taken.
 *
 * @param near offset in UTF-16 units in `text` where the reader selected it.
 * @returns offsets in `text`, with up to 64 characters before and after (W3C Web Annotation, TextQuoteSelector).
 */
export function findQuotation(text: string, quoted: string, near = 0): Quotation {
  const exactAt = nearest(text, quoted, near)
  if (exactAt !== undefined) return quotation('exact', text, exactAt, exactAt + quoted.length)
  const hay = foldedText(text)
  const needle = fold(quoted).text
  const foldedNear = hay.from.findIndex((original) => original >= near)
  const at = needle === '' ? undefined : nearest(hay.text, needle, Math.max(foldedNear, 0))
  if (at === undefined) return { how: 'absent', exact: quoted, prefix: '', suffix: '', start: null, end: null }
  return quotation('normalised', text, hay.from[at] ?? 0, endOf(text, hay, at + needle.length))
}

/** The end in the original of a folded match: right after the last character it covers. */
function endOf(text: string, hay: Folded, foldedEnd: number): number {
  const last = hay.from[foldedEnd - 1] ?? 0
  return last + String.fromCodePoint(text.codePointAt(last) ?? 32).length
}

function nearest(text: string, words: string, near: number): number | undefined {
  const after = text.indexOf(words, Math.max(0, near - CONTEXT))
  const before = text.lastIndexOf(words, near)
  const places = [after, before].filter((place) => place >= 0)
  if (places.length === 0) {
    const any = text.indexOf(words)
    return any >= 0 ? any : undefined
  }
  return places.reduce((best, place) => (Math.abs(place - near) < Math.abs(best - near) ? place : best))
}

function quotation(how: 'exact' | 'normalised', text: string, start: number, end: number): Quotation {
  return {
    how,
    exact: text.slice(start, end),
    prefix: text.slice(Math.max(0, start - CONTEXT), start),
    suffix: text.slice(end, end + CONTEXT),
    start,
    end,
  }
}
