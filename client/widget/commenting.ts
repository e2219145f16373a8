import { AHEAD_MS } from '../ui/ahead.ts'
import { serverNow } from '../ui/clock.ts'
import type { CommentingFacts, Thread } from './thread.ts'

const LONGEST_TIMER_MS = 24 * 3_600_000
const RETRY_MS = 5_000

/** Takes a new state of commenting, or the passing of time. Until it is other than open there is nothing to show. */
export function takeCommenting(thread: Thread, commenting: CommentingFacts = thread.commenting.value) {
  const chunk = thread.chunks.modes()
  if (chunk) return chunk.take(thread, commenting)
  if (!isPlain(commenting)) {
    thread.chunks.loadModes().then(
      ({ take }) => take(thread, commenting),
      () => {
        thread.commenting.value = commenting
        wakeAt(thread, serverNow() + RETRY_MS)
      },
    )
    return
  }
  thread.commenting.value = commenting
  const first = Math.min(...commenting.others.map((one) => Date.parse(one.startsAt)))
  if (commenting.others.length > 0) wakeAt(thread, first - AHEAD_MS)
}

/** Open to all, now and for the next hour. */
export function isPlain({ mode, suspension, others }: CommentingFacts): boolean {
  const soon = serverNow() + AHEAD_MS
  return mode === 'open' && !suspension && others.every((one) => Date.parse(one.startsAt) > soon)
}

/** Looks at the state again at a time (epoch ms by the server's clock). */
export function wakeAt(thread: Thread, at: number) {
  clearTimeout(thread.timer)
  const waitMs = Math.min(Math.max(0, at - serverNow()) + 50, LONGEST_TIMER_MS)
  thread.timer = setTimeout(() => takeCommenting(thread), waitMs)
}
