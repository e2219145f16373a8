import { useEffect, useState } from 'preact/hooks'
import { serverNow } from '../ui/clock.ts'
import { clockTime, duration, exactTime } from '../ui/times.ts'
import { takeCommenting } from './commenting.ts'
import { strings } from './strings.ts'
import { useThread } from './thread.ts'

/** What is paused, why, since when and until when, and what a reader can still do: a note from an editor. */
export function PauseNotice() {
  const thread = useThread()
  const { suspension } = thread.commenting.value
  const now = useCountdown(suspension?.endsAt ?? suspension?.reviewAt ?? null)
  if (!suspension) return null
  const { reason, startsAt, endsAt, reviewAt } = suspension
  return (
    <section class="pause" aria-label={strings.paused}>
      <p class="pause-mark aw-small-caps">
        <i aria-hidden="true" />
        {strings.pausedMark}
      </p>
      <h3>{endsAt ? strings.pausedUntil(clockTime(endsAt, now)) : strings.pausedForNow}</h3>
      <blockquote class="pause-reason" dir="auto">
        {reason}
      </blockquote>
      <p class="pause-times">
        <span>
          {strings.sinceBefore}{' '}
          <time dateTime={startsAt} title={exactTime(startsAt)}>
            {clockTime(startsAt, now)}
          </time>
        </span>
        {endsAt && (
          <span>
            {strings.opensIn(duration(Date.parse(endsAt) - now))} (
            <time dateTime={endsAt} title={exactTime(endsAt)}>
              {clockTime(endsAt, now)}
            </time>
            )
          </span>
        )}
        {!endsAt && reviewAt && (
          <span>
            {Date.parse(reviewAt) > now
              ? strings.reviewIn(clockTime(reviewAt, now), duration(Date.parse(reviewAt) - now))
              : strings.reviewPast(clockTime(reviewAt, now))}
          </span>
        )}
      </p>
      <p class="pause-foot">
        {strings.stillCan}{' '}
        <a class="aw-link" href={`${thread.base}/log?story=${thread.story.value?.id}`}>
          {strings.log}
        </a>
      </p>
    </section>
  )
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
