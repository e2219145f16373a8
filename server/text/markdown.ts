import Markdown, { type MarkdownIt, type StateCore, type Token } from 'markdown-it'
import { footnotes, type NotesEnv } from './footnotes.ts'
import { cleanComment, cleanUpdate } from './sanitize.ts'

function newRenderer(): MarkdownIt {
  const renderer = new Markdown({ html: false, linkify: true, breaks: true, typographer: false }).disable([
    'heading',
    'lheading',
    'image',
    'table',
    'hr',
    'reference',
    // A numeric entity could write characters that are refused when they are typed.
    'entity',
  ])
  renderer.linkify.set({ fuzzyLink: false, fuzzyEmail: false })
  /** Absolute web addresses only: a relative or protocol-relative link would lead somewhere else on each page. */
  renderer.validateLink = (url) => /^https?:\/\/[^/\s]/i.test(url) && URL.canParse(url)
  renderer.core.ruler.push('honest_links', honestLinks)
  return renderer
}

const hostNamed = (words: string) =>
  /^(?:https?:\/\/)?((?:[\p{L}\d-]+\.)+\p{L}{2,})(?:[/:?#@]|$)/iu.exec(words.trim())?.[1]?.toLowerCase()

/** A link whose words name one host and which leads to another shows where it leads. */
function leadingElsewhere(children: Token[], close: number): string | undefined {
  const open = children.findLastIndex((token, i) => i < close && token.type === 'link_open')
  const words = children.slice(open + 1, close).map((token) => token.content)
  const claimed = hostNamed(words.join(''))
  const real = new URL(String(children[open]?.attrGet('href'))).host
  return claimed && claimed !== real ? ` (${real})` : undefined
}

function honestLinks(state: StateCore): void {
  for (const block of state.tokens)
    block.children &&= block.children.flatMap((token, i, children) => {
      const real = token.type === 'link_close' ? leadingElsewhere(children, i) : undefined
      return real ? [Object.assign(new state.Token('text', '', 0), { content: real }), token] : [token]
    })
}

const comments = newRenderer()
const updates = newRenderer().use(footnotes)

/**
 * Renders a person's text to HTML: paragraphs, emphasis, links, quotes, lists and code; anything else stays as typed.
 * @returns sanitised HTML; empty when the text holds nothing to show.
 */
export function renderMarkdown(body: string): string {
  return cleanComment(comments.render(body)).trim()
}

/**
 * As `renderMarkdown`, with footnotes written `((like this))`.
 * @param noteKey letters and figures of its own for each text: the ids of its notes begin with it.
 */
export function renderUpdate(body: string, noteKey: string): string {
  const env: NotesEnv = { noteKey, notes: [] }
  return cleanUpdate(updates.render(body, env)).trim()
}
