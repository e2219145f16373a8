/** A feed in no format yet. Titles, names and descriptions are plain text. */
export interface FeedDocument {
  /** UUID; stays the same for good. */
  id: string
  title: string
  description: string
  publisher: string
  /** Absolute addresses: the page that the feed goes with, the feed itself, its newest part, and the part with what is older. */
  page: string
  self: string
  first: string
  next: string | null
  /** When anything in it last changed (epoch ms). */
  updatedAt: number
  entries: FeedEntry[]
}

export interface FeedEntry {
  /** UUID; stays the same for good. */
  id: string
  /** Absolute address of what it tells of. */
  url: string
  title: string
  /** Null where nobody is named: the publisher speaks. */
  author: string | null
  /** Sanitised HTML with absolute links. */
  html: string
  publishedAt: number
  updatedAt: number
}
