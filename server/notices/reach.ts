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

interface OfUpdate {
  storyId: string
  /** The comment that it answers. */
  answersCommentId: string | null
  /** The comment whose writer it thanks. */
  creditCommentId?: string | null
}

/**
 * Whom an update concerns: who follows the story, and whom the comments concern that it answers and that it came from.
 */
export async function peopleReachedByUpdate(
  db: Queries,
  { storyId, answersCommentId, creditCommentId = null }: OfUpdate,
): Promise<Reached> {
  const about = [...new Set([answersCommentId, creditCommentId])].filter((id) => id !== null)
  if (about.length === 0) return together({ subscribed: await followersOf(db, storyId) })
  const reached: Reached = new Map()
  for (const commentId of about)
    for (const [personId, by] of await peopleReachedBy(db, { storyId, commentId }))
      reached.set(personId, [...new Set([...(reached.get(personId) ?? []), ...by])])
  return reached
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
