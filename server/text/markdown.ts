import MarkdownIt, { type Token } from 'markdown-it'
import { cleanComment } from './sanitize.ts'

const renderer = new MarkdownIt({ html: false, linkify: true, breaks: true, typographer: false }).disable([
  'heading',
  'lheading',
  'image',
  'table',
  'hr',
  'reference',
])
renderer.linkify.set({ fuzzyLink: false, fuzzyEmail: false })
/** Absolute web addresses only: a relative or protocol-relative link would lead somewhere else on each page. */
renderer.validateLink = (url) => /^https?:\/\/[^/\s]/i.test(url)

const hostNamed = (words: string) =>
  /^(?:https?:\/\/)?((?:[\p{L}\d-]+\.)+\p{L}{2,})(?:[/:?#]|$)/iu.exec(words.trim())?.[1]?.toLowerCase()

/** A link whose words name one host and which leads to another shows where it leads. */
function showWhereItLeads(children: Token[], open: number): void {
  const close = children.findIndex((token, i) => i > open && token.type === 'link_close')
  const inside = children.slice(open + 1, close)
  const last = inside.at(-1)
  const claimed = hostNamed(inside.map((token) => token.content).join(''))
  const real = new URL(String(children[open]?.attrGet('href'))).host
  if (last && claimed && claimed !== real) last.content += ` (${real})`
}

renderer.core.ruler.push('honest_links', (state) => {
  for (const { children } of state.tokens)
    for (const [i, token] of (children ?? []).entries())
      if (token.type === 'link_open' && children) showWhereItLeads(children, i)
})

/**
 * Renders a person's text to HTML: paragraphs, emphasis, links, quotes, lists and code; anything else stays as typed.
 * @returns sanitised HTML; empty when the text holds nothing to show.
 */
export function renderMarkdown(body: string): string {
  return cleanComment(renderer.render(body)).trim()
}
