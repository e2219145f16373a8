import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { onceDrawn } from '../../ui/once-drawn.ts'
import type { Failure } from '../ask.ts'
import { ask, failureOf } from '../ask.ts'
import { sendOnCtrlEnter } from '../parts/send-keys.ts'
import { Chips } from '../pauses/chips.tsx'
import { ModeField, ReasonFields } from '../pauses/pause-fields.tsx'
import { refreshStanding } from '../pauses/standing.ts'
import { TargetField } from '../pauses/target-field.tsx'
import { say } from '../session.ts'
import type { Schedule } from '../shapes.ts'
import { common } from '../strings.ts'
import { schedules } from '../strings-overview.ts'
import type { ScheduleDraft } from './schedule-draft.ts'
import { inputOf, troublesOf, useScheduleDraft, willWords } from './schedule-draft.ts'

interface PartProps {
  draft: ScheduleDraft
  change: (part: Partial<ScheduleDraft>) => void
}

function DaysField({ draft, change, error }: PartProps & { error: string | null }) {
  const toggle = (day: number, on: boolean) =>
    change({ days: on ? [...draft.days, day] : draft.days.filter((one) => one !== day) })
  return (
    <fieldset class="co-fieldset" aria-describedby="days-under">
      <legend>{schedules.days}</legend>
      <div class="co-chips">
        {[1, 2, 3, 4, 5, 6, 7].map((day) => (
          <label key={day} class="co-chip">
            <input
              type="checkbox"
              checked={draft.days.includes(day)}
              aria-invalid={error ? true : undefined}
              aria-label={schedules.dayNames[day]}
              onChange={(event) => toggle(day, event.currentTarget.checked)}
            />
            <span aria-hidden="true">{schedules.shortDays[day]}</span>
          </label>
        ))}
      </div>
      <div id="days-under" class="co-under">
        {error && <p class="co-error">{error}</p>}
      </div>
    </fieldset>
  )
}

function TimesField({ draft, change, error, zone }: PartProps & { error: string | null; zone: string }) {
  const field = (name: 'from' | 'until') => (
    <div class="co-field co-inline">
      <label for={`schedule-${name}`}>{schedules[name]}</label>
      <input
        id={`schedule-${name}`}
        class="aw-field"
        type="time"
        value={draft[name]}
        aria-invalid={error ? true : undefined}
        aria-describedby="schedule-times-under"
        onInput={(event) => change({ [name]: event.currentTarget.value })}
      />
    </div>
  )
  return (
    <div>
      <div class="co-then">
        {field('from')}
        {field('until')}
      </div>
      <div id="schedule-times-under" class="co-under">
        {error && <p class="co-error">{error}</p>}
        <p class="co-hint">{schedules.zone(zone)}</p>
        {!error && draft.from === draft.until && <p class="co-hint">{schedules.same}</p>}
      </div>
    </div>
  )
}

function AgeField({ draft, change, error }: PartProps & { error: string | null }) {
  return (
    <div class="co-field co-inline">
      <label for="schedule-age">{schedules.afterDays}</label>
      <input
        id="schedule-age"
        class="aw-field"
        type="number"
        inputMode="numeric"
        min={1}
        max={3650}
        value={draft.afterDays}
        aria-invalid={error ? true : undefined}
        aria-describedby="schedule-age-under"
        onInput={(event) => change({ afterDays: event.currentTarget.value })}
      />
      <div id="schedule-age-under" class="co-under">
        {error && <p class="co-error">{error}</p>}
      </div>
    </div>
  )
}

interface WhenPartsProps extends PartProps {
  tried: boolean
  zone: string
}

function WhenParts({ draft, change, tried, zone }: WhenPartsProps) {
  const troubles = troublesOf(draft)
  const shown = (trouble: string | null) => (tried ? trouble : null)
  const pick = (kind: Schedule['kind']) =>
    change({ kind, ...(kind === 'age' && draft.mode === 'paused' && { mode: 'closed' as const }) })
  return (
    <>
      <Chips
        legend={schedules.kind}
        name="schedule-kind"
        value={draft.kind}
        options={[
          { value: 'weekly', label: schedules.kinds.weekly },
          { value: 'age', label: schedules.kinds.age },
        ]}
        onPick={pick}
        hint={schedules.kindsMean[draft.kind]}
      />
      {draft.kind === 'weekly' && (
        <>
          <DaysField draft={draft} change={change} error={shown(troubles.days)} />
          <TimesField draft={draft} change={change} error={shown(troubles.times)} zone={zone} />
        </>
      )}
      {draft.kind === 'age' && <AgeField draft={draft} change={change} error={shown(troubles.afterDays)} />}
    </>
  )
}

/** Makes a schedule: each week at the same times, or from an age of the stories on. */
export function ScheduleForm({ zone, onDone, onCancel }: { zone: string; onDone: () => void; onCancel: () => void }) {
  const [draft, change, clear] = useScheduleDraft()
  const [tried, setTried] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [busy, setBusy] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  useLayoutEffect(() => form.current?.querySelector('input')?.focus(), [])
  const troubles = troublesOf(draft)
  const shown = (trouble: string | null) => (tried ? trouble : null)
  const make = (event: SubmitEvent) => {
    event.preventDefault()
    if (busy) return
    setTried(true)
    const body = inputOf(draft)
    if (!body) {
      onceDrawn(() => form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus())
      return
    }
    setBusy(true)
    setFailure(null)
    ask('POST /api/v1/schedules', { body })
      .then(() => {
        clear()
        say(schedules.made)
        refreshStanding()
        onDone()
      })
      .catch((error: unknown) => {
        setBusy(false)
        setFailure(failureOf(error))
      })
  }
  return (
    <form
      ref={form}
      class="co-form co-schedule-form"
      noValidate
      aria-label={schedules.newTitle}
      onSubmit={make}
      onKeyDown={sendOnCtrlEnter}
    >
      <WhenParts draft={draft} change={change} tried={tried} zone={zone} />
      <TargetField draft={draft} change={change} story={null} mayBranch={false} error={shown(troubles.target)} />
      <ModeField draft={draft} change={change} mayKeepOpen={false} />
      <ReasonFields
        draft={draft}
        change={change}
        codeError={shown(troubles.reasonCode)}
        error={shown(troubles.reason)}
      />
      {willWords(draft) && <p class="co-will">{willWords(draft)}</p>}
      {failure && (
        <p class="co-error" role="alert">
          {failure.detail}
        </p>
      )}
      <div class="co-actions">
        <button type="submit" class="aw-button aw-button-primary" disabled={busy}>
          {schedules.make}
        </button>
        <button type="button" class="aw-quiet" onClick={onCancel}>
          {common.cancel}
        </button>
      </div>
    </form>
  )
}
