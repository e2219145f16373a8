import type { ComponentChildren } from 'preact'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import { strings } from './strings.ts'
import { type Selected, selectedIn } from './passage.ts'

interface PaneProps {
  id: string
  label: ComponentChildren
  text: string | null
  /** Said in place of a text that the server does not have. */
  missing: string
  selected: Selected | null
  onSelect: (selected: Selected) => void
}

/**
 * A text to choose words in. A read-only field, because there selecting by mouse, touch and keyboard works alike in
 * every browser, inside a shadow tree too, and tells exact offsets.
 */
export function Pane({ id, label, text, missing, selected, onSelect }: PaneProps) {
  const field = useRef<HTMLTextAreaElement>(null)
  const latest = useRef(onSelect)
  latest.current = onSelect
  useEffect(() => {
    // Touch handles move a selection without any event of the field itself.
    const onChange = () => {
      const area = field.current
      if (area && (area.getRootNode() as ShadowRoot).activeElement === area) read(area, latest.current)
    }
    document.addEventListener('selectionchange', onChange)
    return () => document.removeEventListener('selectionchange', onChange)
  }, [])
  useLayoutEffect(() => {
    if (field.current && selected) showSelection(field.current, selected)
  }, [text])
  if (text === '')
    return (
      <div class="pane">
        <div class="pane-label">{label}</div>
        <p class="pane-missing">{missing}</p>
      </div>
    )
  return (
    <div class="pane">
      <div class="pane-label">{label}</div>
      <textarea
        id={id}
        class="aw-field"
        ref={field}
        readOnly
        dir="auto"
        rows={9}
        aria-labelledby={`${id}-label`}
        aria-describedby={`${id}-how`}
        value={text ?? strings.moreLoading}
        onSelect={(event) => read(event.currentTarget, onSelect)}
        onKeyUp={(event) => read(event.currentTarget, onSelect)}
        onPointerUp={(event) => read(event.currentTarget, onSelect)}
      />
    </div>
  )
}

/** A click that selects nothing leaves what was chosen before. */
function read(area: HTMLTextAreaElement, onSelect: (selected: Selected) => void) {
  const selected = selectedIn(area.value, area.selectionStart, area.selectionEnd)
  if (selected) onSelect(selected)
}

function showSelection(area: HTMLTextAreaElement, { exact, start }: Selected) {
  area.setSelectionRange(start, start + exact.length)
  const share = start / Math.max(1, area.value.length)
  area.scrollTop = share * area.scrollHeight - area.clientHeight / 3
}
