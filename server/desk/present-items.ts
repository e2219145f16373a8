import type * as z from 'zod'
import { type CommentRow, commentsByIds } from '../../db/comments.ts'
import type { Queries } from '../../db/database.ts'
import type { DeskRow } from '../../db/desk.ts'
import { wordsShown } from '../comments/rules.ts'
import type { Reader } from '../context.ts'
import type { Claim, QueueItem } from '../contract/desk.ts'
import { iso } from '../iso.ts'
import { screeningsBeside } from '../screening/present.ts'
import { presentCommenting } from '../suspensions/present.ts'
import { reachingEach } from '../suspensions/reaching.ts'

type Item = z.output<typeof QueueItem>

/** Comments as moderators see them in a list, in the order given. */
export async function presentItems(db: Queries, rows: DeskRow[], by: Reader, now: number): Promise<Item[]> {
  const stories = new Map(
    rows.map(({ storyId: id, section, publishedAt, baseMode }) => [id, { id, section, publishedAt, baseMode }]),
  )
  const [suspensions, parents, screenings] = await Promise.all([
    reachingEach(db, [...stories.values()], now),
    parentsOf(db, rows),
    screeningsBeside(
      db,
      rows.filter(({ state }) => state === 'pending'),
    ),
  ])
  const commenting = new Map(
    [...stories.values()].map(({ id, baseMode }) => [id, presentCommenting(baseMode, suspensions.get(id) ?? [], now)]),
  )
  return rows.map((row) => {
    const parent = parents.get(row.parentId ?? '')
    return {
      ...factsOf(row, by),
      parent: parent && wordsShown(parent.state) ? { author: parent.authorName, html: parent.html } : null,
      commenting: commenting.get(row.storyId) ?? presentCommenting('open', [], now),
      claim: claimOf(row, by, now),
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
    isFirst: row.personId === null || !row.isKnown,
    isOwn: row.personId === by.personId,
    html: row.html,
    revision: row.revision,
    createdAt: iso(row.createdAt),
  }
}

/** Who has a comment in hand at `now`. */
function claimOf(
  { claimedBy, claimant, claimedUntil }: DeskRow,
  by: Reader,
  now: number,
): z.output<typeof Claim> | null {
  if (claimedBy === null || claimedUntil === null || claimedUntil <= now) return null
  return { by: claimant ?? '', isMine: claimedBy === by.personId, until: iso(claimedUntil) }
}

async function parentsOf(db: Queries, rows: DeskRow[]): Promise<Map<string, CommentRow>> {
  const ids = [...new Set(rows.flatMap((row) => row.parentId ?? []))]
  return new Map((await commentsByIds(db, ids)).map((row) => [row.id, row]))
}
