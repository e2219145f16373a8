export interface Size {
  width: number
  height: number
}

/** In pixels, as a page without a style of its own would show a card; an estimate with room to spare. */
const WIDEST = 550
const LINE = 24
const LETTER = 9
const PADDING = 32
/** What stands around the words: two lines of who and where, and the margins. */
const AROUND = 2 * LINE + 48
/** Letters beyond which a card is no card. */
const MOST = 400
/** Fewer say nothing. */
const LEAST = 24

/** How many letters of a text go on a card, and the size it then has: never above what was asked. */
export function cardSize(
  letters: number,
  lines: number,
  {
    maxwidth = WIDEST,
    maxheight = Number.POSITIVE_INFINITY,
  }: { maxwidth?: number | undefined; maxheight?: number | undefined },
): Size & { letters: number } {
  const width = Math.min(maxwidth, WIDEST)
  const inLine = Math.max(1, Math.floor((width - PADDING) / LETTER))
  const around = AROUND + lines * LINE
  const room = Math.max(0, Math.floor((maxheight - around) / LINE)) * inLine
  const shown = Math.min(letters, MOST, room)
  const kept = shown < Math.min(letters, LEAST) ? 0 : shown
  return { letters: kept, width, height: Math.min(maxheight, around + Math.ceil(kept / inLine) * LINE) }
}

/** A text in one line, cut between words so that it has at most so many letters, the mark of the cut among them. */
export function shortened(text: string, letters: number): string {
  const line = text.replace(/\s+/g, ' ').trim()
  if (line.length <= letters) return line
  const cut = line.slice(0, Math.max(0, letters - 2))
  const blank = cut.lastIndexOf(' ')
  const whole = blank > 0 ? cut.slice(0, blank) : cut.replace(/[\ud800-\udbff]$/, '')
  return whole && `${whole} …`
}
