import { useLayoutEffect, useState } from 'preact/hooks'
import { onCorrection, serverNow } from './clock.ts'
import { exactTime, relativeTime } from './times.ts'

const EVERY_MS = 30_000
const watchers = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

function redraw() {
  for (const each of watchers) each()
}
onCorrection(redraw)

/** Redraws the component every half minute, all components at once. Answers the server's time in epoch ms. */
export function useSlowClock(): number {
  const [now, setNow] = useState(serverNow)
  // Before anything else can happen: a correction between drawing and watching would be missed for half a minute.
  useLayoutEffect(() => {
    const watch = () => setNow(serverNow())
    watchers.add(watch)
    timer ??= setInterval(redraw, EVERY_MS)
    return () => {
      watchers.delete(watch)
      if (watchers.size > 0) return
      clearInterval(timer)
      timer = undefined
    }
  }, [])
  return now
}

/** A time as “4 min ago”, with the exact one on demand and for machines. */
export function When({ at }: { at: string }) {
  const now = useSlowClock()
  return (
    <time dateTime={at} title={exactTime(at)}>
      {relativeTime(at, now)}
    </time>
  )
}
