import type { ComponentChildren } from 'preact'
import {
  besideWords,
  modeMarks,
  originWords,
  type PauseFacts,
  pauseTitle,
  pauseWords,
  plannedTitle,
  stillCan,
} from './pause-words.ts'
import { clockTime, duration, exactTime } from './times.ts'

interface PauseCardProps {
  suspension: PauseFacts
  /** What else holds beside it, or follows it. */
  others?: readonly PauseFacts[]
  /** Epoch ms by the server's clock. */
  now: number
  /** The public log of the story. */
  logHref: string
  /** How a time is written, on a page that stands still: there is no countdown then. */
  still?: ((iso: string) => string) | undefined
  /** What the reader can do about it. */
  children?: ComponentChildren
}

/** What holds, why, since when and until when, and what a reader can still do: a note from an editor. */
export function PauseCard({ suspension, others = [], now, logHref, still, children }: PauseCardProps) {
  const { mode = 'paused', reason, startsAt, endsAt, extendedAt } = suspension
  const write = still ?? ((iso: string) => clockTime(iso, now))
  const isPlanned = Date.parse(startsAt) > now
  const origin = originWords(suspension)
  return (
    <section class={`pause pause-${mode}`} aria-label={modeMarks[mode]}>
      <Mark mode={mode} />
      <h3>
        {isPlanned ? plannedTitle(suspension, write(startsAt)) : pauseTitle(suspension, endsAt && write(endsAt), true)}
      </h3>
      <blockquote class="pause-reason" dir="auto">
        {reason}
      </blockquote>
      <Times suspension={suspension} now={now} write={write} isStill={still !== undefined} />
      {origin && <p class="pause-more">{origin}</p>}
      {extendedAt && <p class="pause-more">{pauseWords.extended}</p>}
      {others.map((other) => (
        <p class="pause-more">{asideWords(suspension, other, write)}</p>
      ))}
      <p class="pause-foot">
        {stops(mode) && `${stillCan(suspension)} `}
        <a class="aw-link" href={logHref}>
          {pauseWords.log}
        </a>
      </p>
      {children}
    </section>
  )
}

/** The card of a story whose comments are closed for good. */
export function ClosedCard({ logHref }: { logHref: string }) {
  return (
    <section class="pause pause-closed" aria-label={modeMarks.closed}>
      <Mark mode="closed" />
      <h3>{pauseWords.closed}</h3>
      <p class="pause-foot">
        {pauseWords.stillClosed}{' '}
        <a class="aw-link" href={logHref}>
          {pauseWords.log}
        </a>
      </p>
    </section>
  )
}

interface PauseLineProps extends Omit<PauseCardProps, 'others' | 'children' | 'logHref'> {
  /** The public log of the story, where it is to be linked to. */
  logHref?: string | undefined
  /** It begins later. */
  isSoon?: boolean
}

/** The same in a line, over a form that stays: for what slows or checks comments, and for what is to come. */
export function PauseLine({ suspension, now, logHref, still, isSoon = false }: PauseLineProps) {
  const { mode = 'paused', reason, startsAt, endsAt, reviewAt } = suspension
  const write = still ?? ((iso: string) => clockTime(iso, now))
  return (
    <div class={`pause-line pause-${mode}`}>
      {!isSoon && <Mark mode={mode} />}
      <p>
        {isSoon ? plannedTitle(suspension, write(startsAt)) : pauseTitle(suspension, endsAt && write(endsAt), true)}{' '}
        <span class="pause-why" dir="auto">
          {reason}
        </span>{' '}
        <span class="pause-facts">
          {!isSoon && originWords(suspension)}{' '}
          {!isSoon && !endsAt && reviewAt && `${reviewLine(reviewAt, now, write)}.`}{' '}
          {logHref && (
            <a class="aw-link" href={logHref}>
              {pauseWords.log}
            </a>
          )}
        </span>
      </p>
    </div>
  )
}

function Mark({ mode }: { mode: keyof typeof modeMarks }) {
  return (
    <p class="pause-mark aw-small-caps">
      <i aria-hidden="true" />
      {modeMarks[mode]}
    </p>
  )
}

interface TimesProps {
  suspension: PauseFacts
  now: number
  write: (iso: string) => string
  isStill: boolean
}

function Times({ suspension, now, write, isStill }: TimesProps) {
  const { mode = 'paused', startsAt, endsAt, reviewAt } = suspension
  const shuts = mode === 'paused' || mode === 'closed'
  const time = (iso: string) => (
    <time dateTime={iso} title={exactTime(iso)}>
      {write(iso)}
    </time>
  )
  return (
    <p class="pause-times">
      {Date.parse(startsAt) <= now && (
        <span>
          {pauseWords.since} {time(startsAt)}
        </span>
      )}
      {endsAt && isStill && (
        <span>
          {shuts ? pauseWords.opensAt : pauseWords.endsAt} {time(endsAt)}
        </span>
      )}
      {endsAt && !isStill && (
        <span>
          {(shuts ? pauseWords.opensIn : pauseWords.endsIn)(duration(Date.parse(endsAt) - now))} ({time(endsAt)})
        </span>
      )}
      {!endsAt && reviewAt && <span>{reviewLine(reviewAt, now, write, !isStill)}</span>}
    </p>
  )
}

function reviewLine(reviewAt: string, now: number, write: (iso: string) => string, countsDown = false): string {
  const leftMs = Date.parse(reviewAt) - now
  if (leftMs <= 0) return pauseWords.reviewPast(write(reviewAt))
  return countsDown ? pauseWords.reviewIn(write(reviewAt), duration(leftMs)) : pauseWords.reviewBy(write(reviewAt))
}

function asideWords({ endsAt }: PauseFacts, other: PauseFacts, write: (iso: string) => string): string {
  const words = besideWords(other, other.endsAt && write(other.endsAt))
  return other.startsAt === endsAt ? pauseWords.after(words) : pauseWords.also(words)
}

function stops(mode: keyof typeof modeMarks): boolean {
  return mode === 'paused' || mode === 'closed' || mode === 'members'
}
