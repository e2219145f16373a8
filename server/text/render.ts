import { Refusal } from '../errors.ts'
import { renderMarkdown } from './markdown.ts'
import { plainText } from './plain.ts'

/**
 * Renders what a person wrote, for keeping.
 * @throws Refusal `invalid`: nothing would be seen of it.
 */
export function renderProse(body: string): string {
  const html = renderMarkdown(body)
  if (!/[^\s\p{Cf}\p{Z}]/u.test(plainText(html))) throw new Refusal('invalid', 'There is nothing to show in this text.')
  return html
}
