import { findQuotation } from '../cases/quotes.ts'
import { plainText } from '../text/plain.ts'

/** Shorter quotations may be anybody's words. */
const SHORTEST = 12

/** Whether HTML of a comment quotes words of a text: a paragraph of a block quotation is found in it. */
export function quotes(html: string, text: string): boolean {
  return quotedParagraphs(html).some((words) => words.length >= SHORTEST && findQuotation(text, words).how !== 'absent')
}

/** The paragraphs of outermost block quotations, in plain text. */
function quotedParagraphs(html: string): string[] {
  const parts = html.split(/(<\/?blockquote>)/)
  let depth = 0
  let inside = ''
  for (const part of parts) {
    if (part === '<blockquote>') depth += 1
    else if (part === '</blockquote>') depth -= 1
    else if (depth > 0) inside += part
    // What is quoted at different depths are different words.
    if (part.endsWith('blockquote>')) inside += '<p></p>'
  }
  return plainText(inside)
    .split(/\n{2,}/)
    .filter(Boolean)
}
