import { options } from 'preact'

let pending: (() => void) | undefined

/** Makes rendering wait for the end of the task, or for `renderNow`. */
export function takeOverRendering() {
  options.debounceRendering = (work) => {
    pending = work
    queueMicrotask(renderNow)
  }
}

/** Brings the page up to date at once, so that it can be measured before it is painted. */
export function renderNow() {
  const work = pending
  pending = undefined
  work?.()
}

interface Mark {
  element: Element
  top: number
  bottom: number
}

/** Less than this is rounding. */
const PIXEL = 0.75

/**
 * Makes a change unless something that is in view would move because of it; then takes it back, before it is painted.
 *
 * @param changing the element whose own lower edge may move when it can be seen; its upper edge may not.
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

/**
 * Makes a change that cannot wait and scrolls by as much as it moved what the reader looks at: the field being written
 * in, or else the first comment in view.
 *
 * @returns how far (in CSS pixels) that still has moved up, when the page could not scroll so far.
 */
export function changeUnderHold(surface: HTMLElement, change: () => void): number {
  const anchor = anchorIn(surface)
  const before = anchor?.getBoundingClientRect().top ?? bottomOf(surface)
  const isAbove = bottomOf(surface) <= 0
  change()
  renderNow()
  if (!anchor && !isAbove) return 0
  const moved = () => (anchor ? anchor.getBoundingClientRect().top : bottomOf(surface)) - before
  const by = moved()
  if (Math.abs(by) < PIXEL) return 0
  scrollerOf(surface).scrollBy({ top: by, behavior: 'instant' })
  return Math.max(0, -moved())
}

/** True when the element is on screen, at least in part. */
export function isInView(element: Element): boolean {
  const { top, bottom, height } = element.getBoundingClientRect()
  return height > 0 && bottom > 0 && top < innerHeight
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

function anchorIn(surface: HTMLElement): Element | undefined {
  const root = surface.getRootNode() as ShadowRoot
  const active = root.activeElement
  if (active instanceof HTMLTextAreaElement && isInView(active)) return active
  const marks = [...surface.querySelectorAll('article[data-mark]')].filter(isInView)
  return marks.find((mark) => mark.getBoundingClientRect().top >= 0) ?? marks.at(-1)
}

function bottomOf(surface: HTMLElement): number {
  return surface.getBoundingClientRect().bottom
}

/** What scrolls the widget: the page, unless the publisher put it in a scrolling box. */
function scrollerOf(surface: HTMLElement): Element {
  const host = (surface.getRootNode() as ShadowRoot).host
  for (let one = host.parentElement; one && one !== document.body; one = one.parentElement)
    if (one.scrollHeight > one.clientHeight && /auto|scroll/.test(getComputedStyle(one).overflowY)) return one
  return document.scrollingElement ?? document.documentElement
}
