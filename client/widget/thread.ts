import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type * as z from 'zod'
import type { Story } from '../../server/contract/stories.ts'
import type { Commenting } from '../../server/contract/suspensions.ts'
import type { LiveState } from '../live.ts'
import { serverNow } from '../ui/clock.ts'
import { type Cell, cell } from './cells.ts'
import type { Drafts, Place } from './drafts.ts'
import { type Mode, modeAt } from './mode.ts'
import { type Session, sessionFor } from './session.ts'
import { keep, kept } from './storage.ts'
import type { Order, Shown, StoryUpdate } from './tree.ts'

export type StoryFacts = z.output<typeof Story>
export type CommentingFacts = z.output<typeof Commenting>

/** What has arrived and waits for the reader to ask for it, because showing it would move the text. */
export interface Held {
  comments: ReadonlyMap<string, Shown>
  /** Newer states of comments that are shown: edits and notes. */
  changes: ReadonlyMap<string, Shown>
  updates: readonly StoryUpdate[]
  /** So much was missed that showing it means loading the thread anew. */
  anew: boolean
}

/** Characters a comment may have. */
export const LONGEST = 5_000

export const NOTHING_HELD: Held = { comments: new Map(), changes: new Map(), updates: [], anew: false }

/** Everything the widget knows about one thread. Changed by the verbs beside this file, read by the components. */
export interface Thread {
  base: string
  element: HTMLElement
  root: ShadowRoot
  session: Session
  phase: Cell<'loading' | 'ready' | 'failed'>
  /** Words of a failure to load. */
  failure: Cell<string>
  story: Cell<StoryFacts | null>
  count: Cell<number>
  order: Cell<Order>
  comments: Cell<ReadonlyMap<string, Shown>>
  next: Cell<string | null>
  more: Cell<'idle' | 'loading' | 'failed'>
  /** The comment of the permalink the page was loaded around. */
  around: Cell<string | null>
  updates: Cell<readonly StoryUpdate[]>
  held: Cell<Held>
  /** Comments that were shown last, on request. */
  fresh: Cell<ReadonlySet<string>>
  highlighted: Cell<string | null>
  commenting: Cell<CommentingFacts>
  /** The server's time when the mode was last worked out. */
  clock: Cell<number>
  /** What readers may do, by the two values before. */
  readonly mode: { readonly value: Mode }
  /** True from a pause's end until the reader writes. */
  reopened: Cell<boolean>
  /** Blank space in CSS pixels under the composer, where it shrank and the page could not scroll. */
  reserve: Cell<number>
  /** Said once to screen readers. */
  status: Cell<string>
  live: Cell<LiveState>
  offline: Cell<boolean>
  /** The form that takes the focus when it appears: its draft's place. */
  focusNext: string | null
  drafts: Drafts | null
  /** Places whose text the server keeps too, as far as is known here. */
  keptOnServer: Set<Place>
  /** Comments under which a reply is being written. */
  replying: Cell<ReadonlySet<string>>
  editing: Cell<ReadonlySet<string>>
  /** The revision of each comment being edited. */
  revisions: Map<string, number>
  flagging: Cell<{ comment: Shown; selected: string } | null>
  flagged: Cell<ReadonlySet<string>>
  /** Least heights in CSS pixels of comments deleted before the reader's eyes. */
  heights: Map<string, number>
  /** Ends the live connection of this thread. */
  unfollow: () => void
  stop: (() => void)[]
}

export function newThread(element: HTMLElement, root: ShadowRoot, base: string): Thread {
  const commenting = cell<CommentingFacts>({ mode: 'open', suspension: null })
  const clock = cell(serverNow())
  return {
    base,
    element,
    root,
    session: sessionFor(base),
    phase: cell('loading'),
    failure: cell(''),
    story: cell(null),
    count: cell(0),
    order: cell(kept<Order>('order') === 'oldest' ? 'oldest' : 'newest'),
    comments: cell(new Map()),
    next: cell(null),
    more: cell('idle'),
    around: cell(null),
    updates: cell([]),
    held: cell(NOTHING_HELD),
    fresh: cell(new Set()),
    highlighted: cell(null),
    commenting,
    clock,
    mode: {
      get value() {
        return modeAt(commenting.value, clock.value)
      },
    },
    reopened: cell(false),
    reserve: cell(0),
    status: cell(''),
    live: cell('connecting'),
    offline: cell(!navigator.onLine),
    focusNext: null,
    drafts: null,
    keptOnServer: new Set(),
    replying: cell(new Set()),
    editing: cell(new Set()),
    revisions: new Map(),
    flagging: cell(null),
    flagged: cell(new Set()),
    heights: new Map(),
    unfollow: () => undefined,
    stop: [],
  }
}

export const ThreadContext = createContext<Thread | null>(null)

/** The thread a component belongs to. */
export function useThread(): Thread {
  const thread = useContext(ThreadContext)
  if (!thread) throw new Error('outside a thread')
  return thread
}

/** The element that holds all of the widget: what is measured when something arrives. */
export function surfaceOf(thread: Thread): HTMLElement {
  return thread.root.querySelector<HTMLElement>('.surface') ?? thread.element
}

/** Remembers the order for every thread of this server. */
export function keepOrder(thread: Thread, order: Order) {
  thread.order.value = order
  keep('order', order)
}

/** Adds to or takes from a set that components read. */
export function toggle(set: Cell<ReadonlySet<string>>, id: string, on: boolean) {
  if (set.value.has(id) === on) return
  const changed = new Set(set.value)
  if (on) changed.add(id)
  else changed.delete(id)
  set.value = changed
}

export function setCount(thread: Thread, count: number) {
  if (thread.count.value === count && thread.phase.value === 'ready') return
  thread.count.value = count
  tell(thread, 'count', { count })
}

/** Tells the publisher's page; events bubble and leave the shadow tree. */
export function tell(thread: Thread, name: 'ready' | 'comment' | 'count', detail: Record<string, unknown>) {
  thread.element.dispatchEvent(new CustomEvent(`afterword:${name}`, { detail, bubbles: true, composed: true }))
}
