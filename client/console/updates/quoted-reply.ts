import type { Comment } from '../shapes.ts'
import { crediting } from '../strings-updates.ts'

const BLOCKS = 'p, li, pre, h1, h2, h3, h4, h5, h6'
/** What would be formatting, or a footnote, where the words are typed again. */
const SPECIAL = /[\\`*_[\]<>~#|]|\((?=\()|^[-+]|(?<=^\d{1,9})[.)]/gm
/** Addresses stay as they are, so that they become links. */
const ADDRESS = /(https?:\/\/\S+)/

function escaped(words: string): string {
  const parts = words.split(ADDRESS)
  return parts.map((part) => (ADDRESS.test(part) ? part : part.replace(SPECIAL, '\\$&'))).join('')
}

/** A comment quoted in the markup of an update, paragraph by paragraph, under the name of its writer. */
export function quotedReply({ html, author }: Comment): string {
  const { body } = new DOMParser().parseFromString(html, 'text/html')
  for (const end of body.querySelectorAll('br')) end.replaceWith('\n')
  const blocks = [...body.querySelectorAll(BLOCKS)].filter((block) => !block.querySelector(BLOCKS))
  const paragraphs = (blocks.length > 0 ? blocks : [body]).map((block) => (block.textContent ?? '').trim())
  const quoted = paragraphs
    .filter((words) => words !== '')
    .map((words) => `> ${escaped(words).replace(/\n/g, '\n> ')}`)
    .join('\n>\n')
  return crediting.quote(escaped(author?.name ?? ''), quoted)
}
