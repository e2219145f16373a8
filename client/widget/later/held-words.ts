import { ruleNames } from '../../ui/note-words.ts'
import type { OwnHeld, Shown } from '../tree.ts'
import { strings } from './strings.ts'

/** What stands beside the name of who wrote it. */
export function markOf({ state }: Shown): string {
  if (state === 'removed') return strings.removed
  if (state === 'returned') return strings.returned
  return state === 'rejected' ? strings.rejected : strings.held
}

/** What its writer is told about a comment that is not public. */
export function wordsOf({ comment, because, rejection }: OwnHeld): string {
  if (comment.state === 'removed') return removedWords(comment)
  if (comment.state === 'approved') return strings.heldApproved
  if (comment.state === 'returned') return `${refusedWords(comment)} ${rejection ?? ''}`.trim()
  if (comment.state !== 'rejected') return because ?? strings.heldPending
  return rejection ? `${refusedWords(comment)} ${rejection}` : strings.rejectedBare
}

/** By which rule a moderator rejected a comment, or sent it back. */
export function refusedWords({ state, removedFor }: Shown): string {
  const rule = removedFor && removedFor !== 'other' ? ruleNames[removedFor].toLowerCase() : null
  return state === 'returned' ? strings.returnedWords(rule) : strings.rejectedWords(rule)
}

/** “Removed by a moderator: abuse.” */
export function removedWords({ removedFor }: Shown): string {
  return strings.removedFor(ruleNames[removedFor ?? 'other'].toLowerCase())
}
