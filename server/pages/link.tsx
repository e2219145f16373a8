import type { Request, Response } from 'express'
import { words } from '../../client/account/strings.ts'
import type { Context } from '../context.ts'
import { errorStatus } from '../contract/errors.ts'
import { LinkForm } from '../contract/forms.ts'
import { Name, Password } from '../contract/people.ts'
import { Refusal } from '../errors.ts'
import { readForm } from '../http/body.ts'
import { browserToken, sessionCookie } from '../http/cookie.ts'
import { isOwnForm } from '../http/origin.ts'
import { applyLink, type OpenedLink, openLink, type UsedLink } from '../people/apply-link.ts'
import { sendPage } from './guarded.ts'
import { renderPage } from './layout.tsx'
import { linkStrings, linkWords, usedTitle } from './link-words.ts'
import { codePage } from './me/confirm.tsx'
import { PlainField } from './plain-field.tsx'

const MAX_FORM = 16 * 1024

/** The page of a letter's link: a button, since programs that check mail open links too. Needs no scripts. */
export async function showLink(ctx: Context, req: Request, res: Response): Promise<void> {
  const token = typeof req.query.token === 'string' ? req.query.token : ''
  await sendOpened(ctx, res, { token, browser: browserOf(ctx, req) })
}

/** Uses the link, as its page asks. @throws Refusal `forbidden`: another site's page sent it; `invalid`. */
export async function takeLinkForm(ctx: Context, req: Request, res: Response): Promise<void> {
  if (!isOwnForm(req.headers, ctx.config)) throw new Refusal('forbidden', 'This form is not on a page of this site.')
  const sent = LinkForm.safeParse(await readForm(req, MAX_FORM))
  if (!sent.success) throw new Refusal('invalid', 'Some of what was sent is not as expected.')
  const { token } = sent.data
  const browser = browserOf(ctx, req)
  let next: string | null = null
  try {
    const link = await openLink(ctx, token, browser)
    next = link.next
    const form = checked(sent.data, link.asks)
    const used = await applyLink(ctx, token, form, {
      browser,
      userAgent: req.headers['user-agent']?.slice(0, 200) ?? null,
    })
    if (used.session) res.appendHeader('Set-Cookie', sessionCookie(used.session, ctx.config))
    res.setHeader('Cache-Control', 'no-store')
    if (used.next !== null && used.session) res.redirect(303, used.next)
    else sendPage(res, 200, usedPage(ctx, used), { isPrivate: true })
  } catch (error) {
    if (!(error instanceof Refusal) || error.code === 'unavailable') throw error
    if (error.code === 'second_factor') {
      const challenge = String(error.extra.challenge)
      return sendPage(res, 200, codePage(ctx, { challenge, next: next ?? '/' }), { isPrivate: true })
    }
    await sendOpened(ctx, res, { token, browser, refused: { name: sent.data.name, error } })
  }
}

function browserOf({ config }: Context, req: Request): string | undefined {
  return browserToken(req.headers.cookie, config)
}

function checked({ name, password }: LinkForm, asks: OpenedLink['asks']): { name: string; password: string } {
  const named = asks.includes('name') ? Name.safeParse(name) : undefined
  if (named && !named.success) throw new Refusal('invalid', words.nameMissing)
  if (asks.includes('new-password') && !Password.safeParse(password).success)
    throw new Refusal('invalid', password.length > 128 ? words.passwordLong : words.passwordShort)
  return { name: named?.data ?? '', password }
}

interface Opening {
  token: string
  browser: string | undefined
  refused?: { name: string; error: Refusal }
}

async function sendOpened(ctx: Context, res: Response, { token, browser, refused }: Opening): Promise<void> {
  const status = refused ? errorStatus[refused.error.code] : 200
  try {
    const link = await openLink(ctx, token, browser)
    res.setHeader('Referrer-Policy', 'strict-origin')
    sendPage(res, status, openedPage(ctx, link, token, refused), { isPrivate: true })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const why = refused?.error.code === 'unauthenticated' ? refused.error : error
    sendPage(res, errorStatus[why.code], overPage(ctx, why.message), { isPrivate: true })
  }
}

function page(ctx: Context, title: string, body: Parameters<typeof renderPage>[2]): string {
  const props = { title, description: `Signing in to ${ctx.config.SITE_NAME}.`, frame: 'slip' as const, hidden: true }
  return renderPage(ctx, props, <div class="slip">{body}</div>)
}

function openedPage(ctx: Context, link: OpenedLink, token: string, refused: Opening['refused']): string {
  const { kind, email, isHere, asks, makes } = link
  const { title, action, why } = linkWords[kind]
  if (kind === 'reset' && !asks.includes('new-password'))
    return page(
      ctx,
      title,
      <>
        <h1>{title}</h1>
        <p class="slip-words">{linkStrings.nobody(email)}</p>
        <div class="account-actions">
          <a class="aw-button" href="/sign-in?way=new">
            {words.signUp}
          </a>
        </div>
      </>,
    )
  const session = kind !== 'confirm' && kind !== 'guest'
  const isNew = makes && kind === 'sign-in'
  const isKnown = !makes && kind === 'sign-up'
  return page(
    ctx,
    title,
    <>
      <h1>{isNew ? words.signUp : title}</h1>
      <p class="slip-words">{isNew ? linkStrings.makes(email) : isKnown ? linkStrings.known(email) : why(email)}</p>
      {!isHere && session && !asks.includes('chosen-password') && <p class="slip-words">{linkStrings.elsewhere}</p>}
      <form class="account-form" method="post" action="/link">
        {refused && (
          <p class="form-error" role="alert">
            {refused.error.message}
          </p>
        )}
        <input type="hidden" name="token" value={token} />
        <Asked asks={asks} name={refused?.name} />
        <div class="account-actions">
          <button type="submit" class="aw-button aw-button-primary">
            {isNew ? linkStrings.makeAction : isKnown ? words.signIn : action}
          </button>
        </div>
      </form>
    </>,
  )
}

function Asked({ asks, name }: { asks: OpenedLink['asks']; name: string | undefined }) {
  return (
    <>
      {asks.includes('name') && (
        <PlainField name="name" label={words.name} hint={words.nameHint} autoComplete="name" value={name} />
      )}
      {asks.includes('new-password') && (
        <PlainField name="password" label={words.newPassword} hint={words.passwordHint} autoComplete="new-password" />
      )}
      {asks.includes('chosen-password') && (
        <PlainField
          name="password"
          label={words.chosenPassword}
          hint={linkStrings.chosenWhy}
          autoComplete="current-password"
        />
      )}
    </>
  )
}

function overPage(ctx: Context, problem: string): string {
  return page(
    ctx,
    linkStrings.over,
    <>
      <h1>{linkStrings.over}</h1>
      <p class="slip-words" role="alert">
        {problem}
      </p>
      <div class="account-actions">
        <a class="aw-button" href="/sign-in">
          {linkStrings.again}
        </a>
      </div>
    </>,
  )
}

function usedPage(ctx: Context, used: UsedLink): string {
  const title = usedTitle(used)
  return page(
    ctx,
    title,
    <>
      <h1>{title}</h1>
      {used.session !== null && <p class="slip-words">{linkStrings.stay}</p>}
      {used.kind === 'guest' && <p class="slip-words">{linkStrings.guestShown}</p>}
      <div class="account-actions">
        <a class="aw-link" href="/">
          {linkStrings.toFront}
        </a>
      </div>
    </>,
  )
}
