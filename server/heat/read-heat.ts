import type { Queries } from '../../db/database.ts'
import { hourlyComments, recentCounts } from '../../db/heat.ts'
import { storiesByIds, storiesIn } from '../../db/stories.ts'
import { suspensionsReachingAny } from '../../db/suspensions.ts'
import type { Context } from '../context.ts'
import type { Result } from '../contract/index.ts'
import { iso } from '../iso.ts'
import type { Confined } from '../people/offices.ts'
import { type Settings, settingsOf } from '../sites/settings.ts'
import { presentCommenting, presentSuspension } from '../suspensions/present.ts'
import { reachingEach } from '../suspensions/reaching.ts'
import { holdsAt } from '../suspensions/rules.ts'
import { HOUR_MS, heatOf, limitsReached, type Recent } from './rules.ts'

const MOST_STORIES = 20
const HOURS = 12

/** Stories with what came in during the last hour, hottest first. */
export async function recentByStory(
  db: Queries,
  now: number,
  limits: Settings['heat'],
): Promise<{ storyId: string; recent: Recent }[]> {
  const { comments, flags, rejections } = await recentCounts(db, now - HOUR_MS)
  const ids = [...new Set([...comments.keys(), ...flags.keys(), ...rejections.keys()])]
  return ids
    .map((storyId) => ({
      storyId,
      recent: {
        comments: comments.get(storyId) ?? 0,
        flags: flags.get(storyId) ?? 0,
        rejections: rejections.get(storyId) ?? 0,
      },
    }))
    .sort((a, b) => heatOf(b.recent, limits) - heatOf(a.recent, limits))
}

async function storiesOfSections(db: Queries, sections: readonly string[]): Promise<Set<string>> {
  return new Set((await storiesIn(db, sections)).map(({ id }) => id))
}

/** What the console shows of heat. */
export async function readHeat(ctx: Context, { sections }: Confined = {}): Promise<Result<'GET /api/v1/heat'>> {
  const { read } = ctx.db
  const now = ctx.now()
  const { heat: limits } = await settingsOf(read)
  const recent = await recentByStory(read, now, limits)
  const reach = sections && (await storiesOfSections(read, sections))
  const hottest = recent.filter(({ storyId }) => !reach || reach.has(storyId)).slice(0, MOST_STORIES)
  const ids = hottest.map(({ storyId }) => storyId)
  const stories = new Map((await storiesByIds(read, ids)).map((story) => [story.id, story]))
  const [hourly, suspensions] = await Promise.all([
    hourlyComments(read, ids, now, HOURS),
    reachingEach(read, [...stories.values()], now),
  ])
  const automatic = await suspensionsReachingAny(read, 'all', now)
  return {
    stories: hottest.flatMap(({ storyId, recent }) => {
      const story = stories.get(storyId)
      if (!story) return []
      const { title, section, baseMode } = story
      const own = hourly.filter((hour) => hour.storyId === storyId)
      const hours = Array.from(
        { length: HOURS },
        (_, i) => own.find((hour) => hour.hoursAgo === HOURS - 1 - i)?.comments ?? 0,
      )
      const commenting = presentCommenting(baseMode, suspensions.get(storyId) ?? [], now)
      return [{ storyId, title, section, ...recent, hours, over: limitsReached(recent, limits), commenting }]
    }),
    limits,
    automatic: automatic
      .filter((row) => row.madeBy === 'heat' && holdsAt(row, now) && (!reach || reach.has(row.storyId ?? '')))
      .map(presentSuspension),
    at: iso(now),
  }
}
