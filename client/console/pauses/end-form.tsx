import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { serverNow } from '../../ui/clock.ts'
import { clockTime } from '../../ui/times.ts'
import { useSlowClock } from '../../ui/when.tsx'
import type { Failure } from '../ask.ts'
import { ask, failureOf } from '../ask.ts'
import { say } from '../session.ts'
import type { Suspension, Then } from '../shapes.ts'
import { ending } from '../strings-acts.ts'
import { modes, pause } from '../strings-pauses.ts'
import { Chips } from './chips.tsx'
import type { ThenMode } from './pause-draft.ts'
import { mayFollow } from './pause-draft.ts'
import type { ThenLength } from './pause-times.ts'
import { clockAt, thenLengths } from './pause-times.ts'
import { refreshStanding } from './standing.ts'
import { standingLine } from './standing-line.ts'
import type { Known } from './suspension-state.ts'
import { isShut, onWords, stateAt } from './suspension-state.ts'
import { SlowField } from './time-fields.tsx'

interface Into {
  mode: ThenMode | 'open'
  slowSeconds: number
  length: ThenLength
}

function thenOf({ mode, slowSeconds, length }: Into): Then | null {
  if (mode === 'open') return null
  const endsAt = new Date(serverNow() + thenLengths[length]).toISOString()
  return { mode, endsAt, ...(mode === 'slow' && { slowSeconds }) }
}

/** What was said once it ended. */
function doneWords(suspension: Suspension, { mode }: Into, wasPlanned: boolean): string {
  if (wasPlanned) return suspension.madeBy === 'schedule' ? ending.skipped : ending.cancelled
  if (mode !== 'open') return ending.intoMode(modes[mode].name)
  return isShut(suspension) ? ending.reopened : ending.ended
}

function IntoField(props: { suspension: Suspension; into: Into; change: (part: Partial<Into>) => void }) {
  const { suspension, into, change } = props
  const now = useSlowClock()
  const milder = mayFollow(suspension.mode)
  if (milder.length === 0) return null
  return (
    <Chips<ThenMode | 'open'>
      legend={ending.into}
      name={`into-${suspension.id}`}
      value={into.mode}
      options={[
        { value: 'open', label: ending.intoOpen },
        ...milder.map((mode) => ({ value: mode, label: modes[mode].choose })),
      ]}
      onPick={(mode) => change({ mode })}
      hint={into.mode !== 'open' ? pause.endsAt(clockAt(now + thenLengths[into.length], now)) : null}
    >
      {into.mode !== 'open' && (
        <div class="co-then">
          {into.mode === 'slow' && (
            <SlowField
              id={`into-slow-${suspension.id}`}
              seconds={into.slowSeconds}
              onChange={(slowSeconds) => change({ slowSeconds })}
            />
          )}
          <div class="co-field co-inline">
            <label for={`into-for-${suspension.id}`}>{pause.thenFor}</label>
            <select
              id={`into-for-${suspension.id}`}
              class="aw-field"
              value={into.length}
              onChange={(event) => change({ length: event.currentTarget.value as ThenLength })}
            >
              {(Object.keys(thenLengths) as ThenLength[]).map((length) => (
                <option key={length} value={length}>
                  {pause.thenLengths[length]}
                </option>
              ))}
            </select>
          </div>
        </div>
      )}
    </Chips>
  )
}

interface EndFormProps {
  suspension: Suspension
  /** Other suspensions that reach the same place. */
  others: Known[]
  onDone: () => void
  onCancel: () => void
}

function titleOf(suspension: Suspension, isPlanned: boolean, now: number): string {
  const isSkipped = suspension.madeBy === 'schedule'
  if (isPlanned) return (isSkipped ? ending.skipTitle : ending.cancelTitle)(clockTime(suspension.startsAt, now))
  const on = onWords(suspension)
  return isShut(suspension) ? ending.reopenTitle(on) : ending.endTitle(modes[suspension.mode].name, on)
}

function confirmOf(suspension: Suspension, isPlanned: boolean): string {
  if (isPlanned) return suspension.madeBy === 'schedule' ? ending.confirmSkip : ending.confirmCancel
  return isShut(suspension) ? ending.confirmReopen : ending.confirmEnd
}

function Effects(props: { suspension: Suspension; into: Into; others: Known[]; isPlanned: boolean }) {
  const { suspension, into, others, isPlanned } = props
  const now = useSlowClock()
  if (isPlanned) return <p>{suspension.madeBy === 'schedule' ? ending.skipEffects : ending.cancelEffects}</p>
  const following = others.find((one) => one.followsId === suspension.id)
  const holding = others.filter((one) => one.mode !== 'open' && stateAt(one, now) !== 'planned')
  const staysShut = holding.some(isShut)
  const rest = holding.map((one) => standingLine(one, now)).join('; ')
  return (
    <ul class="co-effects">
      {!staysShut && <li>{into.mode === 'open' ? ending.effects : ending.effectsOf[into.mode]}</li>}
      {rest !== '' && <li>{(staysShut ? ending.staysShut : ending.staysSo)(rest)}</li>}
      {!staysShut && isShut(suspension) && <li>{ending.released}</li>}
      {suspension.madeBy === 'schedule' && suspension.endsAt && <li>{ending.scheduleGoesOn}</li>}
      {following && <li>{ending.cancelsNext(modes[following.mode].name)}</li>}
    </ul>
  )
}

/** Ends a suspension now, into open or into something milder for a while; cancels a planned one. */
export function EndForm({ suspension, others, onDone, onCancel }: EndFormProps) {
  const now = useSlowClock()
  const [into, setInto] = useState<Into>({ mode: 'open', slowSeconds: 300, length: 'h1' })
  const [failure, setFailure] = useState<Failure | null>(null)
  const [busy, setBusy] = useState(false)
  const place = useRef<HTMLFieldSetElement>(null)
  useLayoutEffect(() => place.current?.querySelector<HTMLElement>('.aw-button-primary')?.focus(), [])
  const isPlanned = stateAt(suspension, now) === 'planned'
  const end = () => {
    const then = isPlanned ? null : thenOf(into)
    setBusy(true)
    setFailure(null)
    ask('POST /api/v1/suspensions/:id/end', { params: { id: suspension.id }, body: then ? { followedBy: then } : {} })
      .then(() => {
        say(doneWords(suspension, into, isPlanned))
        onDone()
      })
      .catch((error: unknown) => {
        const reason = failureOf(error)
        setBusy(false)
        if (reason.code !== 'conflict') return setFailure(reason)
        say(ending.already)
        onDone()
      })
      .finally(refreshStanding)
  }
  return (
    <fieldset ref={place} class="co-confirm co-act" onKeyDown={(event) => event.key === 'Escape' && onCancel()}>
      <legend>{titleOf(suspension, isPlanned, now)}</legend>
      {!isPlanned && <IntoField suspension={suspension} into={into} change={(part) => setInto({ ...into, ...part })} />}
      <Effects suspension={suspension} into={into} others={others} isPlanned={isPlanned} />
      {failure && (
        <p class="co-error" role="alert">
          {failure.detail}
        </p>
      )}
      <div class="co-actions">
        <button type="button" class="aw-button aw-button-primary" disabled={busy} onClick={end}>
          {confirmOf(suspension, isPlanned)}
        </button>
        <button type="button" class="aw-quiet" onClick={onCancel}>
          {ending.keep}
        </button>
      </div>
    </fieldset>
  )
}
