import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import { RelaxNGValidator, XmlDocument } from 'libxml2-wasm'
import Parser from 'rss-parser'
import type { FeedFormat } from '../../../server/pages/feeds/addresses.ts'
import { jsonFeedSchema } from './json-feed.ts'

/** A feed as a program reads it, whatever it is written in. */
export interface ReadFeed {
  title: string
  description: string
  page: string
  self: string
  next: string | undefined
  entries: ReadEntry[]
}

export interface ReadEntry {
  id: string
  url: string
  title: string
  author: string
  html: string
  published: string
  updated: string
}

/** Reads a feed strictly: throws unless it is well-formed, valid by a schema, and every identifier in it is there once. */
export async function readValidFeed(format: FeedFormat, text: string): Promise<ReadFeed> {
  const feed = format === 'json' ? readJson(text) : await readXml(format, text)
  const ids = feed.entries.map(({ id }) => id)
  if (new Set(ids).size !== ids.length) throw new Error('an identifier is there twice')
  return feed
}

const ajv = new Ajv({ strict: true, allErrors: true })
addFormats.default(ajv)
const isJsonFeed = ajv.compile(jsonFeedSchema)

interface JsonFeed {
  title: string
  description: string
  home_page_url: string
  feed_url: string
  next_url?: string
  authors: { name: string }[]
  items: JsonItem[]
}
interface JsonItem {
  id: string
  url: string
  title: string
  content_html: string
  date_published: string
  date_modified: string
  authors?: { name: string }[]
}

function readJson(text: string): ReadFeed {
  const feed: JsonFeed = JSON.parse(text)
  if (!isJsonFeed(feed)) throw new Error(ajv.errorsText(isJsonFeed.errors))
  const { title, description, home_page_url, feed_url, next_url, authors, items } = feed as JsonFeed
  return {
    ...{ title, description, page: home_page_url, self: feed_url, next: next_url },
    entries: items.map((item) => ({
      ...{ id: item.id, url: item.url, title: item.title, html: item.content_html },
      author: (item.authors ?? authors)[0]?.name ?? '',
      published: item.date_published,
      updated: item.date_modified,
    })),
  }
}

interface Link {
  $: { rel: string; href: string }
}
const parser = new Parser<
  { links?: Link[]; subtitle?: string; authors?: { name: string[] }[] },
  { atomUpdated: string; updated: string; published: string; creator: string; authors?: { name: string[] }[] }
>({
  customFields: {
    feed: [
      ['atom:link', 'links', { keepArray: true }],
      'subtitle',
      ['author', 'authors', { keepArray: true }],
    ] as never,
    item: [
      ['atom:updated', 'atomUpdated'],
      'updated',
      'published',
      ['author', 'authors', { keepArray: true }],
    ] as never,
  },
})

async function readXml(format: 'rss' | 'atom', text: string): Promise<ReadFeed> {
  const links = validate(format, text)
  const feed = await parser.parseString(text)
  const of = (rel: string) => links.find((link) => link.rel === rel)?.href
  const publisher = feed.authors?.[0]?.name[0] ?? ''
  return {
    title: (feed.title ?? '').trim(),
    description: (feed.description ?? feed.subtitle ?? '').trim(),
    page: feed.link ?? '',
    self: of('self') ?? '',
    next: of('next'),
    entries: feed.items.map((item) => ({
      id: item.guid ?? (item as { id?: string }).id ?? '',
      url: item.link ?? '',
      title: (item.title ?? '').trim(),
      author: (item.creator ?? item.authors?.[0]?.name[0] ?? publisher).trim(),
      html: (item.content ?? '').trim(),
      published: new Date(item.pubDate ?? item.published).toISOString(),
      updated: item.atomUpdated ?? item.updated,
    })),
  }
}

/** Checks a document against the schema of its format. @returns the links of the feed itself. */
function validate(format: 'rss' | 'atom', text: string): { rel: string; href: string }[] {
  using schema = XmlDocument.fromString(readFileSync(new URL(`${format}.rng`, import.meta.url), 'utf8'))
  using document = XmlDocument.fromString(text)
  using validator = RelaxNGValidator.fromDoc(schema)
  validator.validate(document)
  const found = document.find(format === 'atom' ? '/a:feed/a:link' : '/rss/channel/a:link', {
    a: 'http://www.w3.org/2005/Atom',
  })
  return found.map((node) => ({
    rel: node.get('@rel')?.content ?? '',
    href: node.get('@href')?.content ?? '',
  }))
}
