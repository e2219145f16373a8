import { unreadCounts } from '../../db/notices.ts'
import { sanctionStamps } from '../../db/sanctions.ts'
import type { Context } from '../context.ts'
import { Refusal } from '../errors.ts'
import { faultOf } from '../log.ts'
import { viewerByToken } from '../people/session.ts'
import type { Live, LiveSocket } from './hub.ts'

/** People looked up at a time. */
const MANY = 500

export interface Unread {
  unread: number
  /** Changes with what moderators did about the person. */
  sanctions: number
}

const NOTHING: Unread = { unread: 0, sanctions: 0 }

/**
 * The sockets of people who are signed in, in a room for each: they hear how many notices they have not read, and that
 * something was done about them.
 */
export interface NoticeRooms {
  /**
   * A socket is one person’s at a time, the last one’s; null takes it out.
   * @throws Refusal `unauthenticated`.
   */
  join(socket: LiveSocket, token: string | null | undefined): Promise<Unread>
  leave(socket: LiveSocket): void
  /** Tells a person’s sockets the numbers, after they may have changed. */
  ring(personId: string): void
  /** Tells whoever was told another number: a hint may be lost. */
  look(): Promise<void>
  /** Asks again whether sessions stand: of one person, or of all. */
  recheck(personId?: string): Promise<void>
}

export function openNoticeRooms(ctx: Context, io: Live): NoticeRooms {
  const seats = new Map<LiveSocket, { personId: string; token: string }>()
  /** The last wish of each socket: an earlier one may take longer to look up. */
  const wishes = new WeakMap<LiveSocket, object>()
  const { here, ring, tellAnew, look } = openCounting(ctx, io)

  async function personOf(token: string): Promise<string | undefined> {
    return (await viewerByToken(ctx, token))?.viewer.personId ?? undefined
  }

  function leave(socket: LiveSocket): void {
    const seat = seats.get(socket)
    if (!seat) return
    seats.delete(socket)
    const person = here.get(seat.personId)
    if (person) person.sockets -= 1
    if (person?.sockets === 0) here.delete(seat.personId)
    void socket.leave(roomOf(seat.personId))
  }

  return {
    async join(socket, token) {
      const wish = {}
      wishes.set(socket, wish)
      const personId = token ? await personOf(token) : undefined
      if (wishes.get(socket) !== wish) return NOTHING
      leave(socket)
      if (token === null) return NOTHING
      if (!token || !personId) throw new Refusal('unauthenticated', 'Sign in first.')
      if (!socket.connected) return NOTHING
      // Known as somebody to tell before it is counted: what comes meanwhile is not missed.
      const person = here.get(personId) ?? { sockets: 0, told: undefined }
      person.sockets += 1
      here.set(personId, person)
      seats.set(socket, { personId, token })
      await socket.join(roomOf(personId))
      await tellAnew([personId])
      return person.told ?? NOTHING
    },
    leave,
    ring,
    look,
    async recheck(personId) {
      for (const [socket, seat] of seats) {
        if (personId !== undefined && seat.personId !== personId) continue
        const holder = await personOf(seat.token).catch(() => seat.personId)
        if (holder !== seat.personId && seats.get(socket) === seat) leave(socket)
      }
    },
  }
}

function roomOf(personId: string): string {
  return `person:${personId}`
}

/** Counts for whoever is here, and tells their rooms what is new. */
function openCounting(ctx: Context, io: Live) {
  /** Who is here, with how many sockets, and what they were told last. */
  const here = new Map<string, { sockets: number; told: Unread | undefined }>()
  const rung = new Set<string>()
  let isCounting = false

  async function tellAnew(personIds: string[]): Promise<void> {
    const { read } = ctx.db
    const [counts, stamps] = await Promise.all([unreadCounts(read, personIds), sanctionStamps(read, personIds)])
    for (const personId of personIds) {
      const now = { unread: counts.get(personId) ?? 0, sanctions: stamps.get(personId) ?? 0 }
      const person = here.get(personId)
      if (!person || (person.told?.unread === now.unread && person.told.sanctions === now.sanctions)) continue
      person.told = now
      io.to(roomOf(personId)).emit('notices', now)
    }
  }

  /** Who is told while others are counted is counted with all of them: thousands may be told at once. */
  async function answerRung(): Promise<void> {
    if (isCounting) return
    isCounting = true
    while (rung.size > 0) {
      const some = [...rung].slice(0, MANY)
      for (const personId of some) rung.delete(personId)
      await tellAnew(some).catch((error: unknown) => ctx.log.warn(faultOf(error), 'notices not counted'))
    }
    isCounting = false
  }

  return {
    here,
    tellAnew,
    ring(personId: string): void {
      if (!here.has(personId)) return
      rung.add(personId)
      void answerRung()
    },
    async look(): Promise<void> {
      const all = [...here.keys()]
      for (let from = 0; from < all.length; from += MANY) await tellAnew(all.slice(from, from + MANY))
    },
  }
}
