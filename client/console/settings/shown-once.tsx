import { useEffect, useId, useRef } from 'preact/hooks'
import { say } from '../session.ts'
import { keys as words } from '../strings-heat.ts'

interface ShownOnceProps {
  label: string
  hint: string
  value: string
  /** Said when it was copied. */
  copied: string
  onDone: () => void
}

/** Something secret that was just made: the only time it can be read. */
export function ShownOnce({ label, hint, value, copied, onDone }: ShownOnceProps) {
  const id = useId()
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => field.current?.select(), [value])
  const copy = () =>
    navigator.clipboard.writeText(value).then(
      () => say(copied),
      () => field.current?.select(),
    )
  return (
    <div class="co-confirm co-new-key">
      <label for={id}>{label}</label>
      <p id={`${id}-hint`}>{hint}</p>
      <textarea
        ref={field}
        id={id}
        class="aw-field"
        rows={1}
        readOnly
        value={value}
        aria-describedby={`${id}-hint`}
        onFocus={(event) => event.currentTarget.select()}
      />
      <div class="co-actions">
        {'clipboard' in navigator && (
          <button type="button" class="aw-button aw-button-primary" onClick={copy}>
            {words.copy}
          </button>
        )}
        <button type="button" class="aw-button" onClick={onDone}>
          {words.kept}
        </button>
      </div>
    </div>
  )
}
