import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { Database } from '../../../db/database.ts'
import type { FeedKey, FeedPosition } from '../../../db/feeds.ts'
import { stampOf } from '../../../db/stories.ts'
import type { Context } from '../../context.ts'
import { Id } from '../../contract/shapes.ts'
import { Refusal } from '../../errors.ts'
import { namedId } from '../../ids.ts'
import { ensureSite } from '../../stories/begin-story.ts'
import { storyOfLog } from '../log-story.ts'
import { type FeedFormat, type FeedName, feedPath } from './addresses.ts'
import { commentFeed } from './comments.ts'
import { decisionFeed } from './decisions.ts'
import type { FeedDocument } from './document.ts'
import { findingFeed } from './findings.ts'
import { type Asked, absolute, type FeedSource } from './source.ts'
import { threadWords } from './thread-words.ts'
import { updateFeed } from './updates.ts'
import { writeFeed } from './write.ts'

const sources: Record<FeedName, FeedSource> = {
  comments: commentFeed,
  updates: updateFeed,
  findings: findingFeed,
  log: decisionFeed,
}

export interface FeedAddress {
  name: FeedName
  format: FeedFormat
  storyId?: string | undefined
  after?: string | undefined
}

/** A feed as finished bytes. */
export interface ReadyFeed {
  body: Buffer
  etag: string
  /** When these bytes were first made here (epoch ms): what is deleted changes a feed and leaves no time in it. */
  modifiedAt: number
}

interface Kept extends ReadyFeed {
  stamp: string
  until: number
}

const PAGE = 50
const CACHE_BYTES = 16 * 1024 * 1024
const caches = new WeakMap<Database, LRUCache<string, Kept>>()

/**
 * A part of a feed. Its bytes are kept until what it shows changes: that is found out on each request, from the numbers
 * of the stories in it and never from the clock of a cache, so that no node serves what another has taken away.
 *
 * @param count called when it has to be written; it may refuse that.
 * @throws Refusal `not_found`: no such story; `invalid`: the cursor is none of ours.
 */
export async function readFeed(
  ctx: Context,
  address: FeedAddress,
  count: () => Promise<void> | undefined,
): Promise<ReadyFeed> {
  const cache = cacheOf(ctx.db)
  const path = feedPath(address.name, address.format, address.storyId, address.after)
  const kept = cache.get(path)
  const now = ctx.now()
  const source = sources[address.name]
  const stamp = source.movesWithStory && address.storyId ? await storyStamp(ctx, address.storyId) : undefined
  if (kept && kept.stamp === stamp && now < kept.until) return kept

  const asked: Asked = {
    about: await storyOfLog(ctx, address.storyId),
    after: address.after === undefined ? undefined : decode(address.after, source.furthest),
  }
  const found = await source.keys(ctx.db.read, { storyId: address.storyId, after: asked.after, limit: PAGE + 1 })
  const known = stamp ?? (await keysStamp(ctx, source, asked, found))
  if (kept && kept.stamp === known && now < kept.until) return kept

  await count()
  const { body, until } = await make(ctx, address, asked, found)
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  const isSame = kept?.etag === etag
  const modifiedAt = isSame ? kept.modifiedAt : Math.max(now, (kept?.modifiedAt ?? 0) + 1000)
  const made = { body, etag, modifiedAt, stamp: known, until }
  cache.set(path, made)
  return made
}

async function make(
  ctx: Context,
  { name, format, storyId, after }: FeedAddress,
  asked: Asked,
  found: FeedKey[],
): Promise<{ body: Buffer; until: number }> {
  const source = sources[name]
  const { about } = asked
  const { SITE_NAME } = ctx.config
  const site = await ensureSite(ctx)
  const keys = found.slice(0, PAGE)
  const last = found.length > PAGE ? keys.at(-1) : undefined
  const thread = about && source.tellsOfThread ? await threadWords(ctx, about) : undefined
  const entries = await source.entries(ctx, keys, asked)
  const document: FeedDocument = {
    id: namedId(`${source.seed} of ${about?.id ?? site.id}`),
    title: source.title(about, SITE_NAME),
    description: source.description(about, SITE_NAME, thread?.words ?? ''),
    publisher: SITE_NAME,
    page: absolute(ctx, source.page(about)),
    self: absolute(ctx, feedPath(name, format, storyId, after)),
    first: absolute(ctx, feedPath(name, format, storyId)),
    next: last ? absolute(ctx, feedPath(name, format, storyId, encode(last))) : null,
    updatedAt: Math.max((about ?? site).createdAt, ...entries.map(({ updatedAt }) => updatedAt)),
    entries,
  }
  return { body: Buffer.from(await writeFeed(format, document)), until: thread?.until ?? Number.POSITIVE_INFINITY }
}

async function storyStamp(ctx: Context, storyId: string): Promise<string | undefined> {
  const stamp = Id.safeParse(storyId).success ? await stampOf(ctx.db.read, storyId) : undefined
  return stamp && `${stamp.seq} ${stamp.version}`
}

/** Everything that is shown, and everything about it that could change, in a text to compare. */
async function keysStamp(ctx: Context, source: FeedSource, { about }: Asked, keys: FeedKey[]): Promise<string> {
  const version = await source.version?.(ctx.db.read)
  return JSON.stringify([version, about?.lastSeq, keys.map(({ id, order, seq, version }) => [id, order, seq, version])])
}

function encode({ order, id }: FeedPosition): string {
  return `${order}_${id}`
}

function decode(cursor: string, furthest = Number.MAX_SAFE_INTEGER): FeedPosition {
  const [order = '', id = ''] = cursor.split('_')
  if (!/^-?\d{1,16}$/.test(order) || Math.abs(Number(order)) > furthest || !Id.safeParse(id).success)
    throw new Refusal('invalid', 'This is no place in the feed.')
  return { order: Number(order), id }
}

function cacheOf(db: Database): LRUCache<string, Kept> {
  const known = caches.get(db)
  if (known) return known
  const made = new LRUCache<string, Kept>({ maxSize: CACHE_BYTES, sizeCalculation: ({ body }) => body.length + 1 })
  caches.set(db, made)
  return made
}
