import { Router } from 'express'
import type { Context } from '../context.ts'

const PATIENCE_MS = 2_000

/** `/healthz`: the process runs. `/readyz`: it can serve; 503 while the database does not answer or it is stopping. */
export function health(ctx: Context, isDraining: () => boolean): Router {
  const router = Router()
  router.get('/healthz', (_req, res) => {
    res.setHeader('Cache-Control', 'no-store')
    res.json({ status: 'ok' })
  })
  router.get('/readyz', async (_req, res) => {
    const status = isDraining() ? 'stopping' : (await answers(ctx)) ? 'ok' : 'database unreachable'
    res.setHeader('Cache-Control', 'no-store')
    res.status(status === 'ok' ? 200 : 503).json({ status })
  })
  return router
}

async function answers(ctx: Context): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS, false)
  })
  const ping = ctx.db.ping().then(
    () => true,
    () => false,
  )
  const answered = await Promise.race([ping, late])
  clearTimeout(timer)
  return answered
}
