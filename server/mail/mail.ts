import * as z from 'zod'

/** A letter as it waits to be sent. */
export const Mail = z.object({
  to: z.email(),
  subject: z.string().min(1).max(200),
  /** Plain text; every letter can be read without HTML. */
  text: z.string().min(1),
  html: z.string().optional(),
  /** Further headers, such as `List-Unsubscribe`. */
  headers: z.record(z.string(), z.string()).default({}),
})

export type Mail = z.input<typeof Mail>
export type ReadyMail = z.output<typeof Mail>
