import type { Server as HttpServer, IncomingMessage } from 'node:http'
import { Server } from 'socket.io'
import { commentingVersionOf } from '../../db/sites.ts'
import { lastSeqs } from '../../db/stories.ts'
import type { Context } from '../context.ts'
import { clientMessages } from '../contract/events.ts'
import { Refusal } from '../errors.ts'
import { cookieToken } from '../http/cookie.ts'
import { isAllowedOrigin, isFirstParty } from '../http/origin.ts'
import { faultOf } from '../log.ts'
import { type Crowd, crowdOf, type LiveOptions } from './crowd.ts'
import { type Desk, openDesk } from './desk.ts'
import { Hub, type Live, type LiveSocket } from './hub.ts'
import { messageBudget, receiver } from './messages.ts'
import { type NoticeRooms, openNoticeRooms, type Unread } from './notice-rooms.ts'
import type { Answer } from './replay.ts'

export const LIVE_PATH = '/api/v1/live'

const MOST_STORIES = 20
/** A lost hint delays what readers see by so much at most. */
const POLL_MS = 1_000
/** Sessions that end with time are noticed after so long. */
const RECHECK_MS = 60_000
/** A lost hint delays what people learn of their notices by so much at most. */
const NOTICES_MS = 10_000

interface Rooms {
  ctx: Context
  io: Live
  hubs: Map<string, Hub>
  desk: Desk
  noticeRooms: NoticeRooms
  /** What the site's version of commenting was when it was last told. */
  version: number | undefined
}

/** Serves the socket messages of the contract on `http`, until closed. Closing also closes `http`. */
export function openLive(ctx: Context, http: HttpServer, options: LiveOptions): { close(): Promise<void> } {
  const crowd = crowdOf(ctx, options)
  const io: Live = new Server(http, {
    path: LIVE_PATH,
    serveClient: false,
    maxHttpBufferSize: 64 * 1024,
    perMessageDeflate: false,
    httpCompression: false,
    connectTimeout: 10_000,
    cors: { origin: (origin, callback) => callback(null, origin === undefined || isAllowedOrigin(origin, ctx.config)) },
    allowRequest: (req, callback) => callback(null, mayConnect(ctx, crowd, req)),
  })
  const own = { desk: openDesk(ctx, io), noticeRooms: openNoticeRooms(ctx, io) }
  const rooms: Rooms = { ctx, io, hubs: new Map(), ...own, version: undefined }
  io.engine.on('connection', crowd.take)
  io.on('connection', (socket) => serve(rooms, socket))
  const stopHints = ctx.db.onHint((topic) => onHint(rooms, topic))
  const poll = repeat(POLL_MS, () => lookAtAll(rooms), ctx)
  const recheck = repeat(RECHECK_MS, () => recheckAll(rooms), ctx)
  const lookAtNotices = repeat(NOTICES_MS, () => rooms.noticeRooms.look(), ctx)
  return {
    async close() {
      stopHints()
      poll.stop()
      recheck.stop()
      lookAtNotices.stop()
      for (const hub of rooms.hubs.values()) hub.close()
      await io.close()
    },
  }
}

/** A browser always names the origin of a page; programs that are not browsers have none, and no cookies to misuse. */
function mayConnect(ctx: Context, crowd: Crowd, req: IncomingMessage): boolean {
  const { origin } = req.headers
  return (origin === undefined || isAllowedOrigin(origin, ctx.config)) && crowd.hasRoom(req)
}

