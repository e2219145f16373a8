import { isInView } from './still.ts'
import type { Thread } from './thread.ts'

const HIGHLIGHT_MS = 2_500

/** Brings a comment (or an update, by its element) into view, marks it for a moment and moves the focus there. */
export function goTo(thread: Thread, id: string) {
  const element = thread.root.getElementById(`comment-${id}`)
  if (!element) return
  thread.highlighted.value = id
  setTimeout(() => {
    if (thread.highlighted.value === id) thread.highlighted.value = null
  }, HIGHLIGHT_MS)
  bring(element)
}

/** Scrolls no further than needed and moves the focus. */
export function bring(element: HTMLElement) {
  const { top, bottom } = element.getBoundingClientRect()
  const whole = isInView(element) && top >= 0 && bottom <= innerHeight
  if (!whole) element.scrollIntoView({ block: 'start', behavior: 'instant' })
  element.focus({ preventScroll: true })
}
