import { randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import { readAnswers } from './load.ts'
import { serveQuestions } from './program.ts'

/** Many sockets that speak just enough WebSocket and socket.io to receive: a real client would measure itself. */
type Question =
  /** Connects so many sockets; `follow` is sent by each, and its answer awaited. */
  | { kind: 'connect'; name: string; port: number; path: string; count: number; follow?: object }
  /** Sends a request; answers how many ms later, and after its answer, the last of the sockets was told of it. */
  | { kind: 'time'; name: string; request: string }

interface Crowd {
  port: number
  sockets: Socket[]
  /** Called for each message that arrives. */
  onEvent: (text: string) => void
}

const PATIENCE_MS = 10_000
const crowds = new Map<string, Crowd>()

serveQuestions<Question>((question) => (question.kind === 'connect' ? gather(question) : timeOne(question)))

async function gather(question: Extract<Question, { kind: 'connect' }>): Promise<number> {
  const crowd: Crowd = { port: question.port, sockets: [], onEvent: ignore }
  crowds.set(question.name, crowd)
  while (crowd.sockets.length < question.count) {
    const batch = Math.min(50, question.count - crowd.sockets.length)
    crowd.sockets.push(...(await Promise.all(Array.from({ length: batch }, () => join(crowd, question)))))
  }
  return crowd.sockets.length
}

export interface Timed {
  ms: number
  /** From the moment the answer arrived; 0 when it came last. */
  msAfterAnswer: number
  event: string
  answer: string
}

async function timeOne({ name, request }: Extract<Question, { kind: 'time' }>): Promise<Timed> {
  const crowd = crowds.get(name)
  if (!crowd) throw new Error(`no sockets called ${name}`)
  const poster = connect({ port: crowd.port, host: '127.0.0.1', noDelay: true })
  await new Promise<void>((resolve, reject) => void poster.once('connect', resolve).once('error', reject))
  try {
    return await new Promise((resolve, reject) => {
      let missing = crowd.sockets.length
      let last: { at: number; event: string } | undefined
      let answered: { at: number; answer: string } | undefined
      const timer = setTimeout(() => reject(new Error(`${missing} sockets heard nothing`)), PATIENCE_MS)
      const start = performance.now()
      const settle = () => {
        if (!last || !answered) return
        clearTimeout(timer)
        const { event } = last
        const { answer } = answered
        resolve({ ms: last.at - start, msAfterAnswer: Math.max(0, last.at - answered.at), event, answer })
      }
      crowd.onEvent = (event) => {
        missing -= 1
        if (missing === 0) last = { at: performance.now(), event }
        settle()
      }
      readAnswers(poster, (status, body) => {
        if (status >= 300) reject(new Error(`answered ${status}: ${body()}`))
        answered = { at: performance.now(), answer: body() }
        settle()
      })
      poster.write(request)
    })
  } finally {
    crowd.onEvent = ignore
    poster.destroy()
  }
}

function ignore(): void {
  // Between two timings nothing is expected.
}

function join(crowd: Crowd, { port, path, follow }: { port: number; path: string; follow?: object }): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    const timer = setTimeout(() => reject(new Error('a socket could not join')), PATIENCE_MS)
    const joined = () => {
      clearTimeout(timer)
      resolve(socket)
    }
    readFrames(socket, (text) => {
      if (/^42\["(events|commenting)"/.test(text)) crowd.onEvent(text)
      else if (text.startsWith('430') || (text.startsWith('40') && !follow)) joined()
      else answer(socket, text, follow)
    })
    socket
      .on('error', reject)
      .write(
        `GET ${path}?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
          `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\n\r\n`,
      )
  })
}

/** What a client has to say: it connects to the namespace, follows a story, and lives. */
function answer(socket: Socket, text: string, follow?: object): void {
  if (text.startsWith('40')) socket.write(frame(`420${JSON.stringify(['follow', follow])}`))
  else if (text.startsWith('0')) socket.write(frame('40'))
  else if (text === '2') socket.write(frame('3'))
}

/** A text frame as clients send them (RFC 6455, masked with zeroes), up to 64 kB. */
function frame(text: string): Buffer {
  const bytes = Buffer.from(text)
  const head = bytes.length < 126 ? [0x81, 0x80 | bytes.length] : [0x81, 0xfe, bytes.length >> 8, bytes.length & 0xff]
  return Buffer.concat([Buffer.from([...head, 0, 0, 0, 0]), bytes])
}

/** Calls `onText` for each text frame after the answer to the upgrade. Servers do not mask, and send these unfragmented. */
function readFrames(socket: Socket, onText: (text: string) => void): void {
  let rest: Buffer = Buffer.alloc(0)
  let upgraded = false
  socket.on('data', (piece: Buffer) => {
    rest = rest.length > 0 ? Buffer.concat([rest, piece]) : piece
    if (!upgraded) {
      const end = rest.indexOf('\r\n\r\n')
      if (end < 0) return
      upgraded = true
      rest = rest.subarray(end + 4)
    }
    for (let size = frameSize(rest); size !== undefined && rest.length >= size.all; size = frameSize(rest)) {
      onText(rest.toString('utf8', size.head, size.all))
      rest = rest.subarray(size.all)
    }
  })
}

function frameSize(bytes: Buffer): { head: number; all: number } | undefined {
  if (bytes.length < 2) return undefined
  const short = bytes.readUInt8(1) & 0x7f
  if (short < 126) return { head: 2, all: 2 + short }
  if (short === 126) return bytes.length < 4 ? undefined : { head: 4, all: 4 + bytes.readUInt16BE(2) }
  return bytes.length < 10 ? undefined : { head: 10, all: 10 + Number(bytes.readBigUInt64BE(2)) }
}
