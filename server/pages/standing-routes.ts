import { type Request, type Response, Router } from 'express'
import type * as z from 'zod'
import type { Context } from '../context.ts'
import { errorStatus } from '../contract/errors.ts'
import { AppealForm } from '../contract/forms.ts'
import { endpoints, type Key } from '../contract/index.ts'
import { Id } from '../contract/shapes.ts'
import { Refusal } from '../errors.ts'
import { acknowledge, appealSanction } from '../sanctions/own.ts'
import { guarded, sendPage } from './guarded.ts'
import { type RefusedAppeal, standingPage } from './standing.tsx'
import { personOf } from './thread/person.ts'
import { sentForm } from './thread/sent-form.ts'

const ACKNOWLEDGE = 'POST /api/v1/me/sanctions/:id/acknowledge'
const APPEAL = 'POST /api/v1/me/sanctions/:id/appeal'

/**
 * The page on which people read what moderators did about them, and its plain forms.
 * @param limits whether too many requests are refused, as by the API.
 */
export function standingRoutes(ctx: Context, limits: boolean): Router {
  const router = Router({ caseSensitive: true })
  router.get(
    '/standing',
    guarded(ctx, async (req, res) => {
      res.vary('Cookie')
      await show(ctx, req, res, 200)
    }),
  )
  router.post(
    '/standing/:id/acknowledge',
    guarded(ctx, (req, res) =>
      take(ctx, req, res, { key: ACKNOWLEDGE, limits }, async (reader, id) => acknowledge(ctx, reader, id)),
    ),
  )
  router.post(
    '/standing/:id/appeal',
    guarded(ctx, (req, res) =>
      take(ctx, req, res, { key: APPEAL, limits }, async (reader, id, fields) => {
        const body = endpoints[APPEAL].body.safeParse(fields)
        if (!body.success) throw new Refusal('invalid', 'An appeal has 10 to 2000 characters.')
        return appealSanction(ctx, reader, id, body.data.words)
      }),
    ),
  )
  return router
}

type Work = (
  reader: Parameters<typeof acknowledge>[1],
  id: string,
  fields: z.output<typeof AppealForm>,
) => Promise<unknown>

async function take(
  ctx: Context,
  req: Request,
  res: Response,
  { key, limits }: { key: Key; limits: boolean },
  work: Work,
): Promise<void> {
  const id = String(req.params.id)
  const { fields, sender } = await sentForm(ctx, req, { schema: AppealForm, key, limits })
  try {
    const { reader } = await sender()
    if (!Id.safeParse(id).success) throw new Refusal('not_found', 'There is nothing like this here.')
    await work(reader, id, fields)
    res.setHeader('Cache-Control', 'no-store')
    res.redirect(303, `/standing#sanction-${id}`)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    await show(ctx, req, res, errorStatus[error.code], { id, words: fields.words, problem: error.message })
  }
}

async function show(ctx: Context, req: Request, res: Response, status: number, refused?: RefusedAppeal): Promise<void> {
  const person = await personOf(ctx, req)
  if (!person) res.redirect(303, `/sign-in?next=${encodeURIComponent('/standing')}`)
  else sendPage(res, status, await standingPage(ctx, person, refused), { isPrivate: true })
}
