import { eraseLogWords, logEntryByNumber, numbersWithSameWords } from '../../db/log.ts'
import type { Context } from '../context.ts'
import { Refusal } from '../errors.ts'
import { appendLog } from './append-log.ts'

/**
 * Takes the words out of an entry, such as those that name somebody. A new entry says that it was done; the chain
 * still verifies, since it holds a digest of the words only.
 *
 * @returns the numbers of the entries that have the same words still.
 * @throws Refusal `not_found`; `conflict`: the entry has no words, or they are gone already.
 */
export async function removeWords(ctx: Context, number: number): Promise<number[]> {
  return ctx.db.transact('log', async (tx) => {
    const entry = await logEntryByNumber(tx, number)
    if (!entry) throw new Refusal('not_found', `The log has no entry ${number}.`)
    if (entry.words === null || !(await eraseLogWords(tx, number)))
      throw new Refusal(
        'conflict',
        entry.wordsDigest === null
          ? `Entry ${number} has no words.`
          : `The words of entry ${number} have been removed already.`,
      )
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
