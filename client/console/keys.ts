import { signal } from '@preact/signals'
import { useLayoutEffect, useRef } from 'preact/hooks'

const STORE = 'afterword:console:keys'

function stored(): boolean {
  try {
    return localStorage.getItem(STORE) !== 'off'
  } catch {
    return true // storage may be forbidden; the keys then work for this visit
  }
}

/** Whether single keys act at all: people who dictate or mistype must be able to turn them off (WCAG 2.1.4). */
export const keysOn = signal(stored())

/** Turns single keys on or off, and remembers it in this browser. */
export function setKeysOn(on: boolean): void {
  keysOn.value = on
  try {
    localStorage.setItem(STORE, on ? 'on' : 'off')
  } catch {
    // Storage may be forbidden; the choice then holds for this visit.
  }
}

const NOT_TYPED_IN = new Set(['radio', 'checkbox', 'button', 'submit'])

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target instanceof HTMLInputElement) return !NOT_TYPED_IN.has(target.type)
  return target.isContentEditable || target.matches('textarea, select')
}

/** After `g` the next key is the second of two. */
const SECOND_MS = 1_500
let prefixed = 0
let stroke = ''

/** What was pressed, such as `a`, or `g p` of two keys after each other. Called first for each press. */
function noteStroke(event: KeyboardEvent): void {
  const isSecond = event.timeStamp - prefixed < SECOND_MS && prefixed > 0
  stroke = isSecond ? `g ${event.key}` : event.key
  prefixed = event.key === 'g' && !isSecond && !isTyping(event.target) ? event.timeStamp : 0
}
document.addEventListener('keydown', noteStroke, { capture: true })

/** Acts on single keys while the component is on screen; never while somebody types or a dialog is open. */
export function useKeys(map: Record<string, () => void>): void {
  const latest = useRef(map)
  latest.current = map
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!keysOn.value || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
      if (isTyping(event.target) || document.querySelector('dialog[open]')) return
      const act = latest.current[stroke]
      if (!act) return
      event.preventDefault()
      act()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
}
