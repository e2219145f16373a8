import type { ErrorCode } from './contract/errors.ts'

/**
 * A refusal the client should hear about; anything else thrown is a bug and answers 500.
 * `extra` is merged into the problem document (RFC 9457 extension members), so it must already be fit for the caller's eyes.
 */
export class Refusal extends Error {
  override name = 'Refusal'
  readonly code: ErrorCode
  readonly extra: Record<string, unknown>

  constructor(code: ErrorCode, message: string, extra: Record<string, unknown> = {}) {
    super(message)
    this.code = code
    this.extra = extra
  }
}
