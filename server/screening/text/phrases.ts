import type { ScreeningPassage } from '../../../db/tables.ts'
import { fold, hasStrangeCapitals, type Letter, runsOf, type Unit } from './fold.ts'
import { searcher } from './trie.ts'

/** Shorter words are not looked for in letters that were taken apart: too many others would be read into them. */
const LEAST_JOINED = 3
/** So many of one letter in a row are one that was stretched; two are how a word is spelled. */
const STRETCHED = 3

interface Phrase {
  units: Unit[]
  /** Whether a word may go on before it, or after it. */
  opensBefore: boolean
  opensAfter: boolean
  /** Whether there is a letter in it, and not figures alone. */
  hasLetter: boolean
}

/** A text made ready to be searched by any number of lists. */
export interface Prepared {
  words: Piece[]
  /** Letters that gaps part from each other, put together. */
  joined: Piece[]
}

interface Piece {
  letters: readonly Letter[]
  units: readonly Unit[]
  symbols: readonly number[]
  /** `words`: as they stand. `apart`: single letters; a phrase may begin at any. `chunk`: it must be all of it. */
  how: 'words' | 'apart' | 'chunk'
}

/** Finds phrases in texts. A phrase that ends in `*` also stands for words that begin with it, and the other way round. */
export type PhraseFinder = (text: Prepared) => ScreeningPassage[]

export function phraseFinder(list: readonly string[]): PhraseFinder {
  const spaced = list.map((one) => phraseOf(one, false)).filter((one) => one.units.length > 0)
  const close = list.map((one) => phraseOf(one, true)).filter((one) => one.units.length >= LEAST_JOINED)
  const search = searcher(spaced.map(symbolsOf))
  const searchClose = searcher(close.map(symbolsOf))
  return ({ words, joined }) => {
    const found: ScreeningPassage[] = []
    const note = (phrases: readonly Phrase[], piece: Piece) => (entry: number, last: number) => {
      const phrase = phrases[entry]
      const passage = phrase && passageAt(phrase, piece, last)
      if (passage) found.push(passage)
    }
    for (const piece of words) search(piece.symbols, note(spaced, piece))
    for (const piece of joined) searchClose(piece.symbols, note(close, piece))
    return merged(found)
  }
}

/** Whether something of a phrase is left to be looked for. */
export function isPhrase(text: string): boolean {
  return phraseOf(text, false).units.length > 0
}

export function prepare(text: string): Prepared {
  const ways = hasStrangeCapitals(text) ? (['as-they-are', 'as-they-look'] as const) : (['as-they-are'] as const)
  const read = ways.map((capitals) => fold(text, capitals))
  return { words: read.map((letters) => pieceOf(letters, 'words')), joined: read.flatMap(joinedOf) }
}

function pieceOf(letters: readonly Letter[], how: Piece['how']): Piece {
  const units = runsOf(letters)
  return { letters, units, symbols: units.map(({ look }) => look), how }
}

function phraseOf(text: string, isClose: boolean): Phrase {
  const words = text.trim()
  let letters = fold(words.replace(/^\*+|\*+$/g, ''), 'as-they-are')
  if (isClose) letters = letters.filter(({ kind }) => kind !== 'gap')
  while (letters[0]?.kind === 'gap') letters.shift()
  while (letters.at(-1)?.kind === 'gap') letters.pop()
  return {
    units: runsOf(letters),
    opensBefore: words.startsWith('*'),
    opensAfter: words.endsWith('*'),
    hasLetter: letters.some(({ kind }) => kind === 'letter'),
  }
}

function symbolsOf({ units }: Phrase): number[] {
  return units.map(({ look }) => look)
}

function passageAt(phrase: Phrase, piece: Piece, lastUnit: number): ScreeningPassage | undefined {
  const there = piece.units.slice(lastUnit - phrase.units.length + 1, lastUnit + 1)
  const isThere = there.every((unit, i) => isSame(unit.letters, phrase.units[i]?.letters ?? []))
  if (!isThere && !isMultiplied(there, phrase.units)) return undefined
  const figuresOnly = there.every(({ letters }) => letters.every(({ kind }) => kind !== 'letter'))
  if (phrase.hasLetter === figuresOnly) return undefined
  const first = there[0]
  const last = there.at(-1)
  if (!first || !last) return undefined
  const end = last.first + last.letters.length - 1
  if (!isWhole(phrase, piece, first.first, end)) return undefined
  const from = piece.letters[first.first]
  const to = piece.letters[end]
  return from && to && { start: from.start, end: to.end }
}

