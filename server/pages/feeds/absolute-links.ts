import { asHtml } from './visible.ts'

const LINK = /(<a(?: [a-z]+="[^"]*")*? href=")([^"]*)"/g

/**
 * Sanitised HTML with links that lead to the same place wherever it is read: imported words may have such as `/about`.
 * @param from the page that the words stood on.
 */
export function absoluteLinks(html: string, from: string): string {
  return html.replace(LINK, (link, before: string, href: string) => {
    const to = href
      .replace(/&quot;/g, '"')
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&amp;/g, '&')
    return URL.canParse(to, from) ? `${before}${asHtml(new URL(to, from).href)}"` : link
  })
}
