/** Words chosen in a text, without the white space around them. */
export interface Selected {
  exact: string
  /** Offset in UTF-16 units. */
  start: number
}

export const SHORTEST = 3
export const LONGEST = 1_000

/** The words between two offsets; null when they are too few to be looked up. */
export function selectedIn(text: string, from: number, to: number): Selected | null {
  const words = text.slice(from, to)
  const exact = words.trim()
  if (exact.length < SHORTEST) return null
  return { exact, start: from + words.indexOf(exact) }
}

/** Where words copied from a page stand in a text, allowing for other spacing and quotation marks. */
export function findIn(text: string, words: string): Selected | null {
  const wanted = words.trim()
  if (wanted.length < SHORTEST || wanted.length > LONGEST) return null
  const pattern = wanted
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replace(/[‘’'‚]/g, "[‘’'‚]")
    .replace(/[“”"„«»]/g, '[“”"„«»]')
    .replace(/\s+/g, '\\s+')
  const found = new RegExp(pattern, 'u').exec(text)
  return found && { exact: found[0], start: found.index }
}

const BLOCK_END = /<\/(?:p|div|li|blockquote|h[1-6]|pre|figure|figcaption|table|tr|dt|dd|ul|ol)>|<hr ?\/?>/g
const ENTITIES: Record<string, string> = { lt: '<', gt: '>', quot: '"', amp: '&' }

/** Words of HTML that the server made, as the server counts offsets in them; only ever put where text goes. */
export function plainText(html: string): string {
  return html
    .replace(BLOCK_END, '\n\n')
    .replace(/<br ?\/?>/g, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(lt|gt|quot|amp);/g, (_, name: string) => ENTITIES[name] ?? '')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}
