import type { Queries } from '../../../db/database.ts'
import type { FeedKey, FeedPosition, FeedQuery } from '../../../db/feeds.ts'
import type { StoryRow } from '../../../db/stories.ts'
import type { Context } from '../../context.ts'
import type { FeedEntry } from './document.ts'

/** What a kind of feed is made of. */
export interface FeedSource {
  title(about: StoryRow | undefined, site: string): string
  /** `now`: what readers should know of the thread at this time; empty where the feed is not about a thread. */
  description(about: StoryRow | undefined, site: string, now: string): string
  /** Path of the page that the feed goes with. */
  page(about: StoryRow | undefined): string
  /** What its identifier is made from, beside the story or site. */
  seed: string
  /** Whether nothing in the feed of a story changes without the story's sequence number. */
  movesWithStory: boolean
  /** Whether it says that commenting is suspended. */
  tellsOfThread: boolean
  /** What a place in it can be at most, where that is less than a time. */
  furthest?: number
  keys(db: Queries, query: FeedQuery): Promise<FeedKey[]>
  /** What else changes it: a number that moves then. */
  version?(db: Queries): Promise<number>
  /** What `keys` name, as everybody may read it, in their order; what cannot be read any more is left out. */
  entries(ctx: Context, keys: FeedKey[], asked: Asked): Promise<FeedEntry[]>
}

export interface Asked {
  about: StoryRow | undefined
  after: FeedPosition | undefined
}

/** Absolute address of a path on this site. */
export function absolute({ config }: Context, path: string): string {
  return config.PUBLIC_URL + path
}
