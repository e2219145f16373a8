import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'

/** Words chosen in a text, without the white space around them. */
export interface Selected {
  exact: string
  /** Offset in UTF-16 units. */
  start: number
}

const SHORTEST = 3
const MOVES = /^(Arrow|Home|End|Page)/

/** A click that selects nothing leaves what was chosen before. */
function read(area: HTMLTextAreaElement, onSelect: (selected: Selected) => void) {
  const { selectionStart, selectionEnd } = area
  const words = area.value.slice(selectionStart, selectionEnd)
  const exact = words.trim()
  if (exact.length >= SHORTEST) onSelect({ exact, start: selectionStart + words.indexOf(exact) })
}

function show(area: HTMLTextAreaElement, { exact, start }: Selected) {
  area.setSelectionRange(start, start + exact.length)
  area.scrollTop = (start / Math.max(1, area.value.length)) * area.scrollHeight - area.clientHeight / 3
}

interface PassagePaneProps {
  id: string
  label: string
  text: string
  selected: Selected | null
  onSelect: (selected: Selected) => void
  hint: string
  error: string | null
}

/**
 * A text to choose words in. A read-only field, because there selecting by mouse, touch and keyboard works alike in
 * every browser, and tells exact offsets.
 */
export function PassagePane({ id, label, text, selected, onSelect, hint, error }: PassagePaneProps) {
  const field = useRef<HTMLTextAreaElement>(null)
  const latest = useRef(onSelect)
  latest.current = onSelect
  useEffect(() => {
    // Touch handles move a selection without any event of the field itself.
    const onChange = () => {
      const area = field.current
      if (area && document.activeElement === area) read(area, latest.current)
    }
    document.addEventListener('selectionchange', onChange)
    return () => document.removeEventListener('selectionchange', onChange)
  }, [])
  useLayoutEffect(() => {
    if (!field.current) return
    if (selected) show(field.current, selected)
    else field.current.setSelectionRange(0, 0)
  }, [text])
  return (
    <div class="co-field">
      <label for={id}>{label}</label>
      <textarea
        id={id}
        ref={field}
        class="aw-field co-text co-passage-pane"
        readOnly
        dir="auto"
        rows={7}
        aria-readonly="true"
        aria-describedby={`${id}-under`}
        aria-invalid={error ? true : undefined}
        value={text}
        onKeyDown={(event) => {
          // Chromium moves no caret in a read-only field; so it is not one while the keys that move it are in use.
          if (MOVES.test(event.key)) event.currentTarget.readOnly = false
        }}
        onBeforeInput={(event) => event.preventDefault()}
        onInput={(event) => {
          event.currentTarget.value = text
        }}
        onBlur={(event) => {
          event.currentTarget.readOnly = true
        }}
        onSelect={(event) => read(event.currentTarget, latest.current)}
        onKeyUp={(event) => read(event.currentTarget, latest.current)}
        onPointerUp={(event) => read(event.currentTarget, latest.current)}
      />
      <div id={`${id}-under`} class="co-under">
        {error ? <p class="co-error">{error}</p> : <p class="co-hint">{hint}</p>}
      </div>
    </div>
  )
}
