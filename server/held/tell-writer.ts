import type { CommentRow } from '../../db/comments.ts'
import type { Tx } from '../../db/database.ts'
import type { RuleCode } from '../../db/tables.ts'
import { tell } from '../notices/tell.ts'

interface Decided {
  state: CommentRow['state']
  /** The rule by which it was sent back. */
  rule: RuleCode | undefined
  now: number
}

/** Tells the writer of a held comment that it was let through or sent back; of a rejection its case tells. */
export async function tellWriter(
  tx: Tx,
  { id: commentId, storyId, personId, revision }: CommentRow,
  { state, rule, now }: Decided,
): Promise<void> {
  if (personId === null) return
  const isReturned = state === 'returned'
  await tell(tx, [
    {
      // One that was let through can be looked at again before it is published.
      ...{ personId, storyId, commentId, key: `held:${commentId}:${revision}:${state}`, createdAt: now },
      kind: isReturned ? 'comment_returned' : 'comment_let_through',
      detail: { ...(rule && { rule }), ...(state === 'approved' && { isWaiting: true }) },
    },
  ])
}
