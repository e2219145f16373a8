import type { RefObject } from 'preact'
import { useLayoutEffect, useState } from 'preact/hooks'

/** The width of an element in pixels, as it changes; 0 until it is laid out. */
export function useWidth(element: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0)
  useLayoutEffect(() => {
    const at = element.current
    if (!at) return
    const observer = new ResizeObserver(() => setWidth(at.clientWidth))
    setWidth(at.clientWidth)
    observer.observe(at)
    return () => observer.disconnect()
  }, [])
  return width
}
