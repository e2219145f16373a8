import { goTo } from '../go-to.ts'
import { ask } from '../session.ts'
import { changeUnderHold, renderNow } from '../still.ts'
import { surfaceOf, type Thread } from '../thread.ts'
import type { OwnHeld, Shown } from '../tree.ts'
import { wordsOf } from './held-words.ts'
import { strings } from './strings.ts'

/** Shows the reader's own comment that waits for a moderator, just written or changed, with why it does. */
export async function keepHeld(thread: Thread, comment: Shown, body: string) {
  const input = { params: { id: comment.storyId } }
  const answer = await ask(thread.session, 'GET /api/v1/stories/:id/held', input).catch(() => null)
  const known = answer?.held.find((one) => one.comment.id === comment.id)
  const one = known ?? { comment, body, because: null, rejection: null, caseId: null }
  setOwn(thread, new Map(thread.own.value).set(comment.id, one))
  thread.status.value = `${wordsOf(one)} ${strings.onlyYou}`
  renderNow()
  goTo(thread, comment.id)
}

/** Takes the reader's own comments that are not public, as the server has them now. */
export function takeHeld(thread: Thread, held: readonly OwnHeld[]) {
  const before = thread.own.value
  const next = new Map(held.map((one) => [one.comment.id, one]))
  for (const [id, one] of next) {
    const was = before.get(id)?.comment.state
    if (was && was !== one.comment.state) thread.status.value = wordsOf(one)
  }
  if (JSON.stringify([...next]) === JSON.stringify([...before])) return
  changeUnderHold(surfaceOf(thread), () => setOwn(thread, next))
}

/** One of them was published, or restored: it becomes an ordinary comment where it stands. */
export function published(thread: Thread, comment: Shown, words: string = strings.published) {
  const article = thread.root.getElementById(`comment-${comment.id}`)
  if (article) thread.heights.set(comment.id, article.getBoundingClientRect().height)
  const own = new Map(thread.own.value)
  own.delete(comment.id)
  changeUnderHold(surfaceOf(thread), () => {
    setOwn(thread, own)
    thread.comments.value = new Map(thread.comments.value).set(comment.id, comment)
  })
  thread.status.value = words
}

const LEAST_MS = 4_000
const waiting = new WeakMap<Thread, ReturnType<typeof setTimeout>>()
const lookedAt = new WeakMap<Thread, number>()

/**
 * Asks for them again, soon: something happened in the story that readers do not see.
 * @param isNew one may have come to them; otherwise nobody asks who has none.
 */
export function refreshHeld(thread: Thread, isNew = false) {
  if ((thread.own.value.size === 0 && !isNew) || waiting.has(thread)) return
  const look = async () => {
    waiting.delete(thread)
    lookedAt.set(thread, Date.now())
    const story = thread.story.value
    const person = thread.session.person.value
    if (!story || !person) return
    const input = { params: { id: story.id } }
    const answer = await ask(thread.session, 'GET /api/v1/stories/:id/held', input).catch(() => null)
    if (answer && person.id === thread.session.person.value?.id) takeHeld(thread, answer.held)
  }
  // Whoever waits here hears of every comment that is held: not all of them may ask at once, or each time.
  const sinceMs = Date.now() - (lookedAt.get(thread) ?? 0)
  const waitMs = (sinceMs < LEAST_MS ? LEAST_MS : 0) + Math.random() * 500
  waiting.set(
    thread,
    setTimeout(() => void look(), waitMs),
  )
}

function setOwn(thread: Thread, own: ReadonlyMap<string, OwnHeld>) {
  thread.own.value = own
}
