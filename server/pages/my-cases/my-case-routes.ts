import { type Request, type Response, Router } from 'express'
import { strings } from '../../../client/widget/case/strings.ts'
import { appealCase } from '../../cases/appeal-case.ts'
import { takeFlagBack } from '../../cases/flagging/withdraw-flag.ts'
import { replyToCase } from '../../cases/reply-to-case.ts'
import type { Context, Reader } from '../../context.ts'
import { errorStatus } from '../../contract/errors.ts'
import { CaseForm } from '../../contract/forms.ts'
import { endpoints, type Key } from '../../contract/index.ts'
import { Id } from '../../contract/shapes.ts'
import { Refusal } from '../../errors.ts'
import { guarded, queryText, sendPage } from '../guarded.ts'
import { signInHref } from '../thread/addresses.ts'
import { personOf } from '../thread/person.ts'
import { retryOf } from '../thread/post.ts'
import { sentForm } from '../thread/sent-form.ts'
import type { Act, RefusedAct } from './acts.ts'
import { MY_CASES, myCasePath } from './addresses.ts'
import { caseListPage } from './case-list.tsx'
import { myCasePage } from './my-case.tsx'
import { endedPage, signedOutPage } from './signed-out.tsx'

type Fields = CaseForm

/** What can be done in a case, and which endpoint does the same. */
const acts: Record<
  Act,
  { key: Key; work: (ctx: Context, by: Reader, id: string, fields: Fields) => Promise<unknown> }
> = {
  reply: {
    key: 'POST /api/v1/me/cases/:id/reply',
    work: (ctx, by, id, { words }) => {
      const sent = endpoints['POST /api/v1/me/cases/:id/reply'].body.safeParse({ reply: words })
      if (!sent.success) throw lacking(words, { least: 1, most: 1000 })
      return replyToCase(ctx, by, id, sent.data.reply)
    },
  },
  waive: {
    key: 'POST /api/v1/me/cases/:id/reply',
    work: (ctx, by, id) => replyToCase(ctx, by, id, null),
  },
  appeal: {
    key: 'POST /api/v1/me/cases/:id/appeal',
    work: (ctx, by, id, { words }) => {
      const sent = endpoints['POST /api/v1/me/cases/:id/appeal'].body.safeParse({ reason: words })
      if (!sent.success) throw lacking(words, { least: 20, most: 1000 })
      return appealCase(ctx, by, id, sent.data.reason)
    },
  },
  withdraw: {
    key: 'DELETE /api/v1/me/cases/:id/flag',
    work: (ctx, by, id) => takeFlagBack(ctx, by, id),
  },
}

/**
 * The pages of one’s own cases: the list, and each case with the statement of reasons, the right of reply and the
 * appeal, by plain forms.
 * @param limits whether too many requests are refused, as by the API.
 */
export function myCaseRoutes(ctx: Context, limits: boolean): Router {
  const router = Router({ caseSensitive: true })
  router.get(
    MY_CASES,
    guarded(ctx, async (req, res) => {
      res.vary('Cookie')
      const person = await personOf(ctx, req)
      if (!person) res.redirect(303, signInHref(MY_CASES))
      else sendPage(res, 200, await caseListPage(ctx, person, queryText(req.query.after)), { isPrivate: true })
    }),
  )
  router.get(
    `${MY_CASES}/:id`,
    guarded(ctx, async (req, res) => {
      res.vary('Cookie')
      await show(ctx, req, res)
    }),
  )
  for (const act of Object.keys(acts) as Act[])
    router.post(
      `${MY_CASES}/:id/${act}`,
      guarded(ctx, (req, res) => take(ctx, req, res, { act, limits })),
    )
  return router
}

async function show(ctx: Context, req: Request, res: Response, refused?: RefusedAct, status = 200): Promise<void> {
  const id = idOf(req)
  const person = await personOf(ctx, req)
  const done = queryText(req.query.done)
  const html = person ? await myCasePage(ctx, person, id, { refused, done }) : await signedOutPage(ctx, id)
  sendPage(res, status, html, { isPrivate: true })
}

async function take(
  ctx: Context,
  req: Request,
  res: Response,
  { act, limits }: { act: Act; limits: boolean },
): Promise<void> {
  const id = idOf(req)
  const { key, work } = acts[act]
  const { fields, sender } = await sentForm(ctx, req, { schema: CaseForm, key, limits })
  try {
    await work(ctx, (await sender()).reader, id, fields)
    res.setHeader('Cache-Control', 'no-store')
    res.redirect(303, `${myCasePath(id)}?done=${act}`)
  } catch (error) {
    if (!(error instanceof Refusal) || error.code === 'not_found') throw error
    const retryAfter = retryOf(error)
    if (retryAfter !== undefined) res.setHeader('Retry-After', String(retryAfter))
    const status = errorStatus[error.code]
    if (error.code === 'unauthenticated') sendPage(res, status, endedPage(ctx, id, fields.words), { isPrivate: true })
    else await show(ctx, req, res, { act, words: fields.words, problem: error.message }, status)
  }
}

/** @throws Refusal `not_found`. */
function idOf(req: Request): string {
  const id = Id.safeParse(req.params.id)
  if (!id.success) throw new Refusal('not_found', 'There is no such case.')
  return id.data
}

function lacking(text: string, { least, most }: { least: number; most: number }): Refusal {
  const length = text.trim().length
  if (length > most) return new Refusal('invalid', strings.tooLong(length - most))
  if (length >= least) return new Refusal('invalid', 'It has characters that cannot be shown.')
  return new Refusal('invalid', least > 1 ? strings.tooShort(least) : strings.nothingWritten)
}
