import { and, asc, eq, inArray, lt, lte, type SQL, sql } from 'drizzle-orm'
import type { Queries, Tx } from './database.ts'
import type { Tables } from './tables.ts'

export type JobRow = Tables['jobs']['$inferSelect']

/**
 * Queues work in the transaction that makes it necessary; the same kind and key again only moves its time. If a node
 * is at it, it is done once more after that: the claim's time is changed, by which the node notices.
 */
export async function enqueue(tx: Tx, job: Pick<JobRow, 'id' | 'kind' | 'key' | 'payload' | 'runAt'>): Promise<void> {
  const { jobs } = tx.tables
  const { runAt, payload } = job
  const lockedUntil = sql`case when ${jobs.lockedUntil} > 0 then ${jobs.lockedUntil} - 1 else 0 end`
  await tx
    .insert(jobs)
    .values(job)
    .onConflictDoUpdate({ target: [jobs.kind, jobs.key], set: { runAt, payload, attempts: 0, lockedUntil } })
  tx.hint('jobs')
}

/**
 * Queues work that comes often and may be done a moment later, all at once: the earliest time asked for stands, and
 * nobody is woken for it.
 */
export async function enqueueQuietly(
  tx: Tx,
  job: Pick<JobRow, 'id' | 'kind' | 'key' | 'payload' | 'runAt'>,
): Promise<void> {
  const { jobs } = tx.tables
  const runAt = sql`case when ${jobs.runAt} < ${job.runAt} then ${jobs.runAt} else ${job.runAt} end`
  const lockedUntil = sql`case when ${jobs.lockedUntil} > 0 then ${jobs.lockedUntil} - 1 else 0 end`
  await tx
    .insert(jobs)
    .values(job)
    .onConflictDoUpdate({ target: [jobs.kind, jobs.key], set: { runAt, lockedUntil } })
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

type Claimed = Pick<JobRow, 'id' | 'lockedUntil'>

/** Takes work that was claimed from the queue, unless it was asked for anew meanwhile. */
export async function finishJob(tx: Tx, claimed: Claimed): Promise<void> {
  await tx.delete(tx.tables.jobs).where(isStillClaimed(tx, claimed))
  await giveBack(tx, claimed)
}

/** Puts work that was claimed back, to be done at `runAt`, unless it was asked for anew meanwhile. */
export async function postponeJob(
  tx: Tx,
  claimed: Claimed,
  again: Pick<JobRow, 'runAt' | 'attempts' | 'lastError'>,
): Promise<void> {
  const set = { ...again, lockedUntil: 0 }
  await tx.update(tx.tables.jobs).set(set).where(isStillClaimed(tx, claimed))
  await giveBack(tx, claimed)
}

function isStillClaimed({ tables: { jobs } }: Tx, { id, lockedUntil }: Claimed): SQL | undefined {
  return and(eq(jobs.id, id), eq(jobs.lockedUntil, lockedUntil))
}

/** Of work that was asked for anew. What another node claimed meanwhile, since this one took too long, has a later time. */
async function giveBack(tx: Tx, { id, lockedUntil }: Claimed): Promise<void> {
  const { jobs } = tx.tables
  await tx
    .update(jobs)
    .set({ lockedUntil: 0 })
    .where(and(eq(jobs.id, id), lt(jobs.lockedUntil, lockedUntil)))
}

/** When the next work can be claimed: due, and no longer held by a node; undefined when none is queued. */
export async function nextJobAt(db: Queries): Promise<number | undefined> {
  const { jobs } = db.tables
  const claimable = sql`case when ${jobs.lockedUntil} > ${jobs.runAt} then ${jobs.lockedUntil} else ${jobs.runAt} end`
  const [row] = await db.select({ at: sql<string | number | null>`min(${claimable})` }).from(jobs)
  return row?.at === null || row?.at === undefined ? undefined : Number(row.at)
}
