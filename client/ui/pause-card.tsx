import type * as z from 'zod'
import type { Suspension } from '../../server/contract/suspensions.ts'
import { clockTime, duration, exactTime } from './times.ts'
import { pauseWords } from './words.ts'

interface PauseCardProps {
  suspension: Pick<z.output<typeof Suspension>, 'reason' | 'startsAt' | 'endsAt' | 'reviewAt'>
  /** Epoch ms by the server's clock. */
  now: number
  /** The public log of the story. */
  logHref: string
}

/** What is paused, why, since when and until when, and what a reader can still do: a note from an editor. */
export function PauseCard({ suspension, now, logHref }: PauseCardProps) {
  const { reason, startsAt, endsAt, reviewAt } = suspension
  return (
    <section class="pause" aria-label={pauseWords.paused}>
      <p class="pause-mark aw-small-caps">
        <i aria-hidden="true" />
        {pauseWords.pausedMark}
      </p>
      <h3>{endsAt ? pauseWords.pausedUntil(clockTime(endsAt, now)) : pauseWords.pausedForNow}</h3>
      <blockquote class="pause-reason" dir="auto">
        {reason}
      </blockquote>
      <p class="pause-times">
        <span>
          {pauseWords.sinceBefore}{' '}
          <time dateTime={startsAt} title={exactTime(startsAt)}>
            {clockTime(startsAt, now)}
          </time>
        </span>
        {endsAt && (
          <span>
            {pauseWords.opensIn(duration(Date.parse(endsAt) - now))} (
            <time dateTime={endsAt} title={exactTime(endsAt)}>
              {clockTime(endsAt, now)}
            </time>
            )
          </span>
        )}
        {!endsAt && reviewAt && (
          <span>
            {Date.parse(reviewAt) > now
              ? pauseWords.reviewIn(clockTime(reviewAt, now), duration(Date.parse(reviewAt) - now))
              : pauseWords.reviewPast(clockTime(reviewAt, now))}
          </span>
        )}
      </p>
      <p class="pause-foot">
        {pauseWords.stillCan}{' '}
        <a class="aw-link" href={logHref}>
          {pauseWords.log}
        </a>
      </p>
    </section>
  )
}
