import { useEffect, useRef, useState } from 'preact/hooks'

export interface Selection {
  ids: ReadonlySet<string>
  /** `isRange`: with all between this one and the one toggled before. */
  toggle: (id: string, isRange: boolean) => void
  /** Selects all that can be, or none where some are. */
  toggleAll: () => void
  set: (ids: readonly string[]) => void
}

/** Which rows are selected, of those that can be decided; what cannot any more falls out. */
export function useSelection(open: readonly string[], of: string): Selection {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set())
  const last = useRef<string | null>(null)
  useEffect(() => setIds(new Set()), [of])
  const standing = new Set(open.filter((id) => ids.has(id)))
  return {
    ids: standing,
    toggle(id, isRange) {
      const [from, to] = [open.indexOf(last.current ?? ''), open.indexOf(id)]
      const between = isRange && from >= 0 ? open.slice(Math.min(from, to), Math.max(from, to) + 1) : []
      const next = new Set([...standing, ...between])
      if (between.length > 0 || !standing.has(id)) next.add(id)
      else next.delete(id)
      last.current = id
      setIds(next)
    },
    toggleAll: () => setIds(new Set(standing.size > 0 ? [] : open)),
    set: (wanted) => setIds(new Set(wanted)),
  }
}
