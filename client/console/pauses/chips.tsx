import type { ComponentChildren } from 'preact'

interface ChipsProps<T extends string> {
  legend: string
  /** Name of the radio group; one group of a name on a page. */
  name: string
  value: T | ''
  options: readonly { value: T; label: string }[]
  onPick: (value: T) => void
  error?: string | null
  /** Said below, when nothing is wrong. */
  hint?: string | null | undefined
  /** Fields that belong to the choice. */
  children?: ComponentChildren
}

/** A choice among a few, laid out in a line, with what belongs to it and its error below. */
export function Chips<T extends string>(props: ChipsProps<T>) {
  const { legend, name, value, options, onPick, error, hint, children } = props
  const under = `${name}-under`
  return (
    <fieldset class="co-fieldset" aria-describedby={under}>
      <legend>{legend}</legend>
      <div class="co-chips">
        {options.map((option) => (
          <label key={option.value} class="co-chip">
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={value === option.value}
              aria-invalid={error ? true : undefined}
              onChange={() => onPick(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
      {children}
      <div id={under} class="co-under">
        {error ? <p class="co-error">{error}</p> : hint && <p class="co-hint">{hint}</p>}
      </div>
    </fieldset>
  )
}
