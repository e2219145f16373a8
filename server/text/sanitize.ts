import sanitize from 'sanitize-html'
import { withoutIdleTags } from './tags.ts'

const REL = 'nofollow ugc noopener'
const INLINE = ['a', 'em', 'strong', 'code', 'br', 'del']
const COMMENT_TAGS = [...INLINE, 'p', 'blockquote', 'ul', 'ol', 'li', 'pre']
export const ARTICLE_TAGS = [
  ...COMMENT_TAGS,
  ...['h2', 'h3', 'h4', 'figure', 'figcaption', 'img', 'hr', 'table', 'thead', 'tbody', 'tr', 'th', 'td'],
  ...['sup', 'sub', 'b', 'i', 'u', 's', 'cite', 'q', 'abbr', 'dl', 'dt', 'dd', 'mark', 'small', 'time', 'ins'],
]

const comment = {
  allowedTags: COMMENT_TAGS,
  allowedAttributes: { a: ['href', 'rel'], ol: ['start'] },
  allowedSchemes: ['http', 'https'],
  allowProtocolRelative: false,
  transformTags: {
    a: sanitize.simpleTransform('a', { rel: REL }),
    b: 'strong',
    i: 'em',
  },
} satisfies sanitize.IOptions

/** The tags people may reach through Markdown, each link marked as theirs. A second wall behind the renderer. */
export function cleanComment(html: string): string {
  return sanitize(withoutIdleTags(html), comment)
}

const NOTE_ID = /^fn(?:ref)?-[a-z0-9]+-\d+$/
const NOTE_ROLES = ['doc-noteref', 'doc-backlink']

/** As `cleanComment`, with footnotes: links within the text, and what they lead to. */
export function cleanUpdate(html: string): string {
  return sanitize(withoutIdleTags(html), {
    ...comment,
    allowedTags: [...COMMENT_TAGS, 'sup', 'section'],
    allowedAttributes: {
      ...comment.allowedAttributes,
      a: ['role', 'href', 'rel', 'id'],
      li: ['id'],
      section: ['role'],
    },
    transformTags: {
      ...comment.transformTags,
      a: noteLink,
      li: noteItem,
      section: sanitize.simpleTransform('section', { role: 'doc-endnotes' }, false),
    },
  })
}

function noteLink(tagName: string, { href = '', role = '', id = '' }: sanitize.Attributes): sanitize.Tag {
  const isOfNote = NOTE_ROLES.includes(role) && href.startsWith('#') && NOTE_ID.test(href.slice(1))
  if (!isOfNote) return { tagName, attribs: { href, rel: REL } }
  return { tagName, attribs: { role, href, ...(NOTE_ID.test(id) && { id }) } }
}

function noteItem(tagName: string, { id = '' }: sanitize.Attributes): sanitize.Tag {
  return { tagName, attribs: NOTE_ID.test(id) ? { id } : {} }
}

/** An article's HTML as a publisher wrote it, reduced to what an article needs: no scripts, styles, frames or forms. */
export function cleanArticle(html: string): string {
  return sanitize(withoutIdleTags(html), {
    allowedTags: ARTICLE_TAGS,
    allowedAttributes: {
      a: ['href'],
      img: ['src', 'alt', 'width', 'height', 'loading'],
      ol: ['start'],
      time: ['datetime'],
      td: ['colspan', 'rowspan'],
      th: ['colspan', 'rowspan', 'scope'],
    },
    allowedSchemes: ['http', 'https', 'mailto'],
    allowedSchemesByTag: { img: ['http', 'https'] },
    allowProtocolRelative: false,
    transformTags: { h1: 'h2', img: sanitize.simpleTransform('img', { loading: 'lazy' }) },
  }).trim()
}

/** Strips every tag; what is left is text with the four XML entities. */
export function stripTags(html: string): string {
  return sanitize(html, { allowedTags: [], allowedAttributes: {} })
}
