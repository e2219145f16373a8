import { type Request, type Response, Router } from 'express'
import type { Context } from '../../context.ts'
import { Refusal } from '../../errors.ts'
import { addressKey } from '../../http/address.ts'
import { addressLimiter } from '../../http/limits.ts'
import { switchOff, switchOn, wayOutOf } from '../../notices/letters/switch-off.ts'
import { guarded, queryText, sendPage } from '../guarded.ts'
import { type Person, personOf } from '../thread/person.ts'
import type { Answer } from '../thread/post.ts'
import { noticesPage } from './notices-page.tsx'
import { SETTINGS_PATH, settingsPage } from './settings-page.tsx'
import { takeRead, takeSettings } from './take-settings.ts'
import { unknownWayOutPage, wayOutPage } from './way-out-page.tsx'

/** Ways out that one address may take: a mail service takes them for all its readers. */
const WAYS_OUT = { points: 300, seconds: 60 }

/** The pages of notices, which need no scripts: the list, the choices, and the way out that letters offer. */
export function noticeRoutes(ctx: Context, limits: boolean): Router {
  const router = Router({ caseSensitive: true })
  const page = (path: string, make: (req: Request) => Promise<string>) =>
    router.get(
      path,
      guarded(ctx, async (req, res) => {
        res.vary('Cookie')
        sendPage(res, 200, await make(req), { isPrivate: true })
      }),
    )
  page('/notices', async (req) => noticesPage(ctx, await personOf(ctx, req), queryText(req.query.after)))
  page(SETTINGS_PATH, async (req) => settingsPage(ctx, await accountOf(ctx, req), { isSaved: req.query.saved === '1' }))
  const form = (path: string, take: (req: Request) => Promise<Answer>) =>
    router.post(
      path,
      guarded(ctx, async (req, res) => answer(res, await take(req))),
    )
  form('/notices', (req) => takeRead(ctx, req, limits))
  form(SETTINGS_PATH, (req) => takeSettings(ctx, req, limits))

  const count = limits ? addressLimiter(WAYS_OUT.points, WAYS_OUT.seconds) : undefined
  /** The token alone says who and what: neither a session nor anything in the body is looked at. */
  const wayOut = (method: 'get' | 'post', path: string, done: 'asks' | 'off' | 'undone') =>
    router[method](
      path,
      guarded(ctx, async (req, res) => {
        await count?.(addressKey(req.ip))
        const token = queryText(req.query.token) ?? ''
        await sendWayOut(ctx, res, token, done)
      }),
    )
  wayOut('get', '/unsubscribe', 'asks')
  wayOut('post', '/unsubscribe', 'off')
  wayOut('post', '/unsubscribe/undo', 'undone')
  return router
}

async function sendWayOut(ctx: Context, res: Response, token: string, done: 'asks' | 'off' | 'undone'): Promise<void> {
  // The address holds the token.
  res.setHeader('Referrer-Policy', 'no-referrer')
  try {
    if (done === 'off') await switchOff(ctx, token)
    if (done === 'undone') await switchOn(ctx, token)
    const wayOut = await wayOutOf(ctx, token)
    const stage = done === 'asks' && wayOut.isOff ? 'off' : done
    sendPage(res, 200, wayOutPage(ctx, token, stage, wayOut), { isPrivate: true })
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'not_found') throw error
    sendPage(res, 404, unknownWayOutPage(ctx), { isPrivate: true })
  }
}

function answer(res: Response, given: Answer): void {
  if ('seeOther' in given) {
    res.setHeader('Cache-Control', 'no-store')
    res.redirect(303, given.seeOther)
    return
  }
  if (given.retryAfter !== undefined) res.setHeader('Retry-After', String(given.retryAfter))
  sendPage(res, given.status, given.html, { isPrivate: true })
}

/** Guests have no address for letters, so nothing to choose. */
async function accountOf(ctx: Context, req: Request): Promise<Person | null> {
  const person = await personOf(ctx, req)
  return person?.reader.isGuest ? null : person
}
