import { stripTags } from './sanitize.ts'

const BLOCK_END = /<\/(?:p|div|li|blockquote|h[1-6]|pre|figure|figcaption|table|tr|dt|dd|ul|ol)>|<hr ?\/?>/g
/** Numbers of footnotes and the ways back from them: no words of the text. */
const NOTE_LINK = /<sup><a role="doc-noteref"[^>]*>\d+<\/a><\/sup>| <a role="doc-backlink"[^>]*>[^<]*<\/a>/g
const entities: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&amp;': '&' }

/**
 * The words of sanitised HTML, paragraphs parted by an empty line. Quotations are looked up, and their offsets
 * counted, in exactly this text. Footnotes stand at its end, without their numbers.
 */
export function plainText(html: string): string {
  const spaced = html
    .replace(/\s+/g, ' ')
    .replace(NOTE_LINK, '')
    .replace(BLOCK_END, '\n\n')
    .replace(/<br ?\/?>/g, '\n')
    .replace(/<\/t[dh]>/g, ' ')
  return stripTags(spaced)
    .replace(/&(?:lt|gt|quot|amp);/g, (entity) => entities[entity] ?? entity)
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}
