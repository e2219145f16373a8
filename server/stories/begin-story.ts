import type { Database } from '../../db/database.ts'
import { leaveForWebhooks } from '../../db/outbox.ts'
import { insertSite, type SiteRow, theSite } from '../../db/sites.ts'
import { insertStory, type StoryRow, storyByUrlKey } from '../../db/stories.ts'
import type { Context } from '../context.ts'
import { Refusal } from '../errors.ts'
import { newId } from '../ids.ts'
import { isFromSite, mayBeginStory, urlKeyOf } from './rules.ts'

export interface NewStory {
  url: string
  title: string
  section?: string
  byline?: string
  publishedAt?: number
}

/** Who asks for a story that may be new. */
interface Asking {
  /** As the browser says it; other programs have none. */
  origin: string | undefined
  /** Counts a beginning. @throws Refusal `rate_limited`. */
  countRare(): Promise<void>
}

/**
 * Finds the story of a page by its address, or begins it where the site allows the page's origin. Many visits at once
 * make one story.
 *
 * @throws Refusal, when the story is new: `forbidden`, its origin is not allowed, or that of the page that asks;
 * `rate_limited`.
 */
export async function findOrBeginStory(ctx: Context, story: NewStory, asking: Asking): Promise<StoryRow> {
  const site = await ensureSite(ctx)
  const urlKey = urlKeyOf(story.url, ctx.config.PUBLIC_URL)
  const found = await storyByUrlKey(ctx.db.read, site.id, urlKey)
  if (found) return found
  if (!mayBeginStory(story.url, ctx.config.ALLOWED_ORIGINS))
    throw new Refusal('forbidden', 'This page is not on a site that may have threads here.')
  if (!isFromSite(asking.origin, ctx.config.ALLOWED_ORIGINS))
    throw new Refusal('forbidden', 'Only pages of a site that may have threads here can begin them.')
  await asking.countRare()
  return beginStory(ctx, story)
}

/** As `findOrBeginStory`, without asking whether the origin is allowed: for the server's own pages and imports. */
export async function beginStory(ctx: Context, story: NewStory): Promise<StoryRow> {
  const site = await ensureSite(ctx)
  const urlKey = urlKeyOf(story.url, ctx.config.PUBLIC_URL)
  return ctx.db.transact(`url:${urlKey}`, async (tx) => {
    const found = await storyByUrlKey(tx, site.id, urlKey)
    if (found) return found
    const row = newStoryRow(site.id, urlKey, story, ctx.now())
    await insertStory(tx, row)
    await leaveForWebhooks(tx, { type: 'story.begun', storyId: row.id, subjectId: row.id, createdAt: ctx.now() })
    return row
  })
}

/** A story's row before anything happened in it. */
export function newStoryRow(siteId: string, urlKey: string, story: NewStory, now: number): StoryRow {
  return {
    id: newId(),
    siteId,
    url: story.url,
    urlKey,
    title: story.title,
    section: story.section ?? '',
    byline: story.byline ?? '',
    baseMode: 'open',
    pinnedId: null,
    textRevision: 0,
    lastSeq: 0,
    lastUpdateNumber: 0,
    publishedAt: story.publishedAt ?? now,
    createdAt: now,
    importKey: null,
  }
}

const sites = new WeakMap<Database, SiteRow>()

/** The publication of this server, made on first use. */
export async function ensureSite(ctx: Context): Promise<SiteRow> {
  const known = sites.get(ctx.db) ?? (await theSite(ctx.db.read)) ?? (await makeSite(ctx))
  sites.set(ctx.db, known)
  return known
}

function newSiteRow(ctx: Context): SiteRow {
  const { SITE_NAME } = ctx.config
  return { id: newId(), name: SITE_NAME, createdAt: ctx.now(), timeZone: 'UTC', settings: {}, commentingVersion: 0 }
}

function makeSite(ctx: Context): Promise<SiteRow> {
  return ctx.db.transact('site', async (tx) => {
    const found = await theSite(tx)
    if (found) return found
    const site = newSiteRow(ctx)
    await insertSite(tx, site)
    return site
  })
}
