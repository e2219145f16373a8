import type { Request, RequestHandler, Response, Router } from 'express'
import type * as z from 'zod'
import type { Context } from '../../context.ts'
import { errorStatus } from '../../contract/errors.ts'
import type { Key } from '../../contract/index.ts'
import { Refusal } from '../../errors.ts'
import { guarded, sendPage } from '../guarded.ts'
import type { Person } from '../thread/person.ts'
import { sentForm } from '../thread/sent-form.ts'
import type { Shown } from './frame.tsx'

type MakePage = (ctx: Context, shown: Shown, req: Request, fields: Readonly<Record<string, string>>) => Promise<string>

export interface AccountForm<F> {
  /** Name of the form, and the end of the address it is sent to. */
  name: string
  schema: z.ZodType<F>
  /** The endpoint that does the same, with which it is counted. */
  key: Key
  /** Where the form stands. */
  path: string
  page: MakePage
  /** @returns where to go on, or a page that is shown once. */
  act: (given: { fields: F; person: Person; res: Response }) => Promise<string | { html: string }>
}

/** Takes a form of the account pages. What is refused comes back with the reason, in the page it stands on. */
export function takeForm<F extends { token: string }>(
  ctx: Context,
  router: Router,
  limits: boolean,
  { name, schema, key, path, page, act }: AccountForm<F>,
): void {
  router.post(
    `/account/${name}`,
    guarded(ctx, async (req, res) => {
      const sent = await sentForm(ctx, req, { schema, key, limits })
      res.setHeader('Cache-Control', 'no-store')
      try {
        const person = await sent.sender()
        const next = await act({ fields: sent.fields, person, res })
        if (typeof next === 'string') res.redirect(303, next)
        else res.type('html').send(next.html)
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        const { person } = sent
        if (!person || person.reader.isGuest || error.code === 'unauthenticated')
          return res.redirect(303, signInFor(path))
        if (error.code === 'confirm_first') return res.redirect(303, confirmFor(path))
        const fields = withoutSecrets(sent.fields)
        const shown: Shown = { person, problem: { form: name, words: error.message, fields } }
        if (typeof error.extra.retryAfter === 'number') res.setHeader('Retry-After', String(error.extra.retryAfter))
        sendPage(res, errorStatus[error.code], await page(ctx, shown, req, fields), { isPrivate: true })
      }
    }),
  )
}

export function signInFor(path: string): string {
  return `/sign-in?next=${encodeURIComponent(path)}`
}

export function confirmFor(path: string): string {
  return `/account/confirm?next=${encodeURIComponent(path)}`
}

/** Of what was sent, what may stand in a page again. */
function withoutSecrets(fields: object): Record<string, string> {
  const { name, next } = fields as { name?: string; next?: string }
  return { ...(name !== undefined && { name }), ...(next !== undefined && { next }) }
}

/** What the form sends as the endpoint takes it. @throws Refusal `invalid`, with the words for it. */
export function checked<B>(schema: z.ZodType<B>, value: unknown, words: string): B {
  const parsed = schema.safeParse(value)
  if (!parsed.success) throw new Refusal('invalid', words)
  return parsed.data
}

/** A page of somebody with an account; who is not signed in to one is asked to do so first. */
export function ownPage(
  ctx: Context,
  personOf: (ctx: Context, req: Request) => Promise<Person | null>,
  page: (shown: Shown, req: Request, res: Response) => Promise<string | undefined>,
): RequestHandler {
  return guarded(ctx, async (req, res) => {
    const person = await personOf(ctx, req)
    res.setHeader('Cache-Control', 'no-store')
    if (!person || person.reader.isGuest) return res.redirect(303, signInFor(req.originalUrl))
    const done = typeof req.query.done === 'string' ? req.query.done : undefined
    const html = await page({ person, done }, req, res)
    if (html !== undefined) res.type('html').send(html)
  })
}
