import type { Database } from '../../db/database.ts'
import { caseCount, type Listed, listedCases, listedStories, usedStoryCount } from '../../db/sitemap.ts'
import type { Context } from '../context.ts'
import { Refusal } from '../errors.ts'
import { iso } from '../iso.ts'
import { asHtml } from './feeds/visible.ts'
import { casePath } from './finding/about.ts'
import { storyPath } from './rules.ts'

/** Addresses in one part. The protocol allows 50,000; a part is made in one go, while others wait. */
const PART = 10_000
/** How long a part is kept: as programs that search read it, a few times a day. */
const KEPT_MS = 10 * 60_000

const places = ['/', '/archive', '/log', '/embed']

interface Kept {
  until: number
  xml: Promise<string>
}
const kept = new WeakMap<Database, Map<string, Kept>>()

/** What search engines should look at: an index of the parts (sitemaps.org). */
export function sitemapIndex(ctx: Context): Promise<string> {
  return keeping(ctx, 'index', async () => {
    const [stories, cases] = await Promise.all([usedStoryCount(ctx.db.read), caseCount(ctx.db.read)])
    const parts = ['places-1', ...partsOf('stories', stories), ...partsOf('cases', cases)]
    const lines = parts.map((part) => `<sitemap><loc>${at(ctx, `/sitemaps/${part}.xml`)}</loc></sitemap>`)
    return document('sitemapindex', lines)
  })
}

/**
 * A part: places of the site, stories that have something to read here (their text, an update or a comment), or findings
 * that have a page.
 * @param name as in the index, such as `stories-1`.
 * @throws Refusal `not_found`: there is no such part.
 */
export function sitemapPart(ctx: Context, name: string): Promise<string> {
  const [, kind, number] = /^(places|stories|cases)-([1-9]\d{0,4})$/.exec(name) ?? []
  if (!kind) throw noPart()
  return keeping(ctx, name, async () => {
    const lines = await linesOf(ctx, kind, (Number(number) - 1) * PART)
    if (lines.length === 0) throw noPart()
    return document('urlset', lines)
  })
}

/** Where programs may look, and where the list of all pages is. */
export function robots(ctx: Context): string {
  const closed = ['/api/', '/console', '/sign-in', '/setup']
  return `User-agent: *\n${closed.map((path) => `Disallow: ${path}\n`).join('')}\nSitemap: ${ctx.config.PUBLIC_URL}/sitemap.xml\n`
}

function noPart(): Refusal {
  return new Refusal('not_found', 'There is no such part of the sitemap.')
}

function partsOf(kind: string, count: number): string[] {
  return Array.from({ length: Math.ceil(count / PART) }, (_, part) => `${kind}-${part + 1}`)
}

async function linesOf(ctx: Context, kind: string, offset: number): Promise<string[]> {
  const { read } = ctx.db
  const line = (path: string, { changedAt }: Listed) =>
    `<url><loc>${at(ctx, path)}</loc><lastmod>${iso(changedAt)}</lastmod></url>`
  if (kind === 'places') return offset > 0 ? [] : places.map((path) => `<url><loc>${at(ctx, path)}</loc></url>`)
  const query = { offset, limit: PART }
  if (kind === 'cases') return (await listedCases(read, query)).map((one) => line(casePath(one.key), one))
  return (await listedStories(read, query)).map((one) => line(storyPath({ id: one.id, urlKey: one.key }), one))
}

function at({ config }: Context, path: string): string {
  return asHtml(config.PUBLIC_URL + path)
}

function document(root: 'sitemapindex' | 'urlset', lines: readonly string[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${lines.join('\n')}\n</${root}>\n`
}

/** Asked for again while it is made, it is made once; what failed is not kept. */
function keeping(ctx: Context, name: string, make: () => Promise<string>): Promise<string> {
  const all = kept.get(ctx.db) ?? new Map<string, Kept>()
  kept.set(ctx.db, all)
  const now = ctx.now()
  const known = all.get(name)
  if (known && now < known.until) return known.xml
  const xml = make()
  all.set(name, { until: now + KEPT_MS, xml })
  xml.catch(() => all.delete(name))
  return xml
}
