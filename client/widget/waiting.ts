import { strings } from './strings.ts'
import type { Held } from './thread.ts'
import type { Shown, StoryUpdate } from './tree.ts'

/** What happened to a comment whose newer state waits: its words, or what stands beside it. */
export function changeOf(newer: Shown, shown: Shown | undefined): keyof typeof strings.changeShow {
  if (newer.revision !== shown?.revision) return 'edited'
  return newer.notes.length > shown.notes.length ? 'noted' : 'noteChanged'
}

/** What the button over the thread says; empty when nothing waits. */
export function whatWaits(
  { comments, changes, updates, anew }: Held,
  shown: ReadonlyMap<string, Shown>,
  shownUpdates: readonly StoryUpdate[],
): string {
  const noted = [...changes.values()].some((one) => one.notes.length > (shown.get(one.id)?.notes.length ?? 0))
  const parts: string[] = []
  if (updates[0]) {
    const { id, number } = updates[0]
    const name = strings.updatePosted(number)
    const isKnown = shownUpdates.some((one) => one.id === id)
    if (isKnown) parts.push(strings.updateChanged(number))
    else parts.push(comments.size > 0 || noted ? name : strings.posted(name))
  }
  if (comments.size > 0 || anew) parts.push(strings.newComments(comments.size))
  if (noted) parts.push(strings.noteAdded)
  return parts.join(' · ')
}
