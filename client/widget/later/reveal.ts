import { goTo } from '../go-to.ts'
import { renderNow } from '../still.ts'
import { NOTHING_HELD, type Thread } from '../thread.ts'
import { whatWaits } from '../waiting.ts'
import { isBeyond } from './arrivals.ts'
import { openUpdateIn } from './open-update.ts'
import { newestFirst } from './take-update.ts'

/** Up to so many comments in between are loaded to reach one; past that the page around it is shown. */
const NEAR = 200

interface Loading {
  /** Adds the next page. */
  loadMore: (thread: Thread) => Promise<void>
  /** Loads the thread from its start, or around a comment. */
  reload: (thread: Thread, around?: string) => Promise<void>
}

/** Shows everything that waits, with whatever has to be loaded for it, and goes to the first of it. */
export async function reveal(thread: Thread, loading: Loading) {
  const waiting = [...thread.held.value.comments.values()]
  const ids = waiting.map((comment) => comment.id)
  const beyond = waiting.find((comment) => isBeyond(thread, comment))
  const isFar = beyond && thread.count.value - thread.comments.value.size > NEAR
  if (thread.held.value.anew || isFar) {
    await loading.reload(thread, beyond?.id)
    thread.fresh.value = new Set(ids)
    renderNow()
    return goToFirst(thread, ids)
  }
  if (beyond && !(await loadUpTo(thread, beyond.id, loading))) return
  const held = thread.held.value
  const noted = [...held.changes.values()].filter(
    (one) => one.notes.length > (thread.comments.value.get(one.id)?.notes.length ?? 0),
  )
  thread.comments.value = new Map([...thread.comments.value, ...held.comments, ...held.changes])
  thread.updates.value = newestFirst(thread.updates.value, held.updates)
  thread.fresh.value = new Set(ids)
  thread.held.value = NOTHING_HELD
  renderNow()
  if (held.updates[0]) openUpdateIn(thread.root, held.updates[0].number)
  else goToFirst(thread, ids.length > 0 ? ids : noted.map((one) => one.id))
}

/** Adds pages until a comment is among them. Answers false where one could not be loaded. */
async function loadUpTo(thread: Thread, id: string, { loadMore }: Loading): Promise<boolean> {
  while (thread.next.value !== null && !thread.comments.value.has(id)) {
    if (thread.more.value === 'loading') return false
    await loadMore(thread)
    if (thread.more.value === 'failed') return false
  }
  return true
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
  if (!whatWaits(thread.held.value, thread.comments.value, thread.updates.value)) thread.status.value = ''
  thread.root.getElementById(`comment-${id}`)?.focus({ preventScroll: true })
}

function goToFirst(thread: Thread, ids: string[]) {
  const wanted = new Set(ids.map((id) => `comment-${id}`))
  const first = [...thread.root.querySelectorAll('article[id]')].find((article) => wanted.has(article.id))
  if (first) goTo(thread, first.id.slice('comment-'.length))
}
