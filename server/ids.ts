import { uuidv7 } from 'uuidv7'

/** A new identifier: unique, and sorting after those made before (UUIDv7, RFC 9562). */
export function newId(): string {
  return uuidv7()
}
