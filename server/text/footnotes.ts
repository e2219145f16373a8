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
  md.renderer.rules.footnote_ref = (tokens, at, _options, env) => {
    const id = noteId(tokens[at], env)
    return `<sup><a role="doc-noteref" href="#fn-${id}" id="fnref-${id}">${tokens[at]?.meta?.number}</a></sup>`
  }
  md.renderer.rules.footnotes_open = () => '<section role="doc-endnotes"><ol>'
  md.renderer.rules.footnotes_close = () => '</ol></section>'
  md.renderer.rules.footnote_open = (tokens, at, _options, env) => `<li id="fn-${noteId(tokens[at], env)}">`
  md.renderer.rules.footnote_close = (tokens, at, _options, env) =>
    ` <a role="doc-backlink" href="#fnref-${noteId(tokens[at], env)}">↩\ufe0e</a></li>`
}

function noteId(token: Token | undefined, env: Env | undefined): string {
  return `${(env as NotesEnv).noteKey}-${token?.meta?.number}`
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
  const open: number[] = []
  let last = { start: -1, end: -1 }
  for (let at = 0; at < src.length; at++) {
    if (src[at] === '\\') at += 1
    else if (src[at] === '(') open.push(at)
    else if (src[at] === ')') {
      const start = open.pop()
      if (start === undefined) continue
      if (last.start === start + 1 && last.end === at - 1) byStart.set(start, at + 1)
      last = { start, end: at }
    }
  }
  env.ends = { src, byStart }
  return byStart
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
