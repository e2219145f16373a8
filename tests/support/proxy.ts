import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { ignored } from '../../db/errors.ts'

export interface ServerProxy {
  port: number
  /** Breaks every connection and takes no more. */
  cut(): Promise<void>
  /** Keeps connections but passes nothing on, as a network that lost its other end. */
  hush(): void
  /** Takes connections again, on the same port. */
  mend(): Promise<void>
}

/** Stands before a server of a test, to take it away and give it back. */
export async function proxyTo(host: string, port: number): Promise<ServerProxy> {
  const sockets = new Set<Socket>()
  let quiet = false
  const server = createServer((near) => {
    const far = connect(port, host)
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from)
      from.on('data', (chunk) => quiet || to.write(chunk))
      from.on('error', ignored)
      from.on('close', () => {
        sockets.delete(from)
        to.destroy()
      })
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const own = (server.address() as AddressInfo).port
  return {
    port: own,
    async cut() {
      const closed = once(server, 'close')
      server.close()
      for (const socket of sockets) socket.destroy()
      await closed
    },
    hush() {
      quiet = true
    },
    async mend() {
      quiet = false
      if (server.listening) return
      server.listen(own, '127.0.0.1')
      await once(server, 'listening')
    },
  }
}
