import { type NoteEnds, noteEnds, noteReference, notesSection } from '../../text/footnotes.ts'
import { piecesOf } from '../../text/tags.ts'

/** What may stand in the words of a paragraph; any other tag ends them. */
const INLINE = new Set('a em strong code br del sup sub b i u s cite q abbr mark small time ins img'.split(' '))
/** Where parentheses are not the writer's marks. */
const CLOSED = new Set(['a', 'code', 'pre'])
const VOID = new Set(['br', 'img'])
/** The ids of a story's notes begin with it; those of its updates are longer. */
const KEY = 'story'

interface Note {
  start: number
  end: number
  /** Inline HTML. */
  words: string
}

/**
 * An article with the footnotes that stand in its words `((like this))` at its end, as in an update. One that begins in a
 * link or in code, reaches past its paragraph or cuts a tag in two stays as typed. Takes time in proportion to the text.
 *
 * @param html sanitised.
 * @returns `notes` in their order, as HTML.
 */
export function withFootnotes(html: string): { html: string; notes: string[] } {
  const found = notesIn(html)
  const notes = found.map(({ words }) => words)
  if (notes.length === 0) return { html, notes }
  let out = ''
  let at = 0
  found.forEach(({ start, end }, i) => {
    out += html.slice(at, start).trimEnd() + noteReference(KEY, i + 1)
    at = end
  })
  return { html: out + html.slice(at) + notesSection(KEY, notes), notes }
}

/** The words of a paragraph as they stand once the footnotes are at the end of the article. */
export function withoutFootnotes(text: string): string {
  let out = ''
  let at = 0
  for (const { start, end } of notesIn(text)) {
    out += text.slice(at, start).trimEnd()
    at = end
  }
  return out + text.slice(at)
}

function notesIn(html: string): Note[] {
  let ends = noteEnds()
  const byStart = new Map<number, number>()
  let at = 0
  let closed = 0
  for (const { text, name, closes } of piecesOf(html)) {
    if (!name && closed === 0) hear(ends, text, at, byStart)
    if (name && !INLINE.has(name)) ends = noteEnds()
    if (CLOSED.has(name)) closed = Math.max(0, closed + (closes ? -1 : 1))
    at += text.length
  }
  return outermost(html, byStart)
}

function hear(ends: NoteEnds, text: string, from: number, byStart: Map<number, number>): void {
  for (let i = 0; i < text.length; i++) {
    const start = ends(text[i], from + i)
    if (start !== undefined) byStart.set(start, from + i + 1)
  }
}

function outermost(html: string, byStart: Map<number, number>): Note[] {
  let behind = 0
  return [...byStart]
    .sort(([a], [b]) => a - b)
    .flatMap(([start, end]): Note[] => {
      if (start < behind) return []
      behind = end
      const words = html.slice(start + 2, end - 2).trim()
      return words && isWhole(words) ? [{ start, end, words }] : []
    })
}

function isWhole(words: string): boolean {
  const open: string[] = []
  for (const { name, closes } of piecesOf(words)) {
    if (!name || VOID.has(name)) continue
    if (!closes) open.push(name)
    else if (open.pop() !== name) return false
  }
  return open.length === 0
}
