import { setTimeout as pause } from 'node:timers/promises'
import { claimDeliveries, type Sendable, sendableWebhooks } from '../../db/deliveries.ts'
import type { DeliveryRow } from '../../db/webhooks.ts'
import type { Context } from '../context.ts'
import { deliver } from './deliver.ts'
import { openPoster, type Poster } from './signed-post.ts'

/** Much longer than an attempt takes: a delivery whose node is gone is another’s after that. */
const CLAIM_MS = 60_000
const LONGEST_WAIT_MS = 5_000
/** What a stop may wait for answers. */
const GRACE_MS = 3_000
/** Requests in hand for one webhook; one while nothing arrives there. */
const SIDE_BY_SIDE = 4

export interface Deliveries {
  /** Sends all that is due by the context's clock; resolves when it is sent and what was in hand is settled. */
  sendDue(): Promise<void>
  /** Takes nothing more, and waits a moment for what is in hand. */
  close(): Promise<void>
}

/**
 * Sends what webhooks are to be told, on this node, apart from the queue of jobs: what is slow to answer holds up
 * neither jobs nor other webhooks. Each delivery is made at least once, and on one node at a time.
 */
export function runDeliveries(ctx: Context, poster: Poster = posterOf(ctx)): Deliveries {
  const inHand = new Map<string, Set<Promise<void>>>()
  let timer: NodeJS.Timeout | undefined
  let closed = false

  const begin = (delivery: DeliveryRow) => {
    const those = inHand.get(delivery.webhookId) ?? new Set()
    inHand.set(delivery.webhookId, those)
    const done = deliver(ctx, poster, delivery)
      .catch((error: unknown) => ctx.log.error({ err: error, deliveryId: delivery.id }, 'a delivery could not be made'))
      .then(() => {
        those.delete(done)
        void wake()
      })
    those.add(done)
  }
  /** Begins what there is room for. Where there is none, whichever ends next looks again. */
  const beginDue = async ({ id, failingSince }: Sendable, now: number) => {
    const room = (failingSince === null ? SIDE_BY_SIDE : 1) - (inHand.get(id)?.size ?? 0)
    if (room > 0) for (const delivery of await claim(ctx, id, now, room)) begin(delivery)
  }
  /** Begins what is due; resolves to when to look again (epoch ms). */
  const fill = async (): Promise<number | undefined> => {
    if (closed) return undefined
    const now = ctx.now()
    const sendable = await sendableWebhooks(ctx.db.read)
    for (const webhook of sendable) if (webhook.dueAt <= now) await beginDue(webhook, now)
    const later = sendable.flatMap(({ dueAt }) => (dueAt > now ? [dueAt] : []))
    return later.length > 0 ? Math.min(...later) : undefined
  }
  const filling = oneAtATime(fill)
  const wake = async () => {
    clearTimeout(timer)
    const next = await filling.ask().catch((error: unknown) => {
      ctx.log.error({ err: error }, 'deliveries could not be read')
      return undefined
    })
    clearTimeout(timer)
    const wait = next === undefined ? LONGEST_WAIT_MS : Math.min(Math.max(next - ctx.now(), 10), LONGEST_WAIT_MS)
    if (!closed) timer = setTimeout(wake, wait).unref()
  }
  const stopListening = ctx.db.onHint((topic) => {
    if (topic === 'webhooks' && !closed) void wake()
  })
  void wake()

  return {
    async sendDue() {
      do {
        await filling.ask()
        await settled(inHand)
      } while (!closed && (await isAnyDue(ctx)))
    },
    async close() {
      closed = true
      stopListening()
      clearTimeout(timer)
      await filling.idle()
      const late = pause(GRACE_MS, undefined, { ref: false })
      await Promise.race([settled(inHand), late])
      // What is cut off now counts as an attempt that failed, and is made again.
      await poster.close()
      await settled(inHand)
    },
  }
}

/** Resolves once nothing is in hand. */
async function settled(inHand: ReadonlyMap<string, ReadonlySet<Promise<void>>>): Promise<void> {
  const all = [...inHand.values()].flatMap((those) => [...those])
  if (all.length === 0) return
  await Promise.all(all)
  return settled(inHand)
}

/** However many ask while the work is under way, it is done once more for all of them. */
function oneAtATime<T>(work: () => Promise<T>): { ask(): Promise<T>; idle(): Promise<unknown> } {
  let turn: Promise<unknown> = Promise.resolve()
  let queued: Promise<T> | undefined
  return {
    ask() {
      queued ??= turn.then(() => {
        queued = undefined
        return work()
      })
      turn = queued.catch(() => undefined)
      return queued
    },
    idle: () => turn,
  }
}

function claim(ctx: Context, webhookId: string, now: number, limit: number): Promise<DeliveryRow[]> {
  const until = now + CLAIM_MS
  return ctx.db.transact('webhooks', (tx) => claimDeliveries(tx, webhookId, { now, until, limit }))
}

async function isAnyDue(ctx: Context): Promise<boolean> {
  const now = ctx.now()
  return (await sendableWebhooks(ctx.db.read)).some(({ dueAt }) => dueAt <= now)
}

/** What sends for this server. */
export function posterOf({ config }: Context): Poster {
  return openPoster({ userAgent: () => `Afterword (+${config.PUBLIC_URL})`, allowsPrivate: config.PRIVATE_NETWORK })
}
