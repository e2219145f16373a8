import type { IncomingMessage } from 'node:http'
import type { Context } from '../context.ts'

export interface LiveOptions {
  /** Sockets that clients of one network address may hold. */
  socketsPerAddress: number
  /** The network address a request comes from, for counting. */
  addressOf(req: IncomingMessage): string
}

/** As much of an engine.io socket as is needed. */
interface Connection {
  request: IncomingMessage
  once(event: 'close', listener: () => void): unknown
}

/** Counts the connections of each network address. */
export interface Crowd {
  /** Whether a request may open a connection; one that goes on with a connection always may. */
  hasRoom(req: IncomingMessage): boolean
  /** Counts a connection until it closes. */
  take(connection: Connection): void
}

const WARN_AGAIN_MS = 10 * 60_000

export function crowdOf(ctx: Context, { socketsPerAddress, addressOf }: LiveOptions): Crowd {
  const counts = new Map<string, number>()
  let warnedAt = Number.NEGATIVE_INFINITY

  // Readers who all seem to come from one address come through a proxy that the settings do not name.
  function warn(): void {
    const now = performance.now()
    if (now - warnedAt < WARN_AGAIN_MS) return
    warnedAt = now
    ctx.log.warn({ socketsPerAddress }, 'live updates refused: too many connections from one address (TRUST_PROXY?)')
  }

  return {
    hasRoom(req) {
      // engine.io takes the last `sid` for the connection's, and an empty one for none.
      const goesOn = new URL(req.url ?? '/', 'http://x').searchParams.getAll('sid').at(-1)
      if (goesOn || (counts.get(addressOf(req)) ?? 0) < socketsPerAddress) return true
      warn()
      return false
    },
    take(connection) {
      const address = addressOf(connection.request)
      counts.set(address, (counts.get(address) ?? 0) + 1)
      connection.once('close', () => {
        const left = (counts.get(address) ?? 1) - 1
        if (left > 0) counts.set(address, left)
        else counts.delete(address)
      })
    },
  }
}
