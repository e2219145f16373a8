import type { Program } from './program.ts'
import type { Timed } from './receivers.ts'
import { textOf } from './scene.ts'
import type { Served } from './served.ts'

/** Between two deliveries: longer than a crowd's rest, so that each comment is sent at once. */
const PAUSE_MS = 100

/** A comment by one of the readers, never twice the same for different `i`. */
export function posting({ tokens }: Served, storyId: string, i: number): string {
  return sending(`/api/v1/stories/${storyId}/comments`, tokens[i % tokens.length] ?? '', { body: textOf(i) })
}

/** A whole request that sends JSON. */
export function sending(path: string, token: string, content: object): string {
  const body = JSON.stringify(content)
  return (
    `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n` +
    `Authorization: Bearer ${token}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
  )
}

/** Posts to the bare server what our sockets got, for it to send as the same packet. */
export function broadcasting(event: string): string {
  const payload = JSON.stringify((JSON.parse(event.slice(2)) as [string, unknown])[1])
  return `POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: ${Buffer.byteLength(payload)}\r\n\r\n${payload}`
}

/** Sends a request and waits until every socket of a crowd has heard of it. */
export async function timed(receivers: Program, name: string, request: string): Promise<Timed> {
  await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
  return receivers.ask({ kind: 'time', name, request })
}
