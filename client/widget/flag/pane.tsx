import type { ComponentChildren } from 'preact'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import { type Selected, selectedIn } from './passage.ts'
import { strings } from './strings.ts'

interface PaneProps {
  id: string
  label: ComponentChildren
  text: string | null
  /** Said in place of a text that the server does not have. */
  missing: string
  selected: Selected | null
  onSelect: (selected: Selected) => void
  /** Of the text, where it is known (BCP 47). */
  lang?: string | undefined
  /** What stands under the text. */
  children?: ComponentChildren
}

/**
 * A text to choose words in. A read-only field, because there selecting by mouse, touch and keyboard works alike in
 * every browser, inside a shadow tree too, and tells exact offsets.
 */
export function Pane({ id, label, text, missing, selected, onSelect, lang, children }: PaneProps) {
  const field = useRef<HTMLTextAreaElement>(null)
  const latest = useRef(onSelect)
  // While it loads, what stands in the field is not the text.
  latest.current = (chosen) => text !== null && onSelect(chosen)
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
    if (!field.current || text === null) return
    if (selected) showSelection(field.current, selected)
    // A browser puts the caret behind the last word; people begin at the first.
    else field.current.setSelectionRange(0, 0)
  }, [text])
  if (text === '')
    return (
      <div class="pane">
        <div class="pane-label">{label}</div>
        <p class="pane-missing">{missing}</p>
        {children}
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
        lang={lang}
        rows={rowsFor(text)}
        aria-labelledby={`${id}-label`}
        aria-readonly="true"
        aria-describedby="flag-how"
        value={text ?? strings.moreLoading}
        onKeyDown={giveCaret}
        onBeforeInput={(event) => event.preventDefault()}
        onInput={(event) => restore(event.currentTarget, text ?? '')}
        onBlur={(event) => {
          event.currentTarget.readOnly = true
        }}
        onSelect={(event) => read(event.currentTarget, latest.current)}
        onKeyUp={(event) => read(event.currentTarget, latest.current)}
        onPointerUp={(event) => read(event.currentTarget, latest.current)}
      />
      {children}
    </div>
  )
}

/** Short texts need not take a phone's whole screen. */
function rowsFor(text: string | null): number {
  return Math.min(9, Math.max(4, Math.ceil((text?.length ?? 500) / 45) + 1))
}

const MOVES = /^(Arrow|Home|End|Page)/

/** Chromium moves no caret in a read-only field; so it is not one while the keys that move it are in use. */
function giveCaret(event: KeyboardEvent & { currentTarget: HTMLTextAreaElement }) {
  if (MOVES.test(event.key)) event.currentTarget.readOnly = false
}

/** What an input method wrote all the same is taken back. */
function restore(area: HTMLTextAreaElement, text: string) {
  const { selectionStart } = area
  area.value = text
  area.setSelectionRange(selectionStart, selectionStart)
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
