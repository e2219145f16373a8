import { randomBytes } from 'node:crypto'
import type { Tx } from '../../db/database.ts'
import { insertLogEntry, type LogRow, moveLogHead, takeLogNumber } from '../../db/log.ts'
import { newId } from '../ids.ts'
import { tellOfLogged } from '../outgoing/tell.ts'
import { BEGINNING, digestOf, hashOf } from './chain.ts'

export interface NewLogEntry extends Pick<LogRow, 'at' | 'verb' | 'role' | 'personId' | 'storyId' | 'detail'> {
  /** The case it is a step of. */
  caseId?: string
  /** Public words of the decision, as the person wrote them. Nothing that a person wrote goes into `detail`. */
  words?: string | null
}

/**
 * Adds an entry to the public log, chains it to the one before, and leaves what webhooks are told of it. Call it last in a transaction: from here on nobody
 * else can write to the log until the transaction ends.
 */
export async function appendLog(tx: Tx, { words, caseId, ...entry }: NewLogEntry): Promise<void> {
  await tellOfLogged(tx, { ...entry, caseId })
  const { number, hash: previousHash } = await takeLogNumber(tx, BEGINNING)
  const content = {
    ...entry,
    id: newId(),
    number,
    previousHash,
    ...sealedWords(words || null),
    ...sealedPerson(entry.personId),
  }
  const hash = hashOf(content)
  await insertLogEntry(tx, { ...content, caseId: caseId ?? null, hash })
  await moveLogHead(tx, hash)
}

function sealedWords(words: string | null): Pick<LogRow, 'words' | 'wordsSalt' | 'wordsDigest'> {
  if (words === null) return { words, wordsSalt: null, wordsDigest: null }
  const wordsSalt = newSalt()
  return { words, wordsSalt, wordsDigest: digestOf(wordsSalt, words) }
}

/** A salt of its own for each entry: two entries do not tell that one person made both. */
function sealedPerson(personId: string | null): Pick<LogRow, 'personId' | 'personSalt' | 'personDigest'> {
  if (personId === null) return { personId, personSalt: null, personDigest: null }
  const personSalt = newSalt()
  return { personId, personSalt, personDigest: digestOf(personSalt, personId) }
}

function newSalt(): string {
  return randomBytes(16).toString('hex')
}
