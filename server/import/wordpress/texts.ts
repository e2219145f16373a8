import { seenText } from '../../contract/seen-text.ts'
import { plainText } from '../../text/plain.ts'
import { cleanArticle, cleanComment } from '../../text/sanitize.ts'
import { htmlOf } from './html.ts'

const STACKED_MARKS = /(\p{M}{8})\p{M}+/gu

/** A title or name, which WordPress keeps as HTML, as one line of text of at most `max` characters. */
export function lineOf(html: string, max: number): string {
  const words = seenText(plainText(html)).replace(STACKED_MARKS, '$1').replace(/\s+/g, ' ').trim()
  const characters = [...words]
  return characters.length > max ? `${characters.slice(0, max - 1).join('')}…` : words
}

/** The name a comment stands under. An address given as a name is cut before the @: it was never meant to be read. */
export function nameOf(html: string): string {
  return lineOf(html, 60).replace(/^([^@\s]+)@[^@\s]+\.[^@\s]+$/, '$1')
}

/** A story's text, fit to be shown. */
export function articleOf(content: string): string {
  return seenText(cleanArticle(htmlOf(content, 'article')))
}

/** A comment, fit to be shown; `text` is empty when nothing of it can be. */
export function commentOf(content: string): { html: string; text: string } {
  const html = seenText(cleanComment(htmlOf(content, 'comment'))).trim()
  return { html, text: plainText(html) }
}
