import { useEffect, useState } from 'preact/hooks'
import { serverNow } from '../ui/clock.ts'
import { PauseCard } from '../ui/pause-card.tsx'
import { takeCommenting } from './commenting.ts'
import { useThread } from './thread.ts'

/** What is paused, why, since when and until when, and what a reader can still do: a note from an editor. */
export function PauseNotice() {
  const thread = useThread()
  const { suspension } = thread.commenting.value
  const now = useCountdown(suspension?.endsAt ?? suspension?.reviewAt ?? null)
  if (!suspension) return null
  return <PauseCard suspension={suspension} now={now} logHref={`${thread.base}/log?story=${thread.story.value?.id}`} />
}

/** The server's time, renewed as often as the countdown to `until` shows a change. */
function useCountdown(until: string | null): number {
  const thread = useThread()
  const [now, setNow] = useState(serverNow)
  useEffect(() => {
    if (!until) return
    let timer: ReturnType<typeof setTimeout>
    const tick = () => {
      const at = serverNow()
      setNow(at)
      const leftMs = Date.parse(until) - at
      if (leftMs <= 0) takeCommenting(thread)
      timer = setTimeout(tick, leftMs > 60_000 || leftMs <= 0 ? 5_000 : 1_000)
    }
    tick()
    return () => clearTimeout(timer)
  }, [until])
  return now
}
