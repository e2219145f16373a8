import type { Result } from '../../../server/contract/index.ts'
import type { LiveEvent } from '../../live.ts'
import { takeCommenting } from '../commenting.ts'
import { ask } from '../session.ts'
import { type Held, setCount, surfaceOf, type Thread } from '../thread.ts'
import type { Shown, StoryUpdate } from '../tree.ts'
import { whatWaits } from '../waiting.ts'
import { takeAgreed } from './agree.ts'
import { fetchElsewhere } from './fetch-elsewhere.ts'
import { published, refreshHeld } from './held.ts'
import { takePin, takePinned } from './pinned.tsx'
import { strings } from './strings.ts'
import { takeUpdate } from './take-update.ts'
import { changeUnseen } from './unseen.ts'

/** Past this many at once nothing is tried in place: it goes behind the button. */
const MANY = 12
const SAY_AGAIN_MS = 20_000

/**
 * Takes what happened in the story. What can be shown without moving a line in view is shown; the rest waits until the
 * reader asks for it.
 */
export function receive(thread: Thread, events: LiveEvent[]) {
  const many = events.length > MANY
  for (const event of events) {
    thread.seq = event.seq
    receiveOne(thread, event, many)
  }
  sayWhatWaits(thread)
}

/**
 * Takes a fresh first page, after too much was missed: every difference to what is shown counts as an arrival.
 * @param newest the newest comments, where the first page does not begin with them.
 */
export function receiveAnew(
  thread: Thread,
  page: Result<'GET /api/v1/stories/:id/thread'>,
  newest: readonly Shown[] = [],
) {
  const known = thread.comments.value
  const seen = thread.story.value?.seq ?? 0
  const meets = page.comments.some((comment) => known.has(comment.id))
  for (const comment of [...page.comments, ...newest].filter((one) => !isOwnPublished(thread, one))) {
    const shown = known.get(comment.id)
    // What is older and not shown stands on a page that is not loaded.
    if (!shown && comment.seq <= seen) continue
    if (shown) become(thread, shown, comment)
    else arrive(thread, comment, true)
  }
  for (const update of page.updates) receiveUpdate(thread, update)
  takePin(thread, page.pinned)
  // Between the newest page and what is shown there may be comments on neither.
  if (!meets && page.next && known.size > 0) hold(thread, { anew: true })
  setCount(thread, page.story.commentCount)
  thread.seq = page.story.seq
  takeCommenting(thread, page.story.commenting)
  sayWhatWaits(thread)
}

/** Takes a newer state of a comment that is shown, without knowing what happened to it. */
function become(thread: Thread, shown: Shown, comment: Shown) {
  if (comment.state !== 'visible') return takeAway(thread, comment)
  if (shown.state !== 'visible') return restore(thread, comment)
  takeAgreed(thread, comment.id, comment.agreed)
  if (comment.revision !== shown.revision || JSON.stringify(comment.notes) !== JSON.stringify(shown.notes))
    alter(thread, comment)
}

function receiveOne(thread: Thread, event: LiveEvent, many: boolean) {
  if ('comment' in event) takePinned(thread, event.comment)
  switch (event.type) {
    case 'comment.posted':
      setCount(thread, thread.count.value + 1)
      if (!isOwnPublished(thread, event.comment)) arrive(thread, event.comment, many)
      return
    case 'comment.deleted':
      if (isCounted(thread, event.comment)) setCount(thread, Math.max(0, thread.count.value - 1))
      return takeAway(thread, event.comment)
    case 'comment.restored':
      setCount(thread, thread.count.value + 1)
      return restore(thread, event.comment)
    case 'comment.edited':
    case 'comment.noted':
      return alter(thread, event.comment)
    case 'comment.reacted':
      return takeAgreed(thread, event.commentId, event.agreed)
    case 'update.published':
    case 'update.changed':
      return receiveUpdate(thread, event.update)
    case 'commenting.changed':
      return takeCommenting(thread, event.commenting)
    case 'story.pinned':
      return takePin(thread, event.pinned)
    case 'unseen':
      // It may concern a comment of this reader's that waits.
      return refreshHeld(thread)
    case 'story.changed':
      void refreshStory(thread)
      // A post elsewhere was checked, or a finding on one changed.
      if (thread.story.value) void fetchElsewhere(thread, thread.story.value.id)
  }
}

function arrive(thread: Thread, comment: Shown, many: boolean) {
  const before = thread.comments.value
  const held = thread.held.value
  const shown = before.get(comment.id)
  const isFar = isBeyond(thread, comment)
  if (shown) return arriveAgain(thread, shown, comment)
  if (!hasPlace(thread, comment)) return
  if (isBeingSent(thread, comment)) return put(thread, comment)
  if (comment.state !== 'visible') return isFar ? undefined : put(thread, comment)
  const isRoot = comment.parentId === null
  const isAway = isRoot && thread.around.value !== null && thread.order.value === 'newest'
  const wait =
    many || isFar || isAway || held.comments.has(comment.parentId ?? '') || (isRoot && held.comments.size > 0)
  const undo = () => {
    thread.comments.value = before
  }
  if (!wait && changeUnseen(surfaceOf(thread), () => put(thread, comment), undo)) return
  hold(thread, { comments: new Map(held.comments).set(comment.id, comment), anew: held.anew || isAway })
}

/** One that has its place on the page: told of late, or read once more by a moderator and let through. */
function arriveAgain(thread: Thread, shown: Shown, comment: Shown) {
  if (shown.state !== 'visible' && comment.state === 'visible') restore(thread, comment)
  else if (comment.revision > shown.revision) alter(thread, comment)
}

