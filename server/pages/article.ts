import sanitize from 'sanitize-html'
import { ARTICLE_TAGS } from '../text/sanitize.ts'

/**
 * The text of a story for a page of ours: pictures kept on other servers become links to them, so that reading a story
 * here fetches nothing from anywhere else.
 *
 * @param html sanitised before.
 */
export function localArticle(html: string): string {
  if (!html.includes('<img')) return html
  return sanitize(html, {
    // Footnotes of an imported text stand in a section.
    allowedTags: [...ARTICLE_TAGS, 'section'],
    // Those that are there were chosen when the text arrived.
    allowedAttributes: false,
    transformTags: {
      img: (_tag, { src = '', alt = '' }) => ({
        tagName: 'a',
        attribs: { href: src, class: 'picture' },
        text: alt.trim() ? `Picture: ${alt.trim()}` : 'Picture',
      }),
    },
  })
}
