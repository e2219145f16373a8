import type { Block, Container, Run } from './blocks.ts'

/** Quotes and lists within one another deeper than this are shown at this depth. */
const DEEPEST = 8

/**
 * Paragraphs as Markdown of the kind people type here, so that an imported text can be edited like any other. Their
 * characters mean themselves, but for footnotes written `((like this))`, which are footnotes here too.
 */
export function markdownOf(blocks: readonly Block[]): string {
  const begun = new Set<Container>()
  let out = ''
  let before: Container[] = []
  for (const block of blocks) {
    const within = block.within.slice(0, DEEPEST)
    const words = block.kind === 'code' ? fenced(block.runs) : inline(block.runs)
    if (!words) continue
    const shared = within.filter((one, i) => one === before[i])
    // Items of one list follow one another without a gap.
    if (out) out += shared.at(-1)?.name.endsWith('l') ? '\n' : `\n${prefix(shared).trimEnd()}\n`
    const rest = prefix(within)
    out += firstPrefix(within, begun) + words.replaceAll('\n', `\n${rest}`)
    before = within
  }
  return out
}

function prefix(within: readonly Container[]): string {
  return within.map(({ name }) => ({ blockquote: '> ', li: '   ', ul: '', ol: '' })[name]).join('')
}

/** As `prefix`, with the mark of each list item that begins here. */
function firstPrefix(within: readonly Container[], begun: Set<Container>): string {
  return within
    .map((one, i) => {
      if (one.name !== 'li' || begun.has(one)) return prefix([one])
      begun.add(one)
      return within[i - 1]?.name === 'ol' ? '1. ' : '-  '
    })
    .join('')
}

function fenced(runs: readonly Run[]): string {
  const text = runs.map((run) => run.text).join('')
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1))
  return `${fence}\n${text.replace(/^\n+/, '').trimEnd()}\n${fence}`
}

function longestRun(text: string): number {
  return (text.match(/`+/g) ?? []).reduce((longest, { length }) => Math.max(longest, length), 0)
}

const WORD = /[^\s\p{P}\p{S}]/u

function inline(runs: readonly Run[]): string {
  let out = ''
  runs.forEach((run, i) => {
    const words = run.text.trim()
    const lead = run.text.length - run.text.trimStart().length
    out += run.text.slice(0, lead)
    const trail = run.text.slice(lead + words.length)
    const next = trail || (runs[i + 1]?.text ?? '')
    out += (words && marked(run, words, { before: out.slice(-1), next: next.slice(0, 1) })) + trail
  })
  return out
    .trim()
    .split('\n')
    .map((line) => line.trim().replace(/^(?:[-+>#=]|\d{1,9}(?=[.)]))/, escapeStart))
    .join('\n')
    .replace(/\n{2,}/g, '\n')
}

function escapeStart(mark: string): string {
  return /^\d/.test(mark) ? `${mark}\\` : `\\${mark}`
}

function marked(run: Run, words: string, around: { before: string; next: string }): string {
  if (run.code) {
    const fence = '`'.repeat(longestRun(words) + 1)
    return `${fence} ${words.replaceAll('\n', ' ')} ${fence}`
  }
  const marks = `${run.del ? '~~' : ''}${run.strong ? '**' : ''}${run.em ? '*' : ''}`
  const plain = run.href ? `[${typed(words)}](<${addressOf(run.href)}>)` : typed(words)
  if (!marks || !takesMarks(run.href ? '[)' : words, around)) return plain
  return marks + plain + [...marks].reverse().join('')
}

/** Markdown reads marks only at the edges of words; in the middle of one they would be seen as typed. */
function takesMarks(words: string, { before, next }: { before: string; next: string }): boolean {
  if (/[*~]/.test(before) || /[*~]/.test(next)) return false
  const opens = WORD.test(words.slice(0, 1)) || !WORD.test(before)
  return opens && (WORD.test(words.slice(-1)) || !WORD.test(next))
}

/** An underscore within a word means itself, and would part an address. */
function typed(text: string): string {
  return text.replace(/[\\`*[\]<]|~(?=~)/g, '\\$&').replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
}

function addressOf(href: string): string {
  return href.replace(/[<>\s\\]/g, encodeURIComponent)
}
