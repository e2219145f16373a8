import { bottomOf, PIXEL, renderNow, scrollerOf } from '../still.ts'

interface Mark {
  element: Element
  top: number
  bottom: number
}

/**
 * Makes a change unless something that is in view would move because of it; then takes it back, before it is painted.
 *
 * @param surface holds all that the change may move.
 * @returns whether the change stands.
 */
export function changeUnseen(surface: HTMLElement, change: () => void, undo: () => void): boolean {
  const before = inView(surface)
  const end = endInView(surface)
  const scroller = scrollerOf(surface)
  const offset = scroller.scrollTop
  change()
  renderNow()
  const stands = before.every(hasStayed) && (end === undefined || Math.abs(bottomOf(surface) - end) < PIXEL)
  if (stands) return true
  undo()
  renderNow()
  if (scroller.scrollTop !== offset) scroller.scrollTop = offset
  return false
}

function inView(surface: HTMLElement): Mark[] {
  const marks: Mark[] = []
  for (const element of surface.querySelectorAll('[data-mark]')) {
    const { top, bottom, height } = element.getBoundingClientRect()
    if (height > 0 && bottom > 0 && top < innerHeight) marks.push({ element, top, bottom })
  }
  return marks
}

function hasStayed({ element, top, bottom }: Mark): boolean {
  const now = element.getBoundingClientRect()
  const bottomSeen = Math.min(bottom, now.bottom) < innerHeight
  return (
    element.isConnected && Math.abs(now.top - top) < PIXEL && (!bottomSeen || Math.abs(now.bottom - bottom) < PIXEL)
  )
}

/** The lower edge of the widget, if words of the page stand in view below it. */
function endInView(surface: HTMLElement): number | undefined {
  const end = bottomOf(surface)
  const scroller = scrollerOf(surface)
  const below = scroller.scrollHeight - scroller.scrollTop - end
  return end < innerHeight - 16 && below > 48 ? end : undefined
}
