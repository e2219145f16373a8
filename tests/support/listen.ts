import { io, type ManagerOptions, type Socket } from 'socket.io-client'
import type * as z from 'zod'
import type { ClientMessages, Follow, ServerMessages } from '../../server/contract/events.ts'

export type Line = Socket<ServerMessages, ClientMessages>
type Acked = { ok: boolean; code?: string; seq?: number; events?: Heard[]; reset?: boolean }
export interface Heard {
  seq: number
  type: string
}

/** A connected socket, by WebSocket alone unless said; it comes back 10 ms after it is cut. */
export async function dial(url: string, options: Partial<ManagerOptions> = {}): Promise<Line> {
  const line: Line = io(url, {
    path: '/api/v1/live',
    transports: ['websocket'],
    forceNew: true,
    reconnectionDelay: 10,
    reconnectionDelayMax: 20,
    ...options,
  })
  await new Promise<void>((resolve, reject) => {
    const refused = (error: Error) => {
      line.close()
      reject(error)
    }
    line.once('connect_error', refused)
    line.once('connect', () => {
      line.off('connect_error', refused)
      resolve()
    })
  })
  return line
}

/** Sends one message, whatever it holds, and waits for its answer. */
export function ask(line: Line, message: string, payload: unknown): Promise<Acked> {
  return (line as Socket).timeout(5_000).emitWithAck(message, payload)
}

/** Follows a story as a page does: from the last number it has, anew after each cut. `heard` holds every event in order. */
export async function listen(
  line: Line,
  { storyId, since }: z.input<typeof Follow>,
): Promise<{ heard: Heard[]; seq(): number; resets(): number }> {
  const heard: Heard[] = []
  let seq = since
  let resets = 0
  const take = (events: readonly Heard[]) => {
    heard.push(...events)
    seq = events.at(-1)?.seq ?? seq
  }
  // By callback: a promise would let events that come in the same breath overtake the answer.
  const follow = () =>
    new Promise<void>((done) => {
      line.timeout(5_000).emit('follow', { storyId, since: seq }, (error, answer) => {
        if (!error && answer.ok && answer.reset) {
          resets += 1
          seq = answer.seq
        } else if (!error && answer.ok) take(answer.events)
        done()
      })
    })
  line.on('events', ({ events }) => take(events))
  line.on('connect', () => void follow())
  await follow()
  return { heard, seq: () => seq, resets: () => resets }
}
