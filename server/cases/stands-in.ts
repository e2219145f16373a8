import { fold } from './quotes.ts'

/** Marks that change no statement, save before a digit. Quotation and question marks do. */
const SLIGHT = /[.,:-]+(?!\d)|[;!()[\]*_~]+|\s+/g

/**
 * Whether words still stand in a text: also where letter case, typography, spaces or commas are others. So an edit that
 * only seems to be one takes nothing away.
 */
export function standsIn(text: string, words: string): boolean {
  return bare(text).includes(bare(words))
}

function bare(text: string): string {
  return fold(text).text.replace(SLIGHT, '')
}
