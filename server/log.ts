import { type DestinationStream, type Logger, pino } from 'pino'
import { codeOf } from '../db/errors.ts'
import type { Config } from './config.ts'

/** The server's logger: one JSON line an entry, on stderr unless told otherwise. Never bodies, addresses or tokens. */
export function createLog(level: Config['LOG_LEVEL'], destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: faultOf },
    redact: {
      paths: ['authorization', 'cookie', 'token', 'password', 'email', 'body', 'ip'].flatMap((key) => [
        key,
        `*.${key}`,
      ]),
      censor: '[left out]',
    },
  }
  return pino(options, destination ?? pino.destination({ dest: 2, sync: true }))
}

/**
 * What may be logged of an error. The message of a failed query holds its parameters (comments, e-mail addresses), so
 * only its cause's code and the places in the code are kept.
 */
export function faultOf(error: unknown): { fault: string; code?: string; stack?: string } {
  if (!(error instanceof Error)) return { fault: typeof error }
  const code = codeOf(error)
  const where =
    error.stack
      ?.split('\n')
      .filter((line) => /^\s+at /.test(line))
      .join('\n') ?? ''
  const words = 'query' in error || code !== undefined ? error.name : `${error.name}: ${error.message}`
  return { fault: words, ...(code === undefined ? {} : { code }), stack: where }
}
