import type * as z from 'zod'
import type { Draft } from '../../../server/contract/comments.ts'
import { draftsFor, handOver, type Place } from '../drafts.ts'
import { goTo } from '../go-to.ts'
import { ask } from '../session.ts'
import { renderNow } from '../still.ts'
import { keptNames } from '../storage.ts'
import type { Thread } from '../thread.ts'
import { takeHeld } from './held.ts'

type KeptByServer = z.output<typeof Draft>

/** Sends what is half written to the server, for readers who are signed in: a pause may outlast this browser. */
export async function keepDrafts(thread: Thread) {
  const places: Place[] = ['story', ...[...thread.replying.value].map((id): Place => `reply:${id}`)]
  await Promise.all(places.map((place) => keepDraft(thread, place)))
}

/** Makes the server's copy of a draft what it is here; removes it when nothing is written any more. */
export async function keepDraft(thread: Thread, place: Place) {
  const { drafts, session } = thread
  const story = thread.story.value
  const body = drafts?.of(place).text.value.trim() ?? ''
  if (!story || !drafts || !isOwn(thread) || (!body && !thread.keptOnServer.has(place))) return
  const parentId = place.startsWith('reply:') ? place.slice('reply:'.length) : null
  try {
    const draftFrom = drafts.read(place)?.synced?.at ?? null
    const input = { params: { id: story.id }, body: { parentId, body, draftFrom } }
    const { draft } = await ask(session, 'PUT /api/v1/stories/:id/drafts', input)
    // Another window has kept something else meanwhile: both stand there now.
    if (draft && !looksLike(draft.body, body)) return takeFromServer(thread, place, draft)
    drafts.put(place, { synced: draft ? { body: draft.body, at: draft.updatedAt } : undefined })
    if (drafts !== thread.drafts) return
    if (body) thread.keptOnServer.add(place)
    else thread.keptOnServer.delete(place)
  } catch {
    // The browser keeps it as well; the server's copy is for other devices.
  }
}

/** False while what stands in the page is somebody else's: of a session that has ended. */
function isOwn({ drafts, session }: Thread): boolean {
  return session.person.value !== null && session.person.value.id === drafts?.owner
}

/**
 * Fetches what the server keeps. Where it differs from what is here, both stay.
 * @param open opens the forms in which a text then stands.
 */
export async function fetchDrafts(thread: Thread, open: (thread: Thread) => void) {
  const { drafts, session } = thread
  const story = thread.story.value
  if (!story || !drafts || !isOwn(thread)) return
  try {
    const kept = await ask(session, 'GET /api/v1/stories/:id/drafts', { params: { id: story.id } })
    if (drafts !== thread.drafts) return
    for (const draft of kept.drafts) takeFromServer(thread, draft.parentId ? `reply:${draft.parentId}` : 'story', draft)
    open(thread)
    // One that could not be posted is given back with what changed since.
    if (kept.drafts.some((draft) => draft.parkedSeq !== null)) (await thread.chunks.loadModes()).take(thread)
  } catch {
    // The browser's own copy is there; the server's will be asked for again on the next visit.
  }
}

/** Takes the server's draft of a place, unless it is an earlier state of the one here, as this browser sent it. */
export function takeFromServer({ drafts, keptOnServer }: Thread, place: Place, draft: KeptByServer) {
  const { body, updatedAt } = draft
  keptOnServer.add(place)
  const synced = { body, at: updatedAt }
  if (!drafts) return
  const here = drafts.read(place)
  const parked = here?.parked ?? draft.parkedSeq ?? undefined
  if (here && (here.synced?.body === body || looksLike(here.body, body))) drafts.put(place, { synced, parked })
  else drafts.take(place, { body, at: Date.parse(updatedAt), synced, parked })
}

/** Whether two texts differ in nothing that is seen: the server leaves the rest out. */
function looksLike(one: string, other: string): boolean {
  const [first, second] = [one, other].map((text) => text.replace(/[\s\p{Cc}\p{Cf}\p{Cs}]+/gu, ''))
  return first === second
}

/** Gives what somebody wrote under other stories before signing in to the person they have signed in as. */
export function handOverAll(base: string, owner: string) {
  const start = `drafts:${base}:`
  for (const name of keptNames()) {
    if (!name.startsWith(start) || !name.endsWith(':')) continue
    const storyId = name.slice(start.length, -1)
    handOver(draftsFor(base, storyId, null), draftsFor(base, storyId, owner))
  }
}

/** Fetches the reader's own comments here that are not public. */
export async function fetchHeld(thread: Thread) {
  const { drafts, session } = thread
  const story = thread.story.value
  if (!story || !isOwn(thread)) return
  try {
    const { held } = await ask(session, 'GET /api/v1/stories/:id/held', { params: { id: story.id } })
    if (held.length === 0 || drafts !== thread.drafts) return
    takeHeld(thread, held)
    // A link that leads to nothing for others may lead to one of these.
    const wanted = thread.lost.value
    if (!wanted || !thread.own.value.has(wanted)) return
    thread.lost.value = null
    renderNow()
    goTo(thread, wanted)
  } catch {
    // Nothing is lost by it: they are asked for again on the next visit.
  }
}
