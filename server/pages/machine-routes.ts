import { type Request, type Response, Router } from 'express'
import type { Context } from '../context.ts'
import { addressKey } from '../http/address.ts'
import { addressLimiter } from '../http/limits.ts'
import { hasTag } from '../http/send.ts'
import { feedFormats, feedNames, feedPath, feedTypes } from './feeds/addresses.ts'
import { type ReadyFeed, readFeed } from './feeds/read-feed.ts'
import { guarded, queryText } from './guarded.ts'
import { oembedFormat, readOembed } from './oembed/read-oembed.ts'
import { robots, sitemapIndex, sitemapPart } from './sitemap.ts'

/** Feeds one address may have written: those that have not changed are not, however often they are asked for. */
const FEEDS = { points: 600, seconds: 60 }

/**
 * What programs read of the pages: feeds, the sitemap, and what other sites embed.
 * @param limits whether too many requests that a feed has to be written for are refused.
 */
export function machineRoutes(ctx: Context, limits: boolean): Router {
  const countFeed = limits ? addressLimiter(FEEDS.points, FEEDS.seconds) : undefined
  const router = Router({ caseSensitive: true })
  for (const name of feedNames)
    for (const format of feedFormats)
      router.get(
        feedPath(name, format),
        guarded(ctx, async (req, res) => {
          const [storyId, after] = [queryText(req.query.story), queryText(req.query.after)]
          sendFeed(
            req,
            res,
            feedTypes[format],
            await readFeed(ctx, { name, format, storyId, after }, () => countFeed?.(addressKey(req.ip))),
          )
        }),
      )
  router.get('/robots.txt', (_req, res) => {
    res.setHeader('Cache-Control', 'public, max-age=86400')
    res.type('text/plain').send(robots(ctx))
  })
  const sitemap = (path: string, make: (req: Request) => Promise<string>) =>
    router.get(
      path,
      guarded(ctx, async (req, res) => {
        const xml = await make(req)
        res.setHeader('Cache-Control', 'public, max-age=600')
        res.type('application/xml').send(xml)
      }),
    )
  sitemap('/sitemap.xml', () => sitemapIndex(ctx))
  sitemap('/sitemaps/:part.xml', (req) => sitemapPart(ctx, String(req.params.part)))
  router.get(
    '/oembed',
    guarded(ctx, async (req, res) => {
      const format = oembedFormat(req.query.format)
      if (!format) {
        res.status(501).type('text/plain').send('This format is not spoken here: json and xml are.\n')
        return
      }
      const body = await readOembed(ctx, format, req.query)
      readableAnywhere(res)
      // Words may be deleted at any time.
      res.setHeader('Cache-Control', 'no-cache')
      res.type(format === 'json' ? 'application/json' : 'text/xml').send(body)
    }),
  )
  return router
}

/**
 * Answers 304 to a reader that has it. Not left to Express, which sends all of it to programs whose `fetch` adds
 * `Cache-Control: no-cache` to a conditional request.
 */
function sendFeed(req: Request, res: Response, type: string, { body, etag, modifiedAt }: ReadyFeed): void {
  readableAnywhere(res)
  const modified = new Date(modifiedAt).toUTCString()
  res.setHeader('Cache-Control', 'no-cache')
  res.setHeader('ETag', etag)
  res.setHeader('Last-Modified', modified)
  const { 'if-none-match': tags, 'if-modified-since': since = '' } = req.headers
  const isKnown = tags === undefined ? Date.parse(since) >= Date.parse(modified) : hasTag(tags, etag)
  if (isKnown) res.status(304).end()
  else res.setHeader('Content-Type', `${type}; charset=utf-8`).send(body)
}

/** Lets the scripts of other sites read it: it is public, and made for them. */
function readableAnywhere(res: Response): void {
  res.setHeader('Access-Control-Allow-Origin', '*')
  res.setHeader('Cross-Origin-Resource-Policy', 'cross-origin')
}
