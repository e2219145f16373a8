import type { Tx } from '../../db/database.ts'
import { addEvent } from '../../db/events.ts'
import { nextUpdateNumber } from '../../db/stories.ts'
import { insertUpdate, type UpdateRow } from '../../db/updates.ts'

/**
 * Adds an update that was published elsewhere, under the story's next number, in the transaction of its story. Nobody is
 * told of old news, and the log, which holds what was done here, gets no entry: its import key says where it is from.
 *
 * @returns its number.
 */
export async function addImported(tx: Tx, row: Omit<UpdateRow, 'number'> & { importKey: string }, now: number) {
  const number = await nextUpdateNumber(tx, row.storyId)
  await insertUpdate(tx, { ...row, number })
  await addEvent(tx, row.storyId, 'update.published', row.id, now)
  return number
}
