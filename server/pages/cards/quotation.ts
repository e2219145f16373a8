import type { Stretch } from '../../../client/ui/difference.ts'

const CONTROLS = /[\p{Cc}\p{Cs}\u00ad\u200b\u2060-\u206f\u202a-\u202e\ufeff\ufff9-\ufffb\u{e0000}-\u{e0fff}]+/gu

/** One line of what was written: no control characters, nothing that turns the direction of what follows. */
export function oneLine(text: string): string {
  return text
    .replace(/[\s\u2028\u2029]+/gu, ' ')
    .replace(CONTROLS, '')
    .normalize('NFC')
    .trim()
}

/** The direction of a text's first letter, as `dir="auto"` has it. */
export function directionOf(text: string): 'ltr' | 'rtl' {
  const letter = /\p{L}/u.exec(text)?.[0] ?? ''
  return /[\p{sc=Arab}\p{sc=Hebr}\p{sc=Syrc}\p{sc=Thaa}\p{sc=Nkoo}]/u.test(letter) ? 'rtl' : 'ltr'
}

const LONGEST_WORD = 30
/** How much is shown before the first difference, when the beginning must go. */
const LEAD = 40
const words = new Intl.Segmenter('en', { granularity: 'word' })
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Where a text may end: after each word; within what is too long to be one, or holds none, after any letter. */
export function cuts(text: string): number[] {
  const found: number[] = []
  for (const { segment, index, isWordLike } of words.segment(text)) {
    const end = index + segment.length
    if (segment.length > LONGEST_WORD) found.push(...letters(segment).map((each) => index + each))
    else if (isWordLike || end - (found.at(-1) ?? 0) > LONGEST_WORD) found.push(end)
  }
  if (found.length === 0) return letters(text)
  return found.at(-1) === text.length ? found : [...found, text.length]
}

/** Where letters end, each with its marks. */
export function letters(text: string): number[] {
  return Array.from(graphemes.segment(text), ({ segment, index }) => index + segment.length)
}

/** Where a text may begin when what is before is left out: at each word. */
export function beginnings(stretches: readonly Stretch[]): number[] {
  const text = textOf(stretches)
  return cuts(text)
    .map((end) => end + (/^[\s\p{P}]*/u.exec(text.slice(end))?.[0].length ?? 0))
    .filter((at) => at < text.length)
}

/** Where to begin so that the first difference is near the beginning; 0 when it is already. */
export function beginning(stretches: readonly Stretch[]): number {
  const first = stretches.findIndex(({ differs }) => differs)
  const before = textOf(stretches.slice(0, Math.max(first, 0))).length
  if (before <= LEAD) return 0
  return beginnings(stretches).find((at) => at >= before - LEAD && at <= before) ?? before
}

/** The stretches between two places of their text, with “…” where something is left out. */
export function excerpt(stretches: readonly Stretch[], start: number, end: number): Stretch[] {
  const whole = textOf(stretches).length
  let at = 0
  const kept = stretches.flatMap(({ text, differs }) => {
    const part = text.slice(Math.max(start - at, 0), Math.max(end - at, 0))
    at += text.length
    return part ? [{ text: part, differs }] : []
  })
  return [
    ...(start > 0 ? [{ text: '… ', differs: false }] : []),
    ...kept,
    ...(end < whole ? [{ text: '…', differs: false }] : []),
  ]
}

export function textOf(stretches: readonly Stretch[]): string {
  return stretches.map(({ text }) => text).join('')
}
