import { strings } from './strings.ts'

/** The head of a form, which stays in view. */
export function FormHead({ heading, onClose }: { heading: string; onClose: () => void }) {
  return (
    <header class="flag-head">
      <h2 id="flag-heading">{heading}</h2>
      <button type="button" class="aw-quiet" onClick={onClose}>
        {strings.close}
      </button>
    </header>
  )
}
