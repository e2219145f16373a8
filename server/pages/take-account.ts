import type { Request, Response } from 'express'
import { words } from '../../client/account/strings.ts'
import type { Context } from '../context.ts'
import { ChallengeForm } from '../contract/account-forms.ts'
import { errorStatus } from '../contract/errors.ts'
import { AccountForm } from '../contract/forms.ts'
import { endpoints } from '../contract/index.ts'
import { Refusal } from '../errors.ts'
import { addressKey } from '../http/address.ts'
import { readForm } from '../http/body.ts'
import { knownBrowser } from '../http/browser.ts'
import { sessionCookie } from '../http/cookie.ts'
import { limiterAt } from '../http/limits.ts'
import { isOwnForm } from '../http/origin.ts'
import { answerChallenge } from '../people/admit.ts'
import { askToReset, askToSignIn, signUp } from '../people/ask-for-link.ts'
import { foldEmail, safeNext } from '../people/rules.ts'
import { signInByPassword } from '../people/sign-in.ts'
import { hashToken } from '../people/tokens.ts'
import { signInPage } from './account.tsx'
import { sendPage } from './guarded.ts'
import { codePage } from './me/confirm.tsx'
import { words as accountWords } from './me/words.ts'

const SECOND = 'POST /api/v1/sessions/second-factor'
const MAX_FORM = 16 * 1024
const keys = {
  password: 'POST /api/v1/sessions',
  new: 'POST /api/v1/people',
  link: 'POST /api/v1/sessions/links',
  reset: 'POST /api/v1/passwords/links',
} as const

/**
 * Signs in, makes an account or asks for a letter, from the plain form of the sign-in page, as the API does and counted
 * with it. What is refused comes back in its fields with the reason, but for the password.
 * @param limits whether too many requests are refused.
 * @throws Refusal `forbidden`: another site's page sent it; as `readForm`; `invalid`: not a form of ours.
 */
export async function takeAccount(ctx: Context, req: Request, res: Response, limits: boolean): Promise<void> {
  if (!isOwnForm(req.headers, ctx.config)) throw new Refusal('forbidden', 'This form is not on a page of this site.')
  const sent = AccountForm.safeParse(await readForm(req, MAX_FORM))
  if (!sent.success) throw new Refusal('invalid', 'Some of what was sent is not as expected.')
  const { name, email, next, way } = sent.data
  try {
    const key = keys[way as keyof typeof keys] ?? keys.password
    if (limits) {
      const counted = { address: addressKey(req.ip), personId: null, account: foldEmail(email) }
      await limiterAt(ctx, key)?.(counted, ['address', 'account', 'email'])
    }
    if (key === keys.password) {
      const body = checked(endpoints[key].body, sent.data)
      const { token } = await signInByPassword(ctx, body, req.headers['user-agent']?.slice(0, 200) ?? null)
      res.appendHeader('Set-Cookie', sessionCookie(token, ctx.config))
      res.setHeader('Cache-Control', 'no-store')
      return res.redirect(303, safeNext(next))
    }
    await sendFor(ctx, key, sent.data, { browser: hashToken(knownBrowser(ctx, req, res)) })
    sendPage(res, 200, await signInPage(ctx, {}, { sentTo: email.trim() }), { isPrivate: true })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    if (error.code === 'second_factor') {
      const challenge = String(error.extra.challenge)
      return sendPage(res, 200, codePage(ctx, { challenge, next: safeNext(next) }), { isPrivate: true })
    }
    if (typeof error.extra.retryAfter === 'number') res.setHeader('Retry-After', String(error.extra.retryAfter))
    const page = await signInPage(ctx, { next, way }, { refused: { name, email, problem: error.message } })
    sendPage(res, errorStatus[error.code], page, { isPrivate: true })
  }
}

/**
 * Ends such a sign-in with the code of the second factor.
 * @throws Refusal as `takeAccount`.
 */
export async function takeCode(ctx: Context, req: Request, res: Response, limits: boolean): Promise<void> {
  if (!isOwnForm(req.headers, ctx.config)) throw new Refusal('forbidden', 'This form is not on a page of this site.')
  const sent = ChallengeForm.safeParse(await readForm(req, MAX_FORM))
  if (!sent.success) throw new Refusal('invalid', 'Some of what was sent is not as expected.')
  const { challenge, code } = sent.data
  const next = safeNext(sent.data.next)
  try {
    const counted = { address: addressKey(req.ip), personId: null, account: null }
    if (limits) await limiterAt(ctx, SECOND)?.(counted, ['address'])
    const body = endpoints[SECOND].body.safeParse({ challenge, code })
    if (!body.success) throw new Refusal('wrong_code', accountWords.codeMissing)
    const { token } = await answerChallenge(ctx, body.data, req.headers['user-agent']?.slice(0, 200) ?? null)
    res.appendHeader('Set-Cookie', sessionCookie(token, ctx.config))
    res.setHeader('Cache-Control', 'no-store')
    res.redirect(303, next)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const problem = error.message
    const page =
      error.code === 'unauthenticated'
        ? await signInPage(ctx, { next }, { refused: { name: '', email: '', problem } })
        : codePage(ctx, { challenge, next, problem })
    sendPage(res, errorStatus[error.code], page, { isPrivate: true })
  }
}

type Asking = Exclude<(typeof keys)[keyof typeof keys], 'POST /api/v1/sessions'>

async function sendFor(ctx: Context, key: Asking, fields: AccountForm, asker: { browser: string }): Promise<void> {
  if (key === keys.new) await signUp(ctx, checked(endpoints[key].body, fields), asker)
  else if (key === keys.link) await askToSignIn(ctx, checked(endpoints[key].body, fields), asker)
  else await askToReset(ctx, checked(endpoints[key].body, fields), asker)
}

interface Schema<B> {
  safeParse(value: unknown): { success: true; data: B } | { success: false; error: { issues: { path: unknown[] }[] } }
}

function checked<B>(schema: Schema<B>, { name, email, password, next, way }: AccountForm): B {
  const parsed = schema.safeParse({ name, email, password, next })
  if (parsed.success) return parsed.data
  const field = parsed.error.issues[0]?.path[0]
  if (field === 'name') throw new Refusal('invalid', words.nameMissing)
  if (field === 'email') throw new Refusal('invalid', words.emailWrong)
  if (password.length > 128) throw new Refusal('invalid', words.passwordLong)
  throw new Refusal('invalid', way === 'new' ? words.passwordShort : words.passwordMissing)
}
