import { isProblem } from '../../api.ts'
import { ask } from '../session.ts'
import { strings as shared } from '../strings.ts'
import { type Thread, toggle } from '../thread.ts'

/** What the reader of each thread wants of a comment, while the server is being told. */
const wanted = new WeakMap<Thread, Map<string, boolean>>()

interface Standing {
  agrees: boolean
  count: number
}

/** Agrees with a comment, or no longer: shown at once, and taken back with words when it is refused. */
export async function agree(thread: Thread, id: string) {
  const mine = wanted.get(thread) ?? new Map<string, boolean>()
  wanted.set(thread, mine)
  const isBusy = mine.has(id)
  const before = { agrees: thread.agreed.value.has(id), count: thread.comments.value.get(id)?.agreed ?? 0 }
  const agrees = !before.agrees
  thread.agreeProblem.value = null
  show(thread, id, { agrees, count: Math.max(0, before.count + (agrees ? 1 : -1)) })
  mine.set(id, agrees)
  // Whoever presses again before the answer is there: the last wish is sent after it.
  if (isBusy) return
  try {
    await send(thread, id, mine)
  } catch (error) {
    show(thread, id, before)
    if (!isProblem(error)) throw error
    thread.agreeProblem.value = { id, words: problemWords(error) }
  } finally {
    mine.delete(id)
  }
}

async function send(thread: Thread, id: string, mine: ReadonlyMap<string, boolean>) {
  for (let sent: boolean | undefined; sent !== mine.get(id); ) {
    sent = mine.get(id) ?? false
    const method = sent ? 'PUT' : 'DELETE'
    const { agreed } = await ask(thread.session, `${method} /api/v1/comments/:id/reaction`, { params: { id } })
    if (sent === mine.get(id)) show(thread, id, { agrees: sent, count: agreed })
  }
}

/** Why something was not done, in words. */
export function problemWords({ code, detail }: { code: string; detail: string }): string {
  return code === 'offline' ? shared.offline : detail
}

/** Takes the number of people who agree with a comment, wherever the comment is shown or waits. */
export function takeAgreed(thread: Thread, id: string, count: number) {
  if (!wanted.get(thread)?.has(id)) setAgreed(thread, id, count)
}

function show(thread: Thread, id: string, { agrees, count }: Standing) {
  toggle(thread.agreed, id, agrees)
  setAgreed(thread, id, count)
}

function setAgreed(thread: Thread, id: string, agreed: number) {
  const within = <T extends { agreed: number }>(map: ReadonlyMap<string, T>) => {
    const one = map.get(id)
    return one && one.agreed !== agreed ? new Map(map).set(id, { ...one, agreed }) : map
  }
  thread.comments.value = within(thread.comments.value)
  const held = thread.held.value
  const [comments, changes] = [within(held.comments), within(held.changes)]
  if (comments !== held.comments || changes !== held.changes) thread.held.value = { ...held, comments, changes }
}
