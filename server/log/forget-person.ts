import type { Tx } from '../../db/database.ts'
import { eraseLogPerson } from '../../db/log.ts'

/**
 * Takes a person out of the log when their data is erased. What was decided stays, by which office too, and the chain
 * still verifies: a digest is left of the person that without its salt, which goes as well, leads nowhere.
 */
export async function forgetPerson(tx: Tx, personId: string): Promise<void> {
  await eraseLogPerson(tx, personId)
}
