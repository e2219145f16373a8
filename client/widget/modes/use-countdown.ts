import { useEffect, useState } from 'preact/hooks'
import { serverNow } from '../../ui/clock.ts'

/**
 * The server's time (epoch ms); the component is drawn again as often as a countdown to `until` shows a change.
 * @param onEnd called when it is reached, if that was still to come.
 */
export function useCountdown(until: number | null, onEnd: () => void): number {
  const [, draw] = useState(0)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const wait = () => {
      const leftMs = (until ?? 0) - serverNow()
      if (leftMs > 0) timer = setTimeout(tick, leftMs > 60_000 ? 5_000 : Math.min(1_000, leftMs + 20))
      else if (timer) onEnd()
    }
    const tick = () => {
      draw(serverNow())
      wait()
    }
    wait()
    return () => clearTimeout(timer)
  }, [until])
  return serverNow()
}
