import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { words } from './strings.ts'

export interface FieldProps {
  name: 'name' | 'email' | 'password' | 'code'
  label: string
  hint?: string
  type?: 'text' | 'email' | 'password'
  /** For password managers. */
  autoComplete: string
  /** What is wrong with the value, in words. */
  error?: string | undefined
  /** Takes the focus when it appears. */
  isFirst?: boolean
  onInput: () => void
}

/** A labelled input with its hint and error; a password can be shown. */
export function Field({ name, label, hint, type = 'text', autoComplete, error, isFirst, onInput }: FieldProps) {
  const input = useRef<HTMLInputElement>(null)
  useLayoutEffect(() => {
    if (isFirst) input.current?.focus()
  }, [isFirst])
  const [shown, setShown] = useState(false)
  const hintId = `${name}-hint`
  const errorId = `${name}-error`
  const described = [error && errorId, hint && hintId].filter(Boolean).join(' ')
  const secret = type === 'password'
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <div class="field-box">
        <input
          ref={input}
          id={name}
          name={name}
          class="aw-field"
          type={(secret && shown ? 'text' : type) as 'text'} // the types want one literal
          autoComplete={autoComplete}
          autoCapitalize={name === 'name' ? 'words' : 'none'}
          spellcheck={false}
          required
          aria-invalid={Boolean(error)}
          {...(described && { 'aria-describedby': described })}
          onInput={onInput}
        />
        {secret && (
          <button
            type="button"
            class="aw-quiet field-show"
            aria-label={words.showPassword}
            aria-pressed={shown}
            onClick={() => setShown(!shown)}
          >
            {shown ? words.hide : words.show}
          </button>
        )}
      </div>
      {error && (
        <p class="field-error" id={errorId}>
          {error}
        </p>
      )}
      {hint && (
        <p class="field-hint" id={hintId}>
          {hint}
        </p>
      )}
    </div>
  )
}
