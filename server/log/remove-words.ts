import type { Tx } from '../../db/database.ts'
import { addEvent } from '../../db/events.ts'
import { eraseLogWords, type LogRow, logEntryByNumber, numbersWithSameWords } from '../../db/log.ts'
import { eraseWithdrawal } from '../../db/updates.ts'
import type { Context } from '../context.ts'
import { Refusal } from '../errors.ts'
import { appendLog } from './append-log.ts'

/**
 * Takes the words out of an entry, such as those that name somebody. A new entry says that it was done; the chain
 * still verifies, since it holds a digest of the words only. Words that say why an update was withdrawn go from the
 * update, too.
 *
 * @returns the numbers of the entries that have the same words still.
 * @throws Refusal `not_found`; `conflict`: the entry has no words, or they are gone already.
 */
export async function removeWords(ctx: Context, number: number): Promise<number[]> {
  const known = await logEntryByNumber(ctx.db.read, number)
  return ctx.db.transact(known?.verb === 'update.withdrawn' ? `story:${known.storyId}` : 'log', async (tx) => {
    const entry = await logEntryByNumber(tx, number)
    if (!entry) throw new Refusal('not_found', `The log has no entry ${number}.`)
    if (entry.words === null || !(await eraseLogWords(tx, number)))
      throw new Refusal(
        'conflict',
        entry.wordsDigest === null
          ? `Entry ${number} has no words.`
          : `The words of entry ${number} have been removed already.`,
      )
    if (entry.verb === 'update.withdrawn') await forgetReason(tx, entry, ctx.now())
    const others = await numbersWithSameWords(tx, entry.words)
    await appendLog(tx, {
      at: ctx.now(),
      verb: 'log.words_removed',
      role: 'owner',
      personId: null,
      storyId: entry.storyId,
      detail: { number },
    })
    return others
  })
}

async function forgetReason(tx: Tx, { storyId, detail }: LogRow, now: number): Promise<void> {
  const updateId = storyId === null ? undefined : await eraseWithdrawal(tx, storyId, Number(detail.number))
  if (storyId !== null && updateId !== undefined) await addEvent(tx, storyId, 'update.changed', updateId, now)
}
