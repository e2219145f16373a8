import type { Node } from '@takumi-rs/core'
import type { CaseCard } from '../../server/pages/cards/compose.ts'

export const card: CaseCard = {
  site: 'The Harbour Gazette',
  reference: 'MR-2026-0001',
  finding: 'Misquotes',
  sentence: 'This comment misquotes the story.',
  wroteLabel: 'They wrote',
  wrote: 'The mayor said the ferry will be cancelled for good.',
  saysLabel: 'The story says',
  says: 'The mayor said the ferry may be cancelled for the winter.',
  decidedAt: '21 November 2026',
}

/** The blocks of text in a drawing, each with its words and its direction, in the order of the drawing. */
export function blocksOf(node: Node): { text: string; dir: string | undefined; node: Node }[] {
  if (node.type !== 'container') return []
  const children = node.children ?? []
  const text = children.map((child) => (child.type === 'text' ? child.text : '')).join('')
  return [...(text ? [{ text, dir: node.dir, node }] : []), ...children.flatMap(blocksOf)]
}

/** The words that are underlined in a drawing. */
export function marksOf(node: Node): string[] {
  if (node.type === 'text') return node.style?.textDecorationLine === 'underline' ? [node.text] : []
  return node.type === 'container' ? (node.children ?? []).flatMap(marksOf) : []
}

export function textsOf(node: Node): string[] {
  return blocksOf(node).map(({ text }) => text)
}
