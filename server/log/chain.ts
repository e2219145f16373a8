import { createHash } from 'node:crypto'
import type { LogRow } from '../../db/log.ts'

/** What stands before the first entry. */
export const BEGINNING = '0'.repeat(64)

/** What an entry's hash is made of: all of it but the words and the person, which digests stand for. */
export type HashedEntry = Pick<
  LogRow,
  'id' | 'number' | 'at' | 'verb' | 'role' | 'storyId' | 'detail' | 'wordsDigest' | 'personDigest' | 'previousHash'
>

/**
 * The hash that chains an entry to the one before: SHA-256 of a JSON array without spaces, in UTF-8. `detail` goes in
 * as pairs in the order of their keys, since a database may keep the keys of an object in another order.
 */
export function hashOf(entry: HashedEntry): string {
  const { id, number, at, verb, role, storyId, detail, wordsDigest, personDigest, previousHash } = entry
  const time = new Date(at).toISOString()
  const content = [id, number, time, verb, role, storyId, pairs(detail), wordsDigest, personDigest, previousHash]
  return sha256(JSON.stringify(content))
}

/**
 * Stands for something that may have to go from an entry while the entry stays: whoever has the text and the salt can
 * tell that it was this text; once both are gone nobody can find it by guessing.
 */
export function digestOf(salt: string, text: string): string {
  return sha256(salt + text)
}

function pairs(detail: LogRow['detail']): [string, unknown][] {
  // By code unit, as every language can sort: not by a locale.
  return Object.entries(detail).sort(([a], [b]) => (a < b ? -1 : 1))
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex')
}
