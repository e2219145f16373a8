import { createHash, randomBytes } from 'node:crypto'

/** A secret nobody can guess: 256 bits, in 43 characters that need no escaping. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** What is kept of a secret: enough to know it again, not to use it. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}
