import type { Env, MarkdownIt, StateCore, StateInline, Token } from 'markdown-it'

/** More than these stay as typed. */
const MOST_NOTES = 1_000
/** What markdown-it's own rules look for; a run without them, and without `(`, is plain words. */
const WORDS = /[^\n!#$%&(*+:<=>@[\\\]^_`{}~-]+/y

/** What the notes of one text are kept in while it is rendered. */
export type NotesEnv = Env & {
  /** Part of every id, so that several texts can stand in one page. */
  noteKey: string
  /** Words of the notes in their order, as typed. */
  notes: string[]
  /** Notes within a note stay as typed. */
  isInNote?: boolean
  /** Where each note of a block ends, by where it begins; of the block that is being read. */
  ends?: { src: string; byStart: Map<number, number> }
}

/**
 * Footnotes written `((like this))`: a raised number in the text, the words at the end, a link each way. Anywhere in
 * the text, also in block quotes; not in links, in code, or in one another. What has no end stays as typed.
 */
export function footnotes(md: MarkdownIt): void {
  // Of its own accord the parser runs over parentheses.
  md.inline.ruler.before('text', 'footnote', note)
  md.core.ruler.after('inline', 'footnotes', notesAtEnd)
  md.renderer.rules.footnote_ref = (tokens, at, _options, env) =>
    noteReference((env as NotesEnv).noteKey, numberOf(tokens[at]))
  md.renderer.rules.footnotes_open = () => SECTION.open
  md.renderer.rules.footnotes_close = () => SECTION.close
  md.renderer.rules.footnote_open = (tokens, at, _options, env) =>
    noteItem((env as NotesEnv).noteKey, numberOf(tokens[at])).open
  md.renderer.rules.footnote_close = (tokens, at, _options, env) =>
    noteItem((env as NotesEnv).noteKey, numberOf(tokens[at])).close
}

function numberOf(token: Token | undefined): number {
  return Number(token?.meta?.number)
}

/** The raised number that leads to a note. */
export function noteReference(noteKey: string, number: number): string {
  const id = `${noteKey}-${number}`
  return `<sup><a role="doc-noteref" href="#fn-${id}" id="fnref-${id}">${number}</a></sup>`
}

/** The notes at the end of a text, in their order, as HTML. */
export function notesSection(noteKey: string, notes: readonly string[]): string {
  const items = notes.map((words, i) => {
    const { open, close } = noteItem(noteKey, i + 1)
    return open + words + close
  })
  return SECTION.open + items.join('') + SECTION.close
}

const SECTION = { open: '<section role="doc-endnotes"><ol>', close: '</ol></section>' }

function noteItem(noteKey: string, number: number): { open: string; close: string } {
  const id = `${noteKey}-${number}`
  return { open: `<li id="fn-${id}">`, close: ` <a role="doc-backlink" href="#fnref-${id}">↩\ufe0e</a></li>` }
}

function note(state: StateInline, silent: boolean): boolean {
  const env = state.env as NotesEnv
  const { src, pos, posMax } = state
  const found = state.linkLevel > 0 ? undefined : noteAt(env, src, pos, posMax)
  const end = found?.end ?? Math.min(endOfWords(env, src, pos), posMax)
  state.pos = end
  if (silent) return end > pos
  if (!found) state.pending += src.slice(pos, end)
  else {
    env.notes.push(found.words)
    state.pending = state.pending.trimEnd()
    state.push('footnote_ref', '', 0).meta = { number: env.notes.length }
  }
  return end > pos
}

function noteAt(env: NotesEnv, src: string, pos: number, max: number): { words: string; end: number } | undefined {
  const end = env.isInNote || env.notes.length >= MOST_NOTES ? undefined : endsOf(env, src).get(pos)
  if (end === undefined || end > max) return undefined
  const words = src.slice(pos + 2, end - 2).trim()
  return words === '' ? undefined : { words, end }
}

/** The end of the plain words, or of the parentheses, at a place. */
function endOfWords(env: NotesEnv, src: string, pos: number): number {
  if (src[pos] !== '(') {
    WORDS.lastIndex = pos
    return WORDS.test(src) ? WORDS.lastIndex : pos
  }
  const ends = endsOf(env, src)
  let end = pos + 1
  while (src[end] === '(' && !ends.has(end)) end += 1
  return end
}

/** Where two parentheses open together and close together, in one pass over the block. */
function endsOf(env: NotesEnv, src: string): Map<number, number> {
  if (env.ends?.src === src) return env.ends.byStart
  const byStart = new Map<number, number>()
  const ends = noteEnds()
  for (let at = 0; at < src.length; at++) {
    if (src[at] === '\\') at += 1
    else {
      const start = ends(src[at], at)
      if (start !== undefined) byStart.set(start, at + 1)
    }
  }
  env.ends = { src, byStart }
  return byStart
}

/** Hears a paragraph character by character. @returns where a note began that ends with this one. */
export type NoteEnds = (character: string | undefined, at: number) => number | undefined

/** Finds two parentheses that open together and close together. */
export function noteEnds(): NoteEnds {
  const open: number[] = []
  let last = { start: -1, end: -1 }
  return (character, at) => {
    if (character === '(') open.push(at)
    if (character !== ')') return undefined
    const start = open.pop()
    if (start === undefined) return undefined
    const isNote = last.start === start + 1 && last.end === at - 1
    last = { start, end: at }
    return isNote ? start : undefined
  }
}

function notesAtEnd(state: StateCore): void {
  const env = state.env as NotesEnv
  if (env.notes.length === 0) return
  const add = (type: string, number: number) => {
    const token = new state.Token(type, '', 0)
    token.meta = { number }
    state.tokens.push(token)
  }
  env.isInNote = true
  add('footnotes_open', 0)
  env.notes.forEach((words, at) => {
    const inline = new state.Token('inline', '', 0)
    inline.content = words
    inline.children = []
    state.md.inline.parse(words, state.md, env, inline.children)
    add('footnote_open', at + 1)
    state.tokens.push(inline)
    add('footnote_close', at + 1)
  })
  add('footnotes_close', 0)
}
