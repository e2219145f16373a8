import type { Context, Viewer } from '../context.ts'
import { Refusal } from '../errors.ts'
import { faultOf } from '../log.ts'
import { mayJoinDesk } from '../people/rules.ts'
import { viewerByToken } from '../people/session.ts'
import type { Live, LiveSocket } from './hub.ts'

const ROOM = 'desk'

/** The sockets that hear when the queues change. */
export interface Desk {
  /** @throws Refusal `unauthenticated`, `forbidden`. */
  join(socket: LiveSocket, token: string | undefined): Promise<void>
  leave(socket: LiveSocket): void
  /** Tells everyone at the desk to look. */
  ring(): void
  /** Asks again who may stay: of one person, whose roles or sessions changed, or of all, whose sessions end with time. */
  recheck(personId?: string): Promise<void>
}

export function openDesk(ctx: Context, io: Live): Desk {
  const seats = new Map<LiveSocket, { personId: string | null; token: string }>()

  async function viewerOf(token: string): Promise<Viewer | undefined> {
    return (await viewerByToken(ctx, token))?.viewer
  }

  async function recheckSeat(socket: LiveSocket, token: string, isTheirs: boolean): Promise<void> {
    const viewer = await viewerOf(token)
    if (viewer && mayJoinDesk(viewer)) {
      // What is theirs to see may be more or less than before.
      if (isTheirs) socket.emit('desk', { storyId: null })
      return
    }
    seats.delete(socket)
    socket.disconnect(true)
  }

  return {
    async join(socket, token) {
      const viewer = token === undefined ? undefined : await viewerOf(token)
      if (token === undefined || !viewer) throw new Refusal('unauthenticated', 'Sign in first.')
      if (!mayJoinDesk(viewer)) throw new Refusal('forbidden', 'This is for moderators and authors.')
      if (!socket.connected) return
      seats.set(socket, { personId: viewer.personId, token })
      await socket.join(ROOM)
    },
    leave: (socket) => void seats.delete(socket),
    ring: () => void io.to(ROOM).emit('desk', { storyId: null }),
    async recheck(personId) {
      for (const [socket, seat] of seats) {
        if (personId !== undefined && seat.personId !== personId) continue
        await recheckSeat(socket, seat.token, personId !== undefined).catch((error: unknown) => {
          ctx.log.warn(faultOf(error), 'desk not re-checked')
        })
      }
    },
  }
}
