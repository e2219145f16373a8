import { serverNow } from '../ui/clock.ts'
import { clockTime } from '../ui/times.ts'
import { modeAt } from './mode.ts'
import { changeUnderHold } from './still.ts'
import { strings } from './strings.ts'
import { type CommentingFacts, surfaceOf, type Thread } from './thread.ts'

const LONGEST_TIMER_MS = 24 * 3_600_000

/**
 * Takes a new state of commenting, or the passing of time. The composer changes in place, the page is held still, and
 * a screen reader hears of a pause once at its start and once at its end.
 */
export function takeCommenting(thread: Thread, commenting: CommentingFacts = thread.commenting.value) {
  const before = thread.mode.value
  const sameNotice = JSON.stringify(commenting) === JSON.stringify(thread.commenting.value)
  const now = serverNow()
  if (sameNotice && modeAt(commenting, now) === before) thread.clock.value = now
  else {
    const change = () => {
      thread.reserve.value = 0
      thread.clock.value = now
      thread.commenting.value = commenting
      thread.reopened.value = before === 'paused' && modeAt(commenting, now) === 'open'
    }
    const missing = changeUnderHold(surfaceOf(thread), change)
    if (missing > 0) thread.reserve.value = missing
    if (thread.mode.value !== before) announce(thread)
  }
  watchTheTime(thread)
}

function announce(thread: Thread) {
  const { suspension } = thread.commenting.value
  const draft = thread.drafts?.of('story').text.value
  const mode = thread.mode.value
  if (mode === 'closed') thread.status.value = strings.closed
  else if (mode === 'open') thread.status.value = draft ? strings.openAgainDraft : strings.openAgain
  else {
    const ends = suspension?.endsAt
    const first = ends ? strings.pausedUntil(clockTime(ends, serverNow())) : strings.pausedForNow
    thread.status.value = `${first} ${suspension?.reason ?? ''} ${draft ? strings.draftKeptShort : ''}`.trim()
  }
}

const timers = new WeakMap<Thread, ReturnType<typeof setTimeout>>()

/** Wakes at the next time at which the mode changes by itself. */
function watchTheTime(thread: Thread) {
  clearTimeout(timers.get(thread))
  const { suspension } = thread.commenting.value
  const now = serverNow()
  const next = [suspension?.startsAt, suspension?.endsAt]
    .map((time) => Date.parse(time ?? ''))
    .filter((time) => time > now)
    .sort((a, b) => a - b)[0]
  if (next === undefined) return
  const waitMs = Math.min(next - now + 50, LONGEST_TIMER_MS)
  timers.set(
    thread,
    setTimeout(() => takeCommenting(thread), waitMs),
  )
}

/** Stops waiting, when the thread leaves the page. */
export function forgetTheTime(thread: Thread) {
  clearTimeout(timers.get(thread))
}
