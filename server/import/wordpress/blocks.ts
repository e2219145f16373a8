import { piecesOf } from '../../text/tags.ts'

/** Words in one manner. */
export interface Run {
  text: string
  strong: boolean
  em: boolean
  del: boolean
  code: boolean
  /** Where a link leads; empty for none. */
  href: string
}

/** What a paragraph stands in. */
export interface Container {
  name: 'blockquote' | 'ul' | 'ol' | 'li'
}

/** A paragraph, or what is laid out like one; `rule` is a line across the page, without words. */
export interface Block {
  kind: 'paragraph' | 'heading' | 'code' | 'rule' | 'other'
  /** From the outermost to the innermost. */
  within: Container[]
  runs: Run[]
}

const CONTAINERS = new Set(['blockquote', 'ul', 'ol', 'li'])
const KINDS = new Map<string, Block['kind']>([
  ['p', 'paragraph'],
  ['h2', 'heading'],
  ['h3', 'heading'],
  ['h4', 'heading'],
  ['pre', 'code'],
  ...['figure', 'figcaption', 'table', 'tr', 'dl', 'dt', 'dd'].map((name): [string, 'other'] => [name, 'other']),
])
const MANNERS = new Map<string, 'strong' | 'em' | 'del' | 'code'>([
  ['strong', 'strong'],
  ['b', 'strong'],
  ['em', 'em'],
  ['i', 'em'],
  ['del', 'del'],
  ['s', 'del'],
  ['code', 'code'],
])
const ENTITIES: Record<string, string> = { lt: '<', gt: '>', quot: '"', amp: '&' }

interface State {
  blocks: Block[]
  within: Container[]
  /** Kinds of the open blocks, the innermost last. */
  kinds: Block['kind'][]
  runs: Run[]
  depth: { strong: number; em: number; del: number; code: number }
  href: string
}

/** The paragraphs of an article's sanitised HTML, in time proportional to it. Images and what else has no words go. */
export function blocksOf(html: string): Block[] {
  const s: State = {
    ...{ blocks: [], within: [], kinds: [], runs: [] },
    depth: { strong: 0, em: 0, del: 0, code: 0 },
    href: '',
  }
  for (const { text, name, closes } of piecesOf(html)) {
    if (name === '') heard(s, text)
    else if (CONTAINERS.has(name)) contain(s, name as Container['name'], closes)
    else met(s, name, text, closes)
  }
  flush(s)
  return s.blocks
}

function heard(s: State, html: string): void {
  const text = html.replace(/&(lt|gt|quot|amp);/g, (entity, name) => ENTITIES[name] ?? entity)
  add(s, s.kinds.at(-1) === 'code' ? text : text.replace(/\s+/g, ' '))
}

function add(s: State, text: string): void {
  const { strong, em, del, code } = s.depth
  const run = { text, strong: strong > 0, em: em > 0, del: del > 0, code: code > 0, href: s.href }
  const last = s.runs.at(-1)
  if (last && isLike(last, run)) last.text += text
  else if (text) s.runs.push(run)
}

function isLike(one: Run, other: Run): boolean {
  const { href, strong, em, del, code } = one
  const isPlainLike = strong === other.strong && em === other.em && del === other.del && code === other.code
  return isPlainLike && href === other.href
}

function contain(s: State, name: Container['name'], closes: boolean): void {
  flush(s)
  s.within = closes ? s.within.slice(0, -1) : [...s.within, { name }]
}

function met(s: State, name: string, tag: string, closes: boolean): void {
  const manner = MANNERS.get(name)
  const kind = KINDS.get(name)
  if (manner) s.depth[manner] += closes ? -1 : 1
  else if (name === 'a') s.href = closes ? '' : hrefOf(tag)
  else if (name === 'br') add(s, '\n')
  else if (name === 'td' || name === 'th') add(s, ' ')
  else if (name === 'hr') {
    flush(s)
    s.blocks.push({ kind: 'rule', within: s.within, runs: [] })
  } else if (kind) {
    flush(s)
    if (closes) s.kinds.pop()
    else s.kinds.push(kind)
  }
}

function hrefOf(tag: string): string {
  const href = /\shref="([^"]*)"/.exec(tag)?.[1] ?? ''
  return href.replace(/&(lt|gt|quot|amp);/g, (entity, name) => ENTITIES[name] ?? entity)
}

function flush(s: State): void {
  const kind = s.kinds.at(-1) ?? 'paragraph'
  if (textOf(s.runs).trim()) s.blocks.push({ kind, within: s.within, runs: s.runs })
  s.runs = []
}

export function textOf(runs: readonly Run[]): string {
  return runs.map(({ text }) => text).join('')
}

/** The words from one offset to another, in their manners. */
export function slice(runs: readonly Run[], start: number, end = Number.POSITIVE_INFINITY): Run[] {
  return slices(runs, [[start, end]])[0] ?? []
}

/** As `slice`, of several stretches in their order that do not overlap, in one pass. */
export function slices(runs: readonly Run[], stretches: readonly [start: number, end: number][]): Run[][] {
  let first = 0
  let before = 0
  return stretches.map(([start, end]) => {
    const taken: Run[] = []
    for (let i = first, at = before; i < runs.length && at < end; i++) {
      const run = runs[i] as Run
      const text = run.text.slice(Math.max(0, start - at), end - at)
      if (text) taken.push({ ...run, text })
      first = i
      before = at
      at += run.text.length
    }
    return taken
  })
}
