import type { Match } from '../shapes.ts'

export interface PassageParts {
  /** Text before the quoted words, and after them. */
  before: string
  quoted: string
  after: string
  /** Whether there is more of the text than this. */
  isPart: boolean
}

const PARAGRAPH = '\n\n'

/** Where a paragraph begins that holds the offset, or the one before it. */
function startAround(text: string, offset: number): number {
  const own = text.lastIndexOf(PARAGRAPH, offset - 1)
  if (own <= 0) return 0
  const before = text.lastIndexOf(PARAGRAPH, own - 1)
  return before < 0 ? 0 : before + PARAGRAPH.length
}

function endAround(text: string, offset: number): number {
  const own = text.indexOf(PARAGRAPH, offset)
  if (own < 0) return text.length
  const after = text.indexOf(PARAGRAPH, own + PARAGRAPH.length)
  return after < 0 ? text.length : after
}

/**
 * Cuts a text around the quoted words: their paragraph with the one before and after, or the whole.
 *
 * @returns null when the words were not found in the text.
 */
export function passageParts(text: string, match: Match, whole: boolean): PassageParts | null {
  const { start, end } = match
  if (start === null || end === null) return null
  const from = startAround(text, start)
  const to = endAround(text, end)
  const isPart = from > 0 || to < text.length
  const [first, last] = whole ? [0, text.length] : [from, to]
  return { before: text.slice(first, start), quoted: text.slice(start, end), after: text.slice(end, last), isPart }
}
