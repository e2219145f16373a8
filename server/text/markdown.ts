import MarkdownIt from 'markdown-it'
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

const hostOf = (text: string) => /^(?:https?:\/\/)?((?:[\p{L}\d-]+\.)+\p{L}{2,})(?:[/:?#]|$)/iu.exec(text.trim())?.[1]

/** A link whose words name one host and which leads to another shows where it leads. */
renderer.core.ruler.push('honest_links', (state) => {
  for (const block of state.tokens) {
    const children = block.children ?? []
    let href = ''
    let words = ''
    for (const [i, token] of children.entries()) {
      if (token.type === 'link_open') {
        href = String(token.attrGet('href') ?? '')
        words = ''
      } else if (token.type === 'link_close') {
        const claimed = hostOf(words)?.toLowerCase()
        const real = URL.canParse(href) ? new URL(href).host : href
        const before = children[i - 1]
        if (claimed && claimed !== real.toLowerCase() && before) before.content += ` (${real})`
      } else words += token.content
    }
  }
})

/**
 * Renders a person's text to HTML: paragraphs, emphasis, links, quotes, lists and code; anything else stays as typed.
 * @returns sanitised HTML; empty when the text holds nothing to show.
 */
export function renderMarkdown(body: string): string {
  return cleanComment(renderer.render(body)).trim()
}
