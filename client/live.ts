import type { Socket } from 'socket.io-client'
import type * as z from 'zod'
import type { ClientMessages, Followed, ServerMessages, StoryEvent } from '../server/contract/events.ts'
import type { Commenting as CommentingSchema } from '../server/contract/suspensions.ts'
import { call, isProblem } from './api.ts'
import { learnServerTime } from './ui/clock.ts'

type Commenting = z.output<typeof CommentingSchema>
export type LiveEvent = z.output<typeof StoryEvent>
export type LiveState = 'connecting' | 'live' | 'polling'

export interface Follower {
  /** Each event of the story once, in the order of their numbers. */
  onEvents(events: LiveEvent[]): void
  /** How commenting stands, told beside the events: at each joining, and when something wider than the story changes. */
  onCommenting?(commenting: Commenting): void
  /** Too much was missed to send: fetch the thread anew and answer with its `seq`. */
  onReset(): Promise<number>
  onState?(state: LiveState): void
}

export interface Live {
  /** Follows a story from the number after `since`; the returned function stops it. */
  follow(storyId: string, since: number, follower: Follower): () => void
  /** Hears that queues changed, for staff; `storyId` is null when anything may have (as after a reconnect). */
  desk(onChange: (storyId: string | null) => void, token?: string): () => void
  /** Hears of unread notices, and a number that moves with what moderators did about whoever holds the token. */
  me(onNews: (unread: number, sanctions?: number) => void, token: string): () => void
  close(): void
}

interface Following extends Follower {
  storyId: string
  seq: number
  /** Events that arrived while asking for what was missed. */
  early: LiveEvent[]
  asking: boolean
  /** Something came while asking that the answer may not know. */
  doubt: boolean
  stopped: boolean
}

interface Desk {
  onChange: (storyId: string | null) => void
  token: string | undefined
}

interface Reader {
  onNews: (unread: number, sanctions?: number) => void
  token: string
}

interface Line {
  base: string
  all: Set<Following>
  desks: Set<Desk>
  readers: Set<Reader>
  socket: Socket<ServerMessages, ClientMessages> | undefined
  opening: Promise<void> | undefined
  closed: boolean
  pollTimer: ReturnType<typeof setTimeout> | undefined
  hiddenTimer: ReturnType<typeof setTimeout> | undefined
}

/** Where the server's sockets are; the same as in server/realtime/live.ts. */
const PATH = '/api/v1/live'
const HIDDEN_MS = 5 * 60_000
const POLL_MS = 8_000
const FIRST_POLL_MS = 4_000
const ACK_MS = 10_000
const AGAIN_MS = 3_000

/**
 * Opens the live connection to a server: a socket, loaded when first needed, and plain requests while there is none.
 * Events come exactly once and in order, whatever the connection does; a hidden page lets go of it after five minutes.
 *
 * @param base address of the server; '' for the page's own.
 */
export function openLive(base: string): Live {
  const line: Line = {
    base,
    all: new Set(),
    desks: new Set(),
    readers: new Set(),
    socket: undefined,
    opening: undefined,
    closed: false,
    pollTimer: undefined,
    hiddenTimer: undefined,
  }
  const onVisibility = () => letGoWhenHidden(line)
  document.addEventListener('visibilitychange', onVisibility)
  return {
    follow(storyId, since, follower) {
      const one: Following = {
        ...follower,
        storyId,
        seq: since,
        early: [],
        asking: false,
        doubt: false,
        stopped: false,
      }
      line.all.add(one)
      open(line)
      if (line.socket?.connected) void join(line, one)
      return () => leave(line, one)
    },
    desk(onChange, token) {
      const desk = { onChange, token }
      line.desks.add(desk)
      open(line)
      if (line.socket?.connected) joinDesk(line, desk)
      return () => line.desks.delete(desk)
    },
    me(onNews, token) {
      const reader = { onNews, token }
      line.readers.add(reader)
      open(line)
      if (line.socket?.connected) joinMe(line, reader)
      return () => {
        line.readers.delete(reader)
        if (line.readers.size === 0 && line.socket?.connected) line.socket.emit('me', { token: null }, () => undefined)
      }
    },
    close() {
      line.closed = true
      clearTimeout(line.pollTimer)
      clearTimeout(line.hiddenTimer)
      document.removeEventListener('visibilitychange', onVisibility)
      line.socket?.disconnect()
    },
  }
}

function open(line: Line) {
  // A chunk that does not load (offline, or a policy of the page) leaves plain requests, which `poll` has begun.
  line.opening ??= connect(line).catch(() => undefined)
}

