import compression from 'compression'
import { type Request, type Response, Router } from 'express'
import type { Context } from '../context.ts'
import { Refusal } from '../errors.ts'
import { addressKey } from '../http/address.ts'
import { addressLimiter } from '../http/limits.ts'
import { hasTag } from '../http/send.ts'
import { consolePage, setupPage, signInPage } from './account.tsx'
import { archivePage } from './archive.tsx'
import { assets } from './assets.ts'
import { casePage } from './case.tsx'
import { type CasePicture, casePicture } from './case-picture.ts'
import { embedPage } from './embed.tsx'
import { frontPage } from './front.tsx'
import { guarded, sendPage as send, queryText as text } from './guarded.ts'
import { logPage } from './log.tsx'
import { machineRoutes } from './machine-routes.ts'
import { accountRoutes } from './me/account-pages.ts'
import { myCaseRoutes } from './my-cases/my-case-routes.ts'
import { noticeRoutes } from './notices/notice-routes.ts'
import { properAddress } from './rules.ts'
import { pathOfUrl, storyPage } from './story.tsx'
import { askedOf } from './thread/addresses.ts'
import { formRoutes } from './thread/form-routes.ts'
import { personOf } from './thread/person.ts'

/** Pictures one address may have drawn: a newsroom's share of a busy day, far below what would keep a core busy. */
const PICTURES = { points: 60, seconds: 60 }

/**
 * The pages of the publication and the client's files. Comes last: what it does not know is answered with a page that
 * says so.
 *
 * @param limits whether too many requests for pictures and feeds, and too many forms, are refused.
 */
export function pagesRouter(ctx: Context, limits: boolean): Router {
  const router = Router({ caseSensitive: true })
  router.use(compression())
  router.use(assets())

  router.use((req, res, next) => {
    const proper = properAddress(req.headers.host, req.originalUrl, ctx.config.PUBLIC_URL)
    if (proper) res.redirect(302, proper)
    else next()
  })

  const page = (path: string, make: (req: Request) => Promise<string> | string) =>
    router.get(
      path,
      guarded(ctx, async (req, res) => send(res, 200, await make(req))),
    )
  page('/', () => frontPage(ctx))
  page('/archive', (req) => archivePage(ctx, text(req.query.after)))
  page('/log', (req) => logPage(ctx, text(req.query.story), text(req.query.after)))
  page('/embed', () => embedPage(ctx))
  page('/sign-in', (req) => signInPage(ctx, req.query))
  page('/setup', (req) => setupPage(ctx, req.query.token))
  page('/console{/*rest}', () => consolePage(ctx))

  const rooms = [machineRoutes, formRoutes, accountRoutes, noticeRoutes, myCaseRoutes]
  router.use(...rooms.map((routes) => routes(ctx, limits)))
  router.get(
    '/stories/:name',
    guarded(ctx, async (req, res) => {
      const [asked, person] = [askedOf(req.query), await personOf(ctx, req)]
      const answer = await storyPage(ctx, String(req.params.name), { asked, person })
      res.vary('Cookie')
      if ('movedTo' in answer) res.redirect(301, withQuery(answer.movedTo, req.originalUrl))
      else send(res, answer.status, answer.html, { isPrivate: person !== null })
    }),
  )
  router.get(
    '/cases/:reference',
    guarded(ctx, async (req, res) => {
      const answer = await casePage(ctx, String(req.params.reference))
      if ('movedTo' in answer) res.redirect(301, answer.movedTo)
      else send(res, 200, answer.html)
    }),
  )
  const countPicture = limits ? addressLimiter(PICTURES.points, PICTURES.seconds) : undefined
  router.get(
    '/cases/:reference/card.png',
    guarded(ctx, async (req, res) => {
      const picture = await casePicture(ctx, String(req.params.reference))
      await sendPicture(req, res, picture, () => countPicture?.(addressKey(req.ip)))
    }),
  )
  router.get(
    '/stories',
    guarded(ctx, async (req, res) => {
      const path = await pathOfUrl(ctx, text(req.query.url) ?? '')
      if (!path) throw new Refusal('not_found', 'There is no story with this address.')
      res.redirect(302, path)
    }),
  )
  router.use(guarded(ctx, (req, res) => refuseRest(router, req, res)))
  return router
}

/** @throws Refusal `method_not_allowed`: there is a page, which does not answer this; `not_found`. */
function refuseRest({ stack }: Router, req: Request, res: Response): void {
  const methods = methodsAt(stack as unknown as Layer[], req.path)
  if (methods.length === 0) throw new Refusal('not_found', `There is nothing at ${req.path}.`)
  res.setHeader('Allow', methods.join(', '))
  throw new Refusal('method_not_allowed', `This address answers ${methods.join(', ')} only.`)
}

/** What a router holds, as far as it is looked at here. */
interface Layer {
  match(path: string): boolean
  route?: { methods: Readonly<Record<string, boolean>> }
  /** A router within has layers too. */
  handle: { stack?: readonly Layer[] }
}

/** What the pages at a path answer; nothing where there is none. */
function methodsAt(layers: readonly Layer[], path: string): string[] {
  const found = layers.flatMap((layer) => {
    const { route, handle } = layer
    if (route) return layer.match(path) ? Object.keys(route.methods) : []
    return handle.stack ? methodsAt(handle.stack, path) : []
  })
  return [...new Set(found.flatMap((name) => (name === 'get' ? ['GET', 'HEAD'] : [name.toUpperCase()])))]
}

/** The page that moved, at the part of it that was asked for. */
function withQuery(path: string, asked: string): string {
  const at = asked.indexOf('?')
  return at < 0 ? path : path + asked.slice(at)
}

/**
 * Answers 304 to whoever has it, before anything is drawn. It is kept for a day at most, since words can be erased; and
 * shown on other sites, which is what it is for.
 */
async function sendPicture(
  req: Request,
  res: Response,
  { etag, draw }: CasePicture,
  count: () => Promise<void> | undefined,
): Promise<void> {
  const isKnown = hasTag(req.headers['if-none-match'], etag)
  if (!isKnown) await count()
  const png = isKnown ? undefined : await draw()
  res.setHeader('Cache-Control', 'public, max-age=86400')
  res.setHeader('ETag', etag)
  res.setHeader('Cross-Origin-Resource-Policy', 'cross-origin')
  if (png) res.type('png').send(png)
  else res.status(304).end()
}
