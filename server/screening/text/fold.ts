import unhomoglyph from 'unhomoglyph'

/**
 * One letter of a text as its look-alikes have it in common, or what parts two words.
 * `look` is the same for letters that are taken for each other (`i`, `l`, `1`); `sure` is the letter that it must be,
 * 0 where it may be any of those. Both are code points.
 */
export interface Letter {
  kind: 'letter' | 'figure' | 'gap'
  look: number
  sure: number
  /** Where it stands, in UTF-16 units of the text. */
  start: number
  end: number
  /** Of a gap: whether there is white space in it. Of a letter: whether its script writes without spaces. */
  isWide: boolean
}

const GAP = 32
const I = 'i'.charCodeAt(0)
const TILDED_N = 'ñ'.charCodeAt(0)
/** Figures and signs that stand in for letters. `1` may be i or l. */
const STAND_INS = new Map(
  [...'0o3e4a5s7t8b9g@a$s€e'].flatMap((sign, i, all) =>
    i % 2 === 0 ? [[sign, (all[i + 1] ?? '').charCodeAt(0)]] : [],
  ) as [string, number][],
)
const EITHER_I = new Set(['1', '!', '|'])
/** Signs that are letters only inside a word: at its end they are what they look like. */
const INNER = new Set(['!', '|'])
const OUTER = new Set(['@', '$', '€'])
/** Accents, points and harakat that readers do without; no mark that makes another letter of what it stands on. */
const LOOSE_MARKS = [
  [0x300, 0x36f],
  [0x591, 0x5c7],
  [0x64b, 0x655],
  [0x670, 0x670],
  [0x1ab0, 0x1aff],
  [0x20d0, 0x20ff],
  [0xfe20, 0xfe2f],
] as const
const TATWEEL = /\u0640/g
const UNSEEN = /\p{Default_Ignorable_Code_Point}|\u2800/gu
const SPACELESS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u
const LETTER = /[\p{L}\p{M}]/u
/** Capitals that may be other letters than they look like: `К` is `к`, which looks like no Latin letter. */
const STRANGE_CAPITAL = /(?!\p{Script=Latin})\p{Lu}/u
const CLUSTER = /[\s\S]\p{M}*/gu

/**
 * A text letter by letter, with what hides a word undone: case, accents, full width, look-alikes of other scripts,
 * figures for letters, characters that are not seen. Gaps stay, one for any run of them. Capitals are read as the small
 * letters that they are, or as those that they look like.
 */
export function fold(text: string, capitals: 'as-they-are' | 'as-they-look'): Letter[] {
  const letters: Letter[] = []
  for (const { 0: cluster, index } of text.matchAll(CLUSTER)) {
    const end = index + cluster.length
    const small = capitals === 'as-they-are' && STRANGE_CAPITAL.test(cluster) ? cluster.toLowerCase() : cluster
    for (const letter of lettersOf(small, text, index, end)) {
      const last = letters.at(-1)
      if (letter.kind !== 'gap' || last?.kind !== 'gap') letters.push(letter)
      else {
        last.end = end
        last.isWide ||= letter.isWide
      }
    }
  }
  return letters
}

/** Whether a text can be read in more than one way. */
export function hasStrangeCapitals(text: string): boolean {
  return STRANGE_CAPITAL.test(text)
}

function lettersOf(cluster: string, text: string, start: number, end: number): Letter[] {
  if (cluster.length === 1 && cluster < '\u0080') return [ascii(cluster, text, start, end, false)]
  const seen = cluster.replace(UNSEEN, '')
  if (seen === '') return []
  if (seen.normalize('NFC').toLowerCase() === 'ñ') return [letterOf(TILDED_N, start, end)]
  // Before other forms are undone: some look-alikes have one that looks otherwise. (The long s is an s all the same.)
  const [first = '', ...marks] = seen
  const like = first === 'ſ' ? '' : likeOf(first)
  if (LETTER.test(first) && /^[a-z]$/i.test(like) && marks.every((mark) => unlessLoose(mark) === ''))
    return [ascii(like, text, start, end, true)]
  const plain = seen
    .normalize('NFKC')
    .normalize('NFD')
    .replace(/\p{M}/gu, unlessLoose)
    .replace(TATWEEL, '')
    .normalize('NFC')
  // A mark alone, with nothing that it stands on.
  if (plain === '') return []
  return [...plain].flatMap((char) => other(char, text, start, end))
}

const likes = new Map<string, string>()

