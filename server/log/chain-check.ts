import type { LogHead, LogRow } from '../../db/log.ts'
import { BEGINNING, digestOf, hashOf } from './chain.ts'

/** Something wrong with the log. */
export interface LogFault {
  /** The entry it is about. */
  number: number
  /** In words, with the number. */
  what: string
}

/** A check of the log that is under way. */
export interface Check {
  faults: LogFault[]
  /** The last entry that stood where it had to, and whether it was found unchanged. */
  last: LogHead & { isSound: boolean }
  /** Entries whose words are gone, until a later one says that they were removed. */
  wordless: Set<number>
  /** Entries whose words were removed, and which entry says so. */
  removals: Map<number, number>
  /** What somebody noted of the log earlier, and the hash that this entry has now. */
  noted: (LogHead & { now: string | undefined }) | undefined
}

/** @param noted number and hash of an entry, as they were seen earlier. */
export function beginCheck(noted?: LogHead): Check {
  return {
    faults: [],
    last: { number: 0, hash: BEGINNING, isSound: true },
    wordless: new Set(),
    removals: new Map(),
    noted: noted && { ...noted, now: undefined },
  }
}

/**
 * Checks the next entry by number. After a fault the chain is taken up from the entry as it stands, so that one fault
 * is told once.
 *
 * @param end number of the last entry that there can be.
 */
export function checkNext(check: Check, row: LogRow, end: number): void {
  const { faults, last, noted } = check
  const { number } = row
  const misplaced = misplacement(number, last.number, end)
  if (misplaced) {
    faults.push({ number, what: misplaced })
    return
  }
  const changes = changesOf(row)
  const isSound = changes.length === 0
  if (number > last.number + 1) faults.push({ number: last.number + 1, what: missing(last.number + 1, number - 1) })
  else if (row.previousHash !== last.hash && isSound && last.isSound)
    faults.push({ number: Math.max(last.number, 1), what: unlinked(last.number, number) })
  if (!isSound) faults.push({ number, what: `Entry ${number} was changed: ${changes.join(', and ')}.` })

  noteWords(check, row)
  if (noted?.number === number) noted.now = row.hash
  check.last = { number, hash: row.hash, isSound }
}

function misplacement(number: number, last: number, end: number): string | undefined {
  if (number < 1) return `There is an entry with the number ${number}, before the first.`
  if (number === last) return `There are two entries with the number ${number}.`
  if (number > end) return `Entry ${number} was put after the end of the log, which is entry ${end}.`
  return undefined
}

/** Remembers whose words are gone, and who says that they were removed: only a later entry can. */
function noteWords({ wordless, removals }: Check, row: LogRow): void {
  if (row.wordsDigest !== null && row.words === null) wordless.add(row.number)
  if (row.verb !== 'log.words_removed') return
  const removed = Number(row.detail?.number)
  if (!(removed < row.number)) return
  wordless.delete(removed)
  removals.set(removed, row.number)
}

/**
 * Adds what is wrong with the log as a whole, once each of its entries was checked.
 *
 * @param head as it is kept beside the log; undefined if it is not there.
 * @param worded those of `removals` that have words all the same.
 */
export function endCheck(check: Check, head: LogHead | undefined, worded: number[]): void {
  const { faults, last, wordless, removals, noted } = check
  const tail = head ? tailFault(last, head) : lostHead(last)
  if (tail) faults.push(tail)
  const changed = noted && notedFault(noted)
  if (changed) faults.push(changed)
  for (const number of wordless)
    faults.push({ number, what: `The words of entry ${number} are gone, and no later entry says they were removed.` })
  for (const number of worded)
    faults.push({
      number,
      what: `Entry ${number} has words, although entry ${removals.get(number)} says they were removed.`,
    })
  faults.sort((a, b) => a.number - b.number)
}

/** What does not fit within an entry; nothing if it is as it was written. */
function changesOf(row: LogRow): string[] {
  const changes: string[] = []
  if (ownHash(row) !== row.hash) changes.push('what it says does not fit its hash')
  if (!fitsDigest(row.words, row.wordsSalt, row.wordsDigest)) changes.push('its words do not fit their digest')
  if (!fitsDigest(row.personId, row.personSalt, row.personDigest))
    changes.push('the person behind it does not fit the digest')
  return changes
}

/** Undefined for a row so changed that it cannot be hashed, such as one with a time that is none. */
function ownHash(row: LogRow): string | undefined {
  try {
    return hashOf(row)
  } catch {
    return undefined
  }
}

/** A text may be gone together with its salt. Where it stands, it has to be the one that was digested. */
function fitsDigest(text: string | null, salt: string | null, digest: string | null): boolean {
  if (text === null && salt === null) return true
  return text !== null && salt !== null && digestOf(salt, text) === digest
}

function missing(first: number, last: number): string {
  return first === last ? `Entry ${first} is missing.` : `The entries ${first} to ${last} are missing.`
}

function unlinked(before: number, number: number): string {
  if (before === 0) return `Entry ${number} does not begin the chain: it was changed and given a new hash.`
  return `Entry ${before} was changed and given a new hash, or entry ${number} was: they do not follow each other.`
}

function tailFault(last: Check['last'], head: LogHead): LogFault | undefined {
  const first = last.number + 1
  if (head.number === first) return { number: first, what: `The last entry, ${first}, is missing.` }
  if (head.number > first) return { number: first, what: `The last entries are missing: ${first} to ${head.number}.` }
  if (head.hash === last.hash || !last.isSound) return undefined
  return { number: last.number, what: `Entry ${last.number}, the last, is not the one that was written last.` }
}

function lostHead({ number }: LogHead): LogFault | undefined {
  return number === 0 ? undefined : { number, what: 'The record of where the log ends is missing.' }
}

function notedFault({ number, hash, now }: NonNullable<Check['noted']>): LogFault | undefined {
  if (number === 0 || now === hash) return undefined
  if (now === undefined)
    return { number, what: `Entry ${number} is missing. It was noted earlier with the hash ${hash}.` }
  return {
    number,
    what: `Entry ${number} is not the one that was noted earlier: its hash is ${now}. The log was rewritten from there or before.`,
  }
}
