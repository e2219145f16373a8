import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Server, Socket } from 'socket.io'
import { lastSeqOf } from '../../db/stories.ts'
import type { Context } from '../context.ts'
import type { ClientMessages, ServerMessages } from '../contract/events.ts'
import { Refusal } from '../errors.ts'
import { faultOf } from '../log.ts'
import { eventsSince } from '../stories/events.ts'
import { type Answer, anewFrom, answerFrom, type Event, eventsBetween, isWithinReach, stateNow } from './replay.ts'
import { cutIfSlow, isBehind } from './slow.ts'

export type Live = Server<ClientMessages, ServerMessages>
export type LiveSocket = Socket<ClientMessages, ServerMessages>

/** Events read from the database at a time. */
const STEP = 100
/** Sockets written to before other work gets its turn: a message to 5,000 at once would hold everything up 100 ms. */
const ROOM_SIZE = 250
/** Above so many readers, events that follow each other closely are sent together. */
const CROWD = 200
const REST_MS_PER_READER = 0.05

interface Waiting {
  socket: LiveSocket
  since: number
  /** Called at once when the socket has joined, so that nothing can be sent to it before its answer. */
  answer: (answer: Answer) => void
  fail: (error: unknown) => void
}

/**
 * The readers of one story on this node. All that they get goes through one loop: it reads new events, sends them, and
 * lets waiting readers in between two sendings. A reader let in at number n has had everything up to n in its answer
 * and gets everything after n with the others: nothing is missed or doubled.
 */
export class Hub {
  readonly storyId: string
  readonly #ctx: Context
  readonly #io: Live
  /** Each reader's room. */
  readonly #members = new Map<LiveSocket, string>()
  readonly #roomSizes = new Map<string, number>()
  readonly #waiting = new Set<Waiting>()
  /** Number of the last event sent; undefined before the first look. */
  #sent: number | undefined
  #isDirty = false
  /** Commenting may be another though the story has no new event: something wider than it was suspended. */
  #isStateDirty = false
  #isRunning = false
  #rest: NodeJS.Timeout | undefined

  constructor(ctx: Context, io: Live, storyId: string) {
    this.#ctx = ctx
    this.#io = io
    this.storyId = storyId
  }

  /** Readers, those still waiting included. */
  get size(): number {
    return this.#members.size + this.#waiting.size
  }