/** What a character looks like; remembered, since asking costs a search among thousands. */
function likeOf(char: string): string {
  const known = likes.get(char)
  if (known !== undefined) return known
  const like = char < '\u0080' ? char : unhomoglyph(char)
  if (likes.size > 20_000) likes.clear()
  likes.set(char, like)
  return like
}

function unlessLoose(mark: string): string {
  const code = mark.codePointAt(0) ?? 0
  return LOOSE_MARKS.some(([from, to]) => code >= from && code <= to) ? '' : mark
}

function other(char: string, text: string, start: number, end: number): Letter[] {
  if (char < '\u0080') return [ascii(char, text, start, end, true)]
  if (!LETTER.test(char)) {
    const like = likeOf(char)
    const isSign = /^[\w|!$@]$/.test(like) && !/[-_]/.test(like)
    return [isSign ? ascii(like, text, start, end, true) : gap(/\s/.test(char), start, end)]
  }
  // As capitals spell them; a Greek β is written for ß, and looks like it.
  const like = likeOf(char === 'ς' ? 'σ' : char)
    .normalize('NFD')
    .replace(/\p{M}/gu, unlessLoose)
    .replace(/^rn$/, 'm')
    .replace(/^[ßẞ]$/, 'ss')
  const isWord = like !== '' && [...like].every((one) => LETTER.test(one) || /\d/.test(one))
  return [...(isWord ? like : char).toLowerCase()].map((one) => {
    if (one < '\u0080') return ascii(one, text, start, end, true)
    return { ...letterOf(one.codePointAt(0) ?? 0, start, end), isWide: SPACELESS.test(char) }
  })
}

/** @param isAlike whether it is only like this character, as one of another script. */
function ascii(char: string, text: string, start: number, end: number, isAlike: boolean): Letter {
  if (/[a-z]/i.test(char)) return latin(char, text, [start, end], isAlike)
  const stands = EITHER_I.has(char) ? { look: I, sure: 0 } : standIn(char)
  const isMeant =
    !(INNER.has(char) || OUTER.has(char)) || (OUTER.has(char) ? isBeside(text, start, end) : isInside(text, start, end))
  if (stands && isMeant) return { kind: 'figure', ...stands, start, end, isWide: false }
  return gap(/\s/.test(char), start, end)
}

function latin(char: string, text: string, [start, end]: [number, number], isAlike: boolean): Letter {
  const lower = char.charCodeAt(0) | 32
  if (lower !== I && char !== 'l' && char !== 'L') return letterOf(lower, start, end)
  const isEither = (char === 'l' && isAlike) || (char === 'I' && (isAlike || isAmongSmall(text, start, end)))
  return { ...letterOf(I, start, end), sure: isEither ? 0 : lower }
}

function standIn(char: string): { look: number; sure: number } | undefined {
  const code = STAND_INS.get(char) ?? (/\d/.test(char) ? char.charCodeAt(0) : undefined)
  return code === undefined ? undefined : { look: code, sure: code }
}

function letterOf(code: number, start: number, end: number): Letter {
  return { kind: 'letter', look: code, sure: code, start, end, isWide: false }
}

function gap(isWide: boolean, start: number, end: number): Letter {
  return { kind: 'gap', look: GAP, sure: GAP, start, end, isWide }
}

/** A capital I between small letters is likely to be an l. */
function isAmongSmall(text: string, start: number, end: number): boolean {
  return /[a-z]/.test(text.charAt(start - 1)) || /[a-z]/.test(text.charAt(end))
}

function isInside(text: string, start: number, end: number): boolean {
  return isWordlike(text.charAt(start - 1)) && isWordlike(text.charAt(end))
}

function isBeside(text: string, start: number, end: number): boolean {
  return isWordlike(text.charAt(start - 1)) || isWordlike(text.charAt(end))
}

function isWordlike(char: string): boolean {
  return /[\p{L}\p{M}\p{N}\p{Cf}!|$@€]/u.test(char)
}

/** Letters in a row that look the same. */
export interface Unit {
  look: number
  letters: Letter[]
  /** Index of the first of them in the text. */
  first: number
}

export function runsOf(letters: readonly Letter[]): Unit[] {
  const units: Unit[] = []
  letters.forEach((letter, first) => {
    const last = units.at(-1)
    if (last?.look === letter.look) last.letters.push(letter)
    else units.push({ look: letter.look, letters: [letter], first })
  })
  return units
}
