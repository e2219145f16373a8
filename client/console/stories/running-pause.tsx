import { useEffect, useRef, useState } from 'preact/hooks'
import { clockTime, duration, exactTime } from '../../ui/times.ts'
import { reasonNames } from '../../ui/words.ts'
import { ask, failureOf } from '../ask.ts'
import { useTick } from '../parts/use-tick.ts'
import { isStaff, say } from '../session.ts'
import type { Suspension } from '../shapes.ts'
import { pause } from '../strings.ts'

interface RunningPauseProps {
  suspension: Suspension
  /** Called with the suspension as it ended. */
  onEnded: () => void
}

function Moment({ at, now }: { at: string; now: number }) {
  return (
    <time dateTime={at} title={exactTime(at)}>
      {clockTime(at, now)}
    </time>
  )
}

function Facts({ suspension, now }: { suspension: Suspension; now: number }) {
  const { startsAt, endsAt, reviewAt, reasonCode, reason } = suspension
  const due = endsAt ?? reviewAt
  const left = due ? Date.parse(due) - now : 0
  return (
    <>
      <p class="co-pause-reason">{reason}</p>
      <dl class="co-facts">
        <div>
          <dt>{pause.code}</dt>
          <dd>{reasonNames[reasonCode]}</dd>
        </div>
        <div>
          <dt>{pause.since}</dt>
          <dd>
            <Moment at={startsAt} now={now} />
          </dd>
        </div>
        {due && (
          <div>
            <dt>{endsAt ? pause.ends : pause.review}</dt>
            <dd>
              <Moment at={due} now={now} />
              {left > 0 && <span class="co-left"> {pause.remaining(duration(left))}</span>}
              {endsAt && left <= 0 && <span class="co-left"> {pause.ending}</span>}
            </dd>
          </div>
        )}
      </dl>
      {reviewAt && left <= 0 && <p class="co-overdue">{pause.overdue}</p>}
    </>
  )
}

function ReopenConfirm({ busy, onConfirm, onKeep }: { busy: boolean; onConfirm: () => void; onKeep: () => void }) {
  const first = useRef<HTMLButtonElement>(null)
  useEffect(() => first.current?.focus(), [])
  return (
    <fieldset class="co-confirm" onKeyDown={(event) => event.key === 'Escape' && onKeep()}>
      <legend>{pause.reopenTitle}</legend>
      <p>{pause.reopenEffects}</p>
      <div class="co-actions">
        <button ref={first} type="button" class="aw-button aw-button-primary" disabled={busy} onClick={onConfirm}>
          {pause.reopenConfirm}
        </button>
        <button type="button" class="aw-quiet" onClick={onKeep}>
          {pause.keep}
        </button>
      </div>
    </fieldset>
  )
}

/** A pause that stands: its reason, how long it still lasts, and how to end it. */
export function RunningPause({ suspension, onEnded }: RunningPauseProps) {
  const now = useTick()
  const [asking, setAsking] = useState(false)
  const [busy, setBusy] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const keep = () => {
    setAsking(false)
    requestAnimationFrame(() => opener.current?.focus())
  }
  const reopen = () => {
    setBusy(true)
    ask('POST /api/v1/suspensions/:id/end', { params: { id: suspension.id } })
      .then(() => say(pause.reopened))
      .catch((error: unknown) => {
        const failure = failureOf(error)
        say(failure.code === 'conflict' ? pause.otherEnded : failure.detail)
        if (failure.code !== 'conflict') throw error
      })
      .then(onEnded, () => setBusy(false))
  }
  return (
    <div class="co-running">
      <h3 class="co-running-title">{pause.running}</h3>
      <Facts suspension={suspension} now={now} />
      {isStaff.value && !asking && (
        <button ref={opener} type="button" class="aw-button" onClick={() => setAsking(true)}>
          {pause.reopen}
        </button>
      )}
      {asking && <ReopenConfirm busy={busy} onConfirm={reopen} onKeep={keep} />}
    </div>
  )
}
