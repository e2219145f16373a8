import { commentById } from '../../db/comments.ts'
import type { Queries } from '../../db/database.ts'
import { followersOf, laterQuoters, peopleAgreeing, repliersTo } from '../../db/reach.ts'
import { plainText } from '../text/plain.ts'
import { quotes } from './quoted.ts'

export type ReachedBy = 'replied' | 'agreed' | 'quoted' | 'subscribed'
/** People by id, with what connects each with it. */
export type Reached = Map<string, ReachedBy[]>

/** Comments read at a time, and at most: in a longer thread the earlier ones are looked at. */
const STEP = 200
const MOST_QUOTERS = 5_000

/**
 * Whom a finding on a comment concerns: who replied to it, agreed with it, quoted words of it in the same thread, or
 * follows the story. Its writer is among them only by one of these.
 */
export async function peopleReachedBy(
  db: Queries,
  { storyId, commentId }: { storyId: string; commentId: string },
): Promise<Reached> {
  return together({
    replied: await repliersTo(db, commentId),
    agreed: await peopleAgreeing(db, commentId),
    quoted: await quotersOf(db, commentId),
    subscribed: await followersOf(db, storyId),
  })
}

/** Whom an update concerns: who follows the story, and whom the comment concerns that it answers. */
export async function peopleReachedByUpdate(
  db: Queries,
  { storyId, answersCommentId }: { storyId: string; answersCommentId: string | null },
): Promise<Reached> {
  if (answersCommentId !== null) return peopleReachedBy(db, { storyId, commentId: answersCommentId })
  return together({ subscribed: await followersOf(db, storyId) })
}

function together(lists: Partial<Record<ReachedBy, string[]>>): Reached {
  const reached: Reached = new Map()
  for (const [by, people] of Object.entries(lists) as [ReachedBy, string[]][])
    for (const personId of people) reached.set(personId, [...(reached.get(personId) ?? []), by])
  return reached
}

/** A comment whose words are gone is quoted by nobody any more, as far as can be known. */
async function quotersOf(db: Queries, commentId: string): Promise<string[]> {
  const comment = await commentById(db, commentId)
  if (!comment?.html) return []
  const text = plainText(comment.html)
  const people = new Set<string>()
  let after = comment.seq
  for (let looked = 0; looked < MOST_QUOTERS; looked += STEP) {
    const page = await laterQuoters(db, comment.storyId, after, STEP)
    for (const { personId, html } of page)
      if (personId !== null && !people.has(personId) && quotes(html, text)) people.add(personId)
    const last = page.at(-1)
    if (page.length < STEP || !last) break
    after = last.seq
  }
  return [...people]
}
