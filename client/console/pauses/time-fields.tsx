import { useSlowClock } from '../../ui/when.tsx'
import { modes, pause, slow } from '../strings-pauses.ts'
import { Chips } from './chips.tsx'
import type { PauseDraft, ThenMode } from './pause-draft.ts'
import { mayFollow, planOf, SLOW_CHOICES } from './pause-draft.ts'
import type { ThenLength, Until } from './pause-times.ts'
import { clockAt, fieldTime, thenLengths } from './pause-times.ts'
import { isShut } from './suspension-state.ts'
import { WhenField } from './when-field.tsx'

interface TimeFieldProps {
  draft: PauseDraft
  change: (part: Partial<PauseDraft>) => void
  error: string | null
}

const HOUR = 3_600_000
const presets: Until[] = ['m15', 'm30', 'h1', 'h3', 'morning', 'at', 'review']

/** From when: now, or a time of one's own. */
export function StartField({ draft, change, error }: TimeFieldProps) {
  const now = useSlowClock()
  const pick = (starts: PauseDraft['starts']) =>
    change({ starts, ...(starts === 'at' && draft.startsAt === '' && { startsAt: fieldTime(now + HOUR) }) })
  return (
    <Chips
      legend={pause.starts}
      name="starts"
      value={draft.starts}
      options={[
        { value: 'now', label: pause.startsNow },
        { value: 'at', label: pause.startsAt },
      ]}
      onPick={pick}
      error={error}
    >
      {draft.starts === 'at' && (
        <WhenField
          id="pause-starts"
          label={pause.startLabel}
          value={draft.startsAt}
          onChange={(startsAt) => change({ startsAt })}
        />
      )}
    </Chips>
  )
}

/** Until when: usual lengths, a time of one's own, or a review date instead of an end. */
export function UntilField({ draft, change, error }: TimeFieldProps) {
  const now = useSlowClock()
  const { startsMs, isLater, end } = planOf(draft, now)
  const shut = isShut(draft)
  const pick = (until: Until) =>
    change({
      until,
      ...(until === 'at' && draft.at === '' && { at: fieldTime(startsMs + 2 * HOUR) }),
      ...(until === 'review' && draft.reviewAt === '' && { reviewAt: fieldTime(startsMs + 24 * HOUR) }),
    })
  const isPreset = draft.until !== '' && draft.until !== 'at' && draft.until !== 'review'
  const time = isPreset && end ? clockAt(end.ms, now) : null
  const label = (until: Until) => (until === 'morning' && isLater ? pause.morningAfter : pause.presets[until])
  return (
    <Chips
      legend={pause.until}
      name="until"
      value={draft.until}
      options={presets.map((until) => ({ value: until, label: label(until) }))}
      onPick={pick}
      error={error}
      hint={time && (shut ? pause.reopensAt(time) : pause.endsAt(time))}
    >
      {draft.until === 'at' && (
        <WhenField
          id="pause-at"
          label={shut ? pause.endLabel.shut : pause.endLabel.other}
          value={draft.at}
          onChange={(at) => change({ at })}
        />
      )}
      {draft.until === 'review' && (
        <WhenField
          id="pause-review"
          label={pause.reviewLabel}
          value={draft.reviewAt}
          onChange={(reviewAt) => change({ reviewAt })}
        />
      )}
    </Chips>
  )
}

/** How long between two comments of one person. */
export function SlowField(props: { id: string; seconds: number; onChange: (seconds: number) => void }) {
  return (
    <div class="co-field co-inline">
      <label for={props.id}>{slow.label}</label>
      <select
        id={props.id}
        class="aw-field"
        value={props.seconds}
        onChange={(event) => props.onChange(Number(event.currentTarget.value))}
      >
        {SLOW_CHOICES.map((seconds) => (
          <option key={seconds} value={seconds}>
            {slow.every(seconds)}
          </option>
        ))}
      </select>
    </div>
  )
}

/** What follows it, for how long: only after an end, and only what is milder. */
export function ThenField({ draft, change }: Omit<TimeFieldProps, 'error'>) {
  const now = useSlowClock()
  const { end, thenEndsMs } = planOf(draft, now)
  const milder = mayFollow(draft.mode)
  if (milder.length === 0 || (end && end.kind !== 'end')) return null
  const value = draft.next !== '' && milder.includes(draft.next) ? draft.next : 'open'
  return (
    <Chips<ThenMode | 'open'>
      legend={pause.next}
      name="then"
      value={value}
      options={[
        { value: 'open', label: pause.thenOpen },
        ...milder.map((mode) => ({ value: mode, label: modes[mode].choose })),
      ]}
      onPick={(next) => change({ next: next === 'open' ? '' : next })}
      hint={thenEndsMs !== null ? pause.endsAt(clockAt(thenEndsMs, now)) : null}
    >
      {value !== 'open' && (
        <div class="co-then">
          {value === 'slow' && (
            <SlowField
              id="pause-then-slow"
              seconds={draft.thenSlowSeconds}
              onChange={(thenSlowSeconds) => change({ thenSlowSeconds })}
            />
          )}
          <div class="co-field co-inline">
            <label for="pause-then-for">{pause.thenFor}</label>
            <select
              id="pause-then-for"
              class="aw-field"
              value={draft.thenFor}
              onChange={(event) => change({ thenFor: event.currentTarget.value as ThenLength })}
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
