import { isProblem } from '../../api.ts'
import { ask } from '../session.ts'
import type { Thread } from '../thread.ts'
import { agree, problemWords } from './agree.ts'
import { liveOf } from './lives.ts'
import { takeOwn } from './own-sanctions.ts'
import { strings } from './strings.ts'

/** Learns what this thread is to the reader, and hears of their notices from now on. */
export async function fetchMine(thread: Thread) {
  hearNotices(thread)
  await learnMine(thread)
}

async function learnMine(thread: Thread) {
  const story = thread.story.value
  const person = thread.session.person.value
  if (!story || !person) return
  const turn = nextTurn(thread)
  const input = { params: { id: story.id } }
  const mine = await ask(thread.session, 'GET /api/v1/stories/:id/mine', input).catch(() => null)
  if (!mine || thread.session.person.value?.id !== person.id) return
  thread.agreed.value = new Set(mine.agreed)
  thread.isSubscribed.value = mine.isSubscribed
  if (turns.get(thread) === turn) await takeOwn(thread, mine.sanctions).catch(() => undefined)
  await agreeNext(thread, person.id)
}

/** What somebody wanted to agree with before signing in. */
async function agreeNext(thread: Thread, personId: string) {
  const id = thread.agreeNext.value
  thread.agreeNext.value = null
  const comment = id === null ? undefined : thread.comments.value.get(id)
  if (comment && comment.author?.id !== personId && !thread.agreed.value.has(comment.id))
    await agree(thread, comment.id)
}

/** By thread: how often it was asked what holds for the reader; only the last answer counts. */
const turns = new WeakMap<Thread, number>()

/** Asks again what moderators did about the reader. Answers whether that is known now. */
async function learnSanctions(thread: Thread): Promise<boolean> {
  const [story, person] = [thread.story.value, thread.session.person.value]
  if (!story || !person) return false
  const turn = nextTurn(thread)
  const input = { params: { id: story.id } }
  const mine = await ask(thread.session, 'GET /api/v1/stories/:id/mine', input).catch(() => null)
  if (!mine || turns.get(thread) !== turn || thread.session.person.value?.id !== person.id) return false
  await takeOwn(thread, mine.sanctions).catch(() => undefined)
  return true
}

function nextTurn(thread: Thread): number {
  const turn = (turns.get(thread) ?? 0) + 1
  turns.set(thread, turn)
  return turn
}

function hearNotices(thread: Thread) {
  thread.unhear()
  const { token } = thread.session
  if (!token) return
  let known = 0
  thread.unhear = liveOf(thread.base).me((unread, sanctions) => {
    // A plain request tells no number of sanctions; but of each the reader has a notice.
    const isNews = sanctions === undefined ? unread !== thread.unread.value : sanctions !== known
    thread.unread.value = unread
    // There was no connection when it was asked for first.
    if (thread.isSubscribed.value === null) void learnMine(thread)
    if (isNews)
      void learnSanctions(thread).then((isKnown) => {
        if (isKnown && sanctions !== undefined) known = sanctions
      })
  }, token)
}

/** Follows the story, or no longer: shown at once. */
export async function followStory(thread: Thread) {
  const story = thread.story.value
  const before = thread.isSubscribed.value
  if (!story || before === null) return
  thread.isSubscribed.value = !before
  thread.followProblem.value = null
  const method = before ? 'DELETE' : 'PUT'
  const input = { params: { id: story.id } }
  try {
    const { isSubscribed } = await ask(thread.session, `${method} /api/v1/stories/:id/subscription`, input)
    thread.isSubscribed.value = isSubscribed
    thread.status.value = isSubscribed ? strings.followed : strings.unfollowed
  } catch (error) {
    if (thread.isSubscribed.value !== null) thread.isSubscribed.value = before
    if (!isProblem(error)) throw error
    thread.followProblem.value = problemWords(error)
  }
}
