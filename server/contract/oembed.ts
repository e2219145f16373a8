import * as z from 'zod'

const Pixels = z.coerce.number().pipe(z.int().positive().max(100_000))

/** What is asked of `/oembed` (oembed.com), beside the format. */
export const OembedQuery = z.object({
  url: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .describe('Address of a comment, a story or a case on this site.'),
  maxwidth: Pixels.optional(),
  maxheight: Pixels.optional(),
})
