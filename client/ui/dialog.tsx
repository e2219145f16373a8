import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'

interface DialogProps {
  /** Id of the heading that names it. */
  labelledBy: string
  onClose: () => void
  class?: string
  children: ComponentChildren
}

const FOCUSABLE =
  'a[href], button:not([disabled]), input:not([disabled]), select:not([disabled]), textarea:not([disabled])'

/** A modal dialog that is open while it is on the page. Escape closes it; focus stays in and goes back where it was. */
export function Dialog({ labelledBy, onClose, class: className, children }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => {
    const dialog = ref.current
    if (!dialog) return
    const root = dialog.getRootNode() as Document | ShadowRoot
    const before = root.activeElement
    if (!dialog.open) dialog.showModal()
    return () => {
      dialog.close()
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
    }
  }, [])
  return (
    <dialog
      ref={ref}
      class={className}
      aria-labelledby={labelledBy}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onKeyDown={(event) => event.key === 'Tab' && keepIn(event, event.currentTarget)}
    >
      {children}
    </dialog>
  )
}

function keepIn(event: KeyboardEvent, dialog: HTMLDialogElement) {
  const stops = [...dialog.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(
    (stop) => stop.tabIndex >= 0 && stop.offsetParent !== null,
  )
  const active = (dialog.getRootNode() as Document | ShadowRoot).activeElement
  const [from, to] = event.shiftKey ? [stops[0], stops.at(-1)] : [stops.at(-1), stops[0]]
  if (!to || (active !== from && dialog.contains(active))) return
  event.preventDefault()
  to.focus()
}
