interface FieldProps {
  name: 'name' | 'email' | 'password'
  label: string
  hint?: string | undefined
  autoComplete: string
  value?: string | undefined
}

/** A labelled input of a form that needs no scripts. */
export function PlainField({ name, label, hint, autoComplete, value }: FieldProps) {
  const type = name === 'name' ? 'text' : name
  return (
    <div class="field">
      <label for={`plain-${name}`}>{label}</label>
      <input
        id={`plain-${name}`}
        name={name}
        class="aw-field"
        type={type as 'text'} // the types want one literal
        autoComplete={autoComplete}
        required
        value={value}
        aria-describedby={hint && `plain-${name}-hint`}
      />
      {hint && (
        <p class="field-hint" id={`plain-${name}-hint`}>
          {hint}
        </p>
      )}
    </div>
  )
}
