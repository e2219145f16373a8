import type * as z from 'zod'
import { findingNames, findingSentence, noteWords } from '../../../client/ui/words.ts'
import type { PublicCase } from '../../contract/findings.ts'
import { Refusal } from '../../errors.ts'
import { properReference, standfirst } from '../rules.ts'

/** A published finding, as everybody may read it. */
export type Published = z.output<typeof PublicCase>

/**
 * The reference of a case as the site writes it, from the spelling somebody used.
 * @throws Refusal `not_found`: it cannot be one.
 */
export function referenceAt(name: string): string {
  const reference = properReference(name)
  if (!reference) throw new Refusal('not_found', 'There is no finding with this reference.')
  return reference
}

export function casePath(reference: string): string {
  return `/cases/${reference}`
}

/** The finding in a word or two. */
export function headlineOf({ finding }: Published): string {
  return findingNames[finding]
}

/** The finding as one plain sentence. */
export function sentenceOf({ finding, sourceKind, outside }: Published): string {
  return findingSentence(finding, sourceKind, outside ? 'post' : 'comment')
}

/** What is judged, and of which story: for titles. */
export function aboutOf({ outside, storyTitle }: Published): string {
  return outside ? `a post on ${outside.host} about “${storyTitle}”` : `a comment on “${storyTitle}”`
}

export function saysLabelOf({ sourceKind, outside }: Published): string {
  return outside && sourceKind === 'comment' ? 'The comment says' : noteWords.itSays[sourceKind ?? 'story']
}

/** Whether the comment that was judged is gone from the thread. */
export function isGone({ comment }: Published): boolean {
  return comment !== null && !comment.isShown
}

/** A few lines for search results and previews. */
export function summaryOf(found: Published): string {
  return found.explanation ? `${sentenceOf(found)} ${standfirst(found.explanation, 200)}` : sentenceOf(found)
}
