import { useThread } from '../thread.ts'
import type { Shown } from '../tree.ts'
import { removedWords } from './held-words.ts'
import { revealOne } from './reveal.ts'
import { strings } from './strings.ts'

/** The place of a comment that a moderator removed, with the rule it broke; and the way back, once it is restored. */
export function Removed({ comment }: { comment: Shown }) {
  const thread = useThread()
  return (
    <p class="gone">
      {removedWords(comment)}
      {thread.held.value.changes.has(comment.id) && (
        <>
          {' '}
          <button type="button" class="aw-link" onClick={() => revealOne(thread, comment.id)}>
            {strings.backShow}
          </button>
        </>
      )}
    </p>
  )
}
