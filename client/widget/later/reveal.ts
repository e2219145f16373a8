import { bring, goTo } from '../go-to.ts'
import { renderNow } from '../still.ts'
import { NOTHING_HELD, type Thread } from '../thread.ts'
import { whatWaits } from '../waiting.ts'
import { newestFirst } from './arrivals.ts'

/**
 * Shows everything that waits and goes to the first of it.
 * @param reload loads the thread from its start, where too much was missed to be put in its place.
 */
export async function reveal(thread: Thread, reload: (thread: Thread) => Promise<void>) {
  const held = thread.held.value
  if (held.anew) {
    await reload(thread)
    renderNow()
    goToFirst(thread, [...held.comments.keys()])
    return
  }
  const noted = [...held.changes.values()].filter(
    (one) => one.notes.length > (thread.comments.value.get(one.id)?.notes.length ?? 0),
  )
  thread.comments.value = new Map([...thread.comments.value, ...held.comments, ...held.changes])
  thread.updates.value = newestFirst([...thread.updates.value, ...held.updates])
  thread.fresh.value = new Set(held.comments.keys())
  thread.held.value = NOTHING_HELD
  renderNow()
  const update = held.updates[0] && thread.root.getElementById(`update-${held.updates[0].number}`)
  if (update) bring(update)
  else goToFirst(thread, held.comments.size > 0 ? [...held.comments.keys()] : noted.map((one) => one.id))
}

/** Shows the newer state of one comment. */
export function revealOne(thread: Thread, id: string) {
  const held = thread.held.value
  const newer = held.changes.get(id)
  if (!newer) return
  const changes = new Map(held.changes)
  changes.delete(id)
  thread.comments.value = new Map(thread.comments.value).set(id, newer)
  thread.held.value = { ...held, changes }
  if (!whatWaits(thread.held.value, thread.comments.value)) thread.status.value = ''
  thread.root.getElementById(`comment-${id}`)?.focus({ preventScroll: true })
}

function goToFirst(thread: Thread, ids: string[]) {
  const wanted = new Set(ids.map((id) => `comment-${id}`))
  const first = [...thread.root.querySelectorAll('article[id]')].find((article) => wanted.has(article.id))
  if (first) goTo(thread, first.id.slice('comment-'.length))
}
