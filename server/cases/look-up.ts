import { type CommentRow, commentById } from '../../db/comments.ts'
import type { Queries } from '../../db/database.ts'
import { storyById, storyRevision } from '../../db/stories.ts'
import type { Quotation } from '../../db/tables.ts'
import { updateById } from '../../db/updates.ts'
import type { Parsed } from '../contract/index.ts'
import { Refusal } from '../errors.ts'
import { plainText } from '../text/plain.ts'
import { findQuotation } from './quotes.ts'

type Quoted = Parsed<'POST /api/v1/comments/:id/flags/check'>['body']
type QuotedOutside = Pick<Parsed<'POST /api/v1/stories/:id/outside-flags/check'>['body'], 'claim' | 'source'> & {
  text: string
  translation: string
}

/** A text that can be quoted, as it stands in one revision. */
export interface SourceText {
  kind: 'story' | 'comment' | 'update'
  id: string
  revision: number
  text: string
  /** Who wrote it, where that is somebody here. */
  personId: string | null
  /** Whether it was written in an office of the site. */
  isOfSite: boolean
}

export interface Quotations {
  claim: Quotation
  claimIn: 'text' | 'translation'
  sourceText: SourceText
  source: Quotation
}

/** A comment that can be flagged, as it stands. @throws Refusal `not_found`. */
export async function flaggable(db: Queries, commentId: string): Promise<CommentRow> {
  const comment = await commentById(db, commentId)
  if (comment?.state !== 'visible') throw new Refusal('not_found', 'There is no such comment.')
  return comment
}

/**
 * Looks up the two quotations of a flag in the texts as they stand.
 * @throws Refusal `not_found`: no such source beside the comment.
 */
export async function lookUp(db: Queries, comment: CommentRow, { claim, source }: Quoted): Promise<Quotations> {
  const sourceText = await sourceOf(db, comment.storyId, source.kind, source.id)
  return {
    claim: findQuotation(plainText(comment.html), claim.exact, claim.start),
    claimIn: 'text',
    sourceText,
    source: findQuotation(sourceText.text, source.exact, source.start),
  }
}

/**
 * As `lookUp`, for a post elsewhere: its claim may stand in the translation instead.
 * @throws Refusal `not_found`: no such story, or no such source beside it.
 */
export async function lookUpOutside(
  db: Queries,
  storyId: string,
  { text, translation, claim, source }: QuotedOutside,
): Promise<Quotations> {
  const sourceText = await sourceOf(db, storyId, source.kind, source.id)
  const inText = findQuotation(text, claim.exact, claim.start)
  const inTranslation = translation ? findQuotation(translation, claim.exact, claim.start) : undefined
  const isTranslated = inText.how === 'absent' && inTranslation !== undefined && inTranslation.how !== 'absent'
  return {
    claim: isTranslated ? inTranslation : inText,
    claimIn: isTranslated ? 'translation' : 'text',
    sourceText,
    source: findQuotation(sourceText.text, source.exact, source.start),
  }
}

/** @throws Refusal `not_found`: not a text of this story. */
export async function sourceOf(
  db: Queries,
  storyId: string,
  kind: SourceText['kind'],
  id: string | undefined,
): Promise<SourceText> {
  const found = kind === 'story' ? await storyText(db, storyId) : id && (await textBeside(db, storyId, kind, id))
  if (!found) throw new Refusal('not_found', 'The text you quote is not part of this story.')
  return found
}

async function storyText(db: Queries, storyId: string): Promise<SourceText> {
  const story = await storyById(db, storyId)
  if (!story) throw new Refusal('not_found', 'There is no such story.')
  const { revision = 0, text = '' } = (await storyRevision(db, storyId, story.textRevision)) ?? {}
  return { kind: 'story', id: storyId, personId: null, isOfSite: false, revision, text }
}

async function textBeside(
  db: Queries,
  storyId: string,
  kind: 'comment' | 'update',
  id: string,
): Promise<SourceText | undefined> {
  const found = kind === 'comment' ? await commentById(db, id) : await updateById(db, id)
  const isShown = found?.state === 'visible' || found?.state === 'published'
  if (found?.storyId !== storyId || !isShown) return undefined
  const { revision, personId, html } = found
  // An update is the story's own words, whoever of the site wrote it.
  const isOfSite = 'badge' in found && found.badge !== null && found.badge !== 'guest'
  return { kind, id, revision, text: plainText(html), personId, isOfSite }
}

/** The revision at which a source stands now; 0 when it is gone. */
export async function standingRevision(db: Queries, kind: SourceText['kind'], id: string): Promise<number> {
  if (kind === 'story') return (await storyById(db, id))?.textRevision ?? 0
  if (kind === 'update') {
    const update = await updateById(db, id)
    return update?.state === 'published' ? update.revision : 0
  }
  const comment = await commentById(db, id)
  return comment?.state === 'visible' ? comment.revision : 0
}
