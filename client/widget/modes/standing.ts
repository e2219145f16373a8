import { type State, slowestOf, stateAt, type Verdict, verdictOn } from '../../ui/mode.ts'
import type { Place } from '../drafts.ts'
import type { Thread } from '../thread.ts'
import { own } from './sanctions.ts'

/** The comment that a place belongs to; null for the story itself. */
export function commentOf(place: Place): string | null {
  return place === 'story' ? null : place.slice(place.indexOf(':') + 1)
}

/** The state at a place, as it was last worked out. */
export function stateIn(thread: Thread, place: Place): State {
  const path: string[] = []
  for (let id = commentOf(place); id && !path.includes(id); ) {
    path.push(id)
    id = (thread.comments.value.get(id) ?? thread.own.value.get(id)?.comment)?.parentId ?? null
  }
  return stateAt(thread.commenting.value, thread.clock.value, path)
}

/** Whether the reader may write here where only members may; undefined for somebody signed out. */
export function isMemberHere(thread: Thread): boolean | undefined {
  const person = thread.session.person.value
  // What was kept of a reader by an earlier version has no sections.
  return person ? person.isMember || (person.memberOf ?? []).includes(thread.story.value?.section ?? '') : undefined
}

/** What the server would answer to what is written in a place. */
export function verdictIn(thread: Thread, place: Place): Verdict {
  const isMember = isMemberHere(thread) ?? false
  const state = stateIn(thread, place)
  if (!place.startsWith('edit:')) return verdictOn(state, 'post', isMember)
  const isHeld = thread.own.value.has(commentOf(place) ?? '')
  const verdict = verdictOn(state, 'edit', isMember)
  // What is not public yet may be changed while comments are checked.
  return isHeld && verdict.answer === 'refused' && verdict.by?.mode === 'premoderated'
    ? { ...verdict, answer: 'held' }
    : verdict
}

/** Whether something may be written in a place, now or after the wait of slow mode. */
export function allows(thread: Thread, place: Place): boolean {
  return !own.get(thread)?.forbids(place) && verdictIn(thread, place).answer !== 'refused'
}

/** Whether the reader may agree with a comment; somebody signed out, whether a member may. */
export function mayReact(thread: Thread, commentId: string): boolean {
  const state = stateIn(thread, `reply:${commentId}`)
  return (
    !own.get(thread)?.forbids('react') && verdictOn(state, 'react', isMemberHere(thread) ?? true).answer === 'allowed'
  )
}

/** Whether a press on the button of a form does anything: posts, or leads to signing in. */
export function mayPost(thread: Thread, place: Place, now: number): boolean {
  const verdict = verdictIn(thread, place)
  if (verdict.answer !== 'refused') return allows(thread, place) && waitUntil(thread, place) <= now
  return !thread.session.person.value && verdict.by?.mode === 'members'
}

/** When slow mode, or a limit of their own, lets this reader post in a place (epoch ms); 0 if it does not hold there. */
export function waitUntil(thread: Thread, place: Place): number {
  const person = thread.session.person.value
  const seconds = Math.max(slowestOf(stateIn(thread, place))?.slowSeconds ?? 0, own.get(thread)?.interval() ?? 0)
  if (!seconds || !person || place.startsWith('edit:')) return 0
  let last = thread.wroteAt.value
  for (const { author, createdAt } of thread.comments.value.values())
    if (author?.id === person.id) last = Math.max(last, Date.parse(createdAt))
  for (const { comment } of thread.own.value.values()) last = Math.max(last, Date.parse(comment.createdAt))
  return last && last + seconds * 1000
}
