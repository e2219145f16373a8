import { useEffect, useRef } from 'preact/hooks'
import type { Follower } from '../live.ts'
import { openLive } from '../live.ts'

type Listener = (storyId: string | null) => void

/** Hints come in bursts when many flag at once. */
const GATHER_MS = 200
/** A socket may be blocked on the way; counts and queues are then this old at most. */
const REFRESH_MS = 30_000

const live = openLive('')
const listeners = new Set<Listener>()
let hinted: Set<string | null> | undefined
let started = false

function tell(storyId: string | null): void {
  if (hinted) {
    hinted.add(storyId)
    return
  }
  hinted = new Set([storyId])
  setTimeout(() => {
    const about = hinted ?? new Set<string | null>()
    hinted = undefined
    const one = about.size === 1 ? [...about][0] : null
    for (const listener of listeners) listener(one ?? null)
  }, GATHER_MS)
}

function start(): void {
  if (started) return
  started = true
  live.desk(tell)
  addEventListener('online', () => tell(null))
  document.addEventListener('visibilitychange', () => document.hidden || tell(null))
  setInterval(() => document.hidden || tell(null), REFRESH_MS)
}

/** Hears that queues may have changed; `storyId` is null when anything may have. */
export function useDesk(onHint: Listener): void {
  const latest = useRef(onHint)
  latest.current = onHint
  useEffect(() => {
    start()
    const listener: Listener = (storyId) => latest.current(storyId)
    listeners.add(listener)
    return () => {
      listeners.delete(listener)
    }
  }, [])
}

/** Follows a story once its sequence number is known. */
export function useStoryEvents(
  storyId: string,
  since: number | undefined,
  follower: Required<Pick<Follower, 'onEvents' | 'onCommenting' | 'onReset'>>,
): void {
  const latest = useRef(follower)
  latest.current = follower
  const known = since !== undefined
  const from = useRef(since)
  from.current = since
  useEffect(() => {
    if (!known) return
    return live.follow(storyId, from.current ?? 0, {
      onEvents: (events) => latest.current.onEvents(events),
      onCommenting: (commenting) => latest.current.onCommenting(commenting),
      onReset: () => latest.current.onReset(),
    })
  }, [storyId, known])
}
