import type { ComponentChildren } from 'preact'

interface LineProps {
  id: string
  label: string
  value: string
  onText: (text: string) => void
  hint?: ComponentChildren
  error?: string | false | undefined
  type?: 'text' | 'url' | 'password'
}

/** One line of text, with its hint, or what is wrong with it, tied to it. */
export function TextLine({ id, label, value, onText, hint, error, type = 'text' }: LineProps) {
  return (
    <div class="co-field">
      <label for={id}>{label}</label>
      <input
        id={id}
        class="aw-field"
        type={type as 'text'} // the types want one literal
        autoComplete={type === 'password' ? 'new-password' : 'off'}
        spellcheck={false}
        value={value}
        aria-invalid={error ? true : undefined}
        aria-describedby={`${id}-under`}
        onInput={(event) => onText(event.currentTarget.value)}
      />
      <div id={`${id}-under`} class="co-under">
        {error ? <p class="co-error">{error}</p> : hint && <p class="co-hint co-breakable">{hint}</p>}
      </div>
    </div>
  )
}

interface TickProps {
  type?: 'checkbox' | 'radio'
  name?: string
  label: string
  hint?: string
  checked: boolean
  onChange: (checked: boolean) => void
}

/** A box to tick, or one of several choices, with a sentence of what it means. */
export function Tick({ type = 'checkbox', name, label, hint, checked, onChange }: TickProps) {
  return (
    <label class="co-check">
      <input
        type={type as 'checkbox'}
        name={name}
        checked={checked}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span>
        {label}
        {hint && <small>{hint}</small>}
      </span>
    </label>
  )
}
