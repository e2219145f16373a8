/** What there are feeds of, each of the whole site or, with `?story=`, of one story. */
export const feedNames = ['comments', 'updates', 'findings', 'log'] as const
export type FeedName = (typeof feedNames)[number]

export const feedFormats = ['rss', 'atom', 'json'] as const
export type FeedFormat = (typeof feedFormats)[number]

export const feedTypes: Record<FeedFormat, string> = {
  rss: 'application/rss+xml',
  atom: 'application/atom+xml',
  json: 'application/feed+json',
}

export const formatNames: Record<FeedFormat, string> = { rss: 'RSS', atom: 'Atom', json: 'JSON Feed' }

/** Path of a feed; of the part of it that follows `after`, the place at which the part before ends. */
export function feedPath(name: FeedName, format: FeedFormat, storyId?: string, after?: string): string {
  const query = new URLSearchParams([...(storyId ? [['story', storyId]] : []), ...(after ? [['after', after]] : [])])
  return `/${name}.${format}${query.size > 0 ? `?${query}` : ''}`
}

export interface NamedFeed {
  name: FeedName
  /** Of one story; of the site when left out. */
  storyId?: string | undefined
  title: string
}

/** The feeds of a page, for its head: each in every format. */
export function alternatesOf(feeds: readonly NamedFeed[]): { type: string; href: string; title: string }[] {
  return feeds.flatMap(({ name, storyId, title }) =>
    feedFormats.map((format) => ({
      type: feedTypes[format],
      href: feedPath(name, format, storyId),
      title: `${title} (${formatNames[format]})`,
    })),
  )
}
