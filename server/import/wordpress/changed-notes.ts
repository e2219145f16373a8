/** A note, or an update that shares its number, as an export has it: in their order. */
interface Noted {
  /** Begins with what it is a note of or its number, and a dash; a key without one is a number's first update. */
  key: string
  passage: { exact: string } | null
}

/** One that an earlier export brought. */
export interface Brought {
  key: string
  number: number
  /** The passage it is anchored to; null for none. */
  exact: string | null
}

/**
 * Which of those that an export has in other words than before is which of those that are here: by the passage it stands
 * behind, else by its place, where as many of a kind are new between two known ones as are missing there.
 *
 * @returns the keys in the export of those that are here in other words.
 */
export function changedNotes(found: readonly Noted[], brought: readonly Brought[]): Set<string> {
  const keys = new Set(found.map(({ key }) => key))
  const here = new Map(brought.map((row) => [row.key, row]))
  const changed = new Set<string>()
  for (const group of groupsOf(found)) {
    const lost = brought.filter(({ key }) => groupOf(key) === group && !keys.has(key))
    const own = found.filter(({ key }) => groupOf(key) === group)
    for (const [key, row] of byPassage(own, lost, here)) {
      // From here on it counts as known under its new words.
      here.set(key, row)
      changed.add(key)
    }
    for (const key of byPlace(own, lost, here)) changed.add(key)
  }
  return changed
}

type Known = ReadonlyMap<string, Brought>

/** Takes those that it finds out of `lost`. */
function byPassage(own: readonly Noted[], lost: Brought[], here: Known): [key: string, row: Brought][] {
  return own.flatMap(({ key, passage }): [string, Brought][] => {
    if (here.has(key) || !passage) return []
    const at = lost.findIndex(({ exact }) => exact === passage.exact)
    return lost.splice(at, at < 0 ? 0 : 1).map((row) => [key, row])
  })
}

/** Notes within a text are told apart from paragraphs of their own. */
function byPlace(own: readonly Noted[], lost: readonly Brought[], here: Known): string[] {
  return gapsOf(own, here).flatMap(({ fresh, after, before }) =>
    [true, false].flatMap((isWithin) => {
      const added = fresh.filter(({ passage }) => (passage !== null) === isWithin)
      const missing = lost.filter(
        ({ number, exact }) => number > after && number < before && (exact !== null) === isWithin,
      )
      return added.length === missing.length ? added.map(({ key }) => key) : []
    }),
  )
}

interface Gap {
  fresh: Noted[]
  /** The numbers of the known ones around it. */
  after: number
  before: number
}

/** Where one or more that are not known stand between two that are. */
function gapsOf(own: readonly Noted[], here: Known): Gap[] {
  const gaps: Gap[] = []
  let gap: Gap = { fresh: [], after: 0, before: Number.POSITIVE_INFINITY }
  for (const note of own) {
    const known = here.get(note.key)
    if (!known) gap.fresh.push(note)
    else {
      gaps.push({ ...gap, before: known.number })
      gap = { fresh: [], after: known.number, before: Number.POSITIVE_INFINITY }
    }
  }
  return [...gaps, gap].filter(({ fresh }) => fresh.length > 0)
}

function groupOf(key: string): string | null {
  const end = key.indexOf('-')
  return end < 0 ? null : key.slice(0, end)
}

function groupsOf(found: readonly Noted[]): Set<string> {
  return new Set(found.flatMap(({ key }) => groupOf(key) ?? []))
}
