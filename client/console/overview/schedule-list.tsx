import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { onceDrawn } from '../../ui/once-drawn.ts'
import { clockTime } from '../../ui/times.ts'
import { ask, failureOf } from '../ask.ts'
import { Empty } from '../parts/states.tsx'
import { refreshStanding } from '../pauses/standing.ts'
import { whereOf } from '../pauses/suspension-state.ts'
import { href } from '../router.ts'
import { isOfSite, say } from '../session.ts'
import type { Schedule, Suspensions } from '../shapes.ts'
import { schedules } from '../strings-overview.ts'
import { modes, slow } from '../strings-pauses.ts'
import { whenWords } from './schedule-draft.ts'
import { ScheduleForm } from './schedule-form.tsx'

function StopConfirm({ schedule, onClose }: { schedule: Schedule; onClose: () => void }) {
  const [busy, setBusy] = useState(false)
  const first = useRef<HTMLButtonElement>(null)
  useLayoutEffect(() => first.current?.focus(), [])
  const stop = () => {
    setBusy(true)
    ask('DELETE /api/v1/schedules/:id', { params: { id: schedule.id } })
      .then(() => say(schedules.stopped))
      .catch((error: unknown) => {
        const { code, detail } = failureOf(error)
        say(code === 'conflict' || code === 'not_found' ? schedules.gone : detail)
      })
      .finally(() => {
        refreshStanding()
        onClose()
      })
  }
  return (
    <fieldset class="co-confirm co-act" onKeyDown={(event) => event.key === 'Escape' && onClose()}>
      <legend>{schedules.stopTitle}</legend>
      <p>{schedules.stopText}</p>
      <div class="co-actions">
        <button ref={first} type="button" class="aw-button aw-button-primary" disabled={busy} onClick={stop}>
          {schedules.stopConfirm}
        </button>
        <button type="button" class="aw-quiet" onClick={onClose}>
          {schedules.keep}
        </button>
      </div>
    </fieldset>
  )
}

/** When a weekly schedule holds next, by the moderator's own clock. */
function nextWords({ next }: Schedule, now: number): string | null {
  const first = next.find(({ endsAt }) => Date.parse(endsAt) > now)
  if (!first) return null
  if (Date.parse(first.startsAt) <= now) return schedules.holds(clockTime(first.endsAt, now))
  return schedules.next(clockTime(first.startsAt, now))
}

function ScheduleRow({ schedule, zone, now }: { schedule: Schedule; zone: string; now: number }) {
  const [asking, setAsking] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const where = whereOf(schedule)
  const close = () => {
    setAsking(false)
    onceDrawn(() => opener.current?.focus())
  }
  const next = nextWords(schedule, now)
  return (
    <li id={`schedule-${schedule.id}`} tabIndex={-1} class="co-schedule">
      <div class="co-schedule-line">
        <div>
          <p class="co-schedule-name">
            {schedule.storyId ? <a href={href.story(schedule.storyId)}>{where}</a> : where}
            <span>
              {modes[schedule.mode].name}
              {schedule.slowSeconds !== null && `, ${slow.each(schedule.slowSeconds)}`}
            </span>
          </p>
          <p>
            {whenWords(schedule)} {schedule.kind === 'weekly' && <span class="co-none">{zone}</span>}
          </p>
          <p class="co-row-under">
            {next && <span class="co-next">{next}</span>} <span dir="auto">{schedule.reason}</span>
          </p>
        </div>
        {!asking && (isOfSite.value || schedule.scope !== 'site') && (
          <button ref={opener} type="button" class="aw-button" onClick={() => setAsking(true)}>
            {schedules.stop}
            <span class="aw-hidden">
              {' '}
              ({where}, {whenWords(schedule)})
            </span>
          </button>
        )}
      </div>
      {asking && <StopConfirm schedule={schedule} onClose={close} />}
    </li>
  )
}

/** The schedules of the site: read, made and stopped here. */
export function ScheduleList({ all, now }: { all: Suspensions; now: number }) {
  const [making, setMaking] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const leave = () => {
    setMaking(false)
    onceDrawn(() => opener.current?.focus())
  }
  return (
    <section class="co-part" aria-labelledby="schedules-title">
      <div class="co-part-head">
        <h2 id="schedules-title">{schedules.title}</h2>
        {!making && (
          <button ref={opener} type="button" class="aw-button" onClick={() => setMaking(true)}>
            {schedules.create}
          </button>
        )}
      </div>
      {making && <ScheduleForm zone={all.timeZone} onDone={leave} onCancel={leave} />}
      {all.schedules.length === 0 && !making && <Empty>{schedules.none}</Empty>}
      {all.schedules.length > 0 && (
        <>
          <ul class="co-schedules">
            {all.schedules.map((schedule) => (
              <ScheduleRow key={schedule.id} schedule={schedule} zone={all.timeZone} now={now} />
            ))}
          </ul>
          <p class="co-hint">{schedules.override}</p>
        </>
      )}
    </section>
  )
}
