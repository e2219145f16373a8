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

/** Less than this (in CSS pixels) is rounding. */
export const PIXEL = 0.75

/** True when the element is on screen, at least in part. */
export function isInView(element: Element): boolean {
  const { top, bottom, height } = element.getBoundingClientRect()
  return height > 0 && bottom > 0 && top < innerHeight
}

export function bottomOf(surface: HTMLElement): number {
  return surface.getBoundingClientRect().bottom
}

/** What scrolls the widget: the page, unless the publisher put it in a scrolling box. */
export function scrollerOf(surface: HTMLElement): Element {
  const host = (surface.getRootNode() as ShadowRoot).host
  for (let one = host.parentElement; one && one !== document.body; one = one.parentElement)
    if (one.scrollHeight > one.clientHeight && /auto|scroll/.test(getComputedStyle(one).overflowY)) return one
  return document.scrollingElement ?? document.documentElement
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

function anchorIn(surface: HTMLElement): Element | undefined {
  const root = surface.getRootNode() as ShadowRoot
  const active = root.activeElement
  if (active instanceof HTMLTextAreaElement && isInView(active)) return active
  const marks = [...surface.querySelectorAll('article[data-mark]')].filter(isInView)
  return marks.find((mark) => mark.getBoundingClientRect().top >= 0) ?? marks.at(-1)
}
