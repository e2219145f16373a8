import { and, asc, eq, inArray, lt, lte, notInArray, type SQL, sql } from 'drizzle-orm'
import type { Queries, Tx } from './database.ts'
import { placeholders, prepared } from './prepared.ts'
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

type NewJob = Pick<JobRow, 'id' | 'kind' | 'key' | 'payload' | 'runAt'>

/**
 * Queues work that comes often and may be done a moment later, all at once: the earliest time asked for stands, and
 * nobody is woken for it. Prepared once: every comment asks for some.
 */
export async function enqueueQuietly(tx: Tx, job: NewJob): Promise<void> {
  const statement = prepared(tx, 'enqueue_quietly', (q) => {
    const { jobs } = q.tables
    return q
      .insert(jobs)
      .values(placeholders(jobs))
      .onConflictDoUpdate({ target: [jobs.kind, jobs.key], set: sooner(q.tables) })
      .prepare('enqueue_quietly')
  })
  await statement.execute({ ...job, attempts: 0, lockedUntil: 0, lastError: null })
}

/** Queues many pieces of work, each as `enqueueQuietly`. Call it with 500 at most. */
export async function enqueueMany(tx: Tx, list: NewJob[]): Promise<void> {
  if (list.length === 0) return
  const { jobs } = tx.tables
  await tx
    .insert(jobs)
    .values(list)
    .onConflictDoUpdate({ target: [jobs.kind, jobs.key], set: sooner(tx.tables) })
}

/** What becomes of work that is queued already. */
function sooner({ jobs }: Tables) {
  return {
    runAt: sql`case when ${jobs.runAt} < excluded.run_at then ${jobs.runAt} else excluded.run_at end`,
    lockedUntil: sql`case when ${jobs.lockedUntil} > 0 then ${jobs.lockedUntil} - 1 else 0 end`,
  }
}

/** Of these kinds only, or of all others. */
export type Kinds = { only: readonly string[] } | { not: readonly string[] }

function isOf({ jobs }: Tables, kinds: Kinds): SQL {
  return 'only' in kinds ? inArray(jobs.kind, [...kinds.only]) : notInArray(jobs.kind, [...kinds.not])
}

/** Claims due work for `lockMs`: no other node gets it meanwhile. Call under the key `jobs`. */
export async function claimDueJobs(
  tx: Tx,
  kinds: Kinds,
  { now, lockMs, limit }: { now: number; lockMs: number; limit: number },
): Promise<JobRow[]> {
  const { jobs } = tx.tables
  const due = await tx
    .select({ id: jobs.id })
    .from(jobs)
    .where(and(lte(jobs.runAt, now), lte(jobs.lockedUntil, now), isOf(tx.tables, kinds)))
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
  { runAt, attempts, lastError }: Pick<JobRow, 'runAt' | 'attempts' | 'lastError'>,
): Promise<void> {
  const set = { runAt, attempts, lastError, lockedUntil: 0 }
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
export async function nextJobAt(db: Queries, kinds: Kinds): Promise<number | undefined> {
  const { jobs } = db.tables
  const claimable = sql`case when ${jobs.lockedUntil} > ${jobs.runAt} then ${jobs.lockedUntil} else ${jobs.runAt} end`
  const [row] = await db
    .select({ at: sql<string | number | null>`min(${claimable})` })
    .from(jobs)
    .where(isOf(db.tables, kinds))
  return row?.at === null || row?.at === undefined ? undefined : Number(row.at)
}
