import { serverNow } from '../../ui/clock.ts'
import { clockTime } from '../../ui/times.ts'
import { useSlowClock } from '../../ui/when.tsx'
import { pause } from '../strings.ts'
import type { Until, UntilChoice } from './pause-times.ts'
import { fieldTime, plannedEnd, zoneName } from './pause-times.ts'

interface UntilFieldProps {
  choice: UntilChoice
  onChange: (change: Partial<UntilChoice>) => void
  error: string | null
}

const presets: Until[] = ['m15', 'm30', 'h1', 'h3', 'morning', 'at', 'review']
const HOUR = 3_600_000

function WhenField(props: { id: string; label: string; value: string; onChange: (value: string) => void }) {
  const now = serverNow()
  return (
    <div class="co-field co-when">
      <label for={props.id}>{props.label}</label>
      <input
        id={props.id}
        class="aw-field"
        type="datetime-local"
        min={fieldTime(now)}
        value={props.value}
        onInput={(event) => props.onChange(event.currentTarget.value)}
      />
      <p class="co-hint">{pause.zone(zoneName(now))}</p>
    </div>
  )
}

/** Until when: usual lengths, a time of one's own, or a review date instead of an end. */
export function UntilField({ choice, onChange, error }: UntilFieldProps) {
  const now = useSlowClock()
  const pick = (until: Until) =>
    onChange({
      until,
      ...(until === 'at' && choice.at === '' && { at: fieldTime(now + 2 * HOUR) }),
      ...(until === 'review' && choice.reviewAt === '' && { reviewAt: fieldTime(now + 24 * HOUR) }),
    })
  const planned = plannedEnd(choice, now)
  const isPreset = choice.until !== '' && choice.until !== 'at' && choice.until !== 'review'
  return (
    <fieldset class="co-fieldset" aria-describedby="pause-until-under">
      <legend>{pause.until}</legend>
      <div class="co-chips">
        {presets.map((until) => (
          <label key={until} class="co-chip">
            <input
              type="radio"
              name="until"
              value={until}
              checked={choice.until === until}
              aria-invalid={error ? true : undefined}
              onChange={() => pick(until)}
            />
            <span>{pause.presets[until]}</span>
          </label>
        ))}
      </div>
      {choice.until === 'at' && (
        <WhenField id="pause-at" label={pause.atLabel} value={choice.at} onChange={(at) => onChange({ at })} />
      )}
      {choice.until === 'review' && (
        <WhenField
          id="pause-review"
          label={pause.reviewLabel}
          value={choice.reviewAt}
          onChange={(reviewAt) => onChange({ reviewAt })}
        />
      )}
      <div id="pause-until-under" class="co-under">
        {error && <p class="co-error">{error}</p>}
        {!error && isPreset && planned && (
          <p class="co-hint">{pause.reopensAt(clockTime(new Date(planned.ms).toISOString(), now))}</p>
        )}
      </div>
    </fieldset>
  )
}
