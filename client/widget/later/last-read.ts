import { serverNow } from '../../ui/clock.ts'
import { keep, kept } from '../storage.ts'
import { surfaceOf, type Thread } from '../thread.ts'
import type { Shown, StoryUpdate } from '../tree.ts'

/** Stories remembered at most, the latest. */
const MOST = 200
/** Its upper edge just showing at the foot of the window is not reading. */
const IN_VIEW = { rootMargin: '0px 0px -20% 0px' }

/** Notes when the reader had this thread in view last: in the browser only, for this one. */
export function watchReading(thread: Thread) {
  let isSeen = false
  const note = () => {
    if (isSeen) keepRead(thread)
  }
  const onHide = () => document.visibilityState === 'hidden' && note()
  const observer = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return
    isSeen = true
    note()
  }, IN_VIEW)
  observer.observe(surfaceOf(thread))
  addEventListener('pagehide', note)
  document.addEventListener('visibilitychange', onHide)
  thread.stop.push(() => {
    note()
    observer.disconnect()
    removeEventListener('pagehide', note)
    document.removeEventListener('visibilitychange', onHide)
  })
}

function keepRead(thread: Thread) {
  const story = thread.story.value
  if (!story) return
  const name = `read:${thread.base}`
  const all = { ...kept<Record<string, number>>(name), [story.id]: readUntil(thread) }
  const latest = Object.entries(all).sort(([, a], [, b]) => b - a)
  keep(name, Object.fromEntries(latest.slice(0, MOST)))
}

/** What waits behind the button was not read yet. */
function readUntil(thread: Thread): number {
  const { updates, changes, comments } = thread.held.value
  const waiting = timesOf(updates, [...changes.values(), ...comments.values()]).filter(
    (time) => !timesOf(thread.updates.value, thread.comments.value.values()).includes(time),
  )
  if (waiting.length > 0) return Math.min(...waiting) - 1
  // This clock may be a little behind the one that dated what is shown.
  return Math.max(serverNow(), ...timesOf(thread.updates.value, thread.comments.value.values()))
}

function timesOf(updates: Iterable<StoryUpdate>, comments: Iterable<Shown>): number[] {
  return [
    ...[...updates].map((update) => Date.parse(update.publishedAt)),
    ...[...comments].flatMap(({ notes }) => notes.map((note) => Date.parse(note.decidedAt))),
  ]
}
