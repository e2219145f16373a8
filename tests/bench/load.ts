import { connect, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

export interface Target {
  port: number
  /** A whole HTTP/1.1 request, anew for each time. */
  request: () => string
  /** Expected first line's status. */
  status: number
}

/**
 * Sends requests over `connections` kept-alive connections, each as soon as the one before is answered, for so long.
 * A client as lean as can be, so that the server is what is measured.
 * @returns answers a second. Fails on any other status.
 */
export async function answersPerSecond(target: Target, connections: number, forMs: number): Promise<number> {
  const start = performance.now()
  const isOver = () => performance.now() >= start + forMs
  const counts = await Promise.all(Array.from({ length: connections }, () => drive(target, isOver)))
  const all = counts.reduce((sum, count) => sum + count, 0)
  return (all * 1000) / (performance.now() - start)
}

/** People of whom each sends the same request every `everyMs`, on a connection of their own, until stopped. */
export function keepTrying(people: Target[], everyMs: number): { stop(): Promise<void> } {
  let isStopped = false
  const trying = people.map(async (target, i) => {
    await pause((everyMs * i) / people.length)
    await drive(target, () => isStopped, everyMs)
  })
  return {
    async stop() {
      isStopped = true
      await Promise.all(trying)
    },
  }
}

function drive({ port, request, status }: Target, isOver: () => boolean, restMs = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    let answers = 0
    const next = () => (isOver() ? void socket.end(() => resolve(answers)) : void socket.write(request()))
    readAnswers(socket, (got, body) => {
      if (got !== status) {
        reject(new Error(`answered ${got} instead of ${status}: ${body().slice(0, 300)}`))
        socket.destroy()
        return
      }
      answers += 1
      if (restMs > 0) setTimeout(next, restMs)
      else next()
    })
    socket.on('connect', next).on('error', reject)
  })
}

/** Calls `onAnswer` after each whole answer; answers carry a Content-Length. */
export function readAnswers(socket: Socket, onAnswer: (status: number, body: () => string) => void): void {
  let kept: Buffer = Buffer.alloc(0)
  /** Bytes of the answer that are still to come; 0 while its head is awaited. */
  let missing = 0
  let status = 0
  let parts: Buffer[] = []
  socket.on('data', (piece: Buffer) => {
    if (missing === 0) {
      kept = kept.length > 0 ? Buffer.concat([kept, piece]) : piece
      const end = kept.indexOf('\r\n\r\n')
      if (end < 0) return
      const head = kept.toString('latin1', 0, end)
      status = Number(head.slice(9, 12))
      missing = end + 4 + Number(/content-length: *(\d+)/i.exec(head)?.[1] ?? 0) - kept.length
      parts = [kept.subarray(end + 4)]
      kept = Buffer.alloc(0)
    } else {
      missing -= piece.length
      parts.push(piece)
    }
    if (missing === 0) onAnswer(status, () => Buffer.concat(parts).toString())
  })
}
