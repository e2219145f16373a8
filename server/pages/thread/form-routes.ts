import { type Request, type Response, Router } from 'express'
import type { Context } from '../../context.ts'
import { addressKey } from '../../http/address.ts'
import { sessionCookie } from '../../http/cookie.ts'
import { addressLimiter } from '../../http/limits.ts'
import { guarded, sendPage } from '../guarded.ts'
import { showLink, takeLinkForm } from '../link.tsx'
import { comeBack, leaveFor } from '../sign-in-with.tsx'
import { standingRoutes } from '../standing-routes.ts'
import { takeAccount, takeCode } from '../take-account.ts'
import { flagPage, takeFlag } from './flag.tsx'
import { ownPage, takeDeletion, takeEdit } from './own-comment.tsx'
import { personOf } from './person.ts'
import { type Answer, takeComment } from './post.ts'
import { takeAgreement, takeDiscard, takeFollowing, takeSignOut } from './take-press.tsx'
import { commentWordingsPage, updateWordingsPage } from './wordings.tsx'

/**
 * What people can do without scripts: write, edit, delete, agree, follow and flag from a story's page, read earlier
 * wordings, sign in and out, and answer to a moderator.
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
    '/sign-in/code',
    guarded(ctx, (req, res) => takeCode(ctx, req, res, limits)),
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
  ownRoutes(ctx, router, limits)
  wordingRoutes(ctx, router)
  router.use(standingRoutes(ctx, limits))
  return router
}

/** What is done with one's own comments, and by one button. */
function ownRoutes(ctx: Context, router: Router, limits: boolean): void {
  const take = (path: string, act: (ctx: Context, req: Request, limits: boolean) => Promise<Answer>) =>
    router.post(
      path,
      guarded(ctx, async (req, res) => answer(ctx, res, await act(ctx, req, limits))),
    )
  for (const act of ['edit', 'delete'] as const)
    router.get(
      `/stories/:name/comments/:id/${act}`,
      guarded(ctx, async (req, res) => answer(ctx, res, await ownPage(ctx, req, act))),
    )
  take('/stories/:name/comments/:id/edit', takeEdit)
  take('/stories/:name/comments/:id/delete', takeDeletion)
  take('/stories/:name/comments/:id/agree', takeAgreement)
  take('/stories/:name/follow', takeFollowing)
  take('/stories/:name/drafts', takeDiscard)
  router.post(
    '/sign-out',
    guarded(ctx, async (req, res) => answer(ctx, res, await takeSignOut(ctx, req, res, limits))),
  )
}

function wordingRoutes(ctx: Context, router: Router): void {
  router.get(
    '/stories/:name/comments/:id/wordings',
    guarded(ctx, async (req, res) => sendPage(res, 200, await commentWordingsPage(ctx, req))),
  )
  router.get(
    '/stories/:name/updates/:number/wordings',
    guarded(ctx, async (req, res) => sendPage(res, 200, await updateWordingsPage(ctx, req))),
  )
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
