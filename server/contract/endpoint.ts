import type * as z from 'zod'
import type { ErrorCode } from './errors.ts'

/**
 * The least a caller must be. What depends on data (own comment, author of this story) is decided in `rules.ts`.
 * `anyone` needs no sign-in; `reader` is any signed-in person; a moderator is also a reader, an owner also a moderator.
 */
export type Role = 'anyone' | 'reader' | 'moderator' | 'owner'

/**
 * What a suspension has to say about a write: `post` a comment, `edit` one, `react` to one, `release` a held one, or
 * `none`: it goes on in every mode. Which modes refuse whom is in `server/suspensions/rules.ts`.
 */
export type Guard = 'post' | 'edit' | 'react' | 'release' | 'none'

export interface Endpoint {
  /** One line for the API reference. */
  summary: string
  /** The group it stands under in the reference. */
  tag: string
  role: Role
  /** Every endpoint that writes says which guard it passes; reads have none. */
  guard?: Guard
  /**
   * By what a moderator of some sections is known to be asked about one of them: what `params.id` names, the `section` of
   * the body, or the `target` of a suspension; or the handler answers for the viewer's `sections`. Where it is left out, such a person is a reader.
   */
  about?:
    | ('story' | 'comment' | 'case' | 'update' | 'suspension' | 'schedule' | 'sanction')
    | ('section' | 'target' | 'sections')
  /** Whether a publisher's own system may call it with its key. Such a key opens nothing else. */
  forPublishers?: true
  /** Whether somebody without an account may write with it; they read whatever readers read. */
  forGuests?: true
  /** Success status; 200 unless said. 204 goes with a `z.null()` result. */
  status?: 200 | 201 | 204
  params?: z.ZodObject
  query?: z.ZodObject
  /** Lower-case request headers the action reads. */
  headers?: z.ZodObject
  body?: z.ZodType
  result: z.ZodType
  /** What it may refuse with, beyond `invalid`, `rate_limited` and what its role implies. */
  errors: readonly ErrorCode[]
}

/** Keeps the literal types of an endpoint while checking its form. */
export function endpoint<const E extends Endpoint>(e: E): E {
  return e
}
