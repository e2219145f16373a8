import type { ClaimStatus, UpdateKind } from '../../../db/tables.ts'
import { type Block, blocksOf, type Run, slice, slices, textOf } from './blocks.ts'
import { withoutFootnotes } from './footnotes.ts'
import { markdownOf } from './markdown.ts'
import { type Mark, markAt, notesIn } from './update-marks.ts'

/** An update that stands in the text of a post. */
export interface FoundUpdate {
  /** As the post numbers it; null for a note without a number. */
  number: number | null
  kind: UpdateKind
  status: ClaimStatus | null
  /** Markdown. */
  body: string
  /** Without marks, on one line. */
  words: string
  paragraphs: number
  /** Epoch ms, where the post says it. */
  at: number | undefined
  /** The words of the post that a note stands behind; the text around the seam, `lead` of it before, tells repeated words apart. */
  passage: { exact: string; seam: string; lead: number } | null
}

/** As much of the paragraph before a note as it is anchored to. */
const LONGEST_PASSAGE = 300
const SEAM = 40
/** Enough to hold that, and a footnote in the midst of it. */
const AROUND = 600

/**
 * Finds the updates of a post in its sanitised HTML, in reading order: numbered ones at the start of a paragraph, bold,
 * a heading or a list item, with what belongs to them, and notes without a number inside what they amend. What is
 * quoted is another's. Takes time in proportion to the text.
 */
export function findUpdates(html: string, now: number): FoundUpdate[] {
  const blocks = blocksOf(html).flatMap((block) => byLines(block, now))
  const starts = blocks.flatMap((block, index): Start[] => {
    const mark = mayBegin(block) ? markAt(textOf(block.runs), boldAt(block), now) : undefined
    return mark && (mark.number !== null || isTop(block)) ? [{ index, mark, block }] : []
  })
  const ends = endsOf(blocks, starts)
  const found: { index: number; updates: FoundUpdate[] }[] = []
  const owned = new Set<Block>()
  starts.forEach(({ index, mark, block }, i) => {
    const own = [{ ...block, runs: withoutMark(block.runs, mark) }, ...blocks.slice(index + 1, ends[i])]
    for (const one of blocks.slice(index, ends[i])) owned.add(one)
    found.push({ index, updates: [foundOf(mark, own, null)] })
  })
  blocks.forEach((block, index) => {
    if (!owned.has(block) && holdsNotes(block)) found.push({ index, updates: notesOf(block, now) })
  })
  return found.sort((a, b) => a.index - b.index).flatMap(({ updates }) => updates)
}

interface Start {
  index: number
  block: Block
  mark: Mark
}

function isTop({ within }: Block): boolean {
  return within.length === 0
}

function isQuoted({ within }: Block): boolean {
  return within.some(({ name }) => name === 'blockquote')
}

function mayBegin(block: Block): boolean {
  return (block.kind === 'paragraph' || block.kind === 'heading') && !isQuoted(block)
}

function holdsNotes(block: Block): boolean {
  return (block.kind === 'paragraph' || block.kind === 'other') && !isQuoted(block)
}

/** How many characters at its start are bold, or a heading's. */
function boldAt({ kind, runs }: Block): number {
  const plain = kind === 'heading' ? -1 : runs.findIndex((run) => !run.strong && run.text.trim())
  return textOf(plain < 0 ? runs : runs.slice(0, plain)).trimEnd().length
}

