import type { Place } from '../drafts.ts'
import { ask } from '../session.ts'
import type { Thread } from '../thread.ts'

/** Sends what is half written to the server, for readers who are signed in: a pause may outlast this browser. */
export async function keepDrafts(thread: Thread) {
  const places: Place[] = ['story', ...[...thread.replying.value].map((id): Place => `reply:${id}`)]
  await Promise.all(places.map((place) => keepDraft(thread, place)))
}

/** Makes the server's copy of a draft what it is here; removes it when nothing is written any more. */
export async function keepDraft(thread: Thread, place: Place) {
  const story = thread.story.value
  const body = thread.drafts?.of(place).text.value.trim() ?? ''
  if (!story || !thread.session.person.value || (!body && !thread.keptOnServer.has(place))) return
  const parentId = place.startsWith('reply:') ? place.slice('reply:'.length) : null
  try {
    await ask(thread.session, 'PUT /api/v1/stories/:id/drafts', { params: { id: story.id }, body: { parentId, body } })
    if (body) thread.keptOnServer.add(place)
    else thread.keptOnServer.delete(place)
  } catch {
    // The browser keeps it as well; the server's copy is for other devices.
  }
}