function isSame(there: readonly Letter[], wanted: readonly Letter[]): boolean {
  if (there.length === wanted.length) return there.every(({ sure }, i) => mayBe(sure, wanted[i]?.sure ?? -1))
  const isStretched = there.length >= STRETCHED && there.length > wanted.length
  return isStretched && there.every(({ sure }) => wanted.some((one) => mayBe(sure, one.sure)))
}

/** Whether every letter is written twice, or so many times, as one alone would be by the way a word is spelled. */
function isMultiplied(there: readonly Unit[], wanted: readonly Unit[]): boolean {
  const times = (there[0]?.letters.length ?? 0) / (wanted[0]?.letters.length ?? 1)
  if (wanted.length < LEAST_JOINED || times < 2) return false
  return there.every(({ letters }, i) => {
    const one = wanted[i]?.letters ?? []
    const isGap = letters[0]?.kind === 'gap'
    return (
      letters.length === (isGap ? 1 : times * one.length) &&
      letters.every(({ sure }) => mayBe(sure, one[0]?.sure ?? -1))
    )
  })
}

function mayBe(one: number, other: number): boolean {
  return one === 0 || other === 0 || one === other
}

/** Whether it is words of their own, and no part of longer ones; of scripts without spaces, nobody can tell. */
function isWhole({ opensBefore, opensAfter }: Phrase, { letters, how }: Piece, first: number, last: number): boolean {
  if (how === 'apart') return true
  const isFree = (at: number, beside: number) =>
    letters[at]?.isWide === true ||
    letters[beside] === undefined ||
    (how === 'words' && letters[beside]?.kind !== 'letter')
  return (opensBefore || isFree(first, first - 1)) && (opensAfter || isFree(last, last + 1))
}

/** Letters with a gap after each, and words with something inside that is no white space, each put together. */
function joinedOf(letters: readonly Letter[]): Piece[] {
  const tokens = tokensOf(letters)
  const pieces: Piece[] = []
  const take = (from: number, to: number, how: Piece['how']) => {
    const joined = tokens.slice(from, to).flatMap((token) => token.letters)
    if (to - from > 1 && joined.length >= LEAST_JOINED) pieces.push(pieceOf(joined, how))
  }
  let apart = 0
  let chunk = 0
  tokens.forEach((token, i) => {
    if (!token.isSingle) {
      take(apart, i, 'apart')
      apart = i + 1
    }
    if (token.isWideBefore) {
      take(chunk, i, 'chunk')
      chunk = i
    }
  })
  take(apart, tokens.length, 'apart')
  take(chunk, tokens.length, 'chunk')
  return pieces
}

interface Token {
  letters: Letter[]
  isSingle: boolean
  /** Whether white space parts it from the one before. */
  isWideBefore: boolean
}

function tokensOf(letters: readonly Letter[]): Token[] {
  const tokens: Token[] = []
  let isNew = true
  let isWideBefore = true
  for (const letter of letters) {
    if (letter.kind === 'gap') {
      isNew = true
      isWideBefore = letter.isWide
      continue
    }
    const last = tokens.at(-1)
    if (isNew || !last) tokens.push({ letters: [letter], isSingle: true, isWideBefore })
    else {
      last.isSingle &&= letter.isWide || last.letters.every(({ look }) => look === letter.look)
      last.letters.push(letter)
    }
    isNew = false
  }
  return tokens
}

/** In order, those that overlap as one. */
function merged(found: ScreeningPassage[]): ScreeningPassage[] {
  const sorted = found.toSorted((a, b) => a.start - b.start || b.end - a.end)
  const passages: ScreeningPassage[] = []
  for (const { start, end } of sorted) {
    const last = passages.at(-1)
    if (last && start < last.end) last.end = Math.max(last.end, end)
    else passages.push({ start, end })
  }
  return passages
}
