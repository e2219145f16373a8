import { type ComponentChildren, type ComponentType, createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type * as z from 'zod'
import type { PublicCase } from '../../server/contract/findings.ts'
import type { Sanction } from '../../server/contract/sanctions.ts'
import type { Story } from '../../server/contract/stories.ts'
import type { Commenting } from '../../server/contract/suspensions.ts'
import type { LiveState } from '../live.ts'
import { serverNow } from '../ui/clock.ts'
import type { State } from '../ui/mode.ts'
import { type Cell, cell } from './cells.ts'
import type { Draft, Drafts, Place } from './drafts.ts'
import { type Session, sessionFor } from './session.ts'
import { keep, kept } from './storage.ts'
import type { Order, OwnHeld, Shown, StoryUpdate } from './tree.ts'

export type StoryFacts = z.output<typeof Story>
export type CommentingFacts = z.output<typeof Commenting>
/** What a moderator did about the reader. */
export type OwnSanction = z.output<typeof Sanction>
/** What holds for the reader, and how it is shown: in code that is loaded for those alone whom it concerns. */
export interface OwnRules {
  /** Names all that it depends on. */
  key(): string
  /** Whether the reader may not write in a place, or not agree. */
  forbids(place: Place | 'react'): boolean
  /** Seconds to leave between two comments. */
  interval(): number
  /** Says that the reader cannot write, or can again; false if neither is new. */
  announce(): boolean
  /** Around what holds for the whole thread. */
  Notice: ComponentType<{ children: ComponentChildren }>
}

/** What has arrived and waits for the reader to ask for it, because showing it would move the text. */
export interface Held {
  comments: ReadonlyMap<string, Shown>
  /** Newer states of comments that are shown: edits and notes. */
  changes: ReadonlyMap<string, Shown>
  updates: readonly StoryUpdate[]
  /** So much was missed that showing it means loading the thread anew. */
  anew: boolean
}

/** What is shown and done where commenting is not plainly open. */
export interface Modes {
  /** Takes a new state of commenting, another reader, or the passing of time. */
  take(thread: Thread, commenting?: CommentingFacts): void
  own: WeakMap<Thread, OwnRules>
  /** Takes what holds for the reader. */
  takeOwn(thread: Thread, rules: OwnRules): void
  /** Whether something may be written in a place, now or after the wait of slow mode. */
  allows(thread: Thread, place: Place): boolean
  /** Whether the reader may agree with a comment, or no longer. */
  mayReact(thread: Thread, commentId: string): boolean
  /** Whether a press on the button of a form does anything: posts, or leads to signing in. */
  mayPost(thread: Thread, place: Place, now: number): boolean
  /** After each change of a text. */
  typed(thread: Thread, place: Place): void
  /** What stands under a field because of the mode; null if nothing does. */
  wordsBeside(thread: Thread, draft: Draft): string | null
  /** Over the composer, or in its place. */
  Notice: ComponentType
  /** At the top of a branch. */
  BranchMark: ComponentType<{ id: string }>
  /** In a form that cannot be sent. */
  FormNotice: ComponentType<{ place: Place }>
  /** The button of a form, or what stands in its place. */
  Sendable: ComponentType<{ place: Place; children: ComponentChildren }>
}

/** Code that is loaded when it is needed; reached this way by what is itself loaded so. */
export interface Chunks {
  modes(): Modes | undefined
  loadModes(): Promise<Modes>
  /** Goes to a comment, wherever in the thread it stands. */
  showComment(thread: Thread, id: string): void
  /** Gives the server what is half written. */
  keepDrafts(thread: Thread): void
  /** Goes to one's own comment and opens it in a form. */
  edit(thread: Thread, id: string): void
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
  chunks: Chunks
  phase: Cell<'loading' | 'ready' | 'failed'>
  /** Words of a failure to load. */
  failure: Cell<string>
  story: Cell<StoryFacts | null>
  count: Cell<number>
  order: Cell<Order>
  comments: Cell<ReadonlyMap<string, Shown>>
  /** The reader's own comments here that are not public. */
  own: Cell<ReadonlyMap<string, OwnHeld>>
  next: Cell<string | null>
  more: Cell<'idle' | 'loading' | 'failed'>
  /** The comment of the permalink the page was loaded around. */
  around: Cell<string | null>
  /** That of a permalink which leads to none. */
  lost: Cell<string | null>
  updates: Cell<readonly StoryUpdate[]>
  /** The comment that a moderator put first. */
  pinned: Cell<Shown | null>
  /** Posts on other sites that were checked; null until that is known. */
  elsewhere: Cell<readonly z.output<typeof PublicCase>[] | null>
  held: Cell<Held>
  /** Comments that were shown last, on request. */
  fresh: Cell<ReadonlySet<string>>
  highlighted: Cell<string | null>
  commenting: Cell<CommentingFacts>
  /** What readers may do, by these facts; null while the thread is plainly open. */
  state: Cell<State | null>
  /** The server's time when that was last worked out. */
  clock: Cell<number>
  /** Blank space in CSS pixels under the composer, where it shrank and the page could not scroll. */
  reserve: Cell<number>
  /** Said once to screen readers. */
  status: Cell<string>
  live: Cell<LiveState>
  /** Number of the last event of the story that was taken. */
  seq: number
  /** When this reader wrote last here (epoch ms), as far as that is not seen in the thread. */
  wroteAt: Cell<number>
  /** Wakes at the next time at which the state of commenting changes by itself. */
  timer: ReturnType<typeof setTimeout> | undefined
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
  /** A post on another site is being reported. */
  reporting: Cell<boolean>
  /** Least heights in CSS pixels of comments deleted before the reader's eyes. */
  heights: Map<string, number>
  /** Comments the reader agrees with. */
  agreed: Cell<ReadonlySet<string>>
  /** The comment that somebody signed out wanted to agree with. */
  agreeNext: Cell<string | null>
  /** Why agreeing with a comment was refused. */
  agreeProblem: Cell<{ id: string; words: string } | null>
  /** People whose comments the reader does not want to read, and whose choice that is; null: of who is signed out here. */
  mutes: Cell<ReadonlySet<string>>
  mutesOf: string | null
  /** Whether the reader follows the story; null while that is not known, and for who is signed out. */
  isSubscribed: Cell<boolean | null>
  followProblem: Cell<string | null>
  /** How many notices the reader has not read. */
  unread: Cell<number>
  noticesOpen: Cell<boolean>
  /** When a returning reader had the thread in view last (epoch ms), if something was added since. */
  since: Cell<number | null>
  /** Ends the live connection of this thread. */
  unfollow: () => void
  /** Ceases to hear of the reader’s notices. */
  unhear: () => void
  stop: (() => void)[]
}

export function newThread(element: HTMLElement, root: ShadowRoot, base: string, chunks: Chunks): Thread {
  const mutes = kept<{ owner: string | null; ids: string[] }>(`mutes:${base}`)
  return {
    base,
    element,
    root,
    session: sessionFor(base),
    chunks,
    phase: cell('loading'),
    failure: cell(''),
    story: cell(null),
    count: cell(0),
    order: cell(kept<Order>('order') === 'oldest' ? 'oldest' : 'newest'),
    comments: cell(new Map()),
    own: cell(new Map()),
    next: cell(null),
    more: cell('idle'),
    around: cell(null),
    lost: cell(null),
    updates: cell([]),
    pinned: cell(null),
    elsewhere: cell(null),
    held: cell(NOTHING_HELD),
    fresh: cell(new Set()),
    highlighted: cell(null),
    commenting: cell<CommentingFacts>({ mode: 'open', suspension: null, others: [] }),
    state: cell(null),
    clock: cell(serverNow()),
    reserve: cell(0),
    status: cell(''),
    live: cell('connecting'),
    seq: 0,
    wroteAt: cell(0),
    timer: undefined,
    offline: cell(!navigator.onLine),
    focusNext: null,
    drafts: null,
    keptOnServer: new Set(),
    replying: cell(new Set()),
    editing: cell(new Set()),
    revisions: new Map(),
    flagging: cell(null),
    flagged: cell(new Set()),
    reporting: cell(false),
    heights: new Map(),
    agreed: cell(new Set()),
    agreeNext: cell(null),
    agreeProblem: cell(null),
    mutes: cell(new Set(mutes?.ids)),
    mutesOf: mutes?.owner ?? null,
    isSubscribed: cell(null),
    followProblem: cell(null),
    unread: cell(0),
    noticesOpen: cell(false),
    since: cell(null),
    unfollow: () => undefined,
    unhear: () => undefined,
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
