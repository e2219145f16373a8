import { commentById } from '../../db/comments.ts'
import type { Queries } from '../../db/database.ts'
import type { Anchor } from '../../db/tables.ts'
import type { CreditRow } from '../../db/updates.ts'
import { sourceOf } from '../cases/look-up.ts'
import { findQuotation } from '../cases/quotes.ts'
import { Refusal } from '../errors.ts'

// What stands beside the words of an update: the passage it amends, and whom it thanks.

export interface Passage {
  exact: string
  start?: number | undefined
  after: string | null
}

/** Where a passage stands in the story now; undefined when it does not. */
export async function anchorAt(
  db: Queries,
  storyId: string,
  { exact, start, after }: Passage,
): Promise<Anchor | undefined> {
  const { text, revision } = await sourceOf(db, storyId, 'story', undefined)
  const quotation = findQuotation(text, exact, start)
  return quotation.how === 'absent' ? undefined : { quotation, revision, after }
}

export function passageAbsent(): Refusal {
  return new Refusal('quote_absent', 'The passage that it amends is not in the story as it stands.')
}

/** @throws Refusal `not_found`: no comment on this story that can be read. */
export async function creditFor(db: Queries, storyId: string, commentId: string): Promise<Omit<CreditRow, 'updateId'>> {
  const comment = await commentById(db, commentId)
  if (comment?.storyId !== storyId || comment.state !== 'visible')
    throw new Refusal('not_found', 'The comment whose writer you credit is not part of this story.')
  return { commentId, personId: comment.personId, name: comment.authorName }
}
