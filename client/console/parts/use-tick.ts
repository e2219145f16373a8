import { useEffect, useState } from 'preact/hooks'
import { serverNow } from '../../ui/clock.ts'

/** The server's time in epoch ms, renewed every second. */
export function useTick(): number {
  const [now, setNow] = useState(serverNow)
  useEffect(() => {
    const timer = setInterval(() => setNow(serverNow()), 1000)
    return () => clearInterval(timer)
  }, [])
  return now
}
