import type * as z from 'zod'
import type { Queries } from '../../db/database.ts'
import { commentCounts, type StoryRow } from '../../db/stories.ts'
import type { Story } from '../contract/stories.ts'
import { iso } from '../iso.ts'
import { presentCommenting } from '../suspensions/present.ts'
import { reachingEach } from '../suspensions/reaching.ts'

type Shown = z.output<typeof Story>

/** Stories as everybody may see them, in the order given, with their state at `now`. */
export async function presentStories(db: Queries, rows: StoryRow[], now: number): Promise<Shown[]> {
  const ids = rows.map((row) => row.id)
  const [counts, suspensions] = await Promise.all([commentCounts(db, ids), reachingEach(db, rows, now)])
  return rows.map((row) => ({
    id: row.id,
    url: row.url,
    title: row.title,
    section: row.section,
    byline: row.byline,
    publishedAt: iso(row.publishedAt),
    commentCount: counts.get(row.id) ?? 0,
    seq: row.lastSeq,
    commenting: presentCommenting(row.baseMode, suspensions.get(row.id) ?? [], now),
  }))
}

/** One story, as `presentStories`. */
export async function presentStory(db: Queries, row: StoryRow, now: number): Promise<Shown> {
  const [story] = await presentStories(db, [row], now)
  if (!story) throw new Error('a story was presented as nothing')
  return story
}
