import { openDatabase } from '../../db/open.ts'
import { readConfig } from '../config.ts'
import type { Context } from '../context.ts'
import { createLog } from '../log.ts'

/**
 * Runs a command's work on the database that the environment names, as the server itself would, and closes it after.
 *
 * @throws Error in words for the operator: a wrong setting, or a database that cannot be had.
 */
export async function withContext<T>(work: (ctx: Context) => Promise<T>): Promise<T> {
  const config = readConfig(process.env)
  const db = await openDatabase(config)
  try {
    return await work({ db, config, now: Date.now, log: createLog(config.LOG_LEVEL) })
  } finally {
    await db.close()
  }
}
