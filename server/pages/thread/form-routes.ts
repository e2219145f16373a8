import { type Response, Router } from 'express'
import type { Context } from '../../context.ts'
import { addressKey } from '../../http/address.ts'
import { sessionCookie } from '../../http/cookie.ts'
import { addressLimiter } from '../../http/limits.ts'
import { guarded, sendPage } from '../guarded.ts'
import { showLink, takeLinkForm } from '../link.tsx'
import { comeBack, leaveFor } from '../sign-in-with.tsx'
import { takeAccount } from '../take-account.ts'
import { flagPage, takeFlag } from './flag.tsx'
import { personOf } from './person.ts'
import { type Answer, takeComment } from './post.ts'

/**
 * What people can do without scripts: write and flag on a story's page, and sign in for it.
 * @param limits whether too many requests are refused, as by the API.
 */
export function formRoutes(ctx: Context, limits: boolean): Router {
  const router = Router({ caseSensitive: true })
  router.post(
    '/sign-in',
    guarded(ctx, (req, res) => takeAccount(ctx, req, res, limits)),
  )
  router.get(
    '/link',
    guarded(ctx, (req, res) => showLink(ctx, req, res)),
  )
  const countAway = limits ? addressLimiter(120, 600) : undefined
  router.get(
    '/sign-in/:provider',
    guarded(ctx, async (req, res) => {
      await countAway?.(addressKey(req.ip))
      await leaveFor(ctx, req, res)
    }),
  )
  router.get(
    '/sign-in/:provider/back',
    guarded(ctx, (req, res) => comeBack(ctx, req, res)),
  )
  const countUse = limits ? addressLimiter(60, 600) : undefined
  router.post(
    '/link',
    guarded(ctx, async (req, res) => {
      await countUse?.(addressKey(req.ip))
      await takeLinkForm(ctx, req, res)
    }),
  )
  router.post(
    '/stories/:name/comments',
    guarded(ctx, async (req, res) => answer(ctx, res, await takeComment(ctx, req, limits))),
  )
  router.get(
    '/stories/:name/comments/:id/flag',
    guarded(ctx, async (req, res) => {
      const person = await personOf(ctx, req)
      res.vary('Cookie')
      sendPage(res, 200, await flagPage(ctx, req, { person }), { isPrivate: true })
    }),
  )
  router.post(
    '/stories/:name/comments/:id/flag',
    guarded(ctx, async (req, res) => answer(ctx, res, await takeFlag(ctx, req, limits))),
  )
  return router
}

function answer(ctx: Context, res: Response, given: Answer): void {
  if (given.session) res.appendHeader('Set-Cookie', sessionCookie(given.session, ctx.config))
  if ('seeOther' in given) {
    res.setHeader('Cache-Control', 'no-store')
    res.redirect(303, given.seeOther)
    return
  }
  if (given.retryAfter !== undefined) res.setHeader('Retry-After', String(given.retryAfter))
  sendPage(res, given.status, given.html, { isPrivate: true })
}
