import { once } from 'node:events'
import { type Response, Router } from 'express'
import type { Context } from '../../context.ts'
import { ErasureForm, PlainForm } from '../../contract/account-forms.ts'
import { endpoints } from '../../contract/index.ts'
import { Refusal } from '../../errors.ts'
import { faultOf } from '../../log.ts'
import { askErasure, takeErasureBack } from '../../people/ask-erasure.ts'
import { requireRecent } from '../../people/confirm.ts'
import { myData } from '../../people/my-data.ts'
import { type Person, personOf } from '../thread/person.ts'
import { dataPage } from './data.tsx'
import { dataWords } from './data-words.ts'
import { checked, confirmFor, ownPage, takeForm } from './forms.ts'

const DATA = '/account/data'
const KEY = 'PUT /api/v1/me/erasure'

/** One's data: to take away, and to erase. */
export function dataRoutes(ctx: Context, limits: boolean): Router {
  const router = Router({ caseSensitive: true })
  const here = { path: DATA, page: dataPage }
  router.get(
    DATA,
    ownPage(ctx, personOf, (shown) => dataPage(ctx, shown)),
  )
  router.get(
    '/account/data.json',
    ownPage(ctx, personOf, async ({ person }, req, res) => {
      const isRecent = await passes(requireRecent(ctx, person.sessionId))
      if (isRecent) await sendData(ctx, person, res)
      else res.redirect(303, confirmFor(req.originalUrl))
    }),
  )
  takeForm(ctx, router, limits, {
    ...{ name: 'erase', schema: ErasureForm, key: KEY, ...here },
    async act({ fields, person }) {
      await requireRecent(ctx, person.sessionId)
      const { words } = checked(endpoints[KEY].body, fields, dataWords.choose)
      await askErasure(ctx, person.reader, person.sessionId, words)
      return `${DATA}?done=erasing`
    },
  })
  takeForm(ctx, router, limits, {
    ...{ name: 'keep', schema: PlainForm, key: 'DELETE /api/v1/me/erasure', ...here },
    async act({ person }) {
      await takeErasureBack(ctx, person.reader)
      return `${DATA}?done=kept`
    },
  })
  return router
}

async function passes(required: Promise<void>): Promise<boolean> {
  try {
    await required
    return true
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}

/** Piece by piece, as fast as it is taken. What fails half-way ends the answer short, which the browser notices. */
async function sendData(ctx: Context, { reader }: Person, res: Response): Promise<void> {
  res.type('json')
  res.setHeader('Content-Disposition', 'attachment; filename="my-data.json"')
  try {
    for await (const piece of myData(ctx, reader)) {
      if (res.destroyed) return
      if (!res.write(piece)) await Promise.race([once(res, 'drain'), once(res, 'close')])
    }
    res.end()
  } catch (error) {
    ctx.log.error(faultOf(error), 'a download failed')
    res.destroy()
  }
}
