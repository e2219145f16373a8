import {
  allPublisherKeys,
  deletePublisherKey,
  insertPublisherKey,
  type PublisherKeyRow,
  publisherKeyByHash,
} from '../../db/publisher-keys.ts'
import type { Context, Publisher } from '../context.ts'
import { Refusal } from '../errors.ts'
import { newId } from '../ids.ts'
import { hashToken, newToken } from './tokens.ts'

/** Told from a session's token by its beginning, also by whoever finds one lying about. */
const PREFIX = 'afterword_'
const MOST_KEYS = 50

/**
 * Makes a key for a system of the publisher. It is told once; its hash is kept.
 * @param createdBy null when made at the command line.
 * @throws Refusal `conflict`: there are enough.
 */
export function makeKey(
  ctx: Context,
  name: string,
  createdBy: string | null,
): Promise<{ row: PublisherKeyRow; key: string }> {
  const key = PREFIX + newToken()
  const row = { id: newId(), name, keyHash: hashToken(key), createdBy, createdAt: ctx.now() }
  return ctx.db.transact('publisher-keys', async (tx) => {
    if ((await allPublisherKeys(tx)).length >= MOST_KEYS)
      throw new Refusal('conflict', `There are ${MOST_KEYS} keys already. Revoke one first.`)
    await insertPublisherKey(tx, row)
    return { row, key }
  })
}

/** @throws Refusal `not_found`. */
export async function revokeKey(ctx: Context, id: string): Promise<void> {
  const was = await ctx.db.transact('publisher-keys', (tx) => deletePublisherKey(tx, id))
  if (!was) throw new Refusal('not_found', 'There is no such key.')
}

/** Who sends a key; null if it is none, or was revoked. Read from the rows each time. */
export async function publisherByKey(
  ctx: Context,
  key: string,
): Promise<{ viewer: Publisher; sessionId: string } | null> {
  if (!isKey(key)) return null
  const row = await publisherKeyByHash(ctx.db.read, hashToken(key))
  if (!row) return null
  const { id, name } = row
  return {
    viewer: {
      ...{ personId: null, name, role: 'anyone', authorOf: [], scope: 'publisher' },
      ...{ isMember: false, sections: [], memberOf: [] },
    },
    sessionId: id,
  }
}

export function isKey(token: string): boolean {
  return token.startsWith(PREFIX)
}
