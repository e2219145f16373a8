/** Every error a client can receive, with its HTTP status. The code is the contract; the message is for people. */
export const errorStatus = {
  /** The input does not fit its schema; `issues` says where. */
  invalid: 400,
  unauthenticated: 401,
  /** The password was right; `challenge` goes on with a code of the second factor, until `expiresAt`. */
  second_factor: 401,
  forbidden: 403,
  /** The code of the second factor is not right, or was used before. */
  wrong_code: 403,
  /** The password that had to be given once more is not right. */
  wrong_password: 403,
  /** The caller has to prove once more who they are: it is too long since they did. */
  confirm_first: 403,
  not_found: 404,
  method_not_allowed: 405,
  /** Someone else was first; `current` holds what stands now where the caller may see it. */
  conflict: 409,
  gone: 410,
  too_large: 413,
  unsupported_media: 415,
  /** An idempotency key was used before with another request. */
  key_reused: 422,
  /** A quotation was not found in the text it is said to come from. */
  quote_absent: 422,
  /** The day's flags are used up, or there is a cool-down; `retryAt` says until when, `because` after which cases. */
  flag_limit: 429,
  /**
   * A moderator’s warning waits to be read, or a limit or ban holds for this person: `sanction`, `kind`, `reason`, `rule`,
   * `endsAt` and `sanctionId` say what, why and until when.
   */
  sanctioned: 403,
  /** Commenting is paused, closed or for members only here; `commenting`, `by` and `draft` say what the writer needs to know. */
  suspended: 423,
  /** A rule of the site does not allow this text; `rule` says which, `draft` has the text. It can be changed. */
  screened: 422,
  /** Slow mode: one comment per person and so many seconds; `retryAt` says when the next may come. */
  slowed: 429,
  rate_limited: 429,
  internal: 500,
  unavailable: 503,
} as const

export type ErrorCode = keyof typeof errorStatus