  /** Looks for new events: now, or after the rest that a crowd of readers is given. */
  wake(): void {
    this.#isDirty = true
    if (this.#rest === undefined) void this.#run()
  }

  /** Sends the state of commenting, which something wider than the story may have changed. */
  wakeState(): void {
    this.#isStateDirty = true
    void this.#run()
  }

  /** As `wake`, if the story has moved past what was sent, or a sending failed. */
  wakeIfBehind(seq: number): void {
    if (this.#isStateDirty || (this.#sent !== undefined && this.#sent < seq)) this.wake()
  }

  /** Sends the reader what it missed, then everything that follows: in order, each event once. */
  admit(waiting: Waiting): void {
    this.#waiting.add(waiting)
    void this.#run()
  }

  dismiss(socket: LiveSocket): void {
    for (const one of this.#waiting) if (one.socket === socket) this.#waiting.delete(one)
    const room = this.#members.get(socket)
    if (room === undefined) return
    this.#members.delete(socket)
    this.#roomSizes.set(room, (this.#roomSizes.get(room) ?? 1) - 1)
    void socket.leave(room)
  }

  close(): void {
    clearTimeout(this.#rest)
    this.#waiting.clear()
  }

  async #run(): Promise<void> {
    if (this.#isRunning) return
    this.#isRunning = true
    try {
      while (this.#waiting.size > 0 || this.#isStateDirty || (this.#isDirty && this.#rest === undefined)) {
        await this.#catchUp()
        await this.#sendState()
        await this.#admitWaiting()
      }
    } catch (error) {
      // The next poll looks again; whoever waits is told now.
      if (!(error instanceof Refusal)) this.#ctx.log.warn({ ...faultOf(error), storyId: this.storyId }, 'not followed')
      for (const { fail } of this.#waiting) fail(error)
      this.#waiting.clear()
    } finally {
      this.#isRunning = false
    }
  }

  async #catchUp(): Promise<void> {
    if (this.#sent === undefined || this.#members.size === 0) {
      this.#isDirty = false
      this.#sent = await lastSeqOf(this.#ctx.db.read, this.storyId)
      if (this.#sent === undefined) throw new Refusal('not_found', 'There is no such story.')
      return
    }
    // A reader may know a number from a page whose hint has not come yet, or that a crowd still waits for.
    const { storyId } = this
    const sent = this.#sent
    const isAhead = [...this.#waiting].some(({ since }) => since > sent)
    if (isAhead) this.#isDirty = true
    while (this.#isDirty && (isAhead || this.#rest === undefined)) {
      this.#isDirty = false
      const events = await eventsSince(this.#ctx, storyId, this.#sent, STEP)
      const last = events.at(-1)
      if (!last) return
      await this.#send(events)
      this.#sent = last.seq
      if (events.length === STEP) this.#isDirty = true
      if (this.#members.size > CROWD) this.#takeRest()
    }
  }

  #takeRest(): void {
    clearTimeout(this.#rest)
    this.#rest = setTimeout(() => {
      this.#rest = undefined
      void this.#run()
    }, this.#members.size * REST_MS_PER_READER)
  }

  async #sendState(): Promise<void> {
    if (!this.#isStateDirty) return
    this.#isStateDirty = false
    if (this.#members.size === 0) return
    const { storyId } = this
    const { commenting } = await stateNow(this.#ctx, storyId).catch((error: unknown) => {
      this.#isStateDirty = true
      throw error
    })
    await this.#toAll((room) => this.#io.to(room).emit('commenting', { storyId, commenting }))
  }

  #send(events: Event[]): Promise<void> {
    return this.#toAll((room) => this.#io.to(room).emit('events', { storyId: this.storyId, events }))
  }

  async #toAll(emitTo: (room: string) => void): Promise<void> {
    for (const socket of this.#members.keys()) if (cutIfSlow(socket)) this.dismiss(socket)
    for (const [room, size] of this.#roomSizes) {
      if (size === 0) continue
      emitTo(room)
      if (this.#roomSizes.size > 1) await nextTurn()
    }
  }

  async #admitWaiting(): Promise<void> {
    const admitted = [...this.#waiting]
    const seq = this.#sent
    if (admitted.length === 0 || seq === undefined) return
    const near = admitted
      .filter(({ socket, since }) => isWithinReach(since, seq) && !isBehind(socket))
      .map(({ since }) => since)
    // One reading serves everyone who comes back after a restart.
    const state = await stateNow(this.#ctx, this.storyId)
    const events = near.length > 0 ? await eventsBetween(this.#ctx, this.storyId, Math.min(...near), seq) : []
    for (const one of admitted) {
      if (!this.#waiting.delete(one) || !one.socket.connected) continue
      if (cutIfSlow(one.socket)) continue
      this.#join(one.socket)
      // Who has not taken the last answer gets no second one as long: it would wait here, and so would the next.
      const missed = isBehind(one.socket) ? anewFrom : answerFrom
      one.answer(missed(one.since, seq, events, state))
    }
  }

  #join(socket: LiveSocket): void {
    if (this.#members.has(socket)) return
    const free = [...this.#roomSizes].find(([, size]) => size < ROOM_SIZE)?.[0]
    const room = free ?? `story:${this.storyId}:${this.#roomSizes.size}`
    this.#members.set(socket, room)
    this.#roomSizes.set(room, (this.#roomSizes.get(room) ?? 0) + 1)
    void socket.join(room)
  }
}
