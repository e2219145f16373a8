import { and, asc, eq, inArray, lte, sql } from 'drizzle-orm'
import type { Queries, Tx } from './database.ts'
import type { Tables } from './tables.ts'

export type JobRow = Tables['jobs']['$inferSelect']

/** Queues work in the transaction that makes it necessary; the same kind and key again only moves its time. */
export async function enqueue(tx: Tx, job: Pick<JobRow, 'id' | 'kind' | 'key' | 'payload' | 'runAt'>): Promise<void> {
  const { jobs } = tx.tables
  await tx
    .insert(jobs)
    .values(job)
    .onConflictDoUpdate({ target: [jobs.kind, jobs.key], set: { runAt: job.runAt, payload: job.payload, attempts: 0 } })
  tx.hint('jobs')
}

/** Claims due work for `lockMs`: no other node gets it meanwhile. Call under the key `jobs`. */
export async function claimDueJobs(tx: Tx, now: number, lockMs: number, limit: number): Promise<JobRow[]> {
  const { jobs } = tx.tables
  const due = await tx
    .select({ id: jobs.id })
    .from(jobs)
    .where(and(lte(jobs.runAt, now), lte(jobs.lockedUntil, now)))
    .orderBy(asc(jobs.runAt))
    .limit(limit)
  if (due.length === 0) return []
  return tx
    .update(jobs)
    .set({ lockedUntil: now + lockMs })
    .where(
      inArray(
        jobs.id,
        due.map((job) => job.id),
      ),
    )
    .returning()
}

export async function finishJob(tx: Tx, id: string): Promise<void> {
  await tx.delete(tx.tables.jobs).where(eq(tx.tables.jobs.id, id))
}

/** Puts failed work back, to be tried at `runAt`. */
export async function postponeJob(
  tx: Tx,
  id: string,
  failure: Pick<JobRow, 'runAt' | 'attempts' | 'lastError'>,
): Promise<void> {
  const { jobs } = tx.tables
  await tx
    .update(jobs)
    .set({ ...failure, lockedUntil: 0 })
    .where(eq(jobs.id, id))
}

/** When the next work can be claimed: due, and no longer held by a node; undefined when none is queued. */
export async function nextJobAt(db: Queries): Promise<number | undefined> {
  const { jobs } = db.tables
  const claimable = sql`case when ${jobs.lockedUntil} > ${jobs.runAt} then ${jobs.lockedUntil} else ${jobs.runAt} end`
  const [row] = await db.select({ at: sql<string | number | null>`min(${claimable})` }).from(jobs)
  return row?.at === null || row?.at === undefined ? undefined : Number(row.at)
}
