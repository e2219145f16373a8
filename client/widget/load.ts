import { isProblem } from '../api.ts'
import { isPlain, takeCommenting } from './commenting.ts'
import { draftsFor, handOver } from './drafts.ts'
import { goTo } from './go-to.ts'
import { later, withLater } from './later.ts'
import { loadModes } from './modes.ts'
import { pageTitle, pageUrl } from './page.ts'
import { ask } from './session.ts'
import { changeUnderHold, renderNow } from './still.ts'
import { kept } from './storage.ts'
import {
  type CommentingFacts,
  keepOrder,
  NOTHING_HELD,
  setCount,
  surfaceOf,
  type Thread,
  tell,
  toggle,
} from './thread.ts'
import type { Order, Shown, StoryUpdate } from './tree.ts'
import { loadUpdates } from './update-loading.ts'

/** What the page's address points to: a comment here, or a case that the reader is part of. */
function pointedTo(kind: 'comment' | 'case'): string | null {
  return new RegExp(`^#${kind}-([\\w-]{36})$`).exec(location.hash)?.[1] ?? null
}

/** Shows what the page's address points to. */
export function followHash(thread: Thread) {
  const comment = pointedTo('comment')
  if (comment) void showPermalink(thread, comment)
  const wanted = pointedTo('case')
  if (wanted) withLater(({ openCase }) => openCase(thread, wanted))
  const number = /^#update-(\d+)$/.exec(location.hash)?.[1]
  // In the article it stands where it belongs.
  if (number && !document.querySelector('afterword-updates'))
    withLater((chunk) => chunk.openUpdate(thread, Number(number)))
}

/** Finds the story of the page, shows the thread, then begins to follow it. */
export async function start(thread: Thread) {
  thread.phase.value = 'loading'
  try {
    const body = { url: pageUrl(thread.element), title: pageTitle(thread.element) }
    const story = await ask(thread.session, 'POST /api/v1/stories', { body })
    if (!thread.drafts) watchPerson(thread, story.id)
    // Begun now, awaited with the thread.
    void loadModesFor(thread, story.commenting)
    const signingIn = thread.element.hasAttribute('person') && followPage(thread)
    const wanted = pointedTo('comment')
    const seq = await load(thread, story.id, wanted)
    await lookBack(thread, story.id)
    await signingIn
    openForms(thread)
    thread.phase.value = 'ready'
    thread.element.style.minHeight = ''
    renderNow()
    tell(thread, 'ready', { storyId: story.id, count: thread.count.value })
    if (!wanted) followHash(thread)
    else goTo(thread, wanted)
    followSoon(thread, story.id, seq)
    fetchOwn(thread)
    withLater((chunk) => {
      chunk.watchReading(thread)
      void chunk.takeToken(thread)
    })
    if (thread.element.hasAttribute('text')) withLater((chunk) => chunk.sendPageText(thread, story.id))
  } catch (error) {
    thread.element.style.minHeight = ''
    thread.failure.value = isProblem(error) ? error.detail : ''
    thread.phase.value = 'failed'
    if (!isProblem(error)) throw error
  }
}

/** A page of the server's own says who reads it: then nothing changes when the widget takes its words' place. */
function followPage(thread: Thread) {
  return later()
    .then((chunk) => chunk.followPage(thread))
    .catch(() => undefined)
}

/** Lets go of everything that outlives the components. */
export function stop(thread: Thread) {
  clearTimeout(thread.timer)
  thread.drafts?.flush()
  thread.unfollow()
  thread.unhear()
  for (const end of thread.stop.splice(0)) end()
}

/** Shows a page of the thread in place of what is shown. Answers the number live events continue from. */
async function load(
  thread: Thread,
  storyId: string,
  around: string | null,
  lost: string | null = null,
): Promise<number> {
  const query = { sort: thread.order.value, ...(around && { around }) }
  const input = { params: { id: storyId }, query }
  const page = await ask(thread.session, 'GET /api/v1/stories/:id/thread', input).catch((error: unknown) => {
    if (!around || !isProblem(error, 'not_found')) throw error
    return null
  })
  // One that was deleted, and that nobody had answered, is not shown either.
  const leads = ({ id, parentId, state }: Shown) => (id === around ? state === 'visible' : parentId === around)
  if (!page || (around && !page.comments.some(leads))) return load(thread, storyId, null, around)
  await Promise.all([
    loadNotes(thread, page.comments, page.pinned),
    loadList(page.updates),
    loadModesFor(thread, page.story.commenting),
  ])
  thread.story.value = page.story
  thread.comments.value = new Map(page.comments.map((comment) => [comment.id, comment]))
  thread.next.value = page.next
  thread.more.value = 'idle'
  thread.around.value = around
  thread.lost.value = lost
  thread.updates.value = page.updates
  thread.pinned.value = page.pinned
  thread.held.value = NOTHING_HELD
  thread.fresh.value = new Set()
  setCount(thread, page.story.commentCount)
  thread.seq = page.story.seq
  takeCommenting(thread, page.story.commenting)
  return page.story.seq
}

/** What was added since the reader had this thread in view last needs code of its own to be told. */
async function lookBack(thread: Thread, storyId: string) {
  const last = kept<Record<string, number>>(`read:${thread.base}`)?.[storyId]
  const isNew = (time: string) => Date.parse(time) > (last ?? Number.POSITIVE_INFINITY)
  const news =
    thread.updates.value.some((update) => isNew(update.publishedAt)) ||
    [...thread.comments.value.values()].some(({ notes }) => notes.some((note) => isNew(note.decidedAt)))
  if (!last || !news) return
  await later().catch(() => undefined)
  thread.since.value = last
}

