import { settings } from '../strings-heat.ts'

interface NumberFieldProps {
  id: string
  label: string
  value: string
  min: number
  max: number
  onText: (text: string) => void
}

/** Whether the text is a whole number within the limits. */
export function isWhole(text: string, min: number, max: number): boolean {
  return /^\d+$/.test(text.trim()) && Number(text) >= min && Number(text) <= max
}

/** A whole number, with its limits said when it is outside them. */
export function NumberField({ id, label, value, min, max, onText }: NumberFieldProps) {
  const wrong = !isWhole(value, min, max)
  return (
    <div class="co-field co-number">
      <label for={id}>{label}</label>
      <input
        id={id}
        class="aw-field"
        type="number"
        inputMode="numeric"
        min={min}
        max={max}
        value={value}
        aria-invalid={wrong ? true : undefined}
        aria-describedby={`${id}-under`}
        onInput={(event) => onText(event.currentTarget.value)}
      />
      <div id={`${id}-under`} class="co-under">
        {wrong && <p class="co-error">{settings.range(min, max)}</p>}
      </div>
    </div>
  )
}
