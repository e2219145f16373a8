import { unreadCounts } from '../../db/notices.ts'
import type { Context } from '../context.ts'
import { Refusal } from '../errors.ts'
import { faultOf } from '../log.ts'
import { viewerByToken } from '../people/session.ts'
import type { Live, LiveSocket } from './hub.ts'

/** People looked up at a time. */
const MANY = 500

export interface Unread {
  unread: number
}

/** The sockets of people who are signed in, in a room for each: they hear how many notices they have not read. */
export interface NoticeRooms {
  /**
   * A socket is one person’s at a time, the last one’s; null takes it out.
   * @throws Refusal `unauthenticated`.
   */
  join(socket: LiveSocket, token: string | null | undefined): Promise<Unread>
  leave(socket: LiveSocket): void
  /** Tells a person’s sockets the number, after it may have changed. */
  ring(personId: string): Promise<void>
  /** Tells whoever was told another number: a hint may be lost. */
  look(): Promise<void>
  /** Asks again whether sessions stand: of one person, or of all. */
  recheck(personId?: string): Promise<void>
}

export function openNoticeRooms(ctx: Context, io: Live): NoticeRooms {
  const seats = new Map<LiveSocket, { personId: string; token: string }>()
  /** What each person here was told last. */
  const told = new Map<string, number>()
  const roomOf = (personId: string) => `person:${personId}`

  async function personOf(token: string): Promise<string | undefined> {
    return (await viewerByToken(ctx, token))?.viewer.personId ?? undefined
  }

  function leave(socket: LiveSocket): void {
    const seat = seats.get(socket)
    if (!seat) return
    seats.delete(socket)
    if (![...seats.values()].some(({ personId }) => personId === seat.personId)) told.delete(seat.personId)
    void socket.leave(roomOf(seat.personId))
  }

  async function tellAnew(personIds: string[]): Promise<void> {
    const counts = await unreadCounts(ctx.db.read, personIds)
    for (const personId of personIds) {
      const unread = counts.get(personId) ?? 0
      if (!told.has(personId) || told.get(personId) === unread) continue
      told.set(personId, unread)
      io.to(roomOf(personId)).emit('notices', { unread })
    }
  }

  return {
    async join(socket, token) {
      const personId = token ? await personOf(token) : undefined
      leave(socket)
      if (token === null) return { unread: 0 }
      if (!token || !personId) throw new Refusal('unauthenticated', 'Sign in first.')
      if (!socket.connected) return { unread: 0 }
      seats.set(socket, { personId, token })
      await socket.join(roomOf(personId))
      // Known as somebody to tell before it is counted: what comes meanwhile is not missed.
      if (!told.has(personId)) told.set(personId, -1)
      await tellAnew([personId])
      return { unread: Math.max(0, told.get(personId) ?? 0) }
    },
    leave,
    async ring(personId) {
      if (!told.has(personId)) return
      await tellAnew([personId]).catch((error: unknown) => ctx.log.warn(faultOf(error), 'notices not counted'))
    },
    async look() {
      const all = [...told.keys()]
      for (let from = 0; from < all.length; from += MANY) await tellAnew(all.slice(from, from + MANY))
    },
    async recheck(personId) {
      for (const [socket, seat] of seats) {
        if (personId !== undefined && seat.personId !== personId) continue
        const holder = await personOf(seat.token).catch(() => seat.personId)
        if (holder !== seat.personId) leave(socket)
      }
    },
  }
}
