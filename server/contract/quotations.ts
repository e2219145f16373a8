import * as z from 'zod'
import { Id, prose } from './shapes.ts'

export const SourceKind = z.enum(['story', 'comment', 'update']).meta({ id: 'SourceKind' })

const Quoted = prose(3, 1000)

/** Where a quotation was found: `exact`, `normalised` (typography, white space and case folded), or `fuzzy`. */
export const Match = z
  .object({
    how: z.enum(['exact', 'normalised', 'fuzzy', 'absent']),
    score: z
      .number()
      .min(0)
      .max(1)
      .nullable()
      .describe('Of a fuzzy match: the share of the quotation that stands there.'),
    exact: z.string().describe('The words as they stand in the text, or as sent when absent.'),
    prefix: z.string().describe('Up to 64 characters before (W3C TextQuoteSelector).'),
    suffix: z.string().describe('Up to 64 characters after.'),
    start: z.int().nullable().describe('Offset in UTF-16 units in the plain text of the revision.'),
    end: z.int().nullable(),
  })
  .meta({ id: 'Match' })

export const ClaimInput = z.object({
  exact: Quoted.describe('Words of the comment or post that is flagged.'),
  start: z.int().nonnegative().optional().describe('Where the reader selected them, to tell repeated words apart.'),
})

export const SourceInput = z.object({
  kind: SourceKind.default('story'),
  id: Id.optional().describe('The comment or update quoted; left out for the story itself.'),
  exact: Quoted.describe('Words of the story, comment or update.'),
  start: z.int().nonnegative().optional(),
})

export const Checked = z.object({ claim: Match, source: Match })
