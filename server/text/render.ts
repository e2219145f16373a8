import { Refusal } from '../errors.ts'
import { renderMarkdown, renderUpdate } from './markdown.ts'
import { plainText } from './plain.ts'

/**
 * Renders what a person wrote, for keeping.
 * @throws Refusal `invalid`: nothing would be seen of it.
 */
export function renderProse(body: string): string {
  return shown(renderMarkdown(body))
}

/**
 * Renders what an update says, with its footnotes, for keeping.
 * @param updateId whose it is: the ids of its footnotes are made from it.
 * @throws Refusal `invalid`: nothing would be seen of it.
 */
export function renderUpdateProse(body: string, updateId: string): string {
  return shown(renderUpdate(body, updateId.replaceAll('-', '').slice(-12)))
}

/** @throws Refusal `invalid`. */
function shown(html: string): string {
  if (!/[^\s\p{Cf}\p{Z}]/u.test(plainText(html))) throw new Refusal('invalid', 'There is nothing to show in this text.')
  return html
}
