import { serverNow } from '../ui/clock.ts'
import { type Cell, cell } from './cells.ts'
import { keep, kept, randomName } from './storage.ts'

/** Where a text is being written: under the story, as a reply, or over one's own comment. */
export type Place = 'story' | `reply:${string}` | `edit:${string}`

/** One text being written. It lives longer than the form it is written in. */
export interface Draft {
  place: Place
  text: Cell<string>
  /** Other texts kept for the same place, of which the first is offered. */
  others: Cell<readonly string[]>
  /** True when the text comes from an earlier visit and was not touched since. */
  restored: Cell<boolean>
  /** Said when it can be sent again: that it is ready, and what changed meanwhile. */
  ready: Cell<string | null>
  /** What stands beside the form about the last attempt to send. */
  problem: Cell<string | null>
  sending: Cell<boolean>
}

export interface KeptDraft {
  body: string
  /** When it was written: epoch ms by the server's clock, as well as it is known. */
  at: number
  others?: readonly string[] | undefined
  /** What the server keeps for this place, as far as this browser knows, and when it was kept (ISO 8601). */
  synced?: { body: string; at: string } | undefined
  /** Idempotency key of a submission of exactly this text that was not accepted, or whose outcome is not known. */
  key?: string | undefined
  /** Number of the story's last event when it could first not be posted. */
  parked?: number | undefined
}

export interface Drafts {
  /** The id of the person whose drafts these are; null for somebody signed out. */
  owner: string | null
  of(place: Place): Draft
  /** Places with a text from an earlier visit. */
  places(): Place[]
  /** Takes what is typed, and keeps it in the browser a moment later. */
  type(place: Place, text: string): void
  /** What is kept for a place, with what was typed this moment. */
  read(place: Place): KeptDraft | undefined
  /** Keeps the text that stands in a place, but for what is changed here. */
  put(place: Place, change: Partial<KeptDraft>): void
  /** Takes a text of the same place from elsewhere: the newer one is shown, and the other kept beside it. */
  take(place: Place, text: KeptDraft): void
  /** The key to send this text with: the same one until the text changes or is accepted. */
  keyFor(place: Place): string
  /** The text was accepted or given up. Others of the same place stay. */
  done(place: Place): void
  /** Keeps at once what waits to be kept. */
  flush(): void
}

const DELAY_MS = 400
const FORGET_MS = 30 * 24 * 3_600_000

/**
 * The texts that one person, or somebody signed out, has begun under a story. They are in localStorage, or in memory
 * where there is none. People who share a browser have a shelf each.
 */
export function draftsFor(base: string, storyId: string, owner: string | null): Drafts {
  const shelf = `drafts:${base}:${storyId}:${owner ?? ''}`
  const open = new Map<Place, Draft>()
  const waiting = new Map<Place, ReturnType<typeof setTimeout>>()

  const of = (place: Place): Draft => {
    const draft = open.get(place) ?? newDraft(place, onShelf(shelf)[place])
    open.set(place, draft)
    return draft
  }
  const put = (place: Place, change: Partial<KeptDraft>) => {
    clearTimeout(waiting.get(place))
    waiting.delete(place)
    const draft = of(place)
    const before = onShelf(shelf)[place]
    const body = change.body ?? draft.text.value
    // A key belongs to one text: it is given anew to each.
    const { at = serverNow(), key }: Partial<KeptDraft> = body === before?.body ? before : {}
    const next = { ...before, at, key, body, ...change }
    draft.text.value = next.body
    draft.others.value = next.others ?? []
    setOnShelf(shelf, place, next)
  }
  const read = (place: Place) => {
    if (waiting.has(place)) put(place, {})
    return onShelf(shelf)[place]
  }
  return {
    owner,
    of,
    places: () => Object.keys(onShelf(shelf)) as Place[],
    read,
    put,
    type(place, text) {
      const draft = of(place)
      draft.text.value = text
      draft.restored.value = false
      clearTimeout(waiting.get(place))
      waiting.set(
        place,
        setTimeout(() => put(place, {}), DELAY_MS),
      )
    },
    take(place, text) {
      const here = read(place)
      const mine = here?.body.trim()
      const isNewer = !here || !mine || (text.at > here.at && mine !== text.body.trim())
      const [first, second] = isNewer ? [text, here] : [here, text]
      const beside = [...(first.others ?? []), second?.body ?? '', ...(second?.others ?? [])]
      const restored = of(place).restored
      const parked = here?.parked ?? text.parked
      put(place, { ...first, synced: text.synced ?? here?.synced, others: distinct(first.body, beside), parked })
      if (isNewer) restored.value = true
    },
    keyFor(place) {
      const here = read(place)
      const key = (here?.body === of(place).text.value && here.key) || randomName()
      put(place, { key })
      return key
    },
    done(place) {
      put(place, { body: '', synced: undefined, parked: undefined })
      const { ready, restored, problem } = of(place)
      restored.value = false
      ready.value = problem.value = null
    },
    flush() {
      for (const place of [...waiting.keys()]) put(place, {})
    },
  }
}

function newDraft(place: Place, { body = '', others = [] }: Partial<KeptDraft> = {}): Draft {
  return {
    place,
    text: cell(body),
    others: cell<readonly string[]>(others),
    restored: cell(body !== ''),
    ready: cell<string | null>(null),
    problem: cell<string | null>(null),
    sending: cell(false),
  }
}

/** Gives what somebody wrote before signing in to the person they have signed in as. */
export function handOver(from: Drafts, to: Drafts) {
  from.flush()
  for (const place of from.places()) {
    const text = from.read(place)
    if (!text) continue
    const { restored } = from.of(place)
    to.take(place, text)
    if (to.of(place).text.value === text.body) to.of(place).restored.value = restored.value
    from.put(place, { body: '', others: [] })
  }
}

/** The texts that differ from the first and from each other in more than the blanks around them. */
function distinct(first: string, texts: string[]): string[] {
  const seen = new Set(['', first.trim()])
  return texts.filter((text) => !seen.has(text.trim()) && seen.add(text.trim()))
}

type Shelf = { [place in Place]?: KeptDraft }

/** Shelves for which the browser has no room or no leave. */
const inMemory = new Map<string, Shelf>()

/** Read each time, because another tab may write too. */
function onShelf(name: string): Shelf {
  const oldest = Date.now() - FORGET_MS
  const all = inMemory.get(name) ?? kept<Shelf>(name) ?? {}
  return Object.fromEntries(Object.entries(all).filter(([, draft]) => draft && draft.at > oldest))
}

function setOnShelf(name: string, place: Place, draft: KeptDraft) {
  const all = onShelf(name)
  if (draft.body.trim() || draft.others?.length) all[place] = draft
  else delete all[place]
  if (keep(name, Object.keys(all).length > 0 ? all : null)) inMemory.delete(name)
  else inMemory.set(name, all)
}