/** Puts the reader's own comment that waited where it stood. Answers whether it was one. */
function isOwnPublished(thread: Thread, comment: Shown): boolean {
  if (comment.state !== 'visible' || !thread.own.value.has(comment.id)) return false
  published(thread, comment)
  return true
}

/** False for a comment that belongs to a part of the thread which is not loaded: it will come with that part. */
function hasPlace(thread: Thread, { parentId }: Shown): boolean {
  return parentId === null || thread.comments.value.has(parentId) || thread.held.value.comments.has(parentId)
}

/** True for a comment on the story that stands after the pages loaded so far. */
export function isBeyond(thread: Thread, { parentId }: Shown): boolean {
  return parentId === null && thread.order.value === 'oldest' && thread.next.value !== null
}

/** An edit or a note: in place if nothing in view moves, else announced in the comment's own line. */
function alter(thread: Thread, comment: Shown) {
  if (comment.state !== 'visible') return bury(thread, comment)
  const held = thread.held.value
  if (held.comments.has(comment.id)) return hold(thread, { comments: new Map(held.comments).set(comment.id, comment) })
  const before = thread.comments.value
  if (!before.has(comment.id)) return
  const undo = () => {
    thread.comments.value = before
  }
  const changes = new Map(held.changes)
  if (changeUnseen(surfaceOf(thread), () => put(thread, comment), undo)) changes.delete(comment.id)
  else changes.set(comment.id, comment)
  hold(thread, { changes })
}

/** A deleted comment leaves its words at once; its box keeps its height, so that nothing moves. */
export function bury(thread: Thread, comment: Shown) {
  const held = thread.held.value
  const [comments, changes] = [new Map(held.comments), new Map(held.changes)]
  if (comments.delete(comment.id) || changes.delete(comment.id)) hold(thread, { comments, changes })
  const article = thread.root.getElementById(`comment-${comment.id}`)
  if (article && thread.comments.value.get(comment.id)?.state === 'visible')
    thread.heights.set(comment.id, article.getBoundingClientRect().height)
  if (thread.comments.value.has(comment.id)) put(thread, comment)
}

/** False for a comment that was removed before its writer deleted it: it was not counted any more. */
function isCounted(thread: Thread, { id }: Shown): boolean {
  const known = thread.comments.value.get(id) ?? thread.held.value.comments.get(id)
  return known === undefined || known.state === 'visible'
}

/** A comment was deleted, or removed: its writer, if that is the reader, keeps seeing a removed one, and is told why. */
function takeAway(thread: Thread, comment: Shown) {
  const was = thread.comments.value.get(comment.id)
  bury(thread, comment)
  const person = thread.session.person.value
  if (comment.state !== 'deleted' && person && was?.author?.id === person.id) refreshHeld(thread, true)
}

/** A removed comment is back: where it stood if nothing in view moves by it, else on request. */
function restore(thread: Thread, comment: Shown) {
  if (thread.own.value.has(comment.id)) return published(thread, comment, strings.restored)
  const before = thread.comments.value
  const { comments, changes } = thread.held.value
  if (!hasPlace(thread, comment) || (!before.has(comment.id) && isBeside(thread, comment))) return
  const undo = () => {
    thread.comments.value = before
  }
  if (changeUnseen(surfaceOf(thread), () => put(thread, comment), undo)) return
  // Without a tombstone on the page there is no place to say it.
  if (thread.root.getElementById(`comment-${comment.id}`))
    hold(thread, { changes: new Map(changes).set(comment.id, comment) })
  else hold(thread, { comments: new Map(comments).set(comment.id, comment) })
}

/** True for an older comment on the story that stands on a page not loaded. */
function isBeside(thread: Thread, { parentId, seq }: Shown): boolean {
  if (parentId !== null || thread.next.value === null) return false
  const roots = [...thread.comments.value.values()].filter((one) => one.parentId === null).map((one) => one.seq)
  return thread.order.value === 'oldest' ? seq > Math.max(...roots) : seq < Math.min(...roots)
}

function receiveUpdate(thread: Thread, update: StoryUpdate) {
  const { root, heights, updates, held } = thread
  const where = { surface: surfaceOf(thread), root, heights, updates }
  hold(thread, { updates: takeUpdate(where, held.value.updates, update) })
}

function put(thread: Thread, comment: Shown) {
  thread.comments.value = new Map(thread.comments.value).set(comment.id, comment)
}

function hold(thread: Thread, more: Partial<Held>) {
  thread.held.value = { ...thread.held.value, ...more }
}

/** The reader's own comment can arrive here before the answer to its submission does. */
function isBeingSent(thread: Thread, { author, parentId }: Shown): boolean {
  if (!author?.id || author.id !== thread.session.person.value?.id) return false
  return thread.drafts?.of(parentId ? `reply:${parentId}` : 'story').sending.value ?? false
}

async function refreshStory(thread: Thread) {
  const story = thread.story.value
  if (!story) return
  const fresh = await ask(thread.session, 'GET /api/v1/stories/:id', { params: { id: story.id } }).catch(() => null)
  if (!fresh) return
  thread.story.value = fresh
  takeCommenting(thread, fresh.commenting)
}

const saidAt = new WeakMap<Thread, number>()

/** Tells a screen reader what waits, not more often than it can be listened to. */
function sayWhatWaits(thread: Thread) {
  const words = whatWaits(thread.held.value, thread.comments.value, thread.updates.value)
  if (!words || Date.now() - (saidAt.get(thread) ?? 0) < SAY_AGAIN_MS) return
  saidAt.set(thread, Date.now())
  thread.status.value = words
}
