import { draftsFor, handOver, type Place } from '../drafts.ts'
import { ask } from '../session.ts'
import { keptNames } from '../storage.ts'
import type { Thread } from '../thread.ts'

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
    const input = { params: { id: story.id }, body: { parentId, body } }
    const { draft } = await ask(session, 'PUT /api/v1/stories/:id/drafts', input)
    drafts.put(place, { synced: draft ? { body, at: draft.updatedAt } : undefined })
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
    for (const { parentId, body, updatedAt } of kept.drafts) {
      const place: Place = parentId ? `reply:${parentId}` : 'story'
      takeFromServer(thread, place, body, updatedAt)
    }
    open(thread)
  } catch {
    // The browser's own copy is there; the server's will be asked for again on the next visit.
  }
}

/** Takes the server's draft of a place, unless it is an earlier state of the one here, as this browser sent it. */
export function takeFromServer({ drafts, keptOnServer }: Thread, place: Place, body: string, updatedAt: string) {
  keptOnServer.add(place)
  const synced = { body, at: updatedAt }
  if (!drafts) return
  if (drafts.read(place)?.synced?.body === body) drafts.put(place, { synced })
  else drafts.take(place, { body, at: Date.parse(updatedAt), synced })
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
