import * as z from 'zod'

/** Time-ordered identifier (UUIDv7, RFC 9562). */
export const Id = z.uuid().describe('Time-ordered identifier (UUIDv7).')
export const Time = z.iso.datetime().describe('ISO 8601, UTC.')

// biome-ignore lint/suspicious/noControlCharactersInRegex: refusing them is the point
const UNSEEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u200b\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/u
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/

/** Several lines of text by a person: trimmed, no control or direction-override characters, no lone surrogates. */
export function prose(min: number, max: number) {
  return z
    .string()
    .transform((text) => text.replace(/\r\n?/g, '\n').trim())
    .pipe(z.string().min(min).max(max))
    .refine((text) => !UNSEEN.test(text) && !LONE_SURROGATE.test(text), 'Contains characters that cannot be shown.')
}

/** Formatting characters and blanks that pass for letters; the two joiners that spelling needs are not among them. */
const BLANK = /(?![\u200c\u200d])[\p{Cf}\u115f\u1160\u2800\u3164\uffa0]/u

/** One line of text by a person: as `prose`, without line breaks, blanks in disguise or long runs of stacked marks. */
export function line(min: number, max: number) {
  return prose(min, max)
    .refine((text) => !/[\n\t]/.test(text), 'Must be one line.')
    .refine((text) => !BLANK.test(text), 'Contains characters that cannot be seen.')
    .refine((text) => min === 0 || /[\p{L}\p{N}]/u.test(text), 'Needs a letter or a figure.')
    .refine((text) => !/\p{M}{9,}/u.test(text), 'Too many stacked marks.')
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
