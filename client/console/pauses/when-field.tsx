import { serverNow } from '../../ui/clock.ts'
import { pause } from '../strings-pauses.ts'
import { fieldTime, zoneName } from './pause-times.ts'

interface WhenFieldProps {
  id: string
  label: string
  value: string
  onChange: (value: string) => void
}

/** A date and time of the moderator's own calendar, with the time zone said. */
export function WhenField({ id, label, value, onChange }: WhenFieldProps) {
  const now = serverNow()
  return (
    <div class="co-field co-when">
      <label for={id}>{label}</label>
      <input
        id={id}
        class="aw-field"
        type="datetime-local"
        min={fieldTime(now)}
        value={value}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
      <p class="co-hint">{pause.zone(zoneName(now))}</p>
    </div>
  )
}
