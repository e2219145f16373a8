import type { ComponentChildren } from 'preact'
import { common } from '../strings.ts'

interface TextFieldProps {
  id: string
  label: string
  value: string
  min: number
  max: number
  onText: (text: string) => void
  hint?: ComponentChildren
  /** Said below the field, and tied to it. */
  error?: string | null | undefined
  rows?: number
  /** What holds while the field is empty. */
  placeholder?: string
  optional?: boolean
  /** Whether what is left is said from the start, and not only near the end. */
  counts?: boolean
}

/** How far a text is from its limits, in words; null when it fits. */
export function textTrouble(text: string, min: number, max: number): string | null {
  const length = text.trim().length
  if (length < min) return common.tooShort(min)
  return length > max ? common.tooLong(max) : null
}

/** Several lines of text with what is left of them, its hint and its error tied to it. */
export function TextField(props: TextFieldProps) {
  const { id, label, value, max, hint, error, rows = 3, optional = false, counts = false, placeholder } = props
  const left = max - value.trim().length
  const isNear = counts || left < Math.max(100, max / 10)
  return (
    <div class="co-field">
      <label for={id}>
        {label} {optional && <span class="co-optional">{common.optional}</span>}
      </label>
      <textarea
        id={id}
        class="aw-field co-text"
        rows={rows}
        value={value}
        placeholder={placeholder}
        aria-describedby={`${id}-under`}
        aria-invalid={error ? true : undefined}
        onInput={(event) => props.onText(event.currentTarget.value)}
      />
      <div id={`${id}-under`} class="co-under">
        {error && <p class="co-error">{error}</p>}
        {hint && <p class="co-hint">{hint}</p>}
        {isNear && <p class={left < 0 ? 'co-error' : 'co-hint'}>{left < 0 ? common.over(-left) : common.left(left)}</p>}
      </div>
    </div>
  )
}