/** Notes, removals, what is pinned and whom the reader muted need code of their own; without it a comment is shown all the same. */
async function loadNotes({ mutes }: Thread, comments: readonly Shown[], pinned: Shown | null) {
  const needs = comments.some((comment) => comment.notes.length > 0 || comment.removedFor)
  if (pinned || mutes.value.size > 0 || needs) await later().catch(() => undefined)
}

/** So do updates. */
async function loadList(updates: readonly StoryUpdate[]) {
  if (updates.length > 0) await loadUpdates().catch(() => undefined)
}

/** What a thread needs that is not plainly open, or was not when somebody wrote here; it will be asked for again. */
async function loadModesFor({ drafts }: Thread, commenting: CommentingFacts) {
  const waits = drafts?.places().some((place) => drafts.read(place)?.parked !== undefined)
  if (waits || !isPlain(commenting)) await loadModes().catch(() => undefined)
}

/** Loads the thread again, from its start or around a comment. */
export async function reload(thread: Thread, around: string | null = null) {
  const story = thread.story.value
  if (!story) return
  try {
    const seq = await load(thread, story.id, around)
    followSoon(thread, story.id, seq)
  } catch (error) {
    if (!isProblem(error)) throw error
    thread.status.value = error.detail
  }
}

export async function reorder(thread: Thread, order: Order) {
  keepOrder(thread, order)
  await reload(thread)
}

/** Adds the next page under what is shown. */
export async function loadMore(thread: Thread) {
  const story = thread.story.value
  const after = thread.next.value
  if (!story || !after || thread.more.value === 'loading') return
  thread.more.value = 'loading'
  try {
    const input = { params: { id: story.id }, query: { sort: thread.order.value, after } }
    const page = await ask(thread.session, 'GET /api/v1/stories/:id/thread', input)
    await loadNotes(thread, page.comments, page.pinned)
    const shown = new Map(thread.comments.value)
    const held = new Map(thread.held.value.comments)
    for (const comment of page.comments) {
      shown.set(comment.id, comment)
      held.delete(comment.id)
    }
    thread.comments.value = shown
    thread.held.value = { ...thread.held.value, comments: held }
    thread.next.value = page.next
    thread.more.value = 'idle'
  } catch {
    thread.more.value = 'failed'
  }
}

/** Shows the comment of a permalink: where it stands, or on a page around it. */
export async function showPermalink(thread: Thread, id: string) {
  if (!thread.comments.value.has(id)) {
    await reload(thread, id)
    openForms(thread)
  }
  renderNow()
  goTo(thread, id)
}

/** Begins to follow the thread, once it is painted: the socket is the larger part of what has to be loaded. */
function followSoon(thread: Thread, storyId: string, seq: number) {
  thread.unfollow()
  let wanted = true
  thread.unfollow = () => {
    wanted = false
  }
  setTimeout(() =>
    withLater(({ follow }) => {
      if (wanted) thread.unfollow = follow(thread, storyId, seq)
    }),
  )
}

/** Opens the forms in which a text from an earlier visit stands. */
function openForms(thread: Thread) {
  const person = thread.session.person.value
  for (const place of thread.drafts?.places() ?? []) {
    const [kind, id = ''] = place.split(':')
    const comment = thread.comments.value.get(id)
    if (comment?.state !== 'visible') continue
    if (kind === 'reply') toggle(thread.replying, id, true)
    else if (person && person.id === comment.author?.id) withLater(() => toggle(thread.editing, id, true))
  }
}

/** Keeps the drafts those of whoever is signed in. */
function watchPerson(thread: Thread, storyId: string) {
  const { base, session } = thread
  const take = () => {
    const before = thread.drafts
    const owner = session.person.value?.id ?? null
    // Where a session ended by itself, the words stay under the hands that write them.
    if (before && (before.owner === owner || session.expired.value)) return
    before?.flush()
    const drafts = draftsFor(base, storyId, owner)
    thread.drafts = drafts
    thread.keptOnServer.clear()
    if (before && owner && before.owner === null) {
      handOver(before, drafts)
      withLater(({ handOverAll }) => handOverAll(base, owner))
    } else {
      thread.replying.value = new Set()
      thread.editing.value = new Set()
    }
    thread.own.value = new Map()
    thread.wroteAt.value = 0
    openForms(thread)
    thread.agreed.value = new Set()
    thread.isSubscribed.value = null
    thread.unread.value = 0
    thread.noticesOpen.value = false
    thread.unhear()
    if (thread.phase.value === 'ready') fetchOwn(thread)
  }
  take()
  const follow = () => {
    // What is there for who is signed in alone moves nothing that is read.
    changeUnderHold(surfaceOf(thread), take)
    // Members may write where others may not.
    takeCommenting(thread)
  }
  thread.stop.push(session.person.subscribe(follow))
}

function fetchOwn(thread: Thread) {
  const isSignedIn = thread.session.person.value !== null
  if (isSignedIn || thread.mutesOf !== null) withLater((chunk) => void chunk.fetchMutes(thread))
  if (isSignedIn)
    withLater((chunk) => {
      void chunk.fetchDrafts(thread, openForms)
      void chunk.fetchHeld(thread)
      void chunk.fetchMine(thread)
    })
}
