import { type CommentRow, commentById } from '../../db/comments.ts'
import type { Queries } from '../../db/database.ts'
import { storyById, storyRevision } from '../../db/stories.ts'
import type { Quotation } from '../../db/tables.ts'
import { updateById } from '../../db/updates.ts'
import type { Parsed } from '../contract/index.ts'
import { Refusal } from '../errors.ts'
import { plainText } from '../text/plain.ts'
import { findQuotation } from './quotes.ts'

type Body = Parsed<'POST /api/v1/comments/:id/flags/check'>['body']

/** A text that can be quoted, as it stands in one revision. */
export interface SourceText {
  kind: 'story' | 'comment' | 'update'
  id: string
  revision: number
  text: string
}

export interface LookedUp {
  comment: CommentRow
  commentText: string
  claim: Quotation
  sourceText: SourceText
  source: Quotation
}

/**
 * Looks up the two quotations of a flag in the texts as they stand.
 * @throws Refusal `not_found`: no such comment, or no such source beside it.
 */
export async function lookUp(db: Queries, commentId: string, { claim, source }: Body): Promise<LookedUp> {
  const comment = await commentById(db, commentId)
  if (comment?.state !== 'visible') throw new Refusal('not_found', 'There is no such comment.')
  const commentText = plainText(comment.html)
  const sourceText = await sourceOf(db, comment.storyId, source.kind, source.id)
  return {
    comment,
    commentText,
    claim: findQuotation(commentText, claim.exact, claim.start),
    sourceText,
    source: findQuotation(sourceText.text, source.exact, source.start),
  }
}

/** @throws Refusal `not_found`: not a text of this story. */
async function sourceOf(
  db: Queries,
  storyId: string,
  kind: SourceText['kind'],
  id: string | undefined,
): Promise<SourceText> {
  if (kind === 'story') {
    const story = await storyById(db, storyId)
    const standing = story && (await storyRevision(db, storyId, story.textRevision))
    return { kind, id: storyId, revision: standing?.revision ?? 0, text: standing?.text ?? '' }
  }
  if (kind === 'comment') {
    const comment = id ? await commentById(db, id) : undefined
    if (comment?.storyId === storyId && comment.state === 'visible')
      return { kind, id: comment.id, revision: comment.revision, text: plainText(comment.html) }
  } else {
    const update = id ? await updateById(db, id) : undefined
    if (update?.storyId === storyId) return { kind, id: update.id, revision: 1, text: plainText(update.html) }
  }
  throw new Refusal('not_found', 'The text you quote is not part of this story.')
}

/** The revision at which a source stands now; 0 when it is gone. */
export async function standingRevision(db: Queries, kind: SourceText['kind'], id: string): Promise<number> {
  if (kind === 'story') return (await storyById(db, id))?.textRevision ?? 0
  if (kind === 'update') return (await updateById(db, id)) ? 1 : 0
  const comment = await commentById(db, id)
  return comment?.state === 'visible' ? comment.revision : 0
}