/** Cuts a paragraph where a line of it begins another numbered update. */
function byLines(block: Block, now: number): Block[] {
  const text = textOf(block.runs)
  if (!mayBegin(block) || !text.includes('\n')) return [block]
  const cuts = [
    0,
    ...[...text.matchAll(/\n(?=\s?[[(]? ?(?:[a-z\d]{3,7} )?(?:updated?|correction|clarification|retraction)\b)/gi)].map(
      ({ index }) => index + 1,
    ),
  ]
  const real = cuts.filter((at) => at === 0 || typeof markAt(text.slice(at, at + 160), 0, now)?.number === 'number')
  if (real.length === 1) return [block]
  const lines = slices(
    block.runs,
    real.map((at, i) => [at, real[i + 1] ?? text.length]),
  )
  return lines.map((runs) => ({ ...block, runs }))
}

/**
 * Where each update ends. The last one of a run reaches to the end of the post, or to the next heading or line, if the
 * run follows the text and is not newest first; else the text follows it, and only its own paragraph and the quotes
 * right behind it are surely its own.
 */
function endsOf(blocks: Block[], starts: Start[]): number[] {
  const breaks = breaksOf(blocks, starts)
  const before = lengthsOf(blocks)
  let run: Series | undefined
  const following = followingOf(starts)
  return starts.map((start, i) => {
    const { index, block, mark } = start
    const next = starts[i + 1]?.index ?? blocks.length
    if (!isTop(block)) return endOf(blocks, index, next, (other) => other.within.at(-1) === block.within.at(-1))
    if (mark.number === null) return ownEnd(blocks, start, next)
    const stop = breaks[index] ?? blocks.length
    const series = { first: run?.first ?? index, last: mark.number, falls: run !== undefined && mark.number < run.last }
    const goesOn = isFollowed(series, following[i], stop)
    run = goesOn ? series : undefined
    const until = Math.min(next, stop)
    const isAtEnd = before(series.first) > before(blocks.length) - before(index + 1)
    return goesOn || takesRest(series, block, { isAtEnd, isEnded: stop < blocks.length })
      ? until
      : ownEnd(blocks, start, until)
  })
}

/** Numbered updates one behind the other: where they begin, the number they are at, and whether they go down. */
interface Series {
  first: number
  last: number
  falls: boolean
}

/** Numbers that went down and go up again are another series, with the text of the post in between. */
function isFollowed({ last, falls }: Series, following: Start | undefined, stop: number): boolean {
  if (!following || !isTop(following.block) || stop < following.index) return false
  return !falls || (following.mark.number ?? 0) <= last
}

function takesRest(
  { falls }: Series,
  { kind }: Block,
  { isAtEnd, isEnded }: { isAtEnd: boolean; isEnded: boolean },
): boolean {
  return kind === 'heading' ? isEnded || isAtEnd : isAtEnd && !falls
}

/** How many characters stand before each block. */
function lengthsOf(blocks: Block[]): (index: number) => number {
  let sum = 0
  const sums = blocks.map(({ runs }) => {
    sum += textOf(runs).length
    return sum
  })
  return (index) => sums[index - 1] ?? 0
}

/** For each block the next one behind it that ends whatever it stands in: a line, or a heading that begins no update. */
function breaksOf(blocks: Block[], starts: Start[]): (number | undefined)[] {
  const begins = new Set(starts.map(({ index }) => index))
  const breaks: (number | undefined)[] = []
  let next: number | undefined
  for (let i = blocks.length - 1; i >= 0; i--) {
    breaks[i] = next
    if (blocks[i]?.kind === 'rule' || (blocks[i]?.kind === 'heading' && !begins.has(i))) next = i
  }
  return breaks
}

/** For each start the numbered one behind it. */
function followingOf(starts: Start[]): (Start | undefined)[] {
  const following: (Start | undefined)[] = []
  let next: Start | undefined
  for (let i = starts.length - 1; i >= 0; i--) {
    following[i] = next
    if (starts[i]?.mark.number !== null) next = starts[i]
  }
  return following
}

/** After its paragraph, or the one behind it if the mark stands alone, and the quotes right behind that. */
function ownEnd(blocks: Block[], { index, block, mark }: Start, until: number): number {
  const alone = !textOf(withoutMark(block.runs, mark)).trim()
  const from = alone && index + 1 < until && !isQuoted(blocks[index + 1] as Block) ? index + 1 : index
  return endOf(blocks, from, until, isQuoted)
}

function endOf(blocks: Block[], index: number, until: number, belongs: (block: Block) => boolean): number {
  let end = index + 1
  while (end < until && belongs(blocks[end] as Block)) end += 1
  return end
}

function withoutMark(runs: Run[], { length, bracket }: Mark): Run[] {
  const words = slice(runs, length)
  const text = textOf(words).trimEnd()
  return bracket && /[\])]$/.test(text) ? slice(words, 0, text.length - 1) : words
}

function notesOf(block: Block, now: number): FoundUpdate[] {
  const text = textOf(block.runs)
  const notes = notesIn(text, now)
  const worded = slices(
    block.runs,
    notes.map(({ from, to }) => [from, to]),
  )
  let behind = 0
  return notes.map((note, i) => {
    const exact = passageOf(withoutFootnotes(text.slice(behind, note.start)))
    behind = note.to
    const before = withoutFootnotes(text.slice(Math.max(0, note.start - AROUND), note.start)).slice(-SEAM)
    const after = withoutFootnotes(text.slice(note.start, note.from + AROUND)).slice(0, note.from - note.start + SEAM)
    const lead = before.trim().length
    const seam = (before + after).trim()
    const words = { kind: 'paragraph' as const, within: [], runs: worded[i] ?? [] }
    return foundOf(note, [words], exact.length < 3 ? null : { exact, seam, lead })
  })
}

/** The end of a long paragraph, from the beginning of a sentence if there is one. */
function passageOf(before: string): string {
  const text = before.trim()
  if (text.length <= LONGEST_PASSAGE) return text
  const end = text.slice(-LONGEST_PASSAGE)
  const cut = /[.!?…]["”’)\]]?\s+(?=\S)/.exec(end) ?? /\s+/.exec(end)
  return end.slice(cut ? cut.index + cut[0].length : 0).replace(/\p{Cs}/gu, '')
}

function foundOf(mark: Mark, blocks: Block[], passage: FoundUpdate['passage']): FoundUpdate {
  const { number, kind, status, at } = mark
  const worded = blocks.filter((block) => textOf(block.runs).trim())
  const words = worded
    .map(({ runs }) => textOf(runs))
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim()
  return { number, kind, status, at, passage, words, body: markdownOf(worded), paragraphs: worded.length }
}