async function connect(line: Line) {
  poll(line)
  const { io } = await import('socket.io-client')
  if (line.closed) return
  const address = new URL(line.base || '/', location.href)
  const socket: Socket<ServerMessages, ClientMessages> = io(address.origin, {
    path: address.pathname.replace(/\/$/, '') + PATH,
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    reconnectionDelay: 500,
    reconnectionDelayMax: 15_000,
    randomizationFactor: 0.7,
  })
  line.socket = socket
  socket.on('connect', () => {
    for (const one of line.all) void join(line, one)
    for (const desk of line.desks) joinDesk(line, desk)
    for (const reader of line.readers) joinMe(line, reader)
  })
  socket.on('events', ({ storyId, events }) => {
    for (const one of line.all) if (one.storyId === storyId) take(line, one, events)
  })
  socket.on('commenting', ({ storyId, commenting }) => {
    for (const one of line.all) {
      if (one.storyId !== storyId) continue
      // The answer under way may tell what was before, or what came after.
      if (one.asking) one.doubt = true
      else one.onCommenting?.(commenting)
    }
  })
  socket.on('desk', ({ storyId }) => {
    for (const desk of line.desks) desk.onChange(storyId)
  })
  socket.on('notices', ({ unread, sanctions }) => {
    for (const reader of line.readers) reader.onNews(unread, sanctions)
  })
  socket.on('disconnect', (reason) => {
    if (line.closed) return
    for (const one of line.all) one.onState?.('connecting')
    poll(line)
    // socket.io leaves reconnecting to us when the server ended the connection, as it does before a restart.
    if (reason === 'io server disconnect') setTimeout(() => line.closed || socket.connect(), 500 + Math.random() * 2000)
  })
}

function letGoWhenHidden(line: Line) {
  clearTimeout(line.hiddenTimer)
  if (document.hidden) line.hiddenTimer = setTimeout(() => line.socket?.disconnect(), HIDDEN_MS)
  else if (line.socket && !line.socket.connected) line.socket.connect()
}

/** Asks by plain requests, for as long as there is no socket and the page is looked at. */
function poll(line: Line) {
  clearTimeout(line.pollTimer)
  const waitMs = line.socket ? POLL_MS * (0.75 + Math.random() / 2) : FIRST_POLL_MS
  line.pollTimer = setTimeout(() => {
    if (line.closed || line.socket?.connected) return
    if (!document.hidden) {
      for (const one of line.all) {
        one.onState?.('polling')
        void catchUp(line, one)
      }
      for (const reader of line.readers) void askUnread(line, reader)
    }
    poll(line)
  }, waitMs)
}

async function join(line: Line, one: Following) {
  await catchUp(line, one)
  if (line.socket?.connected) one.onState?.('live')
}

function leave(line: Line, one: Following) {
  one.stopped = true
  line.all.delete(one)
  const others = [...line.all].some((other) => other.storyId === one.storyId)
  if (line.socket?.connected && !others) line.socket.emit('unfollow', { storyId: one.storyId }, () => undefined)
}

function joinDesk(line: Line, desk: Desk) {
  // Also whoever may not sit here any more looks, and is told so.
  line.socket?.emit('desk', desk.token ? { token: desk.token } : {}, () => desk.onChange(null))
}

function joinMe(line: Line, reader: Reader) {
  line.socket?.emit('me', { token: reader.token }, (answer) => {
    if (answer.ok && line.readers.has(reader)) reader.onNews(answer.unread, answer.sanctions)
  })
}

async function askUnread(line: Line, reader: Reader) {
  const via = { base: line.base, token: reader.token }
  const answer = await call('GET /api/v1/me/notices', { query: { limit: 1 } }, via).catch(() => null)
  if (answer && line.readers.has(reader)) reader.onNews(answer.unread)
}

/** Hands on what follows without a gap; anything else means asking again from the last number. */
function take(line: Line, one: Following, events: LiveEvent[]) {
  if (one.asking) one.early.push(...events)
  else if (hand(one, events)) void catchUp(line, one)
}

/** Passes contiguous new events on; answers whether one was missing. */
function hand(one: Following, events: LiveEvent[]): boolean {
  const ordered = events.filter((event) => event.seq > one.seq).sort((a, b) => a.seq - b.seq)
  const fresh: LiveEvent[] = []
  let gap = false
  for (const event of ordered) {
    if (event.seq <= one.seq) continue
    gap = event.seq !== one.seq + 1
    if (gap) break
    one.seq = event.seq
    fresh.push(event)
  }
  if (fresh.length > 0 && !one.stopped) one.onEvents(fresh)
  return gap
}

/** Asks for what was missed until nothing is. */
async function catchUp(line: Line, one: Following) {
  if (one.asking || one.stopped) return
  one.asking = true
  try {
    for (let missing = true, turn = 0; missing && turn < 5 && !one.stopped; turn++) {
      one.doubt = false
      const answer = await ask(line, one)
      if (answer.reset) one.seq = await one.onReset()
      missing = hand(one, answer.events) || answer.reset
      missing = hand(one, one.early.splice(0)) || missing
      if (!one.stopped) one.onCommenting?.(answer.commenting)
      missing ||= one.doubt
    }
  } catch (error) {
    if (isProblem(error, 'not_found')) leave(line, one)
    else setTimeout(() => line.socket?.connected && void catchUp(line, one), AGAIN_MS * (0.5 + Math.random()))
  } finally {
    one.asking = false
    one.early = []
  }
}

async function ask(line: Line, one: Following): Promise<z.output<typeof Followed>> {
  if (line.socket?.connected) {
    const sentAt = Date.now()
    const answer = await line.socket.timeout(ACK_MS).emitWithAck('follow', { storyId: one.storyId, since: one.seq })
    if (answer.ok) {
      learnServerTime(answer.now, sentAt, true)
      return answer
    }
  }
  const input = { params: { id: one.storyId }, query: { since: one.seq } }
  const sentAt = Date.now()
  const answer = await call('GET /api/v1/stories/:id/events', input, { base: line.base, token: null })
  learnServerTime(answer.now, sentAt, true)
  return answer
}
