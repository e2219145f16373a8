import type { Socket } from 'socket.io'

const MOST_PACKETS = 150
const MOST_BYTES = 1024 * 1024

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
  const { conn } = socket
  const wire = wireOf(socket)
  const isSlow =
    conn.writeBuffer.length > MOST_PACKETS ||
    (wire?.bufferedAmount ?? 0) > MOST_BYTES ||
    (conn.writeBuffer.length > 1 && waitingBytes(conn.writeBuffer) > MOST_BYTES)
  if (isSlow) cut(socket)
  return isSlow
}

function cut(socket: Socket): void {
  const wire = wireOf(socket)
  // A polite close would wait, with all that is buffered, for a reader who does not read.
  if (wire?.terminate) wire.terminate()
  else socket.conn.close(true)
}

function wireOf(socket: Socket): Wire | undefined {
  return (socket.conn.transport as { socket?: Wire }).socket
}

function waitingBytes(packets: readonly { data?: unknown }[]): number {
  return packets.reduce((sum, { data }) => sum + (typeof data === 'string' ? data.length : 0), 0)
}
