import { type Cell, cell } from './cells.ts'
import { keep, kept, randomName } from './storage.ts'

/** Where a text is being written: under the story, as a reply, or over one's own comment. */
export type Place = 'story' | `reply:${string}` | `edit:${string}`

/** One text being written. It lives longer than the form it is written in. */
export interface Draft {
  place: Place
  text: Cell<string>
  /** True when the text comes from an earlier visit and was not touched since. */
  restored: Cell<boolean>
  /** What stands beside the form about the last attempt to send. */
  problem: Cell<string | null>
  sending: Cell<boolean>
}

interface KeptDraft {
  body: string
  /** Epoch ms by the device. */
  at: number
  /** Idempotency key of a submission of exactly this text whose outcome is not known. */
  key?: string
}

export interface Drafts {
  of(place: Place): Draft
  /** Places with a text from an earlier visit. */
  places(): Place[]
  /** Takes what is typed, and keeps it in the browser a moment later. */
  type(place: Place, text: string): void
  /** Takes a text kept by the server, if it is newer than what is here. */
  restore(place: Place, body: string, at: string): void
  /** The key to send this text with: the same one until the text changes or is accepted. */
  keyFor(place: Place): string
  /** The text was accepted or given up. */
  done(place: Place): void
  /** Keeps at once what waits to be kept. */
  flush(): void
}

const DELAY_MS = 400
const FORGET_MS = 30 * 24 * 3_600_000

/** The texts a reader has begun under a story. They are in localStorage, or in memory where there is none. */
export function draftsFor(base: string, storyId: string): Drafts {
  const shelf = shelfFor(`drafts:${base}:${storyId}`)
  const open = new Map<Place, Draft>()
  const waiting = new Map<Place, ReturnType<typeof setTimeout>>()

  const of = (place: Place): Draft => {
    const known = open.get(place)
    if (known) return known
    const body = shelf.read(place)?.body ?? ''
    const draft = { place, text: cell(body), restored: cell(body !== ''), problem: cell(null), sending: cell(false) }
    open.set(place, draft)
    return draft
  }
  const write = (place: Place, draft: KeptDraft | null) => {
    clearTimeout(waiting.get(place))
    waiting.delete(place)
    shelf.write(place, draft)
  }
  const writeText = (place: Place) => {
    const body = of(place).text.value
    if (body !== shelf.read(place)?.body) write(place, body.trim() ? { body, at: Date.now() } : null)
  }
  return {
    of,
    places: shelf.places,
    type(place, text) {
      const draft = of(place)
      draft.text.value = text
      draft.restored.value = false
      clearTimeout(waiting.get(place))
      waiting.set(
        place,
        setTimeout(() => writeText(place), DELAY_MS),
      )
    },
    restore(place, body, at) {
      const draft = of(place)
      const keptAt = shelf.read(place)?.at ?? Date.now()
      if (draft.text.value === body || (draft.text.value && keptAt >= Date.parse(at))) return
      draft.text.value = body
      draft.restored.value = true
      write(place, { body, at: Date.parse(at) })
    },
    keyFor(place) {
      const body = of(place).text.value
      const here = shelf.read(place)
      const key = here?.key && here.body === body ? here.key : randomName()
      write(place, { body, at: Date.now(), key })
      return key
    },
    done(place) {
      write(place, null)
      const draft = of(place)
      draft.text.value = ''
      draft.restored.value = false
      draft.problem.value = null
    },
    flush() {
      for (const place of [...waiting.keys()]) writeText(place)
    },
  }
}

/** The kept drafts of a story. Another tab may write too, so each write changes its own place only. */
function shelfFor(name: string) {
  let all = recent(kept(name))
  return {
    read: (place: Place): KeptDraft | undefined => all[place],
    places: () => Object.keys(all) as Place[],
    write(place: Place, draft: KeptDraft | null) {
      all = { ...all, ...recent(kept(name)) }
      if (draft) all[place] = draft
      else delete all[place]
      keep(name, Object.keys(all).length > 0 ? all : null)
    },
  }
}

function recent(all: Record<string, KeptDraft> | null): Record<string, KeptDraft> {
  const oldest = Date.now() - FORGET_MS
  return Object.fromEntries(Object.entries(all ?? {}).filter(([, draft]) => draft?.at > oldest))
}
