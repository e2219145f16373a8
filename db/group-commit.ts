import { setTimeout as pause, setImmediate as turn } from 'node:timers/promises'
import type { Tx } from './database.ts'
import { Unavailable } from './database.ts'
import { asUnavailable, codeOf } from './errors.ts'
import type { Attempted, Batch } from './sqlite-batch.ts'
import { WAIT_MS } from './transact.ts'

/** Works that share one commit, at most. */
const BATCH_WORKS = 128
/** How long a batch takes works in, ms: they run on the event loop, which others wait for. */
const BATCH_MS = 20

interface Waiting {
  deadline: number
  attempt(): Promise<Attempted>
  refuse(error: unknown): void
}

/**
 * Runs works one after another on the writer. Those queued in the same turn share one `BEGIN … COMMIT`, hence one
 * fsync: alone, each would cost 0.7 to 4 ms. Each has its savepoint, so one that fails is undone alone. Nothing is
 * settled before the commit, refusals included: they may rest on what another work of the batch wrote.
 */
export function groupCommit(batch: Batch) {
  const queue: Waiting[] = []
  let running = false
  let closed = false
  let idle: Promise<void> = Promise.resolve()

  async function drain() {
    running = true
    await turn()
    while (queue.length > 0) {
      if (await begun()) await runBatch()
      await turn()
    }
    running = false
  }

  /** True with a transaction open; false when nobody waits any more. The lock may be held by another process. */
  async function begun(): Promise<boolean> {
    // Few ms between tries: a lock that another process takes again at once is free for an instant only.
    for (let waitMs = 1; queue.length > 0; waitMs = Math.min(waitMs * 2, 8)) {
      try {
        batch.begin()
        return true
      } catch (error) {
        const mayPass = codeOf(error)?.startsWith('SQLITE_BUSY') ?? false
        refuseUntil(mayPass ? Date.now() : Number.POSITIVE_INFINITY, asUnavailable(error))
      }
      await pause(Math.random() * waitMs)
    }
    return false
  }

  /** Refuses those whose time was up at `now`; the queue is in order of deadline. */
  function refuseUntil(now: number, error: unknown) {
    while (queue[0] && queue[0].deadline <= now) queue.shift()?.refuse(error)
  }

  async function runBatch() {
    const attempted: Attempted[] = []
    const until = performance.now() + BATCH_MS
    do {
      const next = queue.shift()
      if (next) attempted.push(await next.attempt())
    } while (batch.isOpen() && queue.length > 0 && attempted.length < BATCH_WORKS && performance.now() < until)

    const failure = batch.commit(attempted.at(-1)?.error)
    for (const { settle } of attempted) settle(failure)
  }

  return {
    transact<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
      if (closed) return Promise.reject(new Unavailable('The database is closed.'))
      return new Promise<T>((resolve, reject) => {
        const attempt = () => batch.attempt({ work, resolve, reject })
        queue.push({ deadline: Date.now() + WAIT_MS, attempt, refuse: reject })
        if (!running) idle = drain()
      })
    },
    /** Resolves when every work taken is settled; takes no more. */
    async close(): Promise<void> {
      closed = true
      await idle
    },
  }
}
