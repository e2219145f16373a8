import type { Request, Response } from 'express'
import { words } from '../../client/account/strings.ts'
import type { Context } from '../context.ts'
import { errorStatus } from '../contract/errors.ts'
import { knownBrowser } from '../http/browser.ts'
import { browserToken, sessionCookie } from '../http/cookie.ts'
import { safeNext } from '../people/rules.ts'
import { beginSignInWith, endSignInWith, NotSignedIn } from '../people/sign-in-with.ts'
import { sendPage } from './guarded.ts'
import { renderPage } from './layout.tsx'
import { codePage } from './me/confirm.tsx'

/** Sends somebody to a provider, to come back signed in. */
export async function leaveFor(ctx: Context, req: Request, res: Response): Promise<void> {
  const next = safeNext(req.query.next)
  await orSay(ctx, res, async () => {
    const browser = knownBrowser(ctx, req, res)
    return beginSignInWith(ctx, String(req.params.provider), { next, browser })
  })
}

/** Takes somebody whom a provider sends back. */
export async function comeBack(ctx: Context, req: Request, res: Response): Promise<void> {
  await orSay(ctx, res, async () => {
    const query = new URLSearchParams(req.originalUrl.split('?')[1] ?? '')
    const browser = browserToken(req.headers.cookie, ctx.config)
    const userAgent = req.headers['user-agent']?.slice(0, 200) ?? null
    const { session, next } = await endSignInWith(ctx, String(req.params.provider), query, { browser, userAgent })
    res.appendHeader('Set-Cookie', sessionCookie(session, ctx.config))
    return next
  })
}

async function orSay(ctx: Context, res: Response, work: () => Promise<string>): Promise<void> {
  res.setHeader('Cache-Control', 'no-store')
  res.setHeader('Referrer-Policy', 'strict-origin')
  try {
    res.redirect(303, await work())
  } catch (error) {
    if (!(error instanceof NotSignedIn)) throw error
    if (error.code === 'second_factor') {
      const challenge = String(error.extra.challenge)
      return sendPage(res, 200, codePage(ctx, { challenge, next: error.next ?? '/' }), { isPrivate: true })
    }
    sendPage(res, errorStatus[error.code], refusedPage(ctx, error), { isPrivate: true })
  }
}

function refusedPage(ctx: Context, { message, next }: NotSignedIn): string {
  const props = { title: words.notSignedIn, description: message, frame: 'slip' as const, hidden: true }
  const again = next?.startsWith('/sign-in?') ? next : `/sign-in${next ? `?next=${encodeURIComponent(next)}` : ''}`
  return renderPage(
    ctx,
    props,
    <div class="slip">
      <h1>{words.notSignedIn}</h1>
      <p class="slip-words" role="alert">
        {message}
      </p>
      <div class="account-actions">
        <a class="aw-button" href={again}>
          {words.backToSignIn}
        </a>
      </div>
    </div>,
  )
}
