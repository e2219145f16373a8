import type * as z from 'zod'
import { type CommentRow, commentsByIds } from '../../db/comments.ts'
import type { Queries } from '../../db/database.ts'
import { type DeskRow, knownWriters } from '../../db/desk.ts'
import { storiesByIds } from '../../db/stories.ts'
import { wordsShown } from '../comments/rules.ts'
import type { Reader } from '../context.ts'
import type { QueueItem } from '../contract/desk.ts'
import { iso } from '../iso.ts'
import { screeningsBeside } from '../screening/present.ts'
import { presentCommenting } from '../suspensions/present.ts'
import { reachingEach } from '../suspensions/reaching.ts'
import { presentClaims } from './claims.ts'

type Item = z.output<typeof QueueItem>

/** Comments as moderators see them in a list, in the order given. */
export async function presentItems(db: Queries, rows: DeskRow[], by: Reader, now: number): Promise<Item[]> {
  const stories = await storiesByIds(db, [...new Set(rows.map((row) => row.storyId))])
  const [suspensions, parents, known, claims, screenings] = await Promise.all([
    reachingEach(db, stories, now),
    parentsOf(db, rows),
    knownWriters(db, [...new Set(rows.flatMap((row) => row.personId ?? []))]),
    presentClaims(
      db,
      rows.map((row) => row.id),
      by,
      now,
    ),
    screeningsBeside(
      db,
      rows.filter(({ state }) => state === 'pending'),
    ),
  ])
  const baseModes = new Map(stories.map((story) => [story.id, story.baseMode]))
  return rows.map((row) => {
    const parent = parents.get(row.parentId ?? '')
    return {
      ...factsOf(row, by),
      isFirst: row.personId === null || !known.has(row.personId),
      parent: parent && wordsShown(parent.state) ? { author: parent.authorName, html: parent.html } : null,
      commenting: presentCommenting(baseModes.get(row.storyId) ?? 'open', suspensions.get(row.storyId) ?? [], now),
      claim: claims.get(row.id) ?? null,
      screenings: screenings.get(row.id) ?? [],
    }
  })
}

function factsOf(row: DeskRow, by: Reader) {
  return {
    id: row.id,
    storyId: row.storyId,
    storyTitle: row.storyTitle,
    section: row.section,
    state: row.state,
    author: row.authorName,
    personId: row.personId,
    isOwn: row.personId === by.personId,
    html: row.html,
    revision: row.revision,
    createdAt: iso(row.createdAt),
  }
}

async function parentsOf(db: Queries, rows: CommentRow[]): Promise<Map<string, CommentRow>> {
  const ids = [...new Set(rows.flatMap((row) => row.parentId ?? []))]
  return new Map((await commentsByIds(db, ids)).map((row) => [row.id, row]))
}
