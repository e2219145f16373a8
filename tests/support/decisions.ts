import { asc, eq } from 'drizzle-orm'
import type { Database, Tx } from '../../db/database.ts'
import type { LogRow } from '../../db/log.ts'
import type { Context, Reader } from '../../server/context.ts'
import { appendLog } from '../../server/log/append-log.ts'
import { hashOf } from '../../server/log/chain.ts'

export const reason = 'Someone named Quillfeather is being insulted here.'

/** A log of six entries; the second and the fifth have words. */
export async function sixDecisions(ctx: Context, by: Reader, storyId: string): Promise<void> {
  for (let number = 1; number <= 6; number += 1) {
    const isPause = number === 2 || number === 5
    await ctx.db.transact(`story:${storyId}`, (tx) =>
      appendLog(tx, {
        at: ctx.now() + number,
        verb: isPause ? 'suspension.started' : 'update.published',
        role: 'moderator',
        personId: by.personId,
        storyId,
        detail: isPause
          ? { suspensionId: storyId, scope: 'story', mode: 'paused', reasonCode: 'heated', reviewAt: null }
          : { status: null, number, kind: 'update' },
        words: isPause ? `${reason} ${number}` : null,
      }),
    )
  }
}

/** Every row of the log, as it is in the database. */
export function logRows(db: Database): Promise<LogRow[]> {
  const { decisionLog } = db.read.tables
  return db.read.select().from(decisionLog).orderBy(asc(decisionLog.number))
}

/** Changes one entry behind the application's back. */
export async function tamper(tx: Tx, number: number, changes: Partial<LogRow>): Promise<void> {
  const { decisionLog } = tx.tables
  await tx.update(decisionLog).set(changes).where(eq(decisionLog.number, number))
}

/** Makes every hash from an entry on anew, and the head's too: what somebody does who can write to every table. */
export async function rewriteFrom(tx: Tx, number: number): Promise<void> {
  const { decisionLog, logHead } = tx.tables
  const rows = await tx.select().from(decisionLog).orderBy(asc(decisionLog.number))
  let previousHash = rows.find((row) => row.number === number - 1)?.hash ?? '0'.repeat(64)
  let last = number - 1
  for (const row of rows.filter((one) => one.number >= number)) {
    const hash = hashOf({ ...row, previousHash })
    await tamper(tx, row.number, { previousHash, hash })
    previousHash = hash
    last = row.number
  }
  await tx.update(logHead).set({ number: last, hash: previousHash })
}
