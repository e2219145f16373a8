import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Queries } from '../../db/database.ts'
import { type LogHead, type LogRow, logBatch, logHeadOf, numbersWithWords } from '../../db/log.ts'
import { beginCheck, checkNext, endCheck, type LogFault } from './chain-check.ts'

/** Entries that are checked in one go: about 5 ms. */
const BATCH = 200

export interface Verification extends LogHead {
  /** In the order of the entries; empty when the whole log verifies. */
  faults: LogFault[]
}

/**
 * Reads the whole log and checks every hash, link and digest; finds what was changed, removed or put in. A few entries
 * are held at a time, and others may write meanwhile.
 *
 * @param noted an entry's number and hash from an earlier day. Without it, a log that was rewritten to its very end
 * cannot be told from a true one.
 * @returns the last entry, and what is wrong.
 */
export async function verifyLog(db: Queries, noted?: LogHead): Promise<Verification> {
  const check = beginCheck(noted)
  let head = await logHeadOf(db)
  let after: LogRow | undefined
  for (;;) {
    const rows = await logBatch(db, after, BATCH)
    after = rows.at(-1)
    if (!after) break
    // Written since: an entry and the head that names it become visible together.
    if (after.number > (head?.number ?? 0)) head = await logHeadOf(db)
    for (const row of rows) checkNext(check, row, head?.number ?? Number.POSITIVE_INFINITY)
    // SQLite answers at once: without this nobody would be served until the end.
    await nextTurn()
  }
  endCheck(check, head, await numbersWithWords(db, [...check.removals.keys()]))
  return { number: check.last.number, hash: check.last.hash, faults: check.faults }
}
