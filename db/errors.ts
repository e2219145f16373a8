import { Unavailable } from './database.ts'

const TAKEN = new Set(['SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY', '23505'])

/**
 * True when a unique index or primary key refused a write. Catch it around `transact`, not inside: a transaction is
 * over once a statement of it failed. Inside, use `onConflictDoNothing().returning()`.
 */
export function isTaken(error: unknown): boolean {
  return TAKEN.has(codeOf(error) ?? '')
}

/** The driver's code of an error or of what caused it, such as `23505` or `SQLITE_FULL`. */
export function codeOf(error: unknown): string | undefined {
  for (let at = error; at instanceof Error; at = at.cause) {
    const code = (at as { code?: unknown }).code
    if (typeof code === 'string') return code
  }
  return undefined
}

const SQLITE_PASSING = /^SQLITE_(BUSY|LOCKED|PROTOCOL|FULL|IOERR|READONLY|CANTOPEN|NOMEM)/
const POSTGRES_PASSING = /^(08...|53...|57P0.|57014|58030|25P03|25006|55P03)$/
const NETWORK = /^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOST|ENET)/
/** What pg says without a code when a connection is lost or too slow. */
const LOST =
  /connection terminated|connection error|timeout exceeded|read timeout|pool after calling end|client was closed/i

/** For a failure that needs no answer where it is caught; the call says why. */
export function ignored(): void {
  // Nothing to do.
}

/** `Unavailable` in place of an error of the database that may pass; any other error as it is. */
export function asUnavailable(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof Unavailable) return error
  const code = codeOf(error)
  const passing = code
    ? SQLITE_PASSING.test(code) || POSTGRES_PASSING.test(code) || NETWORK.test(code)
    : LOST.test(error.message)
  return passing
    ? new Unavailable(`The database cannot be had now (${code ?? error.message}).`, { cause: error })
    : error
}
