import { setTimeout as pause } from 'node:timers/promises'
import type { Queries, Tx } from './database.ts'
import { Unavailable } from './database.ts'
import { ignored } from './errors.ts'

/** How long a caller waits for the database before it is told `Unavailable`, ms. */
export const WAIT_MS = 5_000
/** How long one transaction may take, ms. Only one that waits for something other than `tx` gets there. */
const WORK_MS = 10_000

/** One attempt at a transaction: whether it may go on, and what the world hears once it is durable. */
export interface Scope {
  /** Throws when the transaction is over, or when a statement of it failed. */
  check(): void
  /** Notes a failed statement. PostgreSQL gives up the whole transaction then, and so must SQLite. */
  spoil(error: unknown): void
  /** Makes `queries` the transaction that `work` is given. */
  tx(queries: Queries): Tx
  /** Runs `work` to its end, at which the transaction is over; fails also with an error that `work` swallowed. */
  run<T>(tx: Tx, work: (tx: Tx) => Promise<T>): Promise<T>
  effects: (() => void)[]
  topics: Set<string>
}

export function openScope(): Scope {
  const effects: (() => void)[] = []
  const topics = new Set<string>()
  let over = false
  let failure: { error: unknown } | undefined

  function check() {
    if (over) throw new Error('This transaction is over: await everything inside transact.')
    if (failure)
      throw new Error('A statement of this transaction failed; nothing can follow it.', { cause: failure.error })
  }
  return {
    check,
    spoil(error) {
      failure ??= { error }
    },
    tx: (queries) =>
      Object.assign(queries, {
        onCommit(effect: () => void) {
          check()
          effects.push(effect)
        },
        hint(topic: string) {
          check()
          topics.add(topic)
        },
      }),
    async run(tx, work) {
      try {
        const result = await inTime(work(tx))
        if (failure) throw failure.error
        return result
      } finally {
        over = true
      }
    },
    effects,
    topics,
  }
}

/** Lets the world hear of a transaction that is durable. An effect that throws is a bug and must not undo an answer. */
export function announce(effects: Iterable<() => void>): void {
  for (const effect of effects) {
    try {
      effect()
    } catch (error) {
      process.emitWarning(error instanceof Error ? error : String(error))
    }
  }
}

/** Keeps who listens to hints, and tells them. */
export function hintBoard() {
  const listeners = new Set<(topic: string) => void>()
  return {
    onHint(listener: (topic: string) => void) {
      // Wrapped, so that one function given twice is heard twice and stopped once.
      const own = (topic: string) => listener(topic)
      listeners.add(own)
      return () => void listeners.delete(own)
    },
    tell(topics: Iterable<string>) {
      for (const topic of topics) announce([...listeners].map((listener) => () => listener(topic)))
    },
  }
}

/** Runs tasks of one key in turn, of different keys side by side. */
export function keyedQueue(): <T>(key: string, task: () => Promise<T>) => Promise<T> {
  const tails = new Map<string, Promise<unknown>>()
  return (key, task) => {
    const done = (tails.get(key) ?? Promise.resolve()).then(task)
    const tail = done.catch(ignored).finally(() => {
      if (tails.get(key) === tail) tails.delete(key)
    })
    tails.set(key, tail)
    return done
  }
}

/** Tries again while it fails with a passing conflict, until `deadline` (epoch ms); waits up to 32 ms between tries. */
export async function retrying<T>(
  passing: (error: unknown) => boolean,
  deadline: number,
  attempt: () => Promise<T>,
): Promise<T> {
  for (let waitMs = 1; ; waitMs = Math.min(waitMs * 2, 32)) {
    try {
      return await attempt()
    } catch (error) {
      if (!passing(error)) throw error
      if (Date.now() > deadline) throw new Unavailable('The database is held by others.', { cause: error })
    }
    await pause(Math.random() * waitMs)
  }
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new WorkTooLong()), WORK_MS)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

export class WorkTooLong extends Error {
  override name = 'WorkTooLong'
  override message = `A transaction took longer than ${WORK_MS} ms: it must wait for nothing but tx.`
}
