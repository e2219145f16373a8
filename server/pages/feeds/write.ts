import type { FeedFormat } from './addresses.ts'
import { feedTypes } from './addresses.ts'
import type { FeedDocument, FeedEntry } from './document.ts'
import { visible, visibleLine } from './visible.ts'

/** A feed as RSS 2.0, Atom 1.0 (RFC 4287) or JSON Feed 1.1; the same bytes for the same feed. */
export async function writeFeed(format: FeedFormat, feed: FeedDocument): Promise<string> {
  const shown = withoutUnseen(feed)
  // Loaded with the first feed: it takes a seventh of a second, which the start need not.
  const { generateAtomFeed, generateJsonFeed, generateRssFeed } = await import('feedsmith')
  switch (format) {
    case 'rss':
      return generateRssFeed(rssOf(shown))
    case 'atom':
      return generateAtomFeed(atomOf(shown))
    case 'json':
      return JSON.stringify(withItems(generateJsonFeed(jsonOf(shown))))
  }
}

const GENERATOR = 'Afterword'
const urn = (id: string) => `urn:uuid:${id}`

function withoutUnseen(feed: FeedDocument): FeedDocument {
  return {
    ...feed,
    title: visibleLine(feed.title),
    description: visibleLine(feed.description),
    publisher: visibleLine(feed.publisher),
    entries: feed.entries.map((entry) => ({
      ...entry,
      title: visibleLine(entry.title),
      author: entry.author === null ? null : visibleLine(entry.author),
      html: visible(entry.html),
    })),
  }
}

/** Links of a feed in parts (RFC 5005). */
function linksOf({ self, first, next }: FeedDocument, type: string) {
  return [
    { rel: 'self', href: self, type },
    { rel: 'first', href: first, type },
    ...(next === null ? [] : [{ rel: 'next', href: next, type }]),
  ]
}

function rssOf(feed: FeedDocument) {
  return {
    title: feed.title,
    link: feed.page,
    description: feed.description,
    lastBuildDate: new Date(feed.updatedAt),
    generator: GENERATOR,
    atom: { links: linksOf(feed, feedTypes.rss) },
    items: feed.entries.map((entry) => ({
      title: entry.title,
      link: entry.url,
      guid: { value: urn(entry.id), isPermaLink: false },
      pubDate: new Date(entry.publishedAt),
      description: entry.html,
      // RSS knows an author by an e-mail address only.
      dc: { creators: [entry.author ?? feed.publisher] },
      atom: { updated: new Date(entry.updatedAt) },
    })),
  }
}

function atomOf(feed: FeedDocument) {
  return {
    id: urn(feed.id),
    title: { value: feed.title },
    subtitle: { value: feed.description },
    updated: new Date(feed.updatedAt),
    authors: [{ name: feed.publisher }],
    generator: { text: GENERATOR },
    links: [{ rel: 'alternate', href: feed.page, type: 'text/html' }, ...linksOf(feed, feedTypes.atom)],
    entries: feed.entries.map((entry) => ({
      id: urn(entry.id),
      title: { value: entry.title },
      links: [{ rel: 'alternate', href: entry.url, type: 'text/html' }],
      published: new Date(entry.publishedAt),
      updated: new Date(entry.updatedAt),
      ...authorsOf(entry),
      content: { value: entry.html, type: 'html' },
    })),
  }
}

function jsonOf(feed: FeedDocument) {
  return {
    title: feed.title,
    home_page_url: feed.page,
    feed_url: feed.self,
    ...(feed.next !== null && { next_url: feed.next }),
    description: feed.description,
    authors: [{ name: feed.publisher }],
    items: feed.entries.map((entry) => ({
      id: urn(entry.id),
      url: entry.url,
      title: entry.title,
      content_html: entry.html,
      date_published: new Date(entry.publishedAt),
      date_modified: new Date(entry.updatedAt),
      ...authorsOf(entry),
    })),
  }
}

/** An empty list is left out by the library, and has to be there. */
function withItems(feed: unknown): object {
  return { ...(feed as object), items: (feed as { items?: object[] }).items ?? [] }
}

function authorsOf({ author }: FeedEntry): { authors?: [{ name: string }] } {
  return author === null ? {} : { authors: [{ name: author }] }
}
