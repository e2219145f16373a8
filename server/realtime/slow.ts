import type { Socket } from 'socket.io'

const MOST_PACKETS = 150
const MOST_BYTES = 1024 * 1024
/** What may wait for a reader who asks for more: less than a long answer, more than a burst of events. */
const FEW_BYTES = 64 * 1024

interface Packet {
  data?: unknown
}

/** What lies under a WebSocket transport (a `WebSocket` of the package ws); polling has none. */
interface Wire {
  bufferedAmount?: number
  terminate?(): void
}

/**
 * Cuts a socket whose reader does not keep up, and tells whether it did. Nothing bounds what waits for a slow reader
 * otherwise (889 MiB for 40 of them, measured); after it is cut, the client comes back and asks for what it missed.
 */
export function cutIfSlow(socket: Socket): boolean {
  const { packets, wire } = waitingFor(socket)
  const isSlow =
    packets.length > MOST_PACKETS ||
    (wire?.bufferedAmount ?? 0) > MOST_BYTES ||
    (packets.length > 1 && bytesOf(packets) > MOST_BYTES)
  if (!isSlow) return false
  // A polite close would wait, with all that is buffered, for a reader who does not read.
  if (wire?.terminate) wire.terminate()
  else socket.conn.close(true)
  return true
}

/** Whether so much waits for a reader that another long answer should not be added to it. */
export function isBehind(socket: Socket): boolean {
  const { packets, wire } = waitingFor(socket)
  return (wire?.bufferedAmount ?? 0) + bytesOf(packets) > FEW_BYTES
}

function waitingFor(socket: Socket): { packets: readonly Packet[]; wire: Wire | undefined } {
  // engine.io keeps these two to itself; without them (another version) nothing is cut.
  const { writeBuffer, transport } = socket.conn as unknown as { writeBuffer?: Packet[]; transport: { socket?: Wire } }
  return { packets: writeBuffer ?? [], wire: transport.socket }
}

function bytesOf(packets: readonly Packet[]): number {
  return packets.reduce((sum, { data }) => sum + (typeof data === 'string' ? data.length : 0), 0)
}
