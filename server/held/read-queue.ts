import { commentsByIds } from '../../db/comments.ts'
import { publishedAbout } from '../../db/decisions.ts'
import { heldCounts, heldOf, heldPage } from '../../db/held.ts'
import { storiesByIds, storyById } from '../../db/stories.ts'
import { presentOwn } from '../comments/present.ts'
import { wordsShown } from '../comments/rules.ts'
import type { Context, Reader } from '../context.ts'
import type { Parsed, Result } from '../contract/index.ts'
import { Id } from '../contract/shapes.ts'
import { Refusal } from '../errors.ts'
import { iso } from '../iso.ts'
import type { Confined } from '../people/offices.ts'
import { heldBecause, screeningsBeside } from '../screening/present.ts'
import { presentCommenting } from '../suspensions/present.ts'
import { reachingEach } from '../suspensions/reaching.ts'

const PAGE = 30
const MOST_OWN = 50

/** Comments that wait, oldest first, with what a moderator needs to decide. */
export async function readQueue(
  ctx: Context,
  { state, storyId, sections, after }: Parsed<'GET /api/v1/queue'>['query'] & Confined,
): Promise<Result<'GET /api/v1/queue'>> {
  if (after !== undefined && !Id.safeParse(after).success)
    throw new Refusal('invalid', 'This is no place in the queue.')
  const { read } = ctx.db
  const now = ctx.now()
  const rows = await heldPage(read, { state, storyId, sections, after, limit: PAGE + 1 })
  const page = rows.slice(0, PAGE)
  const stories = await storiesByIds(read, [...new Set(page.map((row) => row.storyId))])
  const [suspensions, parents, counts, screenings] = await Promise.all([
    reachingEach(read, stories, now),
    commentsByIds(
      read,
      page.flatMap((row) => row.parentId ?? []),
    ),
    heldCounts(read, { storyId, sections }),
    screeningsBeside(read, page),
  ])
  const baseModes = new Map(stories.map((story) => [story.id, story.baseMode]))
  const items = page.map((row) => {
    const parent = parents.find((one) => one.id === row.parentId && wordsShown(one.state))
    return {
      id: row.id,
      storyId: row.storyId,
      storyTitle: row.storyTitle,
      state,
      author: row.authorName,
      authorId: row.personId,
      html: row.html,
      parent: parent ? { author: parent.authorName, html: parent.html } : null,
      revision: row.revision,
      createdAt: iso(row.createdAt),
      commenting: presentCommenting(baseModes.get(row.storyId) ?? 'open', suspensions.get(row.storyId) ?? [], now),
      screenings: screenings.get(row.id) ?? [],
    }
  })
  return { items, next: rows.length > PAGE ? (page.at(-1)?.id ?? null) : null, counts }
}

/** A person's own comments under a story that are not public. @throws Refusal `not_found`: no such story. */
export async function readOwnHeld(
  ctx: Context,
  by: Reader,
  storyId: string,
): Promise<Result<'GET /api/v1/stories/:id/held'>> {
  const { read } = ctx.db
  if (!(await storyById(read, storyId))) throw new Refusal('not_found', 'There is no such story.')
  const rows = await heldOf(read, by.personId, storyId, MOST_OWN)
  const removed = rows.filter((row) => row.state === 'removed' || row.state === 'rejected').map((row) => row.id)
  const caseIds = new Map((await publishedAbout(read, removed, ['remove'])).map(({ row }) => [row.commentId, row.id]))
  const because = await heldBecause(
    read,
    rows.filter(({ state }) => state === 'pending'),
  )
  const held = await Promise.all(
    rows.map(async (row) => ({
      comment: await presentOwn(read, row),
      body: row.body,
      because: because.get(row.id) ?? null,
      rejection: row.rejection,
      caseId: caseIds.get(row.id) ?? null,
    })),
  )
  return { held }
}
