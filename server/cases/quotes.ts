import { LRUCache } from 'lru-cache'
import type { Quotation } from '../../db/tables.ts'
import { findApproximate } from './approximate.ts'

const CONTEXT = 64

/** Characters that typography, keyboards and editors exchange for one another. */
const same: Record<string, string> = {
  ...Object.fromEntries(Array.from('‘’‚‛′´`ʼ׳', (mark) => [mark, "'"])),
  ...Object.fromEntries(Array.from('“”„‟«»″״「」『』〝〟', (mark) => [mark, '"'])),
  ...Object.fromEntries(Array.from('‐‑‒–—―−־', (dash) => [dash, '-'])),
  İ: 'i',
}
/**
 * What changes no word: soft hyphens, zero-width and direction marks; the points of Hebrew, the vowel marks and
 * lengthening strokes of Arabic, which most writers leave out.
 */
const UNSEEN =
  /[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0640\u064b-\u0652\u0656-\u065f\u0670\u06d6-\u06dc]/gu

export interface Folded {
  text: string
  /** For each UTF-16 unit of `text`, where it came from in the original; one more at the end. */
  from: number[]
}

/** No character may grow beyond this when it is folded: some single ones stand for whole phrases. */
const LONGEST_FOLD = 4

/**
 * Folds what a quotation may differ in and still be the same words: letter case, compatibility forms, accents written
 * as one character or two, kinds of quotation marks and dashes, ellipses, runs of white space, optional vowel marks.
 * Takes time in proportion to the text.
 */
export function fold(original: string): Folded {
  const known = new Map<number, string>()
  const from: number[] = []
  let text = ''
  let afterSpace = true
  for (let at = 0; at < original.length; ) {
    const point = original.codePointAt(at) as number
    let folded = known.get(point)
    if (folded === undefined) {
      folded = foldCharacter(String.fromCodePoint(point))
      known.set(point, folded)
    }
    if (afterSpace && folded.startsWith(' ')) folded = folded.slice(1)
    for (let i = 0; i < folded.length; i++) from.push(at)
    if (folded !== '') afterSpace = folded.endsWith(' ')
    text += folded
    at += point > 0xffff ? 2 : 1
  }
  if (afterSpace && text !== '') {
    text = text.slice(0, -1)
    from.pop()
  }
  from.push(original.trimEnd().length)
  return { text, from }
}

function foldCharacter(character: string): string {
  if (/\s/.test(character)) return ' '
  const plain = same[character]
  if (plain) return plain
  // Upper case first: it makes `ß` the `SS` of capitals, and all forms of sigma one.
  const folded = character.normalize('NFKD').toUpperCase().toLowerCase().replace(UNSEEN, '')
  if (folded.length > LONGEST_FOLD) return character
  return Array.from(folded, (part) => (/\s/.test(part) ? ' ' : (same[part] ?? part))).join('')
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

/** Shorter words stand, a little different, in every text. */
const SHORTEST_FUZZY = 12
/**
 * A quarter of the characters less two: with this, a sentence of another text in the same language and manner is absent,
 * also from a book; of shorter words something like them stands in many.
 */
function mostErrors(length: number): number {
  return length < SHORTEST_FUZZY ? 0 : Math.floor(length / 4) - 2
}

/**
 * Finds a quotation in a text: exactly, else by its folded form, else the passage that differs least from it, within
 * a limit. Of several places the one nearest to `near` is taken.
 *
 * @param near offset in UTF-16 units in `text` where the reader selected it.
 * @returns offsets in `text`, with up to 64 characters before and after (W3C Web Annotation, TextQuoteSelector);
 * neither parts a surrogate pair. A `fuzzy` match covers whole words; its `score` is the share of the quotation that
 * stands there, under 1.
 */
export function findQuotation(text: string, quoted: string, near = 0): Quotation {
  const words = quoted.replace(/\p{Cs}/gu, '')
  const exactAt = nearest(text, words, near)
  if (exactAt !== undefined && words !== '') return quotation('exact', text, exactAt, exactAt + words.length)
  const hay = foldedText(text)
  const needle = fold(words).text
  if (needle === '') return absent(quoted)
  const foldedNear = Math.max(
    hay.from.findIndex((original) => original >= near),
    0,
  )
  const at = nearest(hay.text, needle, foldedNear)
  if (at !== undefined) return quotation('normalised', text, hay.from[at] ?? 0, endOf(text, hay, at + needle.length))
  const limit = mostErrors(needle.length)
  const found = limit > 0 ? findApproximate(hay.text, needle, limit, foldedNear) : undefined
  if (!found) return absent(quoted)
  const [start, end] = wholeWords(text, hay.from[found.start] ?? 0, endOf(text, hay, found.end))
  const score = Math.floor((1 - found.errors / needle.length) * 100) / 100
  return { ...quotation('fuzzy', text, start, end), score }
}

function absent(quoted: string): Quotation {
  return { how: 'absent', score: null, exact: quoted, prefix: '', suffix: '', start: null, end: null }
}

/** The end in the original of a folded match: right after the last character it covers, with the marks on it. */
function endOf(text: string, hay: Folded, foldedEnd: number): number {
  const last = hay.from[foldedEnd - 1] ?? 0
  const character = /^.\p{Mn}*/su.exec(text.slice(last, last + 2 * CONTEXT))?.[0] ?? ''
  return last + character.length
}

const wordsIn = new Intl.Segmenter(undefined, { granularity: 'word' })

/** Widens a place to whole words, also of scripts without spaces, and leaves the white space at its ends out. */
function wholeWords(text: string, start: number, end: number): [number, number] {
  const base = onPairs(text, Math.max(0, start - CONTEXT))
  const around = wordsIn.segment(text.slice(base, end + CONTEXT))
  const first = around.containing(start - base)
  const last = around.containing(end - 1 - base)
  const from = first?.isWordLike ? base + first.index : start
  const until = last?.isWordLike ? base + last.index + last.segment.length : end
  const passage = text.slice(from, until)
  return [until - passage.trimStart().length, from + passage.trimEnd().length]
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

function quotation(how: 'exact' | 'normalised' | 'fuzzy', text: string, start: number, end: number): Quotation {
  return {
    how,
    score: null,
    exact: text.slice(start, end),
    prefix: text.slice(onPairs(text, Math.max(0, start - CONTEXT)), start),
    suffix: text.slice(end, onPairs(text, end + CONTEXT)),
    start,
    end,
  }
}

/** An offset moved out of the middle of a surrogate pair. */
function onPairs(text: string, at: number): number {
  return (text.codePointAt(at - 1) ?? 0) > 0xffff ? at + 1 : at
}
