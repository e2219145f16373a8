import * as z from 'zod'
import { seenText } from './seen-text.ts'

/** Time-ordered identifier (UUIDv7, RFC 9562). */
export const Id = z.uuid().describe('Time-ordered identifier (UUIDv7).')
export const Time = z.iso.datetime().describe('ISO 8601, UTC.')

/** Blanks, and what passes for one. */
const UNSEEN = /[\s\p{Default_Ignorable_Code_Point}\u2800]/gu

/** Several lines of text by a person: trimmed, and without what nobody sees and means. */
export function prose(min: number, max: number) {
  return z
    .string()
    .transform((text) => seenText(text).trim())
    .pipe(z.string().min(min, tooShort(min)).max(max, tooLong(max)))
    .refine((text) => text === '' || text.replace(UNSEEN, '') !== '', 'It has nothing that can be seen.')
}

const counted = (count: number) => `${count.toLocaleString('en-GB')} ${count === 1 ? 'character' : 'characters'}`
const tooShort = (min: number) => `It needs ${counted(min)} at least.`
const tooLong = (max: number) => `It has more than ${counted(max)}.`

/** Formatting characters and blanks that pass for letters; the two joiners that spelling needs are not among them. */
const BLANK = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\u115f\u1160\u2028\u2029\u2800\u3164\uffa0]/u

/** One line of text by a person: trimmed, without line breaks, blanks in disguise or long runs of stacked marks. */
export function line(min: number, max: number) {
  return z
    .string()
    .transform((text) => text.trim())
    .pipe(z.string().min(min, tooShort(min)).max(max, tooLong(max)))
    .refine((text) => !/[\n\r\t]/.test(text), 'It must be one line.')
    .refine((text) => !BLANK.test(text), 'It has characters that cannot be seen.')
    .refine((text) => min === 0 || /[\p{L}\p{N}]/u.test(text), 'It needs a letter or a figure.')
    .refine((text) => !/\p{M}{9,}/u.test(text), 'It has too many stacked marks.')
}

/** One line that a page has as its title, which nobody types: what cannot be seen is taken out. */
export function title(max: number) {
  return z
    .string()
    .transform((text) => text.replace(/\s+/g, ' ').replace(new RegExp(BLANK, 'gu'), ''))
    .pipe(line(1, max))
}

/** A number that counts events, revisions or versions; what a database integer holds. */
export const Counted = z.int().nonnegative().max(2_147_483_647)

/** A position in a list, as an earlier page returned it. Opaque to clients. */
export const Cursor = z.string().max(600)

/** A web address a page can live at, in its normal spelling: without credentials and fragment, odd characters escaped. */
export const PageUrl = z
  .url({ protocol: /^https?$/ })
  .max(2000)
  .transform((url) => {
    const { origin, pathname, search } = new URL(url)
    return origin + pathname + search
  })
  .describe('Absolute http or https address.')

/** The header `idempotency-key` of what is made once however often it is sent. */
export const KeyHeader = z
  .string()
  .regex(/^[\w-]{8,64}$/)
  .optional()
  .describe('A retry with the same key and body answers with what was made before, for 24 hours at least.')
