import type { Result } from '../../../server/contract/index.ts'
import type { Draft, Place } from '../drafts.ts'
import { ask } from '../session.ts'
import { strings as shared } from '../strings.ts'
import type { Thread } from '../thread.ts'
import { own } from './sanctions.ts'
import { allows, commentOf, verdictIn } from './standing.ts'
import { strings } from './strings.ts'

type Changes = Result<'GET /api/v1/stories/:id/changes'>

/** The forms on the page. */
export function openPlaces(thread: Thread): Place[] {
  const replies = [...thread.replying.value].map((id): Place => `reply:${id}`)
  const edits = [...thread.editing.value].map((id): Place => `edit:${id}`)
  return ['story', ...replies, ...edits]
}

/**
 * Keeps with each text that cannot be posted the number of the story's last event, and tells, once it can, that it is
 * ready and what changed since.
 */
export function settleDrafts(thread: Thread) {
  const { drafts } = thread
  if (!drafts) return
  for (const place of new Set([...openPlaces(thread), ...drafts.places()])) {
    const draft = drafts.of(place)
    if (!allows(thread, place)) park(thread, draft)
    else if (drafts.read(place)?.parked !== undefined) void giveBack(thread, draft)
    else if (wasBarred.delete(draft)) unbar(draft)
    else if (wasRefused.delete(draft) && place === 'story') draft.ready.value = strings.openAgain
  }
}

/** Drafts in places that were refused when they were looked at last, and those of them with a text and its number. */
const wasRefused = new WeakSet<Draft>()
const parked = new WeakSet<Draft>()
/** Those that only what holds for the reader refused. */
const wasBarred = new WeakSet<Draft>()

function park(thread: Thread, draft: Draft) {
  draft.ready.value = null
  if (verdictIn(thread, draft.place).answer !== 'refused') return void wasBarred.add(draft)
  wasRefused.add(draft)
  if (!draft.text.value.trim()) parked.delete(draft)
  else if (!parked.has(draft)) {
    parked.add(draft)
    if (thread.drafts?.read(draft.place)?.parked === undefined) thread.drafts?.put(draft.place, { parked: thread.seq })
  }
}

/** Nothing was opened, and nothing need have happened meanwhile: the text can be sent. */
function unbar(draft: Draft) {
  if (!draft.text.value.trim()) return
  draft.ready.value = strings.draftReady
  if (draft.problem.value === shared.textKept) draft.problem.value = null
}

async function giveBack(thread: Thread, draft: Draft) {
  const { drafts } = thread
  const story = thread.story.value
  const since = drafts?.read(draft.place)?.parked
  const isOpened = wasRefused.delete(draft)
  parked.delete(draft)
  if (!story || since === undefined || draft.ready.value !== null || !draft.text.value.trim()) return
  // Who has signed in as a member meanwhile, or had to wait between two comments, finds nothing opened.
  const mode = thread.state.value?.mode
  const waits = mode === 'slow' || (own.get(thread)?.interval() ?? 0) > 0
  const isTheirs = mode === 'members' || (waits && !isOpened)
  const ready = isTheirs ? strings.draftReady : strings.openAgainDraft
  draft.ready.value = ready
  if (draft.problem.value === shared.textKept) draft.problem.value = null
  const parentId = draft.place.startsWith('reply:') ? commentOf(draft.place) : null
  const input = { params: { id: story.id }, query: { since, ...(parentId && { parentId }) } }
  const changes = await ask(thread.session, 'GET /api/v1/stories/:id/changes', input).catch(() => null)
  const words = changes ? wordsOf(changes, thread) : []
  if (words.length > 0 && draft.ready.value === ready) draft.ready.value = `${ready} ${strings.meanwhile(words)}`
}

function wordsOf({ comments, replies, updates, notes, parent }: Changes, thread: Thread): string[] {
  const newest = thread.held.value.updates[0] ?? thread.updates.value[0]
  const others = comments - replies
  return [
    replies > 0 && strings.newReplies(replies),
    others > 0 && strings.newComments(others),
    updates === 1 && newest ? strings.update(newest.number) : updates > 0 && strings.updates(updates),
    notes > 0 && strings.notes(notes),
    parent === 'edited' && strings.parentEdited,
    parent === 'deleted' && strings.parentDeleted,
  ].filter((words) => typeof words === 'string')
}

/** After each change of a text: one begun while nothing can be posted counts from now. */
export function typed(thread: Thread, place: Place) {
  const draft = thread.drafts?.of(place)
  if (!draft) return
  if (draft.ready.value === strings.openAgain) draft.ready.value = null
  if (!allows(thread, place)) park(thread, draft)
}
