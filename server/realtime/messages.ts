import type * as z from 'zod'
import type { Context } from '../context.ts'
import type { Ack } from '../contract/events.ts'
import { Refusal } from '../errors.ts'
import { faultOf } from '../log.ts'
import type { LiveSocket } from './hub.ts'
import { cutIfSlow } from './slow.ts'

/** Messages a socket may send in `WINDOW_MS`. */
const MOST_MESSAGES = 100
const WINDOW_MS = 10_000

/** Who sends messages. */
interface Sender {
  socket: LiveSocket
  isWithinBudget(): boolean
}

type Answer<T extends object> = (answer: Ack<T>) => void

/** Counts the messages of one socket. */
export function messageBudget(): () => boolean {
  let began = 0
  let used = 0
  return () => {
    const now = performance.now()
    if (now - began > WINDOW_MS) {
      began = now
      used = 0
    }
    used += 1
    return used <= MOST_MESSAGES
  }
}

/**
 * Takes one message in: what does not fit its schema is refused, a refusal is answered with its code, anything else
 * thrown is logged and answered as `internal`. A message without an acknowledgement is ignored. Whoever sends messages
 * without reading the answers is cut.
 *
 * @param work answers through the function it is given.
 */
export function receiver<S extends z.ZodType, T extends object>(
  ctx: Context,
  { socket, isWithinBudget }: Sender,
  schema: S,
  work: (input: z.output<S>, answer: (result: T) => void, fail: (error: unknown) => void) => Promise<void> | void,
): (payload: unknown, ack: Answer<T>) => void {
  return (payload, ack) => {
    if (typeof ack !== 'function' || cutIfSlow(socket)) return
    const fail = (error: unknown) => ack(refused(ctx, error))
    const input = schema.safeParse(payload)
    if (!isWithinBudget()) fail(new Refusal('rate_limited', 'Too many messages in a short time.'))
    else if (!input.success) fail(new Refusal('invalid', 'The message is not as expected.'))
    else void attempt(() => work(input.data, (result) => ack({ ok: true, ...result }), fail), fail)
  }
}

/** Also a refusal that `work` throws before it waits for anything must not reach the socket library. */
async function attempt(work: () => Promise<void> | void, fail: (error: unknown) => void): Promise<void> {
  try {
    await work()
  } catch (error) {
    fail(error)
  }
}

function refused(ctx: Context, error: unknown): { ok: false; code: string; detail: string } {
  if (error instanceof Refusal) return { ok: false, code: error.code, detail: error.message }
  ctx.log.error(faultOf(error), 'socket message failed')
  return { ok: false, code: 'internal', detail: 'Something went wrong on the server.' }
}
