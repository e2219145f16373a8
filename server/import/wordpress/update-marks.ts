import type { ClaimStatus, UpdateKind } from '../../../db/tables.ts'
import { writtenTimeOf } from './dates.ts'

/** What stands at the head of an update. */
export interface Mark {
  number: number | null
  kind: UpdateKind
  status: ClaimStatus | null
  /** Epoch ms; undefined when no whole date is given. */
  at: number | undefined
  /** Where the words begin. */
  length: number
  /** The bracket that the update stands in, if it ends with it. */
  bracket: string
}

const HEAD = /^\s?([[(]?) ?updated?(?![a-z]) ?(?:(?:#|no\.?|nr\.?)? ?(\d{1,4})(?!\d)|\((\d{1,3})\))?/i
const ROMAN = /^\s?([[(]?) ?(?:Update|UPDATE) ([IVX]{1,6})(?![\p{L}\p{N}'’])/u
const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth']
const ORDINAL = new RegExp(`^\\s?([[(]?) ?(${ORDINALS.join('|')}|\\d{1,2}(?:st|nd|rd|th)) update(?![a-z])`, 'i')
/** What can stand at the head without the word “update”: only with a capital letter, and before a colon. */
const ALONE =
  /^\s?([[(]?) ?(Correction|Clarification|Editor[’']s [Nn]ote|Retraction|CORRECTION|CLARIFICATION|EDITOR[’']S NOTE|RETRACTION)(?: ?#?(\d{1,3})(?!\d))?/
const LABEL = /^ ?[([]([^()[\]\n]{1,60})[)\]]/
const END = /^ ?(?::|[.](?=\s|$)|[—–-]{1,3}(?=\s|$)|[\])](?=[\s:—–-]|$))[ :—–-]*/

/**
 * What is at the start of a paragraph: `UPDATE 3:`, `Update #3 —`, `[Update 3]`, `Update 3 (9 Feb 2012):`; `Update III —`, `Second update:`;
 * without a number only before a colon, and with a capital letter, also `Correction:` and other kinds by themselves.
 *
 * @param strong how many characters at the start are bold, without the space after them: `Update 3` needs no colon then, nor as a heading.
 * @param now epoch ms; later dates are none.
 */
export function markAt(text: string, strong: number, now: number): Mark | undefined {
  const head = headAt(text)
  if (!head) return undefined
  const label = LABEL.exec(text.slice(head.length, head.length + 64))
  const known = label?.[1] === undefined ? undefined : labelled(label[1].trim(), now)
  const at = head.length + (label?.[0].length ?? 0)
  const end = END.exec(text.slice(at, at + 12))?.[0] ?? ''
  if (!head.ends.test(end) && !(head.mayStandOut && standsOut(text, [head.length, at], strong))) return undefined
  // Words in brackets that say nothing we know belong to the update.
  const length = label && !known ? head.length : at + end.length
  const bracket = /[\])]/.test(end) ? '' : head.bracket
  const said = saying(known, text.slice(length, length + 40))
  return { number: head.number, length, bracket, ...said, kind: head.kind ?? said.kind }
}

interface Head {
  length: number
  bracket: string
  number: number | null
  kind?: UpdateKind | undefined
  /** What has to follow it, so that it is no sentence about an update; or it stands out by being bold or alone. */
  ends: RegExp
  mayStandOut: boolean
}

const COLON = /:/
const COLON_OR_DASH = /[:—–-]/
const ANY = /./s

/** The words at the start that can be the head of an update, the more telling ones first. */
function headAt(text: string): Head | undefined {
  const [alone, ordinal, roman] = [ALONE.exec(text), ORDINAL.exec(text), ROMAN.exec(text)]
  if (alone) {
    const kind = KINDS.find(([form]) => form.test(alone[2] ?? ''))?.[1]
    const number = alone[3] === undefined ? null : Number(alone[3])
    return { ...found(alone), number, kind, ends: COLON, mayStandOut: false }
  }
  if (ordinal && /^[\s[(]*[\dA-Z]/.test(text))
    return { ...found(ordinal), number: ordinalOf(ordinal[2] ?? ''), ends: COLON_OR_DASH, mayStandOut: true }
  const romanNumber = romanOf(roman?.[2] ?? '')
  if (roman && romanNumber !== undefined)
    return { ...found(roman), number: romanNumber, ends: COLON_OR_DASH, mayStandOut: true }
  const head = HEAD.exec(text)
  if (!head) return undefined
  const number = head[2] ?? head[3]
  if (number !== undefined) return { ...found(head), number: Number(number), ends: ANY, mayStandOut: true }
  return /^\s?[[(]? ?U/.test(text) ? { ...found(head), number: null, ends: COLON, mayStandOut: false } : undefined
}

function found(head: RegExpExecArray): Pick<Head, 'length' | 'bracket'> {
  return { length: head[0].length, bracket: head[1] ?? '' }
}

function ordinalOf(word: string): number {
  return ORDINALS.indexOf(word.toLowerCase()) + 1 || Number.parseInt(word, 10)
}

const ONES = ['', 'I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX']

/** Up to 39, in the usual spelling; undefined for what is none. */
function romanOf(word: string): number | undefined {
  const tens = /^X{0,3}(?!X)/.exec(word)?.[0].length ?? 0
  const ones = ONES.indexOf(word.slice(tens))
  // IX begins with no ten.
  return word === '' || ones < 0 ? undefined : tens * 10 + ones
}

/** Whether a mark without a colon is the only thing in its paragraph, or the only thing in bold at its start. */
function standsOut(text: string, ends: number[], strong: number): boolean {
  return (
    (ends.at(-1) ?? 0) >= text.trimEnd().length || ends.some((end) => text.slice(0, end).trimEnd().length === strong)
  )
}

function saying(label: Said | undefined, start: string): Pick<Mark, 'kind' | 'status' | 'at'> {
  const says = saidAt(start)
  const { kind = says.kind, status = says.status, at } = label ?? {}
  return { kind: kind ?? 'update', status: status ?? null, at }
}

const KINDS: [RegExp, UpdateKind][] = [
  [/^see also$/i, 'see_also'],
  [/^correct(?:ion|ed)$/i, 'correction'],
  [/^clarification$/i, 'clarification'],
  [/^editor[’']s note$/i, 'editors_note'],
  [/^retract(?:ion|ed)$/i, 'retraction'],
]
const STATUSES: [RegExp, ClaimStatus][] = [
  [/^rumou?r$/i, 'rumour'],
  [/^reported$/i, 'reported'],
  [/^confirmed$/i, 'confirmed'],
  [/^denied$/i, 'denied'],
  [/^disputed$/i, 'disputed'],
]

interface Said {
  kind?: UpdateKind | undefined
  status?: ClaimStatus | undefined
  at?: number | undefined
}

/** What the words in brackets after the number are; undefined when they are something else, and part of the update. */
function labelled(label: string, now: number): Said | undefined {
  const said = { ...named(label), at: writtenTimeOf(label, now) }
  return said.kind || said.status || said.at !== undefined ? said : undefined
}

/** Only what stands as a label, before a colon or a dash or alone: in a sentence the same words can mean anything. */
function saidAt(start: string): Said {
  if (/^see also\b/i.test(start)) return { kind: 'see_also' }
  return named(/^([a-z’' ]{3,20}?) ?(?::|[—–-](?=\s)|$)/i.exec(start)?.[1] ?? '')
}

function named(words: string): Said {
  return {
    kind: KINDS.find(([form]) => form.test(words))?.[1],
    status: STATUSES.find(([form]) => form.test(words))?.[1],
  }
}

/** A note within a paragraph: after the end of a sentence, in brackets, or on a line of its own. */
export interface Note extends Mark {
  /** Where the passage before it ends, and where its own words begin and end. */
  start: number
  from: number
  to: number
}

const NOTES =
  /(?:(?:^|[.!?…:;)\]"”’»])\s+|\n|\s[—–-]+\s|[([]|^)(?=(?:Updated?|UPDATED?|(?:[A-Z][a-z]{3,6}|\d{1,2}(?:st|nd|rd|th)) [Uu]pdate|C(?:orrection|larification|ORRECTION|LARIFICATION)|E(?:ditor|DITOR)[’'][sS] (?:[Nn]ote|NOTE)|R(?:etraction|ETRACTION))(?: ?(?:\d{1,4}|[IVX]{1,6}))?(?: \([^()\n]{1,60}\))?:)/g

/** The notes within a paragraph, in their order. Takes time in proportion to the text. */
export function notesIn(text: string, now: number): Note[] {
  const notes: Note[] = []
  const found = [...text.matchAll(NOTES)]
  found.forEach((match, i) => {
    const until = found[i + 1]?.index ?? text.length
    const open = match.index + match[0].length
    if (open < (notes.at(-1)?.to ?? 0)) return
    const mark = markAt(text.slice(open, Math.min(open + 160, until)), 0, now)
    if (!mark) return
    const isBracketed = /[([]$/.test(match[0])
    const from = open + mark.length
    const to = isBracketed ? closing(text, from, until) : until
    const start = isBracketed ? match.index : match.index + match[0].trimEnd().length
    notes.push({ ...mark, start, from, to })
  })
  return notes
}

function closing(text: string, from: number, until: number): number {
  let depth = 1
  for (let at = from; at < until; at++) {
    if (/[([]/.test(text[at] ?? '')) depth += 1
    else if (/[)\]]/.test(text[at] ?? '') && --depth === 0) return at
  }
  return until
}
