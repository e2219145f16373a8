import type { Cell } from '../cells.ts'

interface FieldProps {
  id: string
  label: string
  text: Cell<string>
  hint?: string
  /** Said in place of the hint. */
  problem?: string | null
  /** Which keyboard a phone shows. */
  inputMode?: 'text' | 'url'
  rows?: number
  /** Of what is written in it (BCP 47). */
  lang?: string | undefined
  required?: boolean
  onInput?: (text: string) => void
  onBlur?: () => void
}

/** A field of a line, or of several where `rows` is given, with its label and a hint. */
export function Field({ id, label, text, hint, problem, inputMode = 'text', rows, lang, required, ...on }: FieldProps) {
  const shared = {
    id,
    class: 'aw-field',
    dir: 'auto' as const,
    lang,
    required,
    value: text.value,
    'aria-describedby': hint || problem ? `${id}-hint` : undefined,
    'aria-invalid': problem ? true : undefined,
    onBlur: on.onBlur,
    onInput: (event: InputEvent & { currentTarget: HTMLInputElement | HTMLTextAreaElement }) => {
      if (on.onInput) on.onInput(event.currentTarget.value)
      else text.value = event.currentTarget.value
    },
  }
  return (
    <p class="flag-field">
      <label for={id}>{label}</label>
      {rows ? (
        <textarea {...shared} rows={rows} />
      ) : (
        <input {...shared} type="text" inputMode={inputMode} autoComplete="off" spellcheck={false} />
      )}
      {(hint || problem) && (
        <span id={`${id}-hint`} class={problem ? 'flag-hint problem' : 'flag-hint'}>
          {problem ?? hint}
        </span>
      )}
    </p>
  )
}
