import { claimDueJobs, enqueue, finishJob, type JobRow, type Kinds, nextJobAt, postponeJob } from '../../db/jobs.ts'
import type { Context } from '../context.ts'
import { newId } from '../ids.ts'
import { type JobHandlers, jobHandlers } from './handlers.ts'

const LOCK_MS = 60_000
const LONGEST_WAIT_MS = 5_000
const BATCH = 20

/** What waits for a mail server goes apart from the rest, so that a slow or dead one holds up nothing but letters. */
const LETTERS = ['letter', 'mail']
/** The letters last, since the rest is what queues them. */
const LANES: readonly Kinds[] = [{ not: LETTERS }, { only: LETTERS }]

export interface Jobs {
  /** Does all work that is due by the context's clock; resolves when it is done. */
  runDue(): Promise<void>
  /** Stops taking work and waits for what is in hand. */
  close(): Promise<void>
}

/**
 * Does queued work when it is due, on this node: each piece at least once, tried again with growing waits when it
 * fails. Of several nodes one begins it, unless that takes longer than a claim holds. What must not happen twice is made
 * sure of by the work itself.
 */
export function runJobs(ctx: Context, handlers: JobHandlers = jobHandlers): Jobs {
  const lanes = LANES.map((kinds) => runLane(ctx, handlers, kinds))
  void queueStanding(ctx).then(() => Promise.all(lanes.map((lane) => lane.wake())))
  return {
    async runDue() {
      for (const lane of lanes) await lane.runDue()
    },
    async close() {
      await Promise.all(lanes.map((lane) => lane.close()))
    },
  }
}

function runLane(ctx: Context, handlers: JobHandlers, kinds: Kinds): Jobs & { wake(): Promise<void> } {
  let timer: NodeJS.Timeout | undefined
  let closed = false
  let turn: Promise<void> = Promise.resolve()

  const runDue = () => {
    const done = turn.then(() => drain(ctx, handlers, kinds, () => closed))
    turn = done.catch(() => undefined)
    return done
  }
  const wake = async () => {
    clearTimeout(timer)
    if (closed) return
    await runDue().catch((error: unknown) => ctx.log.error({ err: error }, 'jobs could not be run'))
    const next = await nextJobAt(ctx.db.read, kinds).catch(() => undefined)
    if (closed) return
    clearTimeout(timer)
    const wait = next === undefined ? LONGEST_WAIT_MS : Math.min(Math.max(next - ctx.now(), 10), LONGEST_WAIT_MS)
    timer = setTimeout(wake, wait).unref()
  }
  const stopListening = ctx.db.onHint((topic) => {
    if (topic === 'jobs' && !closed) void wake()
  })

  return {
    runDue,
    wake,
    async close() {
      closed = true
      stopListening()
      clearTimeout(timer)
      await turn
    },
  }
}

async function drain(ctx: Context, handlers: JobHandlers, kinds: Kinds, isClosed: () => boolean): Promise<void> {
  while (!isClosed()) {
    const now = ctx.now()
    const due = await ctx.db.transact('jobs', (tx) => claimDueJobs(tx, kinds, { now, lockMs: LOCK_MS, limit: BATCH }))
    if (due.length === 0) return
    for (const [at, job] of due.entries()) {
      // What stood behind slow work may be another node's by now.
      if (ctx.now() >= job.lockedUntil) break
      if (isClosed()) return leave(ctx, due.slice(at))
      await perform(ctx, handlers, job)
    }
  }
}

/** Puts back what was claimed and not begun, so that nobody waits for the end of the claim. */
function leave(ctx: Context, jobs: JobRow[]): Promise<void> {
  return ctx.db.transact('jobs', async (tx) => {
    for (const job of jobs) await postponeJob(tx, job, job)
  })
}

async function perform(ctx: Context, handlers: JobHandlers, job: JobRow): Promise<void> {
  try {
    const handler = handlers[job.kind]
    if (!handler) throw new Error(`no handler for jobs of kind ${job.kind}`)
    const again = await handler(ctx, job.payload)
    await ctx.db.transact('jobs', (tx) =>
      again === undefined ? finishJob(tx, job) : postponeJob(tx, job, { runAt: again, attempts: 0, lastError: null }),
    )
  } catch (error) {
    ctx.log.error({ err: error, kind: job.kind, attempts: job.attempts + 1 }, 'a job failed')
    const wait = Math.min(1000 * 2 ** job.attempts, 60 * 60 * 1000)
    await ctx.db.transact('jobs', (tx) =>
      postponeJob(tx, job, {
        runAt: ctx.now() + wait,
        attempts: job.attempts + 1,
        lastError: error instanceof Error ? error.name : 'unknown',
      }),
    )
  }
}

/** Work that is always there: cleared daily, watched each minute, links asked and digests sent daily. */
const STANDING = [
  { kind: 'tidy', key: 'daily' },
  { kind: 'heat', key: 'minutely' },
  { kind: 'links', key: 'daily' },
  { kind: 'digests', key: 'daily' },
]

/** Makes sure that the standing work is queued. */
async function queueStanding(ctx: Context): Promise<void> {
  const runAt = ctx.now()
  await ctx.db
    .transact('jobs', async (tx) => {
      for (const { kind, key } of STANDING) await enqueue(tx, { id: newId(), kind, key, payload: {}, runAt })
    })
    .catch((error: unknown) => ctx.log.error({ err: error }, 'the standing work could not be queued'))
}
