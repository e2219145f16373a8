import type { RefObject } from 'preact'
import { useKeys } from '../keys.ts'

/** j and k move the focus through the elements marked `data-row`; Enter is theirs as links. */
export function useRowKeys(list: RefObject<HTMLElement | null>, onMove?: (row: HTMLElement) => void): void {
  const move = (by: 1 | -1) => {
    const rows = [...(list.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])]
    const at = rows.indexOf(document.activeElement as HTMLElement)
    const current = at >= 0 ? at : rows.findIndex((row) => row.getAttribute('aria-current') === 'true')
    const next = rows[current < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, current + by))]
    if (!next) return
    next.focus({ preventScroll: true })
    next.scrollIntoView({ block: 'nearest' })
    onMove?.(next)
  }
  useKeys({ j: () => move(1), k: () => move(-1) })
}
