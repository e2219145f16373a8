import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'

export interface Received {
  id: string
  headers: IncomingHttpHeaders
  body: string
}

/** What a receiver answers; `hang` for never. */
export type Reply = { status: number; headers?: Record<string, string>; body?: string } | 'hang'

export interface Told {
  type: string
  timestamp: string
  data: unknown
}

export interface Receiver {
  url: string
  received: Received[]
  /** What it answers from now on. */
  reply: Reply
  /** What the message at this place says, checked as receivers check it; throws where its signature is not good. */
  verified(secret: string, index?: number): Told
  /** Types of all that came. */
  types(): string[]
  close(): void
}

/** Somebody’s system on this machine, to which webhooks are sent. */
export async function openReceiver(): Promise<Receiver> {
  const server = createServer(async (req, res) => {
    const chunks: Buffer[] = []
    for await (const chunk of req) chunks.push(chunk)
    const body = Buffer.concat(chunks).toString('utf8')
    receiver.received.push({ id: String(req.headers['webhook-id']), headers: req.headers, body })
    if (receiver.reply === 'hang') return
    res.writeHead(receiver.reply.status, receiver.reply.headers).end(receiver.reply.body)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const receiver: Receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received: [],
    reply: { status: 204 },
    verified(secret, index = 0) {
      const { body, headers } = receiver.received.at(index)!
      return new Webhook(secret).verify(body, headers as Record<string, string>) as Told
    },
    types: () => receiver.received.map(({ body }) => (JSON.parse(body) as Told).type),
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
  return receiver
}
