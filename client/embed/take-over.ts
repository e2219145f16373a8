/** Whether somebody is writing in a form that the page came with. */
export function isWrittenIn(element: HTMLElement): boolean {
  return [...element.querySelectorAll('textarea')].some(
    // A draft that the page came with is on the server, for the widget too.
    (field) => field.value !== ('kept' in field.dataset ? field.defaultValue : ''),
  )
}

/**
 * Mounts the widget in an element that a page came with words in: they stay to be read, in their place and at their
 * height, until the widget has its own to show; or for good, if somebody has begun to write in them.
 */
export function takeOver<M>(element: HTMLElement, mount: () => M): M {
  const height = element.firstElementChild ? element.offsetHeight : 0
  const mounted = mount()
  const root = element.shadowRoot
  const surface = root?.firstElementChild
  if (height === 0 || !root || !(surface instanceof HTMLElement)) return mounted
  const words = document.createElement('slot')
  root.append(words)
  element.style.minHeight = `${height}px`
  element.style.position = 'relative'
  // Laid out where it will be, so that the widget can already scroll in it; and nobody comes upon it twice.
  surface.style.cssText = 'position:absolute;inset:0 0 auto;opacity:0'
  surface.inert = true
  // The widget lets go of the height it was given once it shows the thread, or that there is none to show. In the first
  // case it says so too, before it moves the focus.
  const show = () => {
    if (element.style.minHeight || isWrittenIn(element)) return
    watch.disconnect()
    element.removeEventListener('afterword:ready', show)
    words.remove()
    surface.removeAttribute('style')
    surface.inert = false
    element.style.position = ''
  }
  const watch = new MutationObserver(show)
  watch.observe(element, { attributeFilter: ['style'] })
  element.addEventListener('afterword:ready', show)
  return mounted
}
