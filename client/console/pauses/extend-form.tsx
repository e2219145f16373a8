import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { serverNow } from '../../ui/clock.ts'
import { clockTime } from '../../ui/times.ts'
import { useSlowClock } from '../../ui/when.tsx'
import type { Failure } from '../ask.ts'
import { ask, failureOf } from '../ask.ts'
import { say } from '../session.ts'
import type { Suspension } from '../shapes.ts'
import { common } from '../strings.ts'
import { extending } from '../strings-acts.ts'
import { pause } from '../strings-pauses.ts'
import { Chips } from './chips.tsx'
import { clockAt, DAY, fieldTime, momentOf, nextMorning } from './pause-times.ts'
import { refreshStanding } from './standing.ts'
import { WhenField } from './when-field.tsx'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** Sends a later end or review date; the version that was read goes with it, so nobody's act is overwritten. */
export function useExtending(suspension: Suspension, onDone: () => void) {
  const [failure, setFailure] = useState<Failure | null>(null)
  const [busy, setBusy] = useState(false)
  const send = (kind: 'endsAt' | 'reviewAt', ms: number) => {
    const at = new Date(ms).toISOString()
    const body = { version: suspension.version, ...(kind === 'endsAt' ? { endsAt: at } : { reviewAt: at }) }
    setBusy(true)
    setFailure(null)
    ask('POST /api/v1/suspensions/:id/extend', { params: { id: suspension.id }, body })
      .then(() => {
        const time = clockTime(at, serverNow())
        say(kind === 'endsAt' ? extending.done(time) : extending.doneReview(time))
        onDone()
      })
      .catch((error: unknown) => setFailure(failureOf(error)))
      .finally(() => {
        setBusy(false)
        refreshStanding()
      })
  }
  return { failure, busy, send }
}

/** Half an hour more, at one press. */
export function laterBy(suspension: Suspension, ms: number): number {
  return Math.max(serverNow(), Date.parse(suspension.endsAt ?? suspension.startsAt)) + ms
}

function currentOf({ extra }: Failure): Suspension | null {
  const { current } = extra
  return current && typeof current === 'object' ? (current as Suspension) : null
}

/** Why it was not extended: what stands now where somebody else was faster, else the server's words. */
export function ExtendTrouble({ failure }: { failure: Failure | null }) {
  const now = useSlowClock()
  if (!failure) return null
  const current = failure.code === 'conflict' ? currentOf(failure) : null
  if (!current)
    return (
      <p class="co-error" role="alert">
        {failure.detail}
      </p>
    )
  const { endsAt, reviewAt, endedAt } = current
  const stands =
    endedAt || (!endsAt && !reviewAt)
      ? extending.nowOver
      : endsAt
        ? extending.nowEnds(clockTime(endsAt, now))
        : extending.nowReview(clockTime(reviewAt ?? '', now))
  return (
    <p class="co-warning" role="alert">
      <strong>{extending.conflict}.</strong> {stands}
    </p>
  )
}

type Choice = 'm30' | 'h1' | 'h3' | 'morning' | 'd3' | 'at' | 'review'
const ofEnd = ['m30', 'h1', 'h3', 'at', 'review'] as const
const ofReview = ['h3', 'morning', 'd3', 'at', 'review'] as const

interface Later {
  kind: 'endsAt' | 'reviewAt'
  ms: number
}

/** What a choice means: later than the present end, or from now on for a review. */
function laterOf(suspension: Suspension, choice: Choice | '', field: string, now: number): Later | null {
  if (choice === '') return null
  const own = momentOf(field)
  if (choice === 'at' || choice === 'review')
    return own === null ? null : { kind: choice === 'at' ? 'endsAt' : 'reviewAt', ms: own }
  const fixed = { m30: 30 * MINUTE, h1: HOUR, h3: 3 * HOUR, d3: 3 * DAY }
  if (suspension.endsAt === null)
    return { kind: 'reviewAt', ms: choice === 'morning' ? nextMorning(now) : now + fixed[choice] }
  return { kind: 'endsAt', ms: laterBy(suspension, choice === 'morning' ? DAY : fixed[choice]) }
}

/** Gives a suspension a later end, or a new review date. */
export function ExtendForm(props: { suspension: Suspension; onDone: () => void; onCancel: () => void }) {
  const { suspension, onDone, onCancel } = props
  const now = useSlowClock()
  const [choice, setChoice] = useState<Choice | ''>('')
  const [field, setField] = useState('')
  const { failure, busy, send } = useExtending(suspension, onDone)
  const form = useRef<HTMLFormElement>(null)
  useLayoutEffect(() => form.current?.querySelector('input')?.focus(), [])
  const hasEnd = suspension.endsAt !== null
  const labels: Partial<Record<Choice, string>> = hasEnd ? extending.presets : extending.reviewPresets
  const later = laterOf(suspension, choice, field, now)
  const present = Date.parse(suspension.endsAt ?? suspension.startsAt)
  const isEarlier = later !== null && later.ms <= Math.max(now, present)
  const pick = (next: Choice) => {
    setChoice(next)
    if ((next === 'at' || next === 'review') && field === '') setField(fieldTime(Math.max(now, present) + 2 * HOUR))
  }
  const label = later && (later.kind === 'endsAt' ? extending.confirm : extending.confirmReview)(clockAt(later.ms, now))
  return (
    <form
      ref={form}
      class="co-act"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (later && !busy && !isEarlier) send(later.kind, later.ms)
      }}
      onKeyDown={(event) => event.key === 'Escape' && onCancel()}
    >
      <Chips
        legend={extending.title}
        name={`extend-${suspension.id}`}
        value={choice}
        options={(hasEnd ? ofEnd : ofReview).map((value) => ({ value, label: labels[value] ?? '' }))}
        onPick={pick}
        error={isEarlier ? extending.later : null}
      >
        {(choice === 'at' || choice === 'review') && (
          <WhenField
            id={`extend-at-${suspension.id}`}
            label={choice === 'at' ? pause.endLabel.other : pause.reviewLabel}
            value={field}
            onChange={setField}
          />
        )}
      </Chips>
      <ExtendTrouble failure={failure} />
      <div class="co-actions">
        <button type="submit" class="aw-button aw-button-primary" disabled={busy || !later || isEarlier}>
          {label ?? extending.choose}
        </button>
        <button type="button" class="aw-quiet" onClick={onCancel}>
          {common.cancel}
        </button>
      </div>
    </form>
  )
}