function serve({ ctx, io, hubs, desk, noticeRooms }: Rooms, socket: LiveSocket): void {
  const followed = new Set<string>()
  const sender = { socket, isWithinBudget: messageBudget() }

  function leave(storyId: string): void {
    followed.delete(storyId)
    const hub = hubs.get(storyId)
    hub?.dismiss(socket)
    if (hub?.size === 0) {
      hub.close()
      hubs.delete(storyId)
    }
  }

  socket.on(
    'follow',
    receiver<typeof clientMessages.follow, Answer>(ctx, sender, clientMessages.follow, (input, answer, fail) => {
      const { storyId, since } = input
      if (!followed.has(storyId) && followed.size >= MOST_STORIES)
        throw new Refusal('rate_limited', `One connection follows ${MOST_STORIES} stories at most.`)
      followed.add(storyId)
      const hub = hubs.get(storyId) ?? new Hub(ctx, io, storyId)
      hubs.set(storyId, hub)
      const failed = (error: unknown) => {
        leave(storyId)
        fail(error)
      }
      hub.admit({ socket, since, answer, fail: failed })
    }),
  )
  socket.on(
    'unfollow',
    receiver<typeof clientMessages.unfollow, object>(ctx, sender, clientMessages.unfollow, ({ storyId }, answer) => {
      leave(storyId)
      answer({})
    }),
  )
  socket.on(
    'desk',
    receiver<typeof clientMessages.desk, object>(ctx, sender, clientMessages.desk, async ({ token }, answer) => {
      await desk.join(socket, token ?? ownToken(ctx, socket.request))
      answer({})
    }),
  )
  socket.on(
    'me',
    receiver<typeof clientMessages.me, Unread>(ctx, sender, clientMessages.me, async ({ token }, answer) => {
      answer(await noticeRooms.join(socket, token === undefined ? ownToken(ctx, socket.request) : token))
    }),
  )
  socket.on('disconnect', () => {
    desk.leave(socket)
    noticeRooms.leave(socket)
    for (const storyId of followed) leave(storyId)
  })
}

/** The session cookie of one of our own pages. Other pages cannot have it used: they need a token. */
function ownToken(ctx: Context, { headers }: IncomingMessage): string | undefined {
  return isFirstParty(headers, ctx.config) ? cookieToken(headers.cookie, ctx.config) : undefined
}

function onHint(rooms: Rooms, topic: string): void {
  const { ctx, hubs, desk, noticeRooms } = rooms
  if (topic === 'site')
    lookAtSite(rooms).catch((error: unknown) => ctx.log.warn(faultOf(error), 'commenting not looked at'))
  const [kind, id] = topic.split(':', 2)
  if (kind === 'story' && id !== undefined) hubs.get(id)?.wake()
  else if (kind === 'desk') desk.ring()
  else if (kind === 'notices' && id !== undefined) noticeRooms.ring(id)
  else if (kind === 'person') void recheckAll(rooms, id)
}

/** Asks again who may hear what: of one person, or of all. */
async function recheckAll({ desk, noticeRooms }: Rooms, personId?: string): Promise<void> {
  await desk.recheck(personId)
  await noticeRooms.recheck(personId)
}

/** Tells everybody how commenting stands if something wider than a story was suspended or reopened; each time once. */
async function lookAtSite(rooms: Rooms): Promise<void> {
  const version = await commentingVersionOf(rooms.ctx.db.read)
  if (rooms.version === version) return
  // Also at the first look: what changed since the first readers came is not known.
  rooms.version = version
  for (const hub of rooms.hubs.values()) hub.wakeState()
}

async function lookAtAll(rooms: Rooms): Promise<void> {
  const { ctx, hubs } = rooms
  await lookAtSite(rooms)
  if (hubs.size === 0) return
  const seqs = await lastSeqs(ctx.db.read, [...hubs.keys()])
  for (const [storyId, seq] of seqs) hubs.get(storyId)?.wakeIfBehind(seq)
}

/** Does `work` again and again with a pause between; a failure is logged and does not end it. */
function repeat(pauseMs: number, work: () => Promise<void>, ctx: Context): { stop(): void } {
  let timer = setTimeout(again, pauseMs)
  let isStopped = false
  async function again(): Promise<void> {
    await work().catch((error: unknown) => ctx.log.warn(faultOf(error), 'live poll failed'))
    if (!isStopped) timer = setTimeout(again, pauseMs)
  }
  return {
    stop() {
      isStopped = true
      clearTimeout(timer)
    },
  }
}
